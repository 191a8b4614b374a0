/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_TEST_ROW (proctor_run_test_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunTestRow, proctor_run_test_row, PROCTOR, RUN_TEST_ROW, GtkBox)

GtkWidget *proctor_run_test_row_new (ProctorRunSetup *setup);
void proctor_run_test_row_set_test (ProctorRunTestRow *self,
                                    ProctorRunTest *test);

G_END_DECLS
