/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-variable.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VARIABLE_EDIT (proctor_variable_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVariableEdit, proctor_variable_edit, PROCTOR, VARIABLE_EDIT, GtkWidget)

GtkWidget *proctor_variable_edit_new (ProctorEditing *editing,
                                      ProctorVariable *variable,
                                      gboolean is_new);

void proctor_variable_edit_set_taken (ProctorVariableEdit *self,
                                      gboolean taken);
void proctor_variable_edit_set_name (ProctorVariableEdit *self,
                                     const char *name);

G_END_DECLS
