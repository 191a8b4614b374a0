/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-mock-override.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_OVERRIDE_EDIT (proctor_override_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorOverrideEdit, proctor_override_edit, PROCTOR, OVERRIDE_EDIT, GtkWidget)

GtkWidget *proctor_override_edit_new (ProctorEditing *editing,
                                      ProctorMockOverride *override);

void proctor_override_edit_set_tools (ProctorOverrideEdit *self,
                                      ProctorChoiceList *tools);
char *proctor_override_edit_dup_title (ProctorOverrideEdit *self);

G_END_DECLS
