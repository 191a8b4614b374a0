/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job-failure.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FAILURE_ROW (proctor_failure_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFailureRow, proctor_failure_row, PROCTOR, FAILURE_ROW, AdwBin)

GtkWidget *proctor_failure_row_new (void);
void proctor_failure_row_show (ProctorFailureRow *self,
                               ProctorJobFailure *failure);

G_END_DECLS
