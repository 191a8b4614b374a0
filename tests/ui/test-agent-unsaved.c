/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-editor.h"
#include "proctor-agent-row.h"
#include "proctor-agents-pane.h"
#include "proctor-agents.h"
#include "proctor-config-drafts.h"
#include "proctor-config-make.h"
#include "proctor-ui.h"
#include "testing-view.h"

#include <string.h>

/* Where agents and tools are listed, one sees which of them have changes that aren't saved. */

typedef struct
{
  ClientEngine *engine;
  ProctorSession *session;
  GtkWidget *window;
} View;

static void
open_view (View *view,
           ClientEngine *engine)
{
  view->engine = engine;
  view->session = testing_view_make_session (engine);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_session_close (view->session);
  proctor_testing_assert_finalized (view->session);
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

static char *
make_agent (View *view,
            const char *name,
            const char *tool_id)
{
  g_autofree char *json = g_strdup_printf ("{'name': '%s', 'conversation_config': {'agent': {'prompt': {'prompt': 'Be kind.', 'tool_ids': ['%s']}}}}", name, tool_id);
  g_autoptr (ProctorAgent) agent = client_engine_record (PROCTOR_TYPE_AGENT, json);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_agents_create_async (view->engine->client, agent, NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  id = proctor_agents_create_finish (view->engine->client, result, &error);
  g_assert_no_error (error);

  return id;
}

static ProctorConfigDraft *
open_draft (View *view,
            ProctorConfigKind kind,
            const char *id)
{
  ProctorConfigDrafts *drafts = proctor_session_get_config_drafts (view->session);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorConfigDraft *draft;

  proctor_config_drafts_open_async (drafts, kind, id, NULL, NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  draft = proctor_config_drafts_open_finish (drafts, result, &error);
  g_assert_no_error (error);

  return draft;
}

static guint
count_dots (GtkWidget *widget)
{
  guint n = gtk_widget_has_css_class (widget, "unsaved-dot") && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_dots (child);

  return n;
}

static gboolean
has_dot (gpointer user_data)
{
  return count_dots (user_data) == 1;
}

static gboolean
has_no_dot (gpointer user_data)
{
  return count_dots (user_data) == 0;
}

static ProctorAgentRow *
find_row (View *view,
          const char *name)
{
  ProctorAgentRow *row;

  for (guint i = 0; (row = testing_view_find (view->window, PROCTOR_TYPE_AGENT_ROW, i)) != NULL; i++)
    {
      g_autofree char *label = NULL;

      g_object_get (row, "label", &label, NULL);
      if (g_strcmp0 (label, name) == 0)
        return row;
    }
  g_assert_not_reached ();
}

static gboolean
is_unsaved (View *view,
            const char *name)
{
  g_autofree char *description = NULL;

  g_object_get (find_row (view, name), "description", &description, NULL);

  return description != NULL && g_str_has_prefix (description, "Not saved");
}

/* The mark is on the agent that was changed and on no other, is told as well as shown, and goes with the changes. */
static void
test_agents (ClientEngine *engine,
             gconstpointer data)
{
  View view = { 0 };
  GtkWidget *pane = proctor_agents_pane_new ();
  g_autofree char *tool_id = NULL;
  g_autofree char *hotel_id = NULL;
  g_autofree char *shop_id = NULL;
  g_autoptr (ProctorConfigDraft) draft = NULL;

  open_view (&view, engine);
  tool_id = make_tool (&view);
  hotel_id = make_agent (&view, "Hotel", tool_id);
  shop_id = make_agent (&view, "Shop", tool_id);
  g_object_set (pane, "session", view.session, NULL);
  view.window = testing_view_open (pane, 360, 500);
  testing_view_wait_shows (view.window, "Hotel");
  testing_view_wait_shows (view.window, "Shop");
  g_assert_cmpuint (count_dots (view.window), ==, 0);

  draft = open_draft (&view, PROCTOR_CONFIG_AGENT, shop_id);
  proctor_undo_type (proctor_config_draft_get_undo (draft), proctor_config_draft_get_agent (draft), PROCTOR_AGENT_FIELD_NAME, "Bicycle shop", "Rename");
  proctor_testing_wait_for ("the mark", has_dot, view.window);
  g_assert_true (is_unsaved (&view, "Shop"));
  g_assert_false (is_unsaved (&view, "Hotel"));
  testing_view_save (view.window, "agents-unsaved");

  proctor_config_draft_discard (draft);
  proctor_testing_wait_for ("no mark", has_no_dot, view.window);
  g_assert_false (is_unsaved (&view, "Shop"));
  g_clear_object (&draft);
  close_view (&view);
}

static gboolean
has_subtitle (GtkWidget *window,
              const char *name,
              const char *prefix)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_view_find (window, ADW_TYPE_ACTION_ROW, i)) != NULL; i++)
    {
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), name) == 0)
        return g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), prefix);
    }

  return FALSE;
}

static gboolean
has_tool (gpointer user_data)
{
  return has_subtitle (user_data, "find_price", "Client");
}

static gboolean
has_unsaved_tool (gpointer user_data)
{
  return has_subtitle (user_data, "find_price", "Not saved · Client");
}

/* An agent's tools are edited by themselves, so it is their rows that say what isn't saved of them. */
static void
test_tools (ClientEngine *engine,
            gconstpointer data)
{
  View view = { 0 };
  GtkWidget *frame = proctor_config_frame_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *editor = proctor_agent_editor_new ();
  g_autofree char *tool_id = NULL;
  g_autofree char *agent_id = NULL;
  g_autoptr (ProctorConfigDraft) draft = NULL;

  open_view (&view, engine);
  tool_id = make_tool (&view);
  agent_id = make_agent (&view, "Hotel", tool_id);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), editor);
  g_object_set (frame, "content", scroller, NULL);
  view.window = testing_view_open (frame, 360, 1600);
  proctor_agent_editor_set_frame (PROCTOR_AGENT_EDITOR (editor), PROCTOR_CONFIG_FRAME (frame));
  proctor_agent_editor_set_agent (PROCTOR_AGENT_EDITOR (editor), view.session, agent_id, NULL);
  proctor_testing_wait_for ("the tool", has_tool, view.window);
  g_assert_cmpuint (count_dots (view.window), ==, 0);

  draft = open_draft (&view, PROCTOR_CONFIG_TOOL, tool_id);
  proctor_undo_type (proctor_config_draft_get_undo (draft), proctor_tool_get_tool_config (proctor_config_draft_get_tool (draft)), PROCTOR_TOOL_CONFIG_FIELD_DESCRIPTION, "Finds a price.", "Describe");
  proctor_testing_wait_for ("the mark", has_unsaved_tool, view.window);
  g_assert_cmpuint (count_dots (view.window), ==, 1);
  testing_view_save (view.window, "tools-unsaved");

  proctor_config_draft_discard (draft);
  proctor_testing_wait_for ("no mark", has_tool, view.window);
  g_assert_cmpuint (count_dots (view.window), ==, 0);
  proctor_agent_editor_set_agent (PROCTOR_AGENT_EDITOR (editor), NULL, NULL, NULL);
  g_clear_object (&draft);
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);

  client_engine_add_resting ("/agent-unsaved/agents", test_agents);
  client_engine_add_resting ("/agent-unsaved/tools", test_tools);

  return g_test_run ();
}
