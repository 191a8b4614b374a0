/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-run-view.h"
#include "proctor-ui.h"
#include "proctor-verdict-mend.h"
#include "proctor-verdict-panel.h"
#include "proctor-verdict-rejudge.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

/* A run of a server elsewhere is judged again by a model of one's own: the engine is the one that was built, and the
 * model says what it is told to. */

#define RUNS "/v1/convai/test-invocations"
#define CHAT "/v1/chat/completions"
#define VERDICT(verdict) "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"The agent names the time limit, and whether it names the label is a matter of taste: " verdict ".\\\"," \
                         "\\\"evidence\\\":[\\\"within 30 days\\\"],\\\"verdict\\\":\\\"" verdict "\\\"}\"}}]}"
#define REPLY_TEST "\"type\":\"llm\",\"success_condition\":\"The agent names the time limit and the label.\",\"chat_history\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"May I send back the boots?\"}]"
#define SAID "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"You can send it back within 30 days – just tell us.\"}"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  ProctorDesk *desk;
  ProctorTestingServer *models;
  char *folder;
} Fixture;

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  proctor_testing_wait_for ("an answer", is_set, result);

  return *result;
}

static void
load_desk (Fixture *self)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  self->desk = proctor_desk_new (data, cache);
  proctor_desk_load_async (self->desk, NULL, done_cb, &result);
  proctor_desk_load_finish (self->desk, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  const ProctorTestingAnswer list = { .body = "{\"data\":[{\"id\":\"gemma-3-12b\"}]}" };

  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  load_desk (self);
  self->models = proctor_testing_server_new ();
  proctor_testing_server_answer (self->models, "GET", "/v1/models", &list);
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
  proctor_session_use_models (self->listing.session, proctor_desk_get_model_setup (self->desk));
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  done_cb (source, result, user_data);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GAsyncResult) shut = NULL;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  wait_for (&closed);
  g_clear_object (&self->history);
  proctor_desk_shut_down_async (self->desk, done_cb, &shut);
  proctor_desk_shut_down_finish (self->desk, wait_for (&shut));
  g_clear_object (&shut);
  proctor_testing_assert_finalized (g_steal_pointer (&self->desk));
  g_clear_object (&self->models);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static gboolean
is_ready (gpointer user_data)
{
  return proctor_model_setup_get_state (user_data) == PROCTOR_MODEL_SETUP_READY;
}

static void
start_engine (Fixture *self)
{
  ProctorModelSetup *setup = proctor_desk_get_model_setup (self->desk);

  proctor_model_setup_open (setup);
  proctor_testing_wait_for ("the engine", is_ready, setup);
}

static void
use_model (Fixture *self)
{
  ProctorModelSetup *setup = proctor_desk_get_model_setup (self->desk);
  g_autoptr (ProctorModelSource) source = proctor_model_source_new ();
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (self->models), "/v1", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  start_engine (self);
  proctor_model_source_set_base_url (source, address);
  proctor_model_source_set_model (source, "gemma-3-12b");
  proctor_model_setup_save_async (setup, source, "", NULL, done_cb, &result);
  proctor_model_setup_save_finish (setup, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
answer (Fixture *self,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (self->models, "POST", CHAT, &reply);
}

static gpointer
find (Fixture *self,
      GType type,
      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

typedef struct
{
  Fixture *self;
  const char *text;
} Text;

/* Where it is narrow, the verdict is folded away when the window gets its size. */
static gboolean
is_shown (gpointer user_data)
{
  const Text *text = user_data;
  GtkWidget *view = find (text->self, PROCTOR_TYPE_RUN_VIEW, 0);

  if (view != NULL)
    proctor_run_view_show_verdict (PROCTOR_RUN_VIEW (view));

  return testing_listing_shows (&text->self->listing, text->text);
}

static void
wait_shown (Fixture *self,
            const char *text)
{
  proctor_testing_wait_for (text, is_shown, &(Text) { self, text });
}

static void
assert_shown (Fixture *self,
              const char *text,
              gboolean expected)
{
  if (testing_listing_shows (&self->listing, text) != expected)
    g_error ("%s: %s", expected ? "not shown" : "shown", text);
}

static void
open_run (Fixture *self,
          int width,
          const char *status,
          const char *result,
          const char *test)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_invocation_id\":\"r1\","
                                           "\"agent_id\":\"agent_1\",\"test_id\":\"t1\",\"test_name\":\"Returns\",\"status\":\"%s\",\"last_updated_at_unix\":1760000100,"
                                           "\"condition_result\":{\"result\":\"%s\",\"rationale\":{\"messages\":[],\"summary\":\"The label is missing.\"}},\"test_info\":{%s},\"agent_responses\":[%s]}]}",
                                           status, result, test, SAID);

  testing_listing_answer (&self->listing, RUNS, "results", "{\"id\":\"r1\",\"title\":\"Returns\",\"created_at_unix_secs\":1760000000,\"test_run_count\":1,\"passed_count\":0,\"failed_count\":1,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  proctor_testing_server_answer (self->listing.server, "GET", "/v1/convai/agent-testing/t1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  /* It is further down than a small window shows. */
  gtk_window_set_default_size (GTK_WINDOW (self->listing.window), width, 1000);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  wait_shown (self, "Judge Again");
}

/* What a screen reader calls a button may be another thing than what stands on it. */
static gboolean
has_label (GtkWidget *widget,
           const char *label)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  return GTK_IS_LABEL (child) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (child)), label) == 0;
}

