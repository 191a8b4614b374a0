/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-draft.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_EDITOR (proctor_test_editor_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestEditor, proctor_test_editor, PROCTOR, TEST_EDITOR, AdwBin)

GtkWidget *proctor_test_editor_new (void);

ProctorSession *proctor_test_editor_get_session (ProctorTestEditor *self);
void proctor_test_editor_set_session (ProctorTestEditor *self,
                                      ProctorSession *session);
ProctorDraft *proctor_test_editor_get_draft (ProctorTestEditor *self);
void proctor_test_editor_set_draft (ProctorTestEditor *self,
                                    ProctorDraft *draft);
void proctor_test_editor_show_item (ProctorTestEditor *self,
                                    ProctorTestItem *item);
void proctor_test_editor_begin (ProctorTestEditor *self);
gboolean proctor_test_editor_save (ProctorTestEditor *self);
void proctor_test_editor_run (ProctorTestEditor *self);
gboolean proctor_test_editor_focus_place (ProctorTestEditor *self,
                                          const char *place);

G_END_DECLS
