/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice.h"
#include "proctor-editing.h"
#include "proctor-tool-mock.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ANSWER_EDIT (proctor_answer_edit_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAnswerEdit, proctor_answer_edit, PROCTOR, ANSWER_EDIT, GtkWidget)

GtkWidget *proctor_answer_edit_new (ProctorEditing *editing,
                                    ProctorToolMock *mock);

void proctor_answer_edit_set_tool (ProctorAnswerEdit *self,
                                   ProctorChoice *tool);
void proctor_answer_edit_set_name (ProctorAnswerEdit *self,
                                   const char *name);

G_END_DECLS
