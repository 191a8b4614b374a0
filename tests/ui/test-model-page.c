/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "proctor-model-name-row.h"
#include "proctor-model-page.h"
#include "proctor-model-servers.h"
#include "proctor-preferences-dialog.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-trial-row.h"
#include "testing-desk.h"
#include "testing-picture.h"

/* Where the models are, with the engine that was built and a server that says what it is told to. */

#define CHAT "/v1/chat/completions"
#define LIST "{\"data\":[{\"id\":\"large\"},{\"id\":\"small\"}]}"
#define WORDS "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello\"}}]}"
#define CALL "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"\",\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}}]}}]}"
#define VERDICT "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"It does.\\\",\\\"verdict\\\":\\\"success\\\"}\"}}]}"
#define NO_TOOLS "{\"error\":{\"message\":\"registry.ollama.ai/library/gemma:2b does not support tools\",\"type\":\"api_error\"}}"
#define NO_FORMAT "{\"error\":{\"message\":\"response_format type must be one of text\",\"code\":400}}"

/* What a window without a window manager has around it. */
#define FRAME 10

typedef struct
{
  TestingDesk base;
  ProctorModelSetup *setup;
  ProctorTestingServer *server;
  char *address;
  GtkWidget *window;
  AdwDialog *dialog;
  GtkWidget *page;
} Fixture;

static gboolean
is_ready (gpointer user_data)
{
  return proctor_model_setup_get_state (((Fixture *) user_data)->setup) == PROCTOR_MODEL_SETUP_READY;
}

static GtkWidget *
find_row (Fixture *fixture,
          GType type,
          const char *title)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *row = testing_desk_find (fixture->page, type, i);

      g_assert_nonnull (row);
      if (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return row;
    }
}

static void
open_dialog (Fixture *fixture)
{
  fixture->dialog = g_object_ref_sink (proctor_preferences_dialog_new (fixture->base.settings, fixture->base.desk));
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (fixture->dialog), "local-model");
  adw_dialog_present (fixture->dialog, fixture->window);
  fixture->page = testing_desk_find (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_MODEL_PAGE, 0);
  g_assert_nonnull (fixture->page);
  proctor_testing_wait_for ("the page", testing_desk_is_mapped, fixture->page);
}

static void
close_dialog (Fixture *fixture)
{
  g_object_ref (fixture->page);
  adw_dialog_force_close (fixture->dialog);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->dialog));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->page));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const ProctorTestingAnswer list = { .body = LIST };

  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  testing_desk_set_up (&fixture->base, NULL);
  fixture->setup = proctor_desk_get_model_setup (fixture->base.desk);
  fixture->server = proctor_testing_server_new ();
  fixture->address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  for (guint i = 0; i < 8; i++)
    proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &list);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_dialog (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->server);
  g_free (fixture->address);
  testing_desk_tear_down (&fixture->base, NULL);
}

static void
open_ready (Fixture *fixture)
{
  open_dialog (fixture);
  proctor_testing_wait_for ("the engine", is_ready, fixture);
}

/* "Other Server", at the end of the list. */
static void
choose_other (Fixture *fixture,
              const char *address)
{
  GtkWidget *server = find_row (fixture, ADW_TYPE_COMBO_ROW, "_Server");
  guint n_servers;

  proctor_model_servers_get_all (&n_servers);
  adw_combo_row_set_selected (ADW_COMBO_ROW (server), n_servers + 1);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address")), address);
}

static void
activate (Fixture *fixture,
          const char *title)
{
  GtkWidget *row = find_row (fixture, ADW_TYPE_BUTTON_ROW, title);

  g_assert_true (gtk_widget_get_sensitive (row));
  g_signal_emit_by_name (row, "activated");
}

static gboolean
is_unsaved (Fixture *fixture)
{
  return proctor_model_page_get_unsaved (PROCTOR_MODEL_PAGE (fixture->page));
}

