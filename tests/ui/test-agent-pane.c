/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-header.h"
#include "proctor-agent-pane.h"
#include "proctor-agent-tool-row.h"
#include "proctor-attach-dialog.h"
#include "proctor-branch-row.h"
#include "proctor-invocation-row.h"
#include "proctor-rate-chart.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define AGENT "/v1/convai/agents/agent_1"
#define BRANCHES AGENT "/branches"
#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"

#define AGENT_ON(branch, attached)                                                                                                         \
  "{\"agent_id\":\"agent_1\",\"name\":\"Harbour Hotel\",\"tags\":[\"hotel\",\"live\"],\"metadata\":{\"created_at_unix_secs\":1760000000}," \
  "\"branch_id\":\"" branch "\",\"main_branch_id\":\"main\",\"conversation_config\":{\"agent\":{\"first_message\":\"Good day!\","          \
  "\"dynamic_variables\":{\"dynamic_variable_placeholders\":{\"guest\":\"Alex\"}},"                                                        \
  "\"prompt\":{\"prompt\":\"Be kind.\",\"llm\":\"gpt-x\",\"temperature\":0.2,\"tool_ids\":[\"t1\"]}}},"                                    \
  "\"platform_settings\":{\"testing\":{\"attached_tests\":[" attached "]}}}"
#define MAIN "{\"id\":\"main\",\"name\":\"Main\",\"current_live_percentage\":80,\"last_committed_at\":1760000000}"
#define SECOND "{\"id\":\"b2\",\"name\":\"Shorter\",\"current_live_percentage\":20,\"draft_exists\":true}"
#define PUT_AWAY "{\"id\":\"b3\",\"name\":\"Old\",\"current_live_percentage\":0,\"is_archived\":true}"
#define ATTACHED "{\"test_id\":\"one\"},{\"test_id\":\"folder\"},{\"test_id\":\"gone\"}"

static const char summaries[] = "{\"tests\":{\"one\":{\"id\":\"one\",\"name\":\"Greets\",\"type\":\"llm\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1}}}";

static void
answer (TestingListing *self,
        const char *method,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
answer_all (TestingListing *self,
            const char *agent)
{
  answer (self, "GET", AGENT, 200, agent);
  answer (self, "GET", BRANCHES, 200, "{\"results\":[" PUT_AWAY "," SECOND "," MAIN "]}");
  answer (self, "GET", BRANCHES "/main", 200, "{\"id\":\"main\",\"name\":\"Main\",\"most_recent_versions\":[{\"id\":\"v2\",\"seq_no_in_branch\":2,\"version_description\":\"Kinder\",\"time_committed_secs\":1760000000},{\"id\":\"v1\",\"seq_no_in_branch\":1}]}");
  answer (self, "GET", BRANCHES "/b2", 200, "{\"id\":\"b2\",\"name\":\"Shorter\",\"most_recent_versions\":[]}");
  answer (self, "GET", "/v1/convai/tools/t1", 200, "{\"id\":\"t1\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"find_room\",\"description\":\"Finds one\"},\"response_mocks\":[{\"mock_result\":\"{}\",\"parameter_conditions\":[{\"path\":\"body.nights\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"3\"}}]}]}");
  answer (self, "GET", RUNS, 200, "{\"results\":[{\"id\":\"s1\",\"title\":\"12 tests\",\"agent_id\":\"agent_1\",\"created_at_unix_secs\":1760000000,\"test_run_count\":12,\"passed_count\":9,\"failed_count\":3,\"pending_count\":0}],\"has_more\":false}");
  answer (self, "POST", TESTS "/summaries", 200, summaries);
  answer (self, "GET", TESTS "/folders/folder", 200, "{\"id\":\"folder\",\"name\":\"Bookings\"}");
  answer (self, "GET", TESTS "/folders/gone", 404, "{\"detail\":\"No\"}");
  answer (self, "GET", TESTS "/one", 200, "{\"id\":\"one\",\"name\":\"Greets\",\"type\":\"llm\",\"chat_history\":[],\"success_condition\":\"x\"}");
  answer (self, "GET", TESTS, 200, "{\"tests\":[],\"has_more\":false}");
}

static void
open_pane (TestingListing *self,
           int width)
{
  g_autoptr (ProctorAgentSummary) agent = proctor_agent_summary_new ();

  proctor_agent_summary_set_agent_id (agent, "agent_1");
  proctor_agent_summary_set_name (agent, "Hotel in the list");
  testing_listing_open (self, proctor_agent_pane_new (), width);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 1600);
  proctor_agent_pane_set_agent (PROCTOR_AGENT_PANE (self->pane), agent);
}

static void
test_loading (TestingListing *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", AGENT, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (self->server, "GET", BRANCHES, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_pane (self, 700);
  testing_listing_wait_shown (self, "Hotel in the list");
  g_assert_nonnull (testing_listing_find (self, ADW_TYPE_SPINNER, 0));
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_BRANCH_ROW, 0));
}

