/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-conversation-picker.h"
#include "proctor-duplicate-job.h"
#include "proctor-folder-dialog.h"
#include "proctor-folder-picker.h"
#include "proctor-move-job.h"
#include "proctor-new-test-dialog.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* What can be done to tests: the actions "tests.…", when they can be done, and why not. */

/* Those that are read-only are left out of what changes them, and that is said. */
static char **
dup_writable_ids (ProctorTestsPane *self)
{
  char **ids = proctor_tests_pane_dup_selected_ids (self, TRUE);
  guint n = proctor_test_selection_get_n_selected (self->selection) - g_strv_length (ids);

  if (n > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u test is shared with you read-only and stays as it is", "%u tests are shared with you read-only and stay as they are", n), n);

      proctor_toasts_say (GTK_WIDGET (self), text);
    }

  return ids;
}

static void
choose_conversation (ProctorTestsPane *self,
                     const char *folder_id)
{
  AdwDialog *dialog = proctor_conversation_picker_new (self->session, folder_id);

  g_signal_connect_object (dialog, "drafted", G_CALLBACK (proctor_tests_pane_begin), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
new_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  AdwDialog *dialog = proctor_new_test_dialog_new (self->session, self->folder_id);

  g_signal_connect_object (dialog, "created", G_CALLBACK (proctor_tests_pane_begin), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "conversation-wanted", G_CALLBACK (choose_conversation), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
new_from_conversation_action (GtkWidget *widget,
                              const char *name,
                              GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);

  choose_conversation (self, self->folder_id);
}

static void
rename_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  ProctorTestItem *only = proctor_test_selection_get_only (self->selection);

  if (only != NULL)
    adw_dialog_present (proctor_folder_dialog_new_rename_test (self->session, proctor_test_item_get_id (only)), widget);
}

static void
duplicate_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  g_auto (GStrv) ids = proctor_tests_pane_dup_selected_ids (self, FALSE);
  g_autoptr (ProctorJob) job = proctor_duplicate_job_new (self->session, (const char *const *) ids);

  proctor_tests_pane_set_selecting (self, FALSE);
  proctor_tests_pane_run_job (self, job);
}

typedef struct
{
  ProctorTestsPane *pane;
  ProctorSession *session;
  char **ids;
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->pane);
  g_object_unref (move->session);
  g_strfreev (move->ids);
  g_free (move);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Move, move_free)

static void
folder_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (Move) move = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder_id = proctor_folder_picker_choose_finish (result, &error);
  g_autoptr (ProctorJob) job = NULL;

  /* Cancelled, or the workspace has gone from the pane in the meantime. */
  if (error != NULL || move->pane->session != move->session)
    return;

  /* Out of all folders is a place, too. */
  job = proctor_move_job_new (move->session, (const char *const *) move->ids, *folder_id != '\0' ? folder_id : NULL);
  proctor_tests_pane_set_selecting (move->pane, FALSE);
  proctor_tests_pane_run_job (move->pane, job);
}

static void
move_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  Move *move = g_new0 (Move, 1);

  move->pane = g_object_ref (self);
  move->session = g_object_ref (self->session);
  move->ids = dup_writable_ids (self);
  proctor_folder_picker_choose_async (widget, self->session, (const char *const *) move->ids, self->cancellable, folder_chosen_cb, move);
}

static void
delete_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  g_auto (GStrv) ids = dup_writable_ids (self);

  proctor_tests_pane_set_selecting (self, FALSE);
  if (ids[0] != NULL)
    proctor_tests_pane_delete (self, (const char *const *) ids);
}

static void
undo_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  proctor_tests_pane_undo (PROCTOR_TESTS_PANE (widget));
}

static void
select_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  proctor_tests_pane_set_selecting (PROCTOR_TESTS_PANE (widget), TRUE);
}

/* From the menu of a row: the selection mode, with what the menu was about. */
static void
select_this_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);
  g_autoptr (GPtrArray) items = proctor_test_selection_dup_items (self->selection);

  proctor_tests_pane_set_selecting (self, TRUE);
  proctor_test_selection_set_items (self->selection, items);
}

static void
select_all_action (GtkWidget *widget,
                   const char *name,
                   GVariant *parameter)
{
  proctor_tests_pane_select_all (PROCTOR_TESTS_PANE (widget));
}

static void
leave_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  proctor_tests_pane_leave (PROCTOR_TESTS_PANE (widget));
}

static void
search_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_search_action (GtkWidget *widget,
                     const char *name,
                     GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
clear_filters_action (GtkWidget *widget,
                      const char *name,
                      GVariant *parameter)
{
  ProctorTestsPane *self = PROCTOR_TESTS_PANE (widget);

  gtk_menu_button_popdown (self->filter_button);
  g_object_set (self->list, "kinds", 0, "shared-with-me", FALSE, "mine", FALSE, "creator", NULL, NULL);
}

static void
refresh_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  proctor_session_refresh (PROCTOR_TESTS_PANE (widget)->session, TRUE);
}

static void
retry_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  proctor_session_retry (PROCTOR_TESTS_PANE (widget)->session);
}

static void
show_folder_action (GtkWidget *widget,
                    const char *name,
                    GVariant *parameter)
{
  const char *folder_id = g_variant_get_string (parameter, NULL);

  proctor_tests_pane_set_folder_id (PROCTOR_TESTS_PANE (widget), *folder_id != '\0' ? folder_id : NULL);
}

static void
menu_action (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  proctor_tests_pane_show_menu (PROCTOR_TESTS_PANE (widget));
}

static void
import_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  proctor_tests_pane_import (PROCTOR_TESTS_PANE (widget), NULL);
}

static void
export_action (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  proctor_tests_pane_export_selected (PROCTOR_TESTS_PANE (widget));
}

