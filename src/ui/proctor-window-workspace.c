/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window-private.h"

#include "proctor-notices.h"
#include "proctor-welcome-page.h"

#include <glib/gi18n.h>

/* The workspace that a window shows, and what it shows while there is none. */

static void
update_title (ProctorWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), self->session != NULL ? proctor_workspace_get_name (proctor_session_get_workspace (self->session)) : _ ("Proctor"));
}

static void
remember_place (ProctorWindow *self)
{
  if (self->session != NULL)
    g_hash_table_insert (self->places, g_strdup (proctor_workspace_get_id (proctor_session_get_workspace (self->session))), GINT_TO_POINTER (proctor_sidebar_get_place (self->sidebar)));
}

static void
return_to_place (ProctorWindow *self)
{
  gpointer place;

  if (self->session != NULL && g_hash_table_lookup_extended (self->places, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), NULL, &place))
    proctor_sidebar_set_place (self->sidebar, (ProctorPlace) GPOINTER_TO_INT (place));
}

void
proctor_window_switch_session (ProctorWindow *self,
                               ProctorSession *session)
{
  remember_place (self);
  g_set_object (&self->session, session);
  proctor_window_show_session_in_panes (self);
  proctor_attention_set_session (self->attention, session);
  proctor_run_news_set_session (self->news, session);

  g_signal_group_set_target (self->workspace_signals, session != NULL ? proctor_session_get_workspace (session) : NULL);
  g_signal_group_set_target (self->health_signals, session != NULL ? proctor_session_get_health (session) : NULL);
  g_signal_group_set_target (self->library_signals, session != NULL ? proctor_session_get_library (session) : NULL);
  update_title (self);
  return_to_place (self);
  proctor_window_show_list_or_problem (self);
  proctor_window_update_run_button (self);
}

static void
workspace_opened_cb (ProctorWindow *self,
                     ProctorWorkspace *workspace)
{
  proctor_window_open_workspace (self, workspace);
}

/* Most people see it once. */
static void
create_welcome_page (ProctorWindow *self)
{
  self->welcome_page = proctor_welcome_page_new (self->desk);
  g_signal_connect_object (self->welcome_page, "opened", G_CALLBACK (workspace_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, self->welcome_page, "welcome");
}

/* The one that was shown last, or else any; and if there is none, the page to choose one. */
static void
open_some_workspace (ProctorWindow *self)
{
  ProctorWorkspaces *workspaces = proctor_desk_get_workspaces (self->desk);
  g_autoptr (ProctorWorkspace) first = g_list_model_get_item (G_LIST_MODEL (workspaces), 0);
  ProctorWorkspace *last = proctor_workspaces_get_last (workspaces);

  if (last != NULL || first != NULL)
    proctor_window_open_workspace (self, last != NULL ? last : first);
  else
    proctor_window_set_session (self, NULL);
}

/* The workspace that is shown may have been removed. */
static void
workspaces_changed_cb (ProctorWindow *self)
{
  ProctorWorkspaces *workspaces = proctor_desk_get_workspaces (self->desk);

  if (self->session != NULL && proctor_workspaces_find (workspaces, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == NULL)
    open_some_workspace (self);
}

void
proctor_window_follow_desk (ProctorWindow *self)
{
  if (self->desk == NULL)
    {
      proctor_window_show_welcome (self);
      return;
    }

  g_signal_connect_object (proctor_desk_get_workspaces (self->desk), "items-changed", G_CALLBACK (workspaces_changed_cb), self, G_CONNECT_SWAPPED);
  proctor_notices_follow (GTK_WIDGET (self), self->desk);
  open_some_workspace (self);
}

void
proctor_window_prepare_workspace (ProctorWindow *self)
{
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->workspace_signals = g_signal_group_new (PROCTOR_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify::name", G_CALLBACK (update_title), self);
  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state", G_CALLBACK (proctor_window_show_list_or_problem), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::state", G_CALLBACK (proctor_window_update_run_button), self);
  self->library_signals = g_signal_group_new (PROCTOR_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "notify::n-tests", G_CALLBACK (proctor_window_show_list_or_problem), self);
}

/**
 * proctor_window_open_workspace:
 * @self: a window with a desk
 * @workspace: one of the desk's workspaces
 *
 * Shows @workspace, which another window may show as well.
 */
void
proctor_window_open_workspace (ProctorWindow *self,
                               ProctorWorkspace *workspace)
{
  g_autoptr (ProctorSession) session = NULL;

  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));
  g_return_if_fail (self->desk != NULL);

  session = proctor_desk_open (self->desk, workspace);
  proctor_window_set_session (self, session);
}

/**
 * proctor_window_show_welcome:
 * @self: a window
 *
 * Shows the page to add a workspace; if there is one that is shown, there is a way back to it.
 */
void
proctor_window_show_welcome (ProctorWindow *self)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  if (self->welcome_page == NULL)
    create_welcome_page (self);
  g_object_set (self->welcome_page, "can-go-back", self->session != NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  gtk_widget_grab_focus (self->welcome_page);
}
