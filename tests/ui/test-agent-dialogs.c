/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-branches.h"
#include "proctor-config-drafts.h"
#include "proctor-config-frame.h"
#include "proctor-config-make.h"
#include "proctor-config-new-dialog.h"
#include "proctor-difference-row.h"
#include "proctor-json-field.h"
#include "proctor-local.h"
#include "proctor-text-field.h"
#include "proctor-tool-dialog.h"
#include "proctor-tools.h"
#include "proctor-ui.h"
#include "testing-view.h"

#include <string.h>

/* What is asked about agents, their branches and their tools, with the engine at the other end. */

typedef struct
{
  ClientEngine *engine;
  ProctorSession *session;
  GtkWidget *window;
} View;

static void
open_view (View *view,
           ClientEngine *engine,
           GtkWidget *content,
           int width)
{
  view->engine = engine;
  view->session = testing_view_make_session (engine);
  view->window = testing_view_open (content, width, 760);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_session_close (view->session);
  proctor_testing_assert_finalized (view->session);
}

static gpointer
get_child (gpointer widget,
           GType type,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, type, name);

  g_assert_nonnull (child);

  return child;
}

static void
made_cb (AdwDialog *dialog,
         const char *id,
         char **made)
{
  *made = g_strdup (id);
}

static gboolean
is_there (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

/* Whoever gives something a name makes it. */
static char *
make (View *view,
      ProctorConfigKind kind,
      const char *bad_name,
      const char *name,
      const char *picture)
{
  AdwDialog *dialog = proctor_config_new_dialog_new (view->session, kind);
  GtkEditable *name_row = get_child (dialog, PROCTOR_TYPE_CONFIG_NEW_DIALOG, "name_row");
  GtkWidget *button = get_child (dialog, PROCTOR_TYPE_CONFIG_NEW_DIALOG, "make_button");
  char *made = NULL;

  g_signal_connect (dialog, "made", G_CALLBACK (made_cb), &made);
  adw_dialog_present (dialog, view->window);
  testing_view_wait_dialog (view->window);
  g_assert_false (gtk_widget_is_sensitive (button));
  gtk_editable_set_text (name_row, bad_name);
  g_assert_false (gtk_widget_is_sensitive (button));
  if (kind == PROCTOR_CONFIG_TOOL)
    testing_view_wait_shows (view->window, "A tool’s name consists of letters from A to Z, digits, _ and -.");
  else
    g_assert_false (testing_view_shows (view->window, "A tool’s name consists of letters from A to Z, digits, _ and -."));
  testing_view_save (view->window, picture);
  gtk_editable_set_text (name_row, name);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  proctor_testing_wait_for ("what is made", is_there, &made);

  return made;
}

static void
test_new (ClientEngine *engine,
          gconstpointer data)
{
  View view = { 0 };
  g_autofree char *agent_id = NULL;
  g_autofree char *tool_id = NULL;

  open_view (&view, engine, adw_bin_new (), 360);
  agent_id = make (&view, PROCTOR_CONFIG_AGENT, "  ", "Bicycle Shop", "agent-new");
  g_assert_true (g_str_has_prefix (agent_id, "agent_"));
  tool_id = make (&view, PROCTOR_CONFIG_TOOL, "find a price", "find_price", "tool-new");
  g_assert_true (g_str_has_prefix (tool_id, "tool_"));
  close_view (&view);
}

static char *
make_tool (View *view)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_config_make_tool_async (view->session, "find_price", "client", NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  id = proctor_config_make_finish (view->session, result, &error);
  g_assert_no_error (error);

  return id;
}

static void
type (gpointer field,
      const char *text)
{
  GtkTextView *view = PROCTOR_IS_JSON_FIELD (field) ? proctor_json_field_get_view (field) : proctor_text_field_get_view (field);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text, -1);
}

static AdwDialog *
open_tool (View *view,
           const char *tool_id)
{
  AdwDialog *dialog = proctor_tool_dialog_new (view->session, tool_id);

  adw_dialog_present (dialog, view->window);
  testing_view_wait_shows (view->window, "Mocked Answers");

  return dialog;
}

static ProctorConfigFrame *
get_frame (AdwDialog *dialog)
{
  return get_child (dialog, PROCTOR_TYPE_TOOL_DIALOG, "frame");
}

static gboolean
is_saved (gpointer user_data)
{
  View *view = user_data;

  return !testing_view_shows (view->window, "Not saved") && !testing_view_shows (view->window, "Saving…");
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (user_data)) == NULL;
}