static void
test_nothing (TestingListing *self,
              gconstpointer data)
{
  testing_listing_open (self, proctor_agent_pane_new (), 700);
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_AGENT_HEADER, 0));
  g_assert_true (testing_listing_shows (self, "An agent that is chosen in the list opens here."));
}

static void
test_refused (TestingListing *self,
              gconstpointer data)
{
  const guint statuses[] = { 401, 403, 404, 501 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      proctor_testing_server_reset (self->server);
      answer (self, "GET", AGENT, statuses[i], "{\"detail\":\"No\"}");
      answer (self, "GET", BRANCHES, statuses[i], "{\"detail\":\"No\"}");
      answer (self, "GET", RUNS, 200, "{\"results\":[],\"has_more\":false}");
      if (i == 0)
        open_pane (self, 700);
      else
        proctor_agent_page_retry (proctor_agent_pane_get_page (PROCTOR_AGENT_PANE (self->pane)));
      testing_listing_wait_title (self, "The Agent Can't Be Shown");
      testing_listing_wait_shown (self, "Nothing was run on this agent yet.");
    }
  testing_picture_save (self->window, "agent-refused");

  proctor_testing_server_reset (self->server);
  answer_all (self, AGENT_ON ("main", ""));
  proctor_agent_page_retry (proctor_agent_pane_get_page (PROCTOR_AGENT_PANE (self->pane)));
  testing_listing_wait_shown (self, "Harbour Hotel");
  g_assert_null (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0));
}

static gboolean
has_row (TestingListing *self,
         const char *title,
         const char *subtitle)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_listing_find (self, ADW_TYPE_PREFERENCES_ROW, i)) != NULL; i++)
    {
      g_autofree char *own_title = NULL;
      g_autofree char *own_subtitle = NULL;

      if (!ADW_IS_ACTION_ROW (row) && !ADW_IS_EXPANDER_ROW (row))
        continue;
      g_object_get (row, "title", &own_title, "subtitle", &own_subtitle, NULL);
      if (g_strcmp0 (own_title, title) == 0 && own_subtitle != NULL && strstr (own_subtitle, subtitle) != NULL)
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  TestingListing *self;
  const char *title;
  const char *subtitle;
} Row;

static gboolean
row_is_there (gpointer user_data)
{
  Row *row = user_data;

  return has_row (row->self, row->title, row->subtitle);
}

static void
wait_row (TestingListing *self,
          const char *title,
          const char *subtitle)
{
  proctor_testing_wait_for (title, row_is_there, &(Row) { self, title, subtitle });
}

static void
test_content (TestingListing *self,
              gconstpointer data)
{
  answer_all (self, AGENT_ON ("main", ATTACHED));
  open_pane (self, GPOINTER_TO_INT (data));
  testing_listing_wait_shown (self, "Harbour Hotel");
  g_assert_true (testing_listing_shows (self, "agent_1"));
  g_assert_true (testing_listing_shows (self, "live"));

  wait_row (self, "Main", "Main branch, 80 % live");
  wait_row (self, "Shorter", "20 % live, has a draft");
  wait_row (self, "2: Kinder", "2025");
  wait_row (self, "Greets", "Next Reply");
  wait_row (self, "Bookings", "Folder");
  wait_row (self, "gone", "There is no such test or folder any more.");
  wait_row (self, "find_room", "Webhook, 1 shared answer");
  wait_row (self, "guest", "Alex");
  wait_row (self, "Model", "gpt-x");
  wait_row (self, "Temperature", "0.2");
  g_assert_nonnull (testing_listing_find (self, PROCTOR_TYPE_INVOCATION_ROW, 0));
  testing_picture_save (self->window, GPOINTER_TO_INT (data) < 500 ? "agent-narrow" : "agent");
  g_assert_cmpint (gtk_widget_get_width (self->window), <=, GPOINTER_TO_INT (data));
}

static void
test_branch (TestingListing *self,
             gconstpointer data)
{
  GtkWidget *row;

  answer_all (self, AGENT_ON ("main", ATTACHED));
  open_pane (self, 700);
  wait_row (self, "Shorter", "20 % live");
  row = testing_listing_find (self, PROCTOR_TYPE_BRANCH_ROW, 0);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);

  proctor_testing_server_reset (self->server);
  answer_all (self, AGENT_ON ("b2", ""));
  row = testing_listing_find (self, PROCTOR_TYPE_BRANCH_ROW, 1);
  gtk_widget_activate (row);
  testing_listing_wait_shown (self, "None yet. Tests and folders that are attached are run together, and shown with the agent wherever it is worked on.");
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
}

static gboolean
has_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (user_data)) != NULL;
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (user_data)) == NULL;
}

static guint
count_patches (TestingListing *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (((ProctorTestingRequest *) requests->pdata[i])->method, "PATCH");

  return n;
}

static gboolean
has_patches (gpointer user_data)
{
  return count_patches (user_data) == 1;
}

