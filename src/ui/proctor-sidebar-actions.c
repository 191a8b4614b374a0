/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done with a folder: its menu, its keys, and the actions behind them.
 */

#include "config.h"

#include "proctor-export.h"
#include "proctor-folder-deletion.h"
#include "proctor-folder-dialog.h"
#include "proctor-new-test-dialog.h"
#include "proctor-run-tests.h"
#include "proctor-sidebar-private.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * proctor_sidebar_get_target:
 * @self: a sidebar
 *
 * Returns: (nullable) (transfer none): the folder that an action is about: the one whose menu is
 *   open, else the selected one; %NULL where it is about all tests
 */
ProctorFolderItem *
proctor_sidebar_get_target (ProctorSidebar *self)
{
  if (self->menu_open)
    return self->menu_folder;
  if (self->session == NULL || self->folder_id == NULL)
    return NULL;

  return proctor_library_find_folder (proctor_session_get_library (self->session), self->folder_id);
}

static const char *
get_target_id (ProctorSidebar *self)
{
  ProctorFolderItem *folder = proctor_sidebar_get_target (self);

  return folder != NULL ? proctor_folder_item_get_id (folder) : NULL;
}

/**
 * proctor_sidebar_can_write:
 * @self: a sidebar
 *
 * Returns: whether it makes sense to change anything now
 */
gboolean
proctor_sidebar_can_write (ProctorSidebar *self)
{
  return self->session != NULL && proctor_health_is_usable (proctor_session_get_health (self->session));
}

/**
 * proctor_sidebar_update_actions:
 * @self: a sidebar
 *
 * Lets be done what can be done with the folder that it would be done with.
 */
void
proctor_sidebar_update_actions (ProctorSidebar *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  ProctorFolderItem *folder = proctor_sidebar_get_target (self);
  gboolean at_tests = self->menu_open || self->place == PROCTOR_PLACE_TESTS;
  gboolean can_write = proctor_sidebar_can_write (self);
  gboolean can_add = can_write && (folder == NULL || !proctor_folder_item_is_read_only (folder));
  gboolean can_change = can_add && folder != NULL && at_tests;

  gtk_widget_action_set_enabled (widget, "folder.new", can_add);
  /* A new test is a draft, which needs no server. */
  gtk_widget_action_set_enabled (widget, "folder.new-test", self->session != NULL && (folder == NULL || !proctor_folder_item_is_read_only (folder)));
  gtk_widget_action_set_enabled (widget, "folder.rename", can_change);
  gtk_widget_action_set_enabled (widget, "folder.move", can_change);
  gtk_widget_action_set_enabled (widget, "folder.delete", can_change);
  gtk_widget_action_set_enabled (widget, "folder.export", can_write && at_tests);
  gtk_widget_action_set_enabled (widget, "folder.run", can_write && at_tests);
}

/* A new folder is shown where it is, even in one that is collapsed. */
static void
folder_made_cb (ProctorSidebar *self,
                const char *id)
{
  proctor_sidebar_set_place (self, PROCTOR_PLACE_TESTS);
  proctor_sidebar_set_folder_id (self, id);
}

static void
new_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);
  AdwDialog *dialog = proctor_folder_dialog_new (self->session, get_target_id (self));

  g_signal_connect_object (dialog, "done", G_CALLBACK (folder_made_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
test_begun_cb (ProctorSidebar *self,
               const char *draft_id)
{
  proctor_sidebar_set_place (self, PROCTOR_PLACE_TESTS);
  g_signal_emit_by_name (self, "test-begun", draft_id);
}

static void
new_test_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);
  AdwDialog *dialog = proctor_new_test_dialog_new (self->session, get_target_id (self));

  g_signal_connect_object (dialog, "created", G_CALLBACK (test_begun_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
rename_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);

  adw_dialog_present (proctor_folder_dialog_new_rename (self->session, get_target_id (self)), widget);
}

static void
move_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);
  const char *ids[] = { get_target_id (self), NULL };

  proctor_moves_ask (self->moves, ids);
}

static void
delete_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);

  proctor_folder_deletion_start (widget, self->session, get_target_id (self));
}

static void
export_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (ProctorSidebar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorJob) job = proctor_export_tests_finish (result, &error);

  if (job != NULL)
    {
      proctor_export_tell (GTK_WIDGET (self), job);
      g_signal_emit_by_name (self, "job-started", job);
      proctor_job_run_async (job, NULL, NULL, NULL);
    }
  else if (error != NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
    }
}

static void
export_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);

  proctor_export_folder_async (widget, self->session, get_target_id (self), self->cancellable, export_chosen_cb, g_object_ref (self));
}

static void
run_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);

  proctor_run_tests_ask_for_folder (widget, self->session, proctor_sidebar_get_target (self), self->cancellable);
}

static void
add_item (GMenu *menu,
          const char *label,
          const char *action)
{
  g_menu_append (menu, label, action);
}

