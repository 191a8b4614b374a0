/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_MODEL_NAME_ROW (proctor_model_name_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorModelNameRow, proctor_model_name_row, PROCTOR, MODEL_NAME_ROW, AdwEntryRow)

void proctor_model_name_row_set_names (ProctorModelNameRow *self,
                                       const char *const *names,
                                       const char *message);

G_END_DECLS
