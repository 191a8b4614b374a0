/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-setup.h"
#include "proctor-testing-session.h"

G_BEGIN_DECLS

#define AGENTS "/v1/convai/agents"
#define AGENT "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1, \"main_branch_id\": \"b_1\"}"
#define ONE_AGENT "{\"agents\": [" AGENT "], \"has_more\": false}"
#define STARTED "{\"id\": \"suite_1\", \"test_runs\": []}"
#define RUN AGENTS "/agent_1/run-tests"

/**
 * TestingRunDialog:
 * @server: what the workspace is read from
 * @session: the workspace
 * @setup: (nullable): what is going to be run
 * @window: the window
 * @dialog: (nullable): the dialog in it
 * @started: (nullable): the invocation that was started last
 * @n_started: how many were
 *
 * The dialog in which tests are run, with a scripted server.
 */
typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorRunSetup *setup;
  GtkWidget *window;
  AdwDialog *dialog;
  char *started;
  guint n_started;
} TestingRunDialog;

void testing_run_dialog_answer (TestingRunDialog *fixture,
                                const char *method,
                                const char *path,
                                guint status,
                                const char *body);
void testing_run_dialog_set_up (TestingRunDialog *fixture,
                                gconstpointer data);
void testing_run_dialog_tear_down (TestingRunDialog *fixture,
                                   gconstpointer data);
gpointer testing_run_dialog_get_child (TestingRunDialog *fixture,
                                       const char *name);
gpointer testing_run_dialog_get_form_child (TestingRunDialog *fixture,
                                            const char *name);
void testing_run_dialog_open_with (TestingRunDialog *fixture,
                                   guint n_tests);
void testing_run_dialog_open (TestingRunDialog *fixture);
gboolean testing_run_dialog_is_gone (gpointer user_data);
gboolean testing_run_dialog_has_branch (gpointer user_data);
gboolean testing_run_dialog_has_started (gpointer user_data);
gboolean testing_run_dialog_has_checked (gpointer user_data);
const char *testing_run_dialog_get_banner (TestingRunDialog *fixture);
const char *testing_run_dialog_get_way_out (TestingRunDialog *fixture);
void testing_run_dialog_take_way_out (TestingRunDialog *fixture);
gboolean testing_run_dialog_is_choosing_again (gpointer user_data);
guint testing_run_dialog_count_posts (TestingRunDialog *fixture);
void testing_run_dialog_press (TestingRunDialog *fixture);

G_END_DECLS