static char *
dup_parameters (View *view,
                const char *tool_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) tool = NULL;

  proctor_tools_get_async (view->engine->client, tool_id, NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  tool = proctor_tools_get_finish (view->engine->client, result, &error);
  g_assert_no_error (error);

  return g_strdup (proctor_tool_config_get_parameters (proctor_tool_get_tool_config (tool)));
}

/* Half of some JSON is neither saved nor passed over. */
static void
test_unfit (ClientEngine *engine,
            gconstpointer data)
{
  View view = { 0 };
  g_autofree char *tool_id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  AdwDialog *dialog, *question;
  gpointer parameters;

  open_view (&view, engine, adw_bin_new (), 700);
  tool_id = make_tool (&view);
  dialog = open_tool (&view, tool_id);
  parameters = get_child (dialog, PROCTOR_TYPE_TOOL_DIALOG, "parameters_field");
  g_assert_false (testing_view_shows (view.window, "Not saved"));

  type (get_child (dialog, PROCTOR_TYPE_TOOL_DIALOG, "description_field"), "Finds it.");
  type (parameters, "{\"type\": ");
  testing_view_wait_shows (view.window, "“Parameters, as a JSON schema” is not JSON yet.");
  g_assert_false (proctor_config_frame_save (get_frame (dialog)));
  before = dup_parameters (&view, tool_id);
  testing_view_save (view.window, "tool-unfit");

  /* Closing asks. */
  g_assert_false (adw_dialog_close (dialog));
  testing_view_wait_shows (view.window, "Discard What Is Not JSON?");
  question = adw_window_get_visible_dialog (ADW_WINDOW (view.window));
  g_assert_true (ADW_IS_ALERT_DIALOG (question));
  adw_dialog_close (question);

  type (parameters, "{\"type\": \"object\"}");
  g_assert_true (proctor_config_frame_save (get_frame (dialog)));
  proctor_testing_wait_for ("the tool to be saved", is_saved, &view);
  after = dup_parameters (&view, tool_id);
  g_assert_cmpstr (after, ==, "{\"type\":\"object\"}");
  g_assert_cmpstr (before, !=, after);
  adw_dialog_close (dialog);
  proctor_testing_wait_for ("the dialog to close", has_no_dialog, view.window);
  close_view (&view);
}

/* What was written is put back, and what else was changed is as it was. */
static void
test_discard (ClientEngine *engine,
              gconstpointer data)
{
  View view = { 0 };
  g_autofree char *tool_id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  AdwDialog *dialog;
  gpointer parameters;

  open_view (&view, engine, adw_bin_new (), 360);
  tool_id = make_tool (&view);
  dialog = open_tool (&view, tool_id);
  parameters = get_child (dialog, PROCTOR_TYPE_TOOL_DIALOG, "parameters_field");
  before = proctor_json_field_dup_text (parameters);
  type (parameters, "nothing of the kind");
  testing_view_wait_shows (view.window, "Not saved");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_frame (dialog)), "editor.discard", NULL));
  after = proctor_json_field_dup_text (parameters);
  g_assert_cmpstr (after, ==, before);
  proctor_testing_wait_for ("nothing to be unsaved", is_saved, &view);
  g_assert_true (adw_dialog_close (dialog));
  proctor_testing_wait_for ("the dialog to close", has_no_dialog, view.window);
  close_view (&view);
}

static void
test_no_tool (ClientEngine *engine,
              gconstpointer data)
{
  View view = { 0 };
  AdwDialog *dialog;

  open_view (&view, engine, adw_bin_new (), 360);
  dialog = proctor_tool_dialog_new (view.session, "tool_none");
  adw_dialog_present (dialog, view.window);
  testing_view_wait_shows (view.window, "The Tool Can't Be Shown");
  testing_view_save (view.window, "tool-none");
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the dialog to close", has_no_dialog, view.window);
  close_view (&view);
}

static gboolean
has_branches (gpointer user_data)
{
  ProctorAgentPage *page = user_data;

  return proctor_agent_page_get_state (page) == PROCTOR_AGENT_PAGE_CONTENT && g_list_model_get_n_items (proctor_agent_page_get_branches (page)) > 1;
}

static gboolean
shows_archived (gpointer user_data)
{
  ProctorBranch *branch = proctor_agent_page_find_branch (user_data);

  return branch != NULL && proctor_branch_get_is_archived (branch);
}

static gboolean
shows_kept (gpointer user_data)
{
  ProctorBranch *branch = proctor_agent_page_find_branch (user_data);

  return branch != NULL && !proctor_branch_get_is_archived (branch);
}

