/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-tests-pane.h"

G_BEGIN_DECLS

#define TESTING_TESTS "/v1/convai/agent-testing"
#define TESTING_PAGE TESTING_TESTS "?page_size=100&types=llm&types=tool&types=simulation"
#define TESTING_FOLDERS TESTING_TESTS "?types=folder"

/**
 * TestingPane:
 * @server: what the workspace is read from
 * @session: the workspace
 * @settings: what is remembered
 * @window: (nullable): the window
 * @pane: (nullable): the pane in it
 * @n_activated: how often somebody wanted to see its item
 *
 * A pane with the tests of a scripted server.
 */
typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GSettings *settings;
  GtkWidget *window;
  ProctorTestsPane *pane;
  guint n_activated;
} TestingPane;

void testing_pane_set_up (TestingPane *self,
                          gconstpointer data);
void testing_pane_tear_down (TestingPane *self,
                             gconstpointer data);

char *testing_pane_make_rows (guint from,
                              guint to);
void testing_pane_answer (TestingPane *self,
                          const char *path,
                          const char *rows,
                          const char *next_cursor);
void testing_pane_answer_hotel (TestingPane *self);

void testing_pane_open (TestingPane *self,
                        int width);
void testing_pane_close (TestingPane *self);

gpointer testing_pane_get_child (TestingPane *self,
                                 const char *name);
void testing_pane_activate (TestingPane *self,
                            const char *action);
gboolean testing_pane_is_enabled (TestingPane *self,
                                  const char *action);
guint testing_pane_count_rows (TestingPane *self);
void testing_pane_wait_rows (TestingPane *self,
                             guint n);
void testing_pane_wait_state (TestingPane *self,
                              ProctorTestListState state);
GtkSelectionModel *testing_pane_get_selection (TestingPane *self);
void testing_pane_select (TestingPane *self,
                          guint position,
                          guint n);
guint testing_pane_count_selected (TestingPane *self);
void testing_pane_settle (TestingPane *self);

G_END_DECLS
