/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice.h"
#include "proctor-editing.h"
#include "proctor-expected-parameter.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PARAMETER_CHECK (proctor_parameter_check_get_type ())

G_DECLARE_FINAL_TYPE (ProctorParameterCheck, proctor_parameter_check, PROCTOR, PARAMETER_CHECK, GtkWidget)

GtkWidget *proctor_parameter_check_new (ProctorEditing *editing,
                                        ProctorExpectedParameter *parameter);

void proctor_parameter_check_set_tool (ProctorParameterCheck *self,
                                       ProctorChoice *tool);
void proctor_parameter_check_set_name (ProctorParameterCheck *self,
                                       const char *name);

G_END_DECLS
