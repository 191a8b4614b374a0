/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-choice-list.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PICKER_POPOVER (proctor_picker_popover_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPickerPopover, proctor_picker_popover, PROCTOR, PICKER_POPOVER, GtkPopover)

void proctor_picker_popover_set_choices (ProctorPickerPopover *self,
                                         GListModel *choices);
void proctor_picker_popover_set_none_label (ProctorPickerPopover *self,
                                            const char *label);
void proctor_picker_popover_set_hint (ProctorPickerPopover *self,
                                      const char *hint);
void proctor_picker_popover_set_chosen (ProctorPickerPopover *self,
                                        const char *chosen);
void proctor_picker_popover_set_prompt (ProctorPickerPopover *self,
                                        const char *prompt);
void proctor_picker_popover_open (ProctorPickerPopover *self,
                                  const char *chosen);

G_END_DECLS
