/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job.h"
#include "proctor-session.h"
#include "proctor-test-list.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTS_PANE (proctor_tests_pane_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestsPane, proctor_tests_pane, PROCTOR, TESTS_PANE, AdwBin)

GtkWidget *proctor_tests_pane_new (GSettings *settings);

ProctorSession *proctor_tests_pane_get_session (ProctorTestsPane *self);
void proctor_tests_pane_set_session (ProctorTestsPane *self,
                                     ProctorSession *session);

const char *proctor_tests_pane_get_folder_id (ProctorTestsPane *self);
void proctor_tests_pane_set_folder_id (ProctorTestsPane *self,
                                       const char *folder_id);

ProctorTestItem *proctor_tests_pane_get_item (ProctorTestsPane *self);
void proctor_tests_pane_show_test (ProctorTestsPane *self,
                                   const char *test_id);

const char *proctor_tests_pane_get_draft_id (ProctorTestsPane *self);
void proctor_tests_pane_begin (ProctorTestsPane *self,
                               const char *id);
void proctor_tests_pane_show_draft (ProctorTestsPane *self,
                                    const char *id);

void proctor_tests_pane_act_on (ProctorTestsPane *self,
                                const char *test_id,
                                const char *action);
void proctor_tests_pane_run_test (ProctorTestsPane *self,
                                  const char *test_id);
guint proctor_tests_pane_get_n_selected (ProctorTestsPane *self);
gboolean proctor_tests_pane_leave (ProctorTestsPane *self);

void proctor_tests_pane_show_job (ProctorTestsPane *self,
                                  ProctorJob *job);

ProctorTestList *proctor_tests_pane_get_list (ProctorTestsPane *self);

G_END_DECLS