static gboolean
shows_another (gpointer user_data)
{
  ProctorAgentPage *page = user_data;

  return !proctor_agent_page_is_switching (page) && !proctor_agent_page_is_main (page, proctor_agent_page_get_branch_id (page));
}

static ProctorAgentPage *
open_page (View *view,
           ProctorAgentBranches *branches)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  ProctorAgentPage *page;

  proctor_local_load_sample_async (view->engine->client, NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  id = proctor_local_load_sample_finish (view->engine->client, result, &error);
  g_assert_no_error (error);
  page = proctor_agent_page_new (view->session, id);
  proctor_agent_branches_set_page (branches, page);
  proctor_agent_page_refresh (page);
  proctor_testing_wait_for ("the branches", has_branches, page);

  return page;
}

static gboolean
can (ProctorAgentBranches *branches,
     const char *action)
{
  GtkWidget *probe = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (probe), action);
  gtk_widget_set_parent (probe, GTK_WIDGET (branches));
  enabled = gtk_widget_get_sensitive (probe);
  gtk_widget_unparent (probe);

  return enabled;
}

static void
choose (ProctorAgentBranches *branches,
        const char *action)
{
  g_assert_true (can (branches, action));
  gtk_widget_activate_action (GTK_WIDGET (branches), action, NULL);
}

static void
check_compared (View *view,
                ProctorAgentBranches *branches,
                const char *picture)
{
  AdwDialog *dialog;

  choose (branches, "branch.compare");
  dialog = testing_view_wait_dialog (view->window);
  testing_view_wait_shows (GTK_WIDGET (dialog), "Harbour Hotel, hello!");
  testing_view_wait_shows (GTK_WIDGET (dialog), "System Prompt");
  g_assert_nonnull (testing_view_find (GTK_WIDGET (dialog), PROCTOR_TYPE_DIFFERENCE_ROW, 0));
  testing_view_save (GTK_WIDGET (dialog), picture);
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the dialog to close", has_no_dialog, view->window);
}

/* The main branch can't be put away; another can, and then be brought back. */
static void
test_branches (ClientEngine *engine,
               gconstpointer data)
{
  ProctorAgentBranches *branches = g_object_new (PROCTOR_TYPE_AGENT_BRANCHES, NULL);
  g_autoptr (ProctorAgentPage) page = NULL;
  g_autoptr (ProctorBranch) other = NULL;
  View view = { 0 };
  int width = GPOINTER_TO_INT (data);

  open_view (&view, engine, GTK_WIDGET (branches), width);
  page = open_page (&view, branches);
  g_assert_false (can (branches, "branch.archive"));
  g_assert_false (can (branches, "branch.bring-back"));
  check_compared (&view, branches, width < 500 ? "branches-compared-narrow" : "branches-compared");

  other = g_list_model_get_item (proctor_agent_page_get_branches (page), 1);
  proctor_agent_page_choose_branch (page, proctor_branch_get_id (other));
  proctor_testing_wait_for ("the other branch", shows_another, page);
  g_assert_false (can (branches, "branch.bring-back"));
  choose (branches, "branch.archive");
  proctor_testing_wait_for ("the branch to be put away", shows_archived, page);
  g_assert_false (can (branches, "branch.archive"));
  choose (branches, "branch.bring-back");
  proctor_testing_wait_for ("the branch to be brought back", shows_kept, page);
  g_assert_true (can (branches, "branch.archive"));
  proctor_agent_branches_set_page (branches, NULL);
  g_clear_object (&other);
  proctor_testing_assert_finalized (g_steal_pointer (&page));
  close_view (&view);
}

static void
test_branches_wide (ClientEngine *engine,
                    gconstpointer data)
{
  test_branches (engine, GINT_TO_POINTER (1000));
}

static void
test_branches_narrow (ClientEngine *engine,
                      gconstpointer data)
{
  test_branches (engine, GINT_TO_POINTER (360));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/agent-dialogs/new", test_new);
  client_engine_add_resting ("/agent-dialogs/unfit", test_unfit);
  client_engine_add_resting ("/agent-dialogs/discard", test_discard);
  client_engine_add_resting ("/agent-dialogs/no-tool", test_no_tool);
  client_engine_add_resting ("/agent-dialogs/branches/wide", test_branches_wide);
  client_engine_add_resting ("/agent-dialogs/branches/narrow", test_branches_narrow);

  return g_test_run ();
}
