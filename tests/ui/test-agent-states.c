/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-branches.h"
#include "proctor-agent-editor.h"
#include "proctor-agent-pane.h"
#include "proctor-agent-tool-row.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

/* What an agent's page is like where not all is well, and where the agent is not made here. */

#define AGENT "/v1/convai/agents/agent_1"
#define BRANCHES AGENT "/branches"
#define RUNS "/v1/convai/test-invocations"

static const char agent[] = "{\"agent_id\":\"agent_1\",\"name\":\"Harbour Hotel\",\"branch_id\":\"main\",\"main_branch_id\":\"main\","
                            "\"conversation_config\":{\"agent\":{\"first_message\":\"Good day!\",\"dynamic_variables\":{\"dynamic_variable_placeholders\":{\"guest\":\"Alex\"}},"
                            "\"prompt\":{\"prompt\":\"Be kind.\",\"llm\":\"gpt-x\",\"tool_ids\":[\"t1\"]}}},"
                            "\"platform_settings\":{\"testing\":{\"attached_tests\":[]}}}";
static const char branches[] = "{\"results\":[{\"id\":\"main\",\"name\":\"Main\",\"current_live_percentage\":80},{\"id\":\"b2\",\"name\":\"Shorter\",\"current_live_percentage\":20}]}";
static const char tool[] = "{\"id\":\"t1\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"find_room\",\"description\":\"Finds one\"},\"response_mocks\":[]}";

static void
answer (TestingListing *self,
        const char *path,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

static void
answer_all (TestingListing *self)
{
  answer (self, AGENT, agent);
  answer (self, BRANCHES, branches);
  answer (self, BRANCHES "/main", "{\"id\":\"main\",\"name\":\"Main\",\"most_recent_versions\":[{\"id\":\"v1\",\"seq_no_in_branch\":1,\"version_description\":\"Kinder\"}]}");
  answer (self, "/v1/convai/tools/t1", tool);
  answer (self, RUNS, "{\"results\":[],\"has_more\":false}");
}

static void
answer_like (TestingListing *self,
             const ProctorTestingAnswer *how)
{
  const char *const paths[] = { AGENT, BRANCHES, BRANCHES "/main", "/v1/convai/tools/t1", RUNS };

  proctor_testing_server_reset (self->server);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    proctor_testing_server_answer (self->server, "GET", paths[i], how);
}

/* The workspace is one of the service's own, whatever answers for it here. */
static void
use_cloud (TestingListing *self)
{
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  self->session = proctor_testing_session_new_named (self->server, "https://api.elevenlabs.io");
}

static void
open_pane (TestingListing *self,
           int width)
{
  g_autoptr (ProctorAgentSummary) summary = proctor_agent_summary_new ();

  proctor_agent_summary_set_agent_id (summary, "agent_1");
  proctor_agent_summary_set_name (summary, "Hotel in the list");
  testing_listing_open (self, proctor_agent_pane_new (), width);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 1400);
  proctor_agent_pane_set_agent (PROCTOR_AGENT_PANE (self->pane), summary);
}

static void
retry (TestingListing *self)
{
  proctor_agent_page_retry (proctor_agent_pane_get_page (PROCTOR_AGENT_PANE (self->pane)));
}

static gboolean
has_trouble (gpointer user_data)
{
  GtkWidget *banner = testing_listing_find (user_data, ADW_TYPE_BANNER, 0);

  return banner != NULL && adw_banner_get_revealed (ADW_BANNER (banner));
}

static gboolean
has_no_trouble (gpointer user_data)
{
  return !has_trouble (user_data);
}

/* What is wrong with all is said of all, and not of each part again. */
static gboolean
is_said_once (gpointer user_data)
{
  GtkWidget *label;
  guint n = 0;

  for (guint i = 0; (label = testing_listing_find (user_data, GTK_TYPE_LABEL, i)) != NULL; i++)
    n += g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "The server failed.") || g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), "The connection to");

  return n == 1;
}

/* Nothing is known of the agent: the page says so, and it can be tried again. */
static void
test_unknown (TestingListing *self,
              gconstpointer data)
{
  const ProctorTestingAnswer *how = data;
  GtkWidget *page;

  answer_like (self, how);
  open_pane (self, 360);
  testing_listing_wait_title (self, "The Agent Can't Be Shown");
  page = testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), !=, "");
  g_assert_true (testing_listing_shows (self, "Hotel in the list"));
  proctor_testing_wait_for ("the trouble to be said once", is_said_once, self);
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_AGENT_TOOL_ROW, 0));
  testing_picture_save (self->window, how->fault == PROCTOR_TESTING_FAULT_NONE ? "agent-server-error" : "agent-offline");

  proctor_testing_server_reset (self->server);
  answer_all (self);
  retry (self);
  testing_listing_wait_shown (self, "Harbour Hotel");
  g_assert_null (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0));
}

