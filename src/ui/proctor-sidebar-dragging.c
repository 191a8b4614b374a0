/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Folders are dragged out of the sidebar, and tests and folders are dropped into it. The list itself
 * scrolls near its edges, and the arrow of a folder expands it when something is held over it.
 */

#include "config.h"

#include "proctor-dragged.h"
#include "proctor-folder-actions.h"
#include "proctor-sidebar-private.h"
#include "proctor-toasts.h"

static gpointer
dup_item (ProctorSidebarRow *row)
{
  GtkTreeListRow *list_row = proctor_sidebar_row_get_list_row (row);

  return list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;
}

static ProctorSidebarRow *
get_row (gpointer controller)
{
  return PROCTOR_SIDEBAR_ROW (gtk_event_controller_get_widget (controller));
}

static GdkContentProvider *
prepare_cb (ProctorSidebar *self,
            double x,
            double y,
            GtkDragSource *source)
{
  g_autoptr (GObject) item = dup_item (get_row (source));
  g_autoptr (ProctorDragged) dragged = NULL;
  const char *ids[] = { NULL, NULL };

  if (!PROCTOR_IS_FOLDER_ITEM (item) || !proctor_sidebar_can_write (self) || proctor_folder_item_is_read_only (PROCTOR_FOLDER_ITEM (item)))
    return NULL;

  ids[0] = proctor_folder_item_get_id (PROCTOR_FOLDER_ITEM (item));
  dragged = proctor_dragged_new (proctor_workspace_get_id (proctor_session_get_workspace (self->session)), ids);

  return gdk_content_provider_new_typed (PROCTOR_TYPE_DRAGGED, dragged);
}

/* What is in the hand looks as tests do. */
static void
drag_begin_cb (ProctorSidebar *self,
               GdkDrag *drag,
               GtkDragSource *source)
{
  g_autoptr (GObject) item = dup_item (get_row (source));

  g_clear_pointer (&self->refusal, g_free);
  if (PROCTOR_IS_FOLDER_ITEM (item))
    proctor_dragged_show (drag, proctor_folder_item_get_name (PROCTOR_FOLDER_ITEM (item)));
}

/* Whoever lets go where it is refused is told why. */
static gboolean
drag_cancel_cb (ProctorSidebar *self,
                GdkDrag *drag,
                GdkDragCancelReason reason)
{
  g_autofree char *refusal = g_steal_pointer (&self->refusal);

  if (reason == GDK_DRAG_CANCEL_NO_TARGET && refusal != NULL)
    proctor_toasts_say (GTK_WIDGET (self), refusal);

  return FALSE;
}

/* Where something that is dropped on a row would go: into a folder, or out of all. */
static gboolean
get_destination (ProctorSidebar *self,
                 gpointer item,
                 const char **folder_id)
{
  if (!proctor_sidebar_can_write (self) || item == NULL)
    return FALSE;

  if (PROCTOR_IS_FOLDER_ITEM (item))
    {
      *folder_id = proctor_folder_item_get_id (item);
      return !proctor_folder_item_is_read_only (item);
    }

  *folder_id = NULL;

  return proctor_sidebar_item_get_place (item) == PROCTOR_PLACE_TESTS;
}

static gboolean
is_of_session (ProctorSidebar *self,
               const ProctorDragged *dragged)
{
  return g_strcmp0 (dragged->workspace_id, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == 0;
}

static GdkDragAction
motion_cb (ProctorSidebar *self,
           double x,
           double y,
           GtkDropTarget *target)
{
  g_autoptr (GObject) item = dup_item (get_row (target));
  const GValue *value = gtk_drop_target_get_value (target);
  const ProctorDragged *dragged = value != NULL ? g_value_get_boxed (value) : NULL;
  const char *folder_id;

  g_clear_pointer (&self->refusal, g_free);
  if (dragged == NULL || !get_destination (self, item, &folder_id) || !is_of_session (self, dragged))
    return 0;

  self->refusal = proctor_folder_check_move (proctor_session_get_library (self->session), (const char *const *) dragged->ids, folder_id);

  return self->refusal == NULL ? GDK_ACTION_MOVE : 0;
}

static GdkDragAction
enter_cb (ProctorSidebar *self,
          double x,
          double y,
          GtkDropTarget *target)
{
  return motion_cb (self, x, y, target);
}

static gboolean
drop_cb (ProctorSidebar *self,
         const GValue *value,
         double x,
         double y,
         GtkDropTarget *target)
{
  g_autoptr (GObject) item = dup_item (get_row (target));
  const ProctorDragged *dragged = g_value_get_boxed (value);
  const char *folder_id;

  if (dragged == NULL || !get_destination (self, item, &folder_id) || !is_of_session (self, dragged))
    return FALSE;

  proctor_sidebar_start_move (self, (const char *const *) dragged->ids, folder_id);

  return TRUE;
}

/**
 * proctor_sidebar_attach_dragging:
 * @self: a sidebar
 * @row: one of its rows
 *
 * Lets @row be dragged, and take what is dropped on it.
 */
void
proctor_sidebar_attach_dragging (ProctorSidebar *self,
                                 ProctorSidebarRow *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (PROCTOR_TYPE_DRAGGED, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-cancel", G_CALLBACK (drag_cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (source));

  /* What is dragged has to be known before it is dropped, to refuse it while it is in the hand. */
  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_object (target, "enter", G_CALLBACK (enter_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (row), GTK_EVENT_CONTROLLER (target));
}