static GMenuModel *
create_menu (gboolean is_folder)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) run = g_menu_new ();
  g_autoptr (GMenu) add = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) export = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  add_item (run, is_folder ? _ ("R_un…") : _ ("R_un All…"), "folder.run");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (run));
  add_item (add, _ ("New _Test…"), "folder.new-test");
  add_item (add, _ ("New _Folder…"), "folder.new");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (add));
  if (!is_folder)
    {
      add_item (export, _ ("_Export All…"), "folder.export");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (export));
      return G_MENU_MODEL (menu);
    }

  add_item (change, _ ("_Rename…"), "folder.rename");
  add_item (change, _ ("_Move…"), "folder.move");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  add_item (export, _ ("_Export…"), "folder.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (export));
  add_item (remove, _ ("_Delete"), "folder.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));

  return G_MENU_MODEL (menu);
}

/* An item that was chosen is activated after the menu has closed. */
static gboolean
forget_menu_cb (gpointer user_data)
{
  ProctorSidebar *self = user_data;

  if (self->menu != NULL && !gtk_widget_get_visible (self->menu))
    {
      self->menu_open = FALSE;
      g_clear_object (&self->menu_folder);
      proctor_sidebar_update_actions (self);
    }

  return G_SOURCE_REMOVE;
}

static void
menu_closed_cb (ProctorSidebar *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, forget_menu_cb, g_object_ref (self), g_object_unref);
}

/* Made when it is first opened: the window is there sooner. */
static void
create_popover (ProctorSidebar *self)
{
  self->menu = g_object_ref_sink (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
}

static void
open_menu (ProctorSidebar *self,
           ProctorSidebarRow *row,
           const graphene_point_t *point)
{
  GtkTreeListRow *list_row = proctor_sidebar_row_get_list_row (row);
  g_autoptr (GObject) item = list_row != NULL ? gtk_tree_list_row_get_item (list_row) : NULL;
  g_autoptr (GMenuModel) menu = NULL;
  GdkRectangle place = { 0, 0, 1, 1 };

  if (self->session == NULL || item == NULL)
    return;
  if (PROCTOR_IS_SIDEBAR_ITEM (item) && proctor_sidebar_item_get_place (PROCTOR_SIDEBAR_ITEM (item)) != PROCTOR_PLACE_TESTS)
    return;

  g_clear_object (&self->menu_folder);
  if (PROCTOR_IS_FOLDER_ITEM (item))
    self->menu_folder = PROCTOR_FOLDER_ITEM (g_object_ref (item));
  self->menu_open = TRUE;
  proctor_sidebar_update_actions (self);

  if (self->menu == NULL)
    create_popover (self);
  menu = create_menu (self->menu_folder != NULL);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  place.x = (int) point->x;
  place.y = (int) point->y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
open_menu_at (ProctorSidebar *self,
              double x,
              double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = NULL;
  graphene_point_t point;

  /* Beside what a row shows, the row is what is around it. */
  if (picked != NULL && picked != GTK_WIDGET (self->list))
    row = gtk_widget_get_ancestor (picked, PROCTOR_TYPE_SIDEBAR_ROW);
  if (row == NULL && picked != NULL && picked != GTK_WIDGET (self->list))
    row = gtk_widget_get_first_child (picked);

  if (row != NULL && PROCTOR_IS_SIDEBAR_ROW (row) && gtk_widget_compute_point (GTK_WIDGET (self->list), GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    open_menu (self, PROCTOR_SIDEBAR_ROW (row), &point);
}

static void
pressed_cb (ProctorSidebar *self,
            int n_press,
            double x,
            double y,
            GtkGesture *gesture)
{
  if (!gdk_event_triggers_context_menu (gtk_gesture_get_last_event (gesture, NULL)))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu_at (self, x, y);
}

static void
long_pressed_cb (ProctorSidebar *self,
                 double x,
                 double y,
                 GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu_at (self, x, y);
}

/* The Menu key opens the menu of the row that has the focus. */
static void
menu_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *row = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;
  graphene_rect_t bounds;

  if (row != NULL && PROCTOR_IS_SIDEBAR_ROW (row) && gtk_widget_compute_bounds (row, widget, &bounds))
    open_menu (self, PROCTOR_SIDEBAR_ROW (row), &GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height));
}

/**
 * proctor_sidebar_attach_menu:
 * @self: a sidebar
 *
 * Opens the menu of a folder where somebody clicks on it with the other button, or presses long.
 */
void
proctor_sidebar_attach_menu (ProctorSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (long_press));
}

/**
 * proctor_sidebar_start_move:
 * @self: a sidebar
 * @ids: tests and folders
 * @folder_id: (nullable): where they are to go
 *
 * Moves them. The folder that they went to is not opened: whoever sorts stays where the rest is.
 */
void
proctor_sidebar_start_move (ProctorSidebar *self,
                            const char *const *ids,
                            const char *folder_id)
{
  if (self->moves != NULL)
    proctor_moves_start (self->moves, ids, folder_id);
}

/**
 * proctor_sidebar_install_actions:
 * @widget_class: the sidebar's class
 *
 * Makes what can be done with a folder known, and its keys.
 */
void
proctor_sidebar_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "folder.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "folder.new-test", NULL, new_test_action);
  gtk_widget_class_install_action (widget_class, "folder.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "folder.move", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "folder.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "folder.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "folder.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "folder.menu", NULL, menu_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "folder.rename", NULL);
  /* Menus show the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "folder.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "folder.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "folder.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "folder.menu", NULL);
}
