/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-kind.h"
#include "proctor-test.h"

G_BEGIN_DECLS

ProctorTest *proctor_test_template_new (ProctorTestKind kind,
                                        const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