/* Nothing is sent before somebody has said yes to the version that it makes. */
static void
test_detach (TestingListing *self,
             gconstpointer data)
{
  GtkWidget *section;
  AdwDialog *dialog;

  answer_all (self, AGENT_ON ("main", ATTACHED));
  answer (self, "PATCH", AGENT, 200, AGENT_ON ("main", "{\"test_id\":\"folder\"},{\"test_id\":\"gone\"}"));
  open_pane (self, 700);
  wait_row (self, "Greets", "Next Reply");
  section = gtk_widget_get_ancestor (testing_listing_find (self, ADW_TYPE_ACTION_ROW, 0), PROCTOR_TYPE_AGENT_PANE);
  g_assert_nonnull (section);
  for (guint i = 0; (section = testing_listing_find (self, GTK_TYPE_BUTTON, i)) != NULL; i++)
    {
      const char *name = gtk_actionable_get_action_name (GTK_ACTIONABLE (section));

      if (g_strcmp0 (name, "attached.detach") == 0)
        break;
    }
  g_assert_nonnull (section);
  g_signal_emit_by_name (section, "clicked");
  proctor_testing_wait_for ("the question", has_dialog, self->window);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "on the branch “Main”"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "Detach the test “Greets”"));
  testing_picture_save (self->window, "agent-detach");
  g_assert_cmpuint (count_patches (self), ==, 0);

  g_signal_emit_by_name (dialog, "response", "detach");
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the change", has_patches, self);
  proctor_testing_wait_for ("no question", has_no_dialog, self->window);
  wait_row (self, "gone", "There is no such test or folder any more.");
}

/* What was refused stays in the dialog, and what was chosen with it. */
static void
test_attach (TestingListing *self,
             gconstpointer data)
{
  ProctorAgentPage *page;
  AdwDialog *dialog;

  answer_all (self, AGENT_ON ("main", ATTACHED));
  answer (self, "PATCH", AGENT, 422, "{\"detail\":[{\"loc\":[\"body\",\"platform_settings\"],\"msg\":\"No\",\"type\":\"x\"}]}");
  answer (self, "PATCH", AGENT, 200, AGENT_ON ("main", ATTACHED ",{\"test_id\":\"two\"}"));
  open_pane (self, 700);
  wait_row (self, "Greets", "Next Reply");
  page = proctor_agent_pane_get_page (PROCTOR_AGENT_PANE (self->pane));
  dialog = proctor_attach_dialog_new (page);
  adw_dialog_present (dialog, self->pane);
  proctor_testing_wait_for ("the dialog", has_dialog, self->window);

  proctor_attach_dialog_choose (PROCTOR_ATTACH_DIALOG (dialog), "two", "Two", TRUE);
  testing_picture_save (self->window, "agent-attach");
  proctor_attach_dialog_attach (PROCTOR_ATTACH_DIALOG (dialog));
  proctor_testing_wait_for ("the refusal", has_patches, self);
  g_assert_true (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) == dialog);
  while (adw_window_get_visible_dialog (ADW_WINDOW (self->window)) == dialog)
    {
      proctor_attach_dialog_attach (PROCTOR_ATTACH_DIALOG (dialog));
      g_main_context_iteration (NULL, TRUE);
    }
  wait_row (self, "two", "");
  g_assert_cmpuint (count_patches (self), ==, 2);
}

static void
test_chart (TestingListing *self,
            gconstpointer data)
{
  const ProctorAgentRate rates[] = { { 1760000000, 9, 12 }, { 1760100000, 3, 12 }, { 1760200000, 12, 12 } };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (ProctorAgentRate));
  g_autofree char *nothing = proctor_rate_chart_dup_words (array);
  g_autofree char *words = NULL;
  GtkWidget *chart = g_object_new (PROCTOR_TYPE_RATE_CHART, NULL);

  g_assert_cmpstr (nothing, ==, "Nothing is known of runs on this branch that have ended.");
  g_array_append_vals (array, rates, G_N_ELEMENTS (rates));
  words = proctor_rate_chart_dup_words (array);
  g_assert_cmpstr (words, ==, "Run 3 times: last 12 of 12 passed (100 %); at worst 25 %, at best 100 %.");

  testing_listing_open (self, proctor_agent_pane_new (), 400);
  adw_window_set_content (ADW_WINDOW (self->window), chart);
  proctor_rate_chart_set_rates (PROCTOR_RATE_CHART (chart), array);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
  gtk_test_widget_wait_for_draw (chart);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, data, function) g_test_add ("/agent-pane/" name, TestingListing, data, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("nothing", NULL, test_nothing);
  ADD ("loading", NULL, test_loading);
  ADD ("refused", NULL, test_refused);
  ADD ("content", GINT_TO_POINTER (800), test_content);
  ADD ("narrow", GINT_TO_POINTER (360), test_content);
  ADD ("branch", NULL, test_branch);
  ADD ("detach", NULL, test_detach);
  ADD ("attach", NULL, test_attach);
  ADD ("chart", NULL, test_chart);
#undef ADD

  return g_test_run ();
}