static GtkWidget *
find_button (GtkWidget *widget,
             const char *label)
{
  if (has_label (widget, label))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_button (Fixture *self,
            const char *label)
{
  GtkWidget *button = find_button (find (self, PROCTOR_TYPE_VERDICT_REJUDGE, 0), label);

  g_assert_nonnull (button);

  return button;
}

static void
click (Fixture *self,
       const char *label)
{
  GtkWidget *button = get_button (self, label);

  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
picture (Fixture *self,
         const char *name)
{
  wait_shown (self, "Judge Again");
  /* The pane comes gliding in where it is narrow. */
  for (guint i = 0; i < 20; i++)
    gtk_test_widget_wait_for_draw (self->listing.window);
  testing_picture_save (self->listing.window, name);
}

/* How it comes along, what was said, and that it is there again for who opens the run later. */
static void
test_votes (Fixture *self,
            gconstpointer data)
{
  g_autofree char *hint = NULL;

  use_model (self);
  hint = g_strdup_printf ("What was said is sent to “gemma-3-12b” at %s/v1 and nowhere else. No agent runs.", proctor_testing_server_get_url (self->models));
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("success"), .delay_msecs = 300 });
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  wait_shown (self, hint);
  picture (self, "rejudge-before");
  click (self, "3×");
  wait_shown (self, "Vote 2 of 3…");
  g_assert_true (gtk_widget_get_mapped (get_button (self, "Cancel")));
  g_assert_false (gtk_widget_get_mapped (get_button (self, "3×")));
  picture (self, "rejudge-under-way");
  wait_shown (self, "2 of 3 votes agree with the server");
  g_assert_true (gtk_widget_get_mapped (get_button (self, "3×")));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find (self, ADW_TYPE_EXPANDER_ROW, 0)), TRUE);
  wait_shown (self, "Vote 2: passed");
  wait_shown (self, "The agent names the time limit, and whether it names the label is a matter of taste: success. Evidence: “within 30 days”");
  /* What the server said stands there as before. */
  assert_shown (self, "The label is missing.", TRUE);
  picture (self, "rejudge-votes");

  /* Once more: both are there. */
  proctor_testing_server_reset (self->models);
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  click (self, "1×");
  wait_shown (self, "The vote disagrees with the server");
  assert_shown (self, "2 of 3 votes agree with the server", TRUE);
}