/* What was never set up is built in, and there is nothing to try or to save. */
static void
test_builtin (Fixture *fixture,
              gconstpointer data)
{
  open_ready (fixture);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (find_row (fixture, ADW_TYPE_COMBO_ROW, "_Server"))), ==, 0);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (find_row (fixture, ADW_TYPE_SPIN_ROW, "_Runs"))), ==, 8);
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (find_row (fixture, ADW_TYPE_SPIN_ROW, "M_inutes"))), ==, 30);
  g_assert_false (gtk_widget_get_mapped (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address")));
  g_assert_false (gtk_widget_get_mapped (find_row (fixture, ADW_TYPE_BUTTON_ROW, "_Test")));
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  g_assert_false (is_unsaved (fixture));
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  testing_picture_save (fixture->window, "model-page-builtin");
}

static gboolean
is_failed (gpointer user_data)
{
  return proctor_model_setup_get_state (((Fixture *) user_data)->setup) == PROCTOR_MODEL_SETUP_FAILED;
}

/* An engine that can't be had is told of, and can be tried again. */
static void
test_no_engine (Fixture *fixture,
                gconstpointer data)
{
  g_setenv ("PROCTOR_ENGINE", "/nonexistent/proctor-engine", TRUE);
  open_dialog (fixture);
  proctor_testing_wait_for ("the failure", is_failed, fixture);
  g_assert_true (gtk_widget_get_mapped (find_row (fixture, ADW_TYPE_BUTTON_ROW, "_Try Again")));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_ancestor (find_row (fixture, ADW_TYPE_COMBO_ROW, "_Server"), ADW_TYPE_PREFERENCES_GROUP)));
  testing_picture_save (fixture->window, "model-page-no-engine");

  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  activate (fixture, "_Try Again");
  proctor_testing_wait_for ("the engine", is_ready, fixture);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_ancestor (find_row (fixture, ADW_TYPE_COMBO_ROW, "_Server"), ADW_TYPE_PREFERENCES_GROUP)));
}

/* A server that is chosen fills in its address. */
static void
test_servers (Fixture *fixture,
              gconstpointer data)
{
  guint n_servers;
  const ProctorModelServer *servers = proctor_model_servers_get_all (&n_servers);
  GtkWidget *server;

  open_ready (fixture);
  server = find_row (fixture, ADW_TYPE_COMBO_ROW, "_Server");
  for (guint i = 0; i < n_servers; i++)
    {
      adw_combo_row_set_selected (ADW_COMBO_ROW (server), i + 1);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address"))), ==, servers[i].base_url);
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (server)), ==, servers[i].hint);
      g_assert_true (is_unsaved (fixture));
      g_assert_false (adw_dialog_get_can_close (fixture->dialog));
    }
  adw_combo_row_set_selected (ADW_COMBO_ROW (server), 0);
  g_assert_false (is_unsaved (fixture));
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
}

/* Where others could read it, it has to be allowed, for each address anew. */
static void
test_unsafe (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *allow, *address;

  open_ready (fixture);
  allow = find_row (fixture, ADW_TYPE_SWITCH_ROW, "Send");
  address = find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address");
  choose_other (fixture, "nonsense");
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  gtk_editable_set_text (GTK_EDITABLE (address), "http://192.0.2.1/v1");
  g_assert_true (gtk_widget_get_visible (allow));
  /* A key is not asked for where it would not be sent. */
  g_assert_false (gtk_widget_get_visible (find_row (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "_Key")));
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "_Test")));
  adw_switch_row_set_active (ADW_SWITCH_ROW (allow), TRUE);
  g_assert_true (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  g_assert_true (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "_Test")));
  testing_picture_save (fixture->window, "model-page-unsafe");
  gtk_editable_set_text (GTK_EDITABLE (address), "http://192.0.2.2/v1");
  g_assert_false (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  gtk_editable_set_text (GTK_EDITABLE (address), "http://localhost:8080/v1");
  g_assert_false (gtk_widget_get_visible (allow));
  g_assert_true (gtk_widget_get_sensitive (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
}

static gboolean
is_saved (gpointer user_data)
{
  return !is_unsaved (user_data);
}

/* A dialog gives up the focus only when it is all there. */
static gboolean
takes_focus (gpointer user_data)
{
  return gtk_widget_grab_focus (user_data) && gtk_widget_is_focus (user_data);
}

/* What is saved is in force, and there the next time; the key is not to be seen again. */
static void
test_save (Fixture *fixture,
           gconstpointer data)
{
  ProctorModelSource *source;
  GtkWidget *key;

  open_ready (fixture);
  choose_other (fixture, fixture->address);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "_Key")), "sk-page-key");
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, PROCTOR_TYPE_MODEL_NAME_ROW, "_Judge")), "large");
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (fixture, ADW_TYPE_SPIN_ROW, "_Runs")), 2);
  adw_spin_row_set_value (ADW_SPIN_ROW (find_row (fixture, ADW_TYPE_SPIN_ROW, "M_inutes")), 7);
  proctor_testing_wait_for ("the button to be saved with", takes_focus, find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve"));
  activate (fixture, "Sa_ve");
  proctor_testing_wait_for ("the models to be saved", is_saved, fixture);
  /* The keyboard stays where Escape closes the dialog. */
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), GTK_WIDGET (fixture->dialog)));
  source = proctor_model_setup_get_source (fixture->setup);
  g_assert_cmpstr (proctor_model_source_get_base_url (source), ==, fixture->address);
  g_assert_cmpstr (proctor_model_source_get_judge_model (source), ==, "large");
  g_assert_null (proctor_model_source_get_model (source));
  g_assert_cmpint (proctor_model_source_get_runs_at_a_time (source), ==, 2);
  g_assert_cmpint (proctor_model_source_get_run_secs (source), ==, 7 * 60);
  g_assert_true (proctor_model_source_get_has_key (source));
  close_dialog (fixture);

  open_ready (fixture);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address"))), ==, fixture->address);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, PROCTOR_TYPE_MODEL_NAME_ROW, "_Judge"))), ==, "large");
  key = find_row (fixture, ADW_TYPE_PASSWORD_ENTRY_ROW, "_Key (Kept");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (key)), ==, "");
  g_assert_false (is_unsaved (fixture));
}

