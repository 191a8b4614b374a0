/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-test-kind.h"
#include "proctor-test.h"

G_BEGIN_DECLS

void proctor_test_facts_fill (GtkBox *box,
                              ProctorTest *test,
                              ProctorTestKind kind);

G_END_DECLS