static void
assert_name (GtkWidget *above,
             const char *label,
             const char *name)
{
  GtkWidget *button = find_button (above, label);

  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
  /* It would come before that. */
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

/* Two groups of buttons look the same, and are called what they do. */
static void
test_names (Fixture *self,
            gconstpointer data)
{
  GtkWidget *judge, *run;

  use_model (self);
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  judge = find (self, PROCTOR_TYPE_VERDICT_REJUDGE, 0);
  assert_name (judge, "1×", "Judge again with one vote");
  assert_name (judge, "3×", "Judge again with 3 votes");
  assert_name (judge, "5×", "Judge again with 5 votes");
  assert_name (judge, "15×", "Judge again with 15 votes");
  assert_name (judge, "Cancel", "Cancel judging again");
  run = find (self, PROCTOR_TYPE_VERDICT_MEND, 0);
  assert_name (run, "1×", "Run the test again once");
  assert_name (run, "3×", "Run the test again 3 times");
  assert_name (run, "5×", "Run the test again 5 times");
  assert_name (run, "15×", "Run the test again 15 times");
}

/* A model that refuses is told of, with the votes that were given. */
static void
test_cut_short (Fixture *self,
                gconstpointer data)
{
  use_model (self);
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (self, (ProctorTestingAnswer) { .status = 401, .body = "{}" });
  open_run (self, 360, "failed", "failure", REPLY_TEST);
  click (self, "5×");
  wait_shown (self, "The vote agrees with the server");
  wait_shown (self, "The model server wants a key.");
  g_assert_true (gtk_widget_get_mapped (get_button (self, "Change the Model…")));
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  picture (self, "rejudge-cut-short-narrow-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_cancelled (Fixture *self,
                gconstpointer data)
{
  use_model (self);
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (self, (ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  click (self, "15×");
  wait_shown (self, "Vote 2 of 15…");
  click (self, "Cancel");
  wait_shown (self, "The vote agrees with the server");
  g_assert_true (gtk_widget_get_mapped (get_button (self, "15×")));
  /* The button that was pressed is gone, and the keyboard is where one can go on. */
  g_assert_true (gtk_widget_is_focus (get_button (self, "15×")));
}

/* Who comes back meanwhile sees how it goes on, and what was said before. */
static void
test_away (Fixture *self,
           gconstpointer data)
{
  use_model (self);
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  answer (self, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (self, (ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  click (self, "1×");
  wait_shown (self, "The vote disagrees with the server");
  click (self, "3×");
  wait_shown (self, "Vote 2 of 3…");
  g_assert_true (gtk_widget_activate_action (get_button (self, "Cancel"), "navigation.pop", NULL));
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  wait_shown (self, "The vote disagrees with the server");
  assert_shown (self, "Vote 2 of 3…", TRUE);
  assert_shown (self, "The vote agrees with the server", FALSE);
  click (self, "Cancel");
  wait_shown (self, "The vote agrees with the server");
}

/* Where no model is set up one is led to where that is done. */
static void
test_no_model (Fixture *self,
               gconstpointer data)
{
  start_engine (self);
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  wait_shown (self, "No model is set up that could judge it. The built-in judge only compares words.");
  g_assert_false (gtk_widget_get_mapped (get_button (self, "3×")));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (get_button (self, "Set Up a Model…"))), ==, "app.model-preferences");
  g_assert_true (gtk_widget_get_mapped (get_button (self, "Set Up a Model…")));
  picture (self, "rejudge-no-model");
}

static gboolean
offers_setup (gpointer user_data)
{
  return gtk_widget_get_mapped (get_button (user_data, "Set Up a Model…"));
}

/* The engine is started for it, and only then it is known that there is no model. */
static void
test_engine_started (Fixture *self,
                     gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", REPLY_TEST);
  wait_shown (self, "What was said is sent to the model that is set up on this computer and nowhere else. No agent runs.");
  click (self, "3×");
  wait_shown (self, "No model is set up that could judge it. The built-in judge only compares words.");
  proctor_testing_wait_for ("the way to a model", offers_setup, self);
}

/* Tool tests are compared and not judged. */
static void
test_tool (Fixture *self,
           gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", "\"type\":\"tool\"");
  wait_shown (self, "A tool test is not judged by a model: what was called is compared with what was expected.");
  g_assert_false (gtk_widget_get_mapped (get_button (self, "1×")));
  g_assert_false (gtk_widget_get_mapped (get_button (self, "Set Up a Model…")));
}

static void
add (const char *path,
     void (*test) (Fixture *self,
                   gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  add ("/verdict-rejudge/votes", test_votes);
  add ("/verdict-rejudge/names", test_names);
  add ("/verdict-rejudge/cut-short", test_cut_short);
  add ("/verdict-rejudge/away", test_away);
  add ("/verdict-rejudge/cancelled", test_cancelled);
  add ("/verdict-rejudge/no-model", test_no_model);
  add ("/verdict-rejudge/engine-started", test_engine_started);
  add ("/verdict-rejudge/tool", test_tool);

  return g_test_run ();
}
