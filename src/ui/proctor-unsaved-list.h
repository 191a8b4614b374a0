/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNSAVED_LIST (proctor_unsaved_list_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUnsavedList, proctor_unsaved_list, PROCTOR, UNSAVED_LIST, AdwBin)

void proctor_unsaved_list_set_model (ProctorUnsavedList *self,
                                     GListModel *items);
void proctor_unsaved_list_set_chosen (ProctorUnsavedList *self,
                                      const char *id);

G_END_DECLS
