/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-choice-list.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PICKER_ROW (proctor_picker_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPickerRow, proctor_picker_row, PROCTOR, PICKER_ROW, AdwActionRow)

void proctor_picker_row_set_choices (ProctorPickerRow *self,
                                     GListModel *choices);
void proctor_picker_row_set_own_id (ProctorPickerRow *self,
                                    const char *id);
void proctor_picker_row_set_none_label (ProctorPickerRow *self,
                                        const char *label);
void proctor_picker_row_set_prompt (ProctorPickerRow *self,
                                    const char *prompt);
void proctor_picker_row_set_hint (ProctorPickerRow *self,
                                  const char *hint);
void proctor_picker_row_set_editable (ProctorPickerRow *self,
                                      gboolean editable);
void proctor_picker_row_set_chosen (ProctorPickerRow *self,
                                    const char *id);
const char *proctor_picker_row_get_chosen (ProctorPickerRow *self);
ProctorChoice *proctor_picker_row_find_chosen (ProctorPickerRow *self);
void proctor_picker_row_choose (ProctorPickerRow *self,
                                const char *id);
void proctor_picker_row_bind (ProctorPickerRow *self,
                              ProctorEditing *editing,
                              gpointer record,
                              guint field,
                              const char *label);

G_END_DECLS