static void
export_all_action (GtkWidget *widget,
                   const char *name,
                   GVariant *parameter)
{
  proctor_tests_pane_export_all (PROCTOR_TESTS_PANE (widget));
}

static void
check_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  proctor_tests_pane_check_selected (PROCTOR_TESTS_PANE (widget));
}

static void
check_all_action (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  proctor_tests_pane_check_all (PROCTOR_TESTS_PANE (widget));
}

static void
run_action (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  proctor_tests_pane_run_selected (PROCTOR_TESTS_PANE (widget));
}

static void
run_all_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  proctor_tests_pane_run_all (PROCTOR_TESTS_PANE (widget));
}

/* What stands in the way of an action, for people; NULL if nothing does. */
static const char *
get_obstacle (ProctorTestsPane *self,
              gboolean to_change)
{
  guint n = proctor_test_selection_get_n_selected (self->selection);
  g_autoptr (GPtrArray) items = NULL;

  if (!proctor_health_is_usable (proctor_session_get_health (self->session)))
    return _ ("Not while the workspace can't be reached");
  if (n == 0)
    return _ ("Select tests first");
  if (!to_change)
    return NULL;

  items = proctor_test_selection_dup_items (self->selection);
  for (guint i = 0; i < items->len; i++)
    if (!proctor_test_item_is_read_only (g_ptr_array_index (items, i)))
      return NULL;

  return ngettext ("The test is shared with you read-only", "The tests are shared with you read-only", n);
}

static void
set_enabled (ProctorTestsPane *self,
             const char *action,
             gboolean enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

/**
 * proctor_tests_pane_update_actions:
 * @self: a pane
 *
 * Lets those actions be used that make sense, and says of the others why they don't.
 */
void
proctor_tests_pane_update_actions (ProctorTestsPane *self)
{
  gboolean open = self->list != NULL;
  gboolean usable = open && proctor_health_is_usable (proctor_session_get_health (self->session));
  gboolean rows = open && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;
  const char *to_change = open ? get_obstacle (self, TRUE) : "";
  const char *to_copy = open ? get_obstacle (self, FALSE) : "";

  /* A new test is a draft, which needs no server. */
  set_enabled (self, "tests.new", open);
  set_enabled (self, "tests.new-from-conversation", usable);
  set_enabled (self, "tests.import", usable);
  set_enabled (self, "tests.run", to_copy == NULL);
  set_enabled (self, "tests.run-all", usable && rows);
  set_enabled (self, "tests.rename", to_change == NULL && proctor_test_selection_get_only (self->selection) != NULL);
  set_enabled (self, "tests.move", to_change == NULL);
  set_enabled (self, "tests.delete", to_change == NULL);
  set_enabled (self, "tests.duplicate", to_copy == NULL);
  set_enabled (self, "tests.check", to_copy == NULL);
  set_enabled (self, "tests.check-all", usable && rows);
  set_enabled (self, "tests.export", to_copy == NULL);
  set_enabled (self, "tests.export-all", usable && proctor_library_get_n_tests (proctor_session_get_library (self->session)) > 0);
  set_enabled (self, "tests.select", rows);
  set_enabled (self, "tests.select-this", rows);
  set_enabled (self, "tests.select-all", rows && self->collecting == NULL);
  set_enabled (self, "tests.refresh", open);
  set_enabled (self, "tests.retry", open);
  set_enabled (self, "tests.undo", open && proctor_trash_get_last_ticket (proctor_session_get_trash (self->session)) != 0);
  set_enabled (self, "tests.clear-filters", open && proctor_test_list_is_filtered (self->list));

  if (self->action_bar != NULL)
    proctor_tests_action_bar_set_obstacles (self->action_bar, to_change, to_copy);
}

/* Keys that mean the same wherever in the window one is, as long as the list is there. */
static gboolean
global_key_cb (GtkWidget *widget,
               GVariant *arguments,
               gpointer user_data)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_activate_action (widget, g_variant_get_string (arguments, NULL), NULL);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant *arguments,
           gpointer user_data)
{
  return proctor_tests_pane_leave (PROCTOR_TESTS_PANE (widget));
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "tests.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "tests.duplicate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "tests.move", NULL);
  /* Menus show the last one. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "tests.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "tests.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "tests.select-all", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "tests.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "tests.menu", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

/**
 * proctor_tests_pane_add_global_keys:
 * @self: a pane
 *
 * Lets the keys that have nothing to do with the focus work in the whole window.
 */
void
proctor_tests_pane_add_global_keys (ProctorTestsPane *self)
{
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK, "tests.search" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "tests.run" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers), gtk_callback_action_new (global_key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
proctor_tests_pane_install_actions (GtkWidgetClass *widget_class)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "tests.new", new_action },
    { "tests.new-from-conversation", new_from_conversation_action },
    { "tests.run", run_action },
    { "tests.run-all", run_all_action },
    { "tests.rename", rename_action },
    { "tests.duplicate", duplicate_action },
    { "tests.move", move_action },
    { "tests.delete", delete_action },
    { "tests.undo", undo_action },
    { "tests.check", check_action },
    { "tests.check-all", check_all_action },
    { "tests.export", export_action },
    { "tests.export-all", export_all_action },
    { "tests.import", import_action },
    { "tests.select", select_action },
    { "tests.select-this", select_this_action },
    { "tests.select-all", select_all_action },
    { "tests.leave", leave_action },
    { "tests.search", search_action },
    { "tests.clear-search", clear_search_action },
    { "tests.clear-filters", clear_filters_action },
    { "tests.refresh", refresh_action },
    { "tests.retry", retry_action },
    { "tests.menu", menu_action },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_action (widget_class, "tests.show-folder", "s", show_folder_action);
  install_keys (widget_class);
}
