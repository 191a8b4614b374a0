/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"
#include "proctor-test-editor.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_PANE (proctor_test_pane_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestPane, proctor_test_pane, PROCTOR, TEST_PANE, AdwBin)

GtkWidget *proctor_test_pane_new (void);

ProctorSession *proctor_test_pane_get_session (ProctorTestPane *self);
void proctor_test_pane_set_session (ProctorTestPane *self,
                                    ProctorSession *session);

ProctorTestItem *proctor_test_pane_get_item (ProctorTestPane *self);
void proctor_test_pane_set_item (ProctorTestPane *self,
                                 ProctorTestItem *item);

void proctor_test_pane_set_n_chosen (ProctorTestPane *self,
                                     guint n_chosen);

const char *proctor_test_pane_get_draft_id (ProctorTestPane *self);
void proctor_test_pane_set_draft_id (ProctorTestPane *self,
                                     const char *draft_id);
void proctor_test_pane_show_place (ProctorTestPane *self,
                                   const char *test_id,
                                   const char *place);
void proctor_test_pane_begin (ProctorTestPane *self);
gboolean proctor_test_pane_shows_test (ProctorTestPane *self);
ProctorTestEditor *proctor_test_pane_get_editor (ProctorTestPane *self);

G_END_DECLS
