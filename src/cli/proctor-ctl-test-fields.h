/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-table.h"
#include "proctor-test.h"

G_BEGIN_DECLS

void proctor_ctl_add_test_fields (ProctorCtlTable *table,
                                  ProctorTest *test);

G_END_DECLS
