/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"
#include "proctor-findings-view.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_EDITOR_CHECKS (proctor_editor_checks_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEditorChecks, proctor_editor_checks, PROCTOR, EDITOR_CHECKS, GObject)

ProctorEditorChecks *proctor_editor_checks_new (ProctorFindingsView *view);

void proctor_editor_checks_set_editing (ProctorEditorChecks *self,
                                        ProctorEditing *editing,
                                        gboolean fresh);
gboolean proctor_editor_checks_pass (ProctorEditorChecks *self);
guint proctor_editor_checks_get_n_blocking (ProctorEditorChecks *self);
void proctor_editor_checks_show_problem (ProctorEditorChecks *self);

G_END_DECLS
