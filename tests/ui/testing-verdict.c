/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-verdict.h"

#include "proctor-invocation-page.h"
#include "proctor-run-view.h"
#include "proctor-verdict-panel.h"

#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"

void
testing_verdict_set_up (TestingVerdict *self,
                        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
  self->jump_position = G_MAXUINT;
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

void
testing_verdict_tear_down (TestingVerdict *self,
                           gconstpointer data)
{
  gboolean closed = FALSE;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->jump_text);
  g_free (self->place);
}

gpointer
testing_verdict_find (TestingVerdict *self,
                      GType type,
                      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

void
testing_verdict_wait_shown (TestingVerdict *self,
                            const char *text)
{
  testing_listing_wait_shown (&self->listing, text);
}

static void
jump_cb (TestingVerdict *self,
         guint position,
         const char *text)
{
  self->jump_position = position;
  g_set_str (&self->jump_text, text);
}

gboolean
testing_verdict_has_panel (gpointer user_data)
{
  GtkWidget *view = testing_verdict_find (user_data, PROCTOR_TYPE_RUN_VIEW, 0);

  /* Where it is narrow, it is folded away. */
  if (view != NULL)
    proctor_run_view_show_verdict (PROCTOR_RUN_VIEW (view));

  return testing_verdict_find (user_data, PROCTOR_TYPE_VERDICT_PANEL, 0) != NULL;
}

/* What the window would do. */
static void
lead_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  TestingVerdict *self = user_data;
  const char *place;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    place = g_variant_get_string (parameter, NULL);
  else
    g_variant_get (parameter, "(&s&s)", NULL, &place);
  g_set_str (&self->place, place);
}

static void
add_window_actions (TestingVerdict *self)
{
  const GActionEntry entries[] = { { .name = "show-test", .activate = lead_cb, .parameter_type = "(ss)" }, { .name = "show-draft", .activate = lead_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->listing.window, "win", G_ACTION_GROUP (group));
}

/* The server has one run, of a test that it has as @now. */
void
testing_verdict_open (TestingVerdict *self,
                      int width,
                      const char *status,
                      const char *result,
                      const char *rationale,
                      const char *test,
                      const char *said,
                      const char *now)
{
  g_autofree char *verdict = result != NULL ? g_strdup_printf ("\"condition_result\":{\"result\":\"%s\",\"rationale\":%s},", result, rationale) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_invocation_id\":\"r1\","
                                           "\"agent_id\":\"agent_1\",\"test_id\":\"t1\",\"test_name\":\"Returns\",\"status\":\"%s\",\"last_updated_at_unix\":1760000100,%s\"test_info\":{%s},\"agent_responses\":[%s]}]}",
                                           status, verdict, test, said);
  g_autofree char *stored = now != NULL ? g_strdup_printf ("{\"id\":\"t1\",\"name\":\"Returns\",%s}", now) : NULL;

  testing_listing_answer (&self->listing, RUNS, "results", "{\"id\":\"r1\",\"title\":\"Returns\",\"created_at_unix_secs\":1760000000,\"test_run_count\":1,\"passed_count\":0,\"failed_count\":1,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  if (stored != NULL)
    proctor_testing_server_answer (self->listing.server, "GET", TESTS "/t1", &(ProctorTestingAnswer) { .body = stored });
  else
    proctor_testing_server_answer (self->listing.server, "GET", TESTS "/t1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  add_window_actions (self);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (testing_verdict_find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  proctor_testing_wait_for ("the verdict", testing_verdict_has_panel, self);
  g_signal_connect_swapped (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), "jump", G_CALLBACK (jump_cb), self);
}

AdwDialog *
testing_verdict_get_dialog (TestingVerdict *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));
}

gboolean
testing_verdict_has_dialog (gpointer user_data)
{
  return testing_verdict_get_dialog (user_data) != NULL;
}

void
testing_verdict_add (const char *path,
                     void (*test) (TestingVerdict *self,
                                   gconstpointer data))
{
  g_test_add (path, TestingVerdict, NULL, testing_verdict_set_up, test, testing_verdict_tear_down);
}
