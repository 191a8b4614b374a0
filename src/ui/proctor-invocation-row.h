/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-past-runs.h"
#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_INVOCATION_ROW (proctor_invocation_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorInvocationRow, proctor_invocation_row, PROCTOR, INVOCATION_ROW, AdwBin)

GtkWidget *proctor_invocation_row_new (void);

void proctor_invocation_row_set_record (ProctorInvocationRow *self,
                                        ProctorRecord *record);
ProctorRecord *proctor_invocation_row_get_record (ProctorInvocationRow *self);
void proctor_invocation_row_follow (ProctorInvocationRow *self,
                                    ProctorPastRuns *past);

G_END_DECLS