typedef struct
{
  GtkWidget *row;
  GtkStack *stack;
} Names;

static gboolean
has_names (gpointer user_data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (((Names *) user_data)->stack), "loading") != 0;
}

/* The models of the server are listed, or why they can't be. */
static void
test_names (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer refusal = { .status = 401, .body = "{\"error\":\"Unauthorized\"}" };
  Names names = { NULL };
  GtkWidget *button, *list;

  open_ready (fixture);
  choose_other (fixture, fixture->address);
  names.row = find_row (fixture, PROCTOR_TYPE_MODEL_NAME_ROW, "Agent");
  button = testing_desk_find (names.row, GTK_TYPE_MENU_BUTTON, 0);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  names.stack = GTK_STACK (testing_desk_find (names.row, GTK_TYPE_STACK, 0));
  proctor_testing_wait_for ("the models", has_names, &names);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (names.stack), ==, "list");
  list = testing_desk_find (names.row, GTK_TYPE_LIST_VIEW, 0);
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (names.row)), ==, "small");

  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &refusal);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  proctor_testing_wait_for ("the refusal", has_names, &names);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (names.stack), ==, "message");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
}

static gboolean
is_tried (gpointer user_data)
{
  return gtk_widget_get_visible (testing_desk_find (((Fixture *) user_data)->page, PROCTOR_TYPE_TRIAL_ROW, 0));
}

static void
assert_trial (Fixture *fixture,
              guint nth,
              const char *title,
              const char *part)
{
  GtkWidget *row = testing_desk_find (fixture->page, PROCTOR_TYPE_TRIAL_ROW, nth);
  const char *subtitle = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));

  g_test_message ("%s", subtitle);
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  g_assert_nonnull (strstr (subtitle, part));
}

static void
try (Fixture *fixture,
     const ProctorTestingAnswer *answers,
     guint n_answers,
     const char *picture)
{
  proctor_testing_server_reset (fixture->server);
  for (guint i = 0; i < n_answers; i++)
    proctor_testing_server_answer (fixture->server, "POST", CHAT, &answers[i]);
  activate (fixture, "_Test");
  g_assert_false (is_tried (fixture));
  proctor_testing_wait_for ("the trial", is_tried, fixture);
  testing_picture_save (fixture->window, picture);
}