/* What was known stays, and above it stands that there is nothing new. */
static void
test_known (TestingListing *self,
            gconstpointer data)
{
  const ProctorTestingAnswer *how = data;
  GtkWidget *banner;

  answer_all (self);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "find_room");
  g_assert_false (has_trouble (self));

  answer_like (self, how);
  retry (self);
  proctor_testing_wait_for ("the trouble", has_trouble, self);
  banner = testing_listing_find (self, ADW_TYPE_BANNER, 0);
  g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), !=, "");
  proctor_testing_wait_for ("the trouble to be said once", is_said_once, self);
  g_assert_true (testing_listing_shows (self, "Harbour Hotel"));
  g_assert_true (testing_listing_shows (self, "find_room"));
  testing_picture_save (self->window, how->fault == PROCTOR_TESTING_FAULT_NONE ? "agent-known-server-error" : "agent-known-offline");

  proctor_testing_server_reset (self->server);
  answer_all (self);
  g_signal_emit_by_name (banner, "button-clicked");
  proctor_testing_wait_for ("no trouble", has_no_trouble, self);
}

static GtkWidget *
find_button (TestingListing *self,
             const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = testing_listing_find (self, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      if (g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text))
        return gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
    }

  return NULL;
}

static gboolean
can (TestingListing *self,
     GType type,
     const char *action)
{
  GtkWidget *place = testing_listing_find (self, type, 0);
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  g_assert_nonnull (place);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_set_parent (probe, place);
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);

  return enabled;
}

static gboolean
has_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (user_data)) != NULL;
}

static gboolean
says_why (gpointer user_data)
{
  TestingListing place = { .pane = user_data };
  GtkWidget *page = testing_listing_find (&place, ADW_TYPE_STATUS_PAGE, 0);

  return page != NULL && g_str_equal (adw_status_page_get_title (ADW_STATUS_PAGE (page)), "Only in the Local Workspace");
}

/* In the cloud all but the attached tests is only shown; what can be done elsewhere is said. */
static void
test_cloud (TestingListing *self,
            gconstpointer data)
{
  const int width = GPOINTER_TO_INT (data);
  GtkWidget *field;
  AdwDialog *dialog;

  use_cloud (self);
  answer_all (self);
  open_pane (self, width);
  testing_listing_wait_shown (self, "find_room");
  g_assert_nonnull (find_button (self, "Open in Dashboard"));
  g_assert_true (testing_listing_shows (self, "Everything but the attached tests is changed there."));
  g_assert_nonnull (find_button (self, "Attach…"));
  g_assert_true (can (self, PROCTOR_TYPE_AGENT_BRANCHES, "branch.compare"));
  g_assert_false (can (self, PROCTOR_TYPE_AGENT_BRANCHES, "branch.create"));
  g_assert_false (can (self, PROCTOR_TYPE_AGENT_BRANCHES, "branch.rename"));
  g_assert_false (can (self, PROCTOR_TYPE_AGENT_BRANCHES, "branch.archive"));
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_AGENT_EDITOR, 0));
  for (guint i = 0; (field = testing_listing_find (self, GTK_TYPE_TEXT_VIEW, i)) != NULL; i++)
    g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (field)));
  g_assert_null (testing_listing_find (self, ADW_TYPE_ENTRY_ROW, 0));
  testing_picture_save (self->window, width < 500 ? "agent-cloud-narrow" : "agent-cloud");

  g_signal_emit_by_name (find_button (self, "Talk"), "clicked");
  proctor_testing_wait_for ("the dialog", has_dialog, self->window);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  proctor_testing_wait_for ("why there is no talk", says_why, dialog);
  testing_picture_save (self->window, width < 500 ? "agent-cloud-talk-narrow" : "agent-cloud-talk");
  adw_dialog_force_close (dialog);
  g_assert_cmpint (gtk_widget_get_width (self->window), <=, width);
}

/* A server that is somebody's own has no dashboard that is known. */
static void
test_elsewhere (TestingListing *self,
                gconstpointer data)
{
  answer_all (self);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "find_room");
  g_assert_null (find_button (self, "Open in Dashboard"));
  g_assert_false (testing_listing_shows (self, "Everything but the attached tests is changed there."));
}

int
main (int argc,
      char **argv)
{
  static const ProctorTestingAnswer broken = { .status = 500, .body = "{\"detail\":\"Out of order\"}" };
  static const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };

  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  /* At night, as other tests look at the day. */
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

#define ADD(name, data, function) g_test_add ("/agent-states/" name, TestingListing, data, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("unknown/broken", &broken, test_unknown);
  ADD ("unknown/offline", &dropped, test_unknown);
  ADD ("known/broken", &broken, test_known);
  ADD ("known/offline", &dropped, test_known);
  ADD ("cloud/wide", GINT_TO_POINTER (800), test_cloud);
  ADD ("cloud/narrow", GINT_TO_POINTER (360), test_cloud);
  ADD ("elsewhere", NULL, test_elsewhere);
#undef ADD

  return g_test_run ();
}