/* What works and what doesn't, and what that means; it is forgotten when something changes. */
static void
test_trial (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer good[] = { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .body = VERDICT } };
  const ProctorTestingAnswer half[] = {
    { .body = WORDS },
    { .status = 400, .body = NO_TOOLS },
    { .status = 400, .body = NO_FORMAT },
    { .status = 400, .body = NO_FORMAT },
    { .body = VERDICT },
  };
  const ProctorTestingAnswer bad[] = { { .status = 404, .body = "{\"error\":{\"message\":\"model 'm' not found\"}}" } };

  open_ready (fixture);
  choose_other (fixture, fixture->address);
  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, PROCTOR_TYPE_MODEL_NAME_ROW, "Agent")), "m");
  try (fixture, good, G_N_ELEMENTS (good), "model-page-works");
  assert_trial (fixture, 0, "Conversation: Works", "answers");
  assert_trial (fixture, 1, "Tools: Works", "");
  assert_trial (fixture, 2, "Verdicts: Works", "");

  try (fixture, half, G_N_ELEMENTS (half), "model-page-partly");
  assert_trial (fixture, 1, "Tools: Doesn't Work", "Tool calls can't be tested");
  assert_trial (fixture, 2, "Verdicts: Works in Part", "now and then");

  try (fixture, bad, G_N_ELEMENTS (bad), "model-page-fails");
  assert_trial (fixture, 0, "Conversation: Doesn't Work", "“m”");
  assert_trial (fixture, 1, "Tools: Not Tried", "");

  gtk_editable_set_text (GTK_EDITABLE (find_row (fixture, PROCTOR_TYPE_MODEL_NAME_ROW, "Agent")), "n");
  g_assert_false (is_tried (fixture));
}

/* What takes too long is stopped, and a page that goes takes what it has asked with it. */
static void
test_stop (Fixture *fixture,
           gconstpointer data)
{
  const ProctorTestingAnswer never = { .fault = PROCTOR_TESTING_FAULT_STALL };
  GtkWidget *trying, *stop;

  open_ready (fixture);
  choose_other (fixture, fixture->address);
  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &never);
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &never);
  activate (fixture, "_Test");
  trying = find_row (fixture, ADW_TYPE_ACTION_ROW, "Trying");
  g_assert_true (gtk_widget_get_visible (trying));
  proctor_testing_server_wait_requests (fixture->server, 1);
  stop = testing_desk_find (trying, GTK_TYPE_BUTTON, 0);
  g_signal_emit_by_name (stop, "clicked");
  g_assert_false (gtk_widget_get_visible (trying));
  g_assert_false (is_tried (fixture));

  activate (fixture, "_Test");
  proctor_testing_server_wait_requests (fixture->server, 2);
}

/* What the engine was started with is shown, and can be tried, but not changed. */
static void
test_fixed (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer words = { .body = WORDS };
  g_autofree char *path = g_build_filename (fixture->base.folder, "engine", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\nexec '%s' \"$@\" --model-url %s --model m --runs 3\n", g_getenv ("PROCTOR_TEST_ENGINE"), fixture->address);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0700, &error);
  g_assert_no_error (error);
  g_setenv ("PROCTOR_ENGINE", path, TRUE);
  open_ready (fixture);
  g_assert_true (adw_banner_get_revealed (adw_preferences_page_get_banner (ADW_PREFERENCES_PAGE (fixture->page))));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address"))), ==, fixture->address);
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, ADW_TYPE_ENTRY_ROW, "_Address")));
  g_assert_cmpfloat (adw_spin_row_get_value (ADW_SPIN_ROW (find_row (fixture, ADW_TYPE_SPIN_ROW, "_Runs"))), ==, 3);
  g_assert_false (gtk_widget_is_sensitive (find_row (fixture, ADW_TYPE_SPIN_ROW, "_Runs")));
  g_assert_false (gtk_widget_get_mapped (find_row (fixture, ADW_TYPE_BUTTON_ROW, "Sa_ve")));
  g_assert_false (is_unsaved (fixture));
  try (fixture, &words, 1, "model-page-fixed");
  assert_trial (fixture, 0, "Conversation: Works", "");
}

/* Narrow as a telephone. */
static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360 + FRAME, 900);
  open_ready (fixture);
  choose_other (fixture, "http://192.0.2.1/v1");
  gtk_test_widget_wait_for_draw (fixture->window);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->page)), <=, 360);
  testing_picture_save (fixture->window, "model-page-narrow");
}

static void
add_tests (void)
{
#define add(name, test) g_test_add ("/model-page/" name, Fixture, NULL, set_up, test, tear_down)
  add ("builtin", test_builtin);
  add ("no-engine", test_no_engine);
  add ("servers", test_servers);
  add ("unsafe", test_unsafe);
  add ("save", test_save);
  add ("names", test_names);
  add ("trial", test_trial);
  add ("stop", test_stop);
  add ("fixed", test_fixed);
  add ("narrow", test_narrow);
#undef add
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
