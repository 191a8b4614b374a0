/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window-actions.h"

#include "proctor-agreement-dialog.h"
#include "proctor-connect-dialog.h"
#include "proctor-conversation-dialog.h"
#include "proctor-import-dialog.h"
#include "proctor-invocation-page.h"
#include "proctor-problem-page.h"
#include "proctor-search-dialog.h"
#include "proctor-sidebar.h"
#include "proctor-test-pane.h"
#include "proctor-tests-pane.h"
#include "proctor-toasts.h"
#include "proctor-trash.h"
#include "proctor-window.h"

#include <glib/gi18n.h>

/* The actions "win.…": ways to another workspace, and what is done to the one that is shown. */

static ProctorWorkspace *
get_workspace (ProctorWindow *self)
{
  ProctorSession *session = proctor_window_get_session (self);

  return session != NULL ? proctor_session_get_workspace (session) : NULL;
}

static void
connect_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorDesk *desk = proctor_window_get_desk (PROCTOR_WINDOW (widget));
  AdwDialog *dialog;

  if (desk == NULL)
    return;

  dialog = proctor_connect_dialog_new (desk);
  g_signal_connect_object (dialog, "connected", G_CALLBACK (proctor_window_open_workspace), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
add_workspace_action (GtkWidget *widget,
                      const char *action_name,
                      GVariant *parameter)
{
  ProctorDesk *desk = proctor_window_get_desk (PROCTOR_WINDOW (widget));
  GListModel *workspaces = desk != NULL ? G_LIST_MODEL (proctor_desk_get_workspaces (desk)) : NULL;

  for (guint i = 0; workspaces != NULL && i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (workspaces, i);

      /* Of the two roads, one has been gone. */
      if (proctor_workspace_is_local (workspace))
        {
          connect_action (widget, NULL, NULL);
          return;
        }
    }

  proctor_window_show_welcome (PROCTOR_WINDOW (widget));
}

static void
back_to_workspace_action (GtkWidget *widget,
                          const char *action_name,
                          GVariant *parameter)
{
  ProctorWindow *self = PROCTOR_WINDOW (widget);

  proctor_window_set_session (self, proctor_window_get_session (self));
}

static void
open_workspace_action (GtkWidget *widget,
                       const char *action_name,
                       GVariant *parameter)
{
  ProctorDesk *desk = proctor_window_get_desk (PROCTOR_WINDOW (widget));
  ProctorWorkspace *workspace = desk != NULL ? proctor_workspaces_find (proctor_desk_get_workspaces (desk), g_variant_get_string (parameter, NULL)) : NULL;

  if (workspace != NULL)
    proctor_window_open_workspace (PROCTOR_WINDOW (widget), workspace);
}

static void
change_key_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  ProctorDesk *desk = proctor_window_get_desk (PROCTOR_WINDOW (widget));
  ProctorWorkspace *workspace = get_workspace (PROCTOR_WINDOW (widget));

  if (desk != NULL && workspace != NULL && !proctor_workspace_is_local (workspace))
    adw_dialog_present (proctor_connect_dialog_new_for_key (desk, workspace), widget);
}

static void
refresh_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));

  if (session != NULL)
    proctor_session_refresh (session, TRUE);
}

static void
try_again_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));

  if (session != NULL)
    proctor_session_retry (session);
}

static void
show_problem_action (GtkWidget *widget,
                     const char *action_name,
                     GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));

  if (session != NULL)
    adw_dialog_present (proctor_problem_dialog_new (proctor_session_get_health (session), widget), widget);
}

/* The sidebar has the list of workspaces, and is brought into view where it has been folded away. */
static void
show_workspaces_action (GtkWidget *widget,
                        const char *action_name,
                        GVariant *parameter)
{
  GObject *outer_view = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "outer_view");
  GObject *sidebar = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "sidebar");

  if (!gtk_widget_get_mapped (GTK_WIDGET (outer_view)))
    return;

  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (outer_view), FALSE);
  proctor_sidebar_show_workspaces (PROCTOR_SIDEBAR (sidebar));
}

static void
show_place_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  proctor_window_show_place (PROCTOR_WINDOW (widget), proctor_place_from_nick (g_variant_get_string (parameter, NULL)));
}

/* A test by its id, and the place in it, as in `chat_history/3/message`; empty for the test as a whole. */
static void
show_test_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  GObject *list_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "list_stack");
  GObject *detail_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "detail_stack");
  GObject *inner_view = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "inner_view");
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_TESTS);
  const char *test_id, *place;

  if (proctor_window_get_session (PROCTOR_WINDOW (widget)) == NULL)
    return;

  g_variant_get (parameter, "(&s&s)", &test_id, &place);
  proctor_window_show_place (PROCTOR_WINDOW (widget), PROCTOR_PLACE_TESTS);
  proctor_tests_pane_show_test (PROCTOR_TESTS_PANE (gtk_stack_get_child_by_name (GTK_STACK (list_stack), nick)), test_id);
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (inner_view), TRUE);
  if (*place != '\0')
    proctor_test_pane_show_place (PROCTOR_TEST_PANE (gtk_stack_get_child_by_name (GTK_STACK (detail_stack), nick)), test_id, place);
}

static void
show_invocation_action (GtkWidget *widget,
                        const char *action_name,
                        GVariant *parameter)
{
  proctor_window_show_invocation (PROCTOR_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* Of all that was run, what nobody has decided on. */
static void
review_failures_action (GtkWidget *widget,
                        const char *action_name,
                        GVariant *parameter)
{
  GObject *detail_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "detail_stack");
  GObject *inner_view = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "inner_view");

  if (proctor_window_get_session (PROCTOR_WINDOW (widget)) == NULL)
    return;

  proctor_window_show_place (PROCTOR_WINDOW (widget), PROCTOR_PLACE_RUNS);
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (inner_view), TRUE);
  proctor_invocation_page_review (PROCTOR_INVOCATION_PAGE (gtk_stack_get_child_by_name (GTK_STACK (detail_stack), proctor_place_get_nick (PROCTOR_PLACE_RUNS))), NULL);
}

static void
review_wanted_cb (GtkWidget *widget)
{
  gtk_widget_activate_action (widget, "win.review-failures", NULL);
}

/* How often the judge and who looks at its verdicts agree, in all that was run. */
static void
show_agreement_action (GtkWidget *widget,
                       const char *action_name,
                       GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));
  AdwDialog *dialog;

  if (session == NULL)
    return;

  dialog = proctor_agreement_dialog_new (session, NULL);
  g_signal_connect_object (dialog, "review", G_CALLBACK (review_wanted_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* One of an invocation’s runs, and in it what was looked for. */
static void
show_run_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  GObject *detail_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "detail_stack");
  const char *invocation_id, *run_id, *words;
  GtkWidget *page;

  g_variant_get (parameter, "(&s&s&s)", &invocation_id, &run_id, &words);
  proctor_window_show_invocation (PROCTOR_WINDOW (widget), invocation_id);
  page = gtk_stack_get_child_by_name (GTK_STACK (detail_stack), proctor_place_get_nick (PROCTOR_PLACE_RUNS));
  if (page != NULL && *run_id != '\0')
    proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (page), run_id, words);
}

static void
search_transcripts_action (GtkWidget *widget,
                           const char *action_name,
                           GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));

  if (session != NULL && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (widget)) == NULL)
    adw_dialog_present (proctor_search_dialog_new (session), widget);
}

/* A draft of a test that the server doesn't have. */
static void
show_draft_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  GObject *list_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "list_stack");
  GObject *inner_view = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "inner_view");
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_TESTS);

  if (proctor_window_get_session (PROCTOR_WINDOW (widget)) == NULL)
    return;

  proctor_window_show_place (PROCTOR_WINDOW (widget), PROCTOR_PLACE_TESTS);
  proctor_tests_pane_begin (PROCTOR_TESTS_PANE (gtk_stack_get_child_by_name (GTK_STACK (list_stack), nick)), g_variant_get_string (parameter, NULL));
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (inner_view), TRUE);
}

/* A conversation by its id. */
static void
show_conversation_action (GtkWidget *widget,
                          const char *action_name,
                          GVariant *parameter)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));
  const char *id = g_variant_get_string (parameter, NULL);

  if (session != NULL && *id != '\0')
    adw_dialog_present (proctor_conversation_dialog_new (session, id), widget);
}

/* One of the actions "tests.…", with the test that is shown beside the list. Where it is all that is
 * shown, the list comes back when it is deleted. */
static void
act_on_test_action (GtkWidget *widget,
                    const char *action_name,
                    GVariant *parameter)
{
  GObject *list_stack = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "list_stack");
  GObject *inner_view = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "inner_view");
  GtkWidget *list = gtk_stack_get_child_by_name (GTK_STACK (list_stack), proctor_place_get_nick (PROCTOR_PLACE_TESTS));
  ProctorTestItem *item = list != NULL ? proctor_tests_pane_get_item (PROCTOR_TESTS_PANE (list)) : NULL;
  g_autofree char *test_id = item != NULL ? g_strdup (proctor_test_item_get_id (item)) : NULL;

  if (test_id == NULL)
    return;

  proctor_tests_pane_act_on (PROCTOR_TESTS_PANE (list), test_id, g_variant_get_string (parameter, NULL));
  if (proctor_tests_pane_get_item (PROCTOR_TESTS_PANE (list)) == NULL)
    adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (inner_view), FALSE);
}

static void
save_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  proctor_window_edit (PROCTOR_WINDOW (widget), "editor.save");
}

static void
view_json_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  proctor_window_edit (PROCTOR_WINDOW (widget), "editor.view-json");
}

/* Under a dialog the window is not to be had. */
static gboolean
shows_workspace (ProctorWindow *self)
{
  GObject *outer_view = gtk_widget_get_template_child (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW, "outer_view");

  return gtk_widget_get_mapped (GTK_WIDGET (outer_view)) && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL;
}

/* The last deletion, wherever it was made. */
static gboolean
undo_cb (GtkWidget *widget,
         GVariant *arguments,
         gpointer user_data)
{
  ProctorSession *session = proctor_window_get_session (PROCTOR_WINDOW (widget));
  ProctorTrash *trash = session != NULL ? proctor_session_get_trash (session) : NULL;

  if (trash == NULL || proctor_trash_get_last_ticket (trash) == 0 || !shows_workspace (PROCTOR_WINDOW (widget)))
    return GDK_EVENT_PROPAGATE;

  proctor_trash_undo (trash, proctor_trash_get_last_ticket (trash));

  return GDK_EVENT_STOP;
}

/* In the folder that is shown, also where the sidebar has been folded away. */
static gboolean
new_folder_cb (GtkWidget *widget,
               GVariant *arguments,
               gpointer user_data)
{
  GObject *sidebar = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "sidebar");

  return shows_workspace (PROCTOR_WINDOW (widget)) && gtk_widget_activate_action (GTK_WIDGET (sidebar), "folder.new", NULL);
}

/* The list of tests, also where it has been folded away; %NULL where another place is shown. */
static GtkWidget *
get_list (ProctorWindow *self)
{
  GObject *list_stack = gtk_widget_get_template_child (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW, "list_stack");
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_TESTS);

  if (!shows_workspace (self) || g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (list_stack)), nick) != 0)
    return NULL;

  return gtk_stack_get_child_by_name (GTK_STACK (list_stack), nick);
}

static gboolean
act_on_list (ProctorWindow *self,
             const char *action)
{
  GtkWidget *list = get_list (self);

  return list != NULL ? gtk_widget_activate_action (list, action, NULL) : GDK_EVENT_PROPAGATE;
}

static gboolean
list_key_cb (GtkWidget *widget,
             GVariant *arguments,
             gpointer user_data)
{
  return act_on_list (PROCTOR_WINDOW (widget), g_variant_get_string (arguments, NULL));
}

/* In the sidebar there is nothing to select but what is in the list. */
static gboolean
select_all_cb (GtkWidget *widget,
               GVariant *arguments,
               gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_EDITABLE (gtk_root_get_focus (root)) ? GDK_EVENT_PROPAGATE : act_on_list (PROCTOR_WINDOW (root), "tests.select-all");
}

/* What was selected from the sidebar is left from there, too. */
static gboolean
leave_cb (GtkWidget *widget,
          GVariant *arguments,
          gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *list = GTK_IS_EDITABLE (gtk_root_get_focus (root)) ? NULL : get_list (PROCTOR_WINDOW (root));

  return list != NULL ? proctor_tests_pane_leave (PROCTOR_TESTS_PANE (list)) : GDK_EVENT_PROPAGATE;
}

/* Where the button is to be seen, its key works on the bars around the test, too. */
static gboolean
run_cb (GtkWidget *widget,
        GVariant *arguments,
        gpointer user_data)
{
  GObject *button = gtk_widget_get_template_child (widget, PROCTOR_TYPE_WINDOW, "run_button");

  if (!shows_workspace (PROCTOR_WINDOW (widget)) || !gtk_widget_get_mapped (GTK_WIDGET (button)))
    return GDK_EVENT_PROPAGATE;

  proctor_window_edit (PROCTOR_WINDOW (widget), "editor.run");

  return GDK_EVENT_STOP;
}

static GtkShortcut *
create_shortcut (guint key,
                 GdkModifierType modifiers,
                 GtkShortcutFunc callback,
                 const char *action)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_callback_action_new (callback, NULL, NULL));

  if (action != NULL)
    gtk_shortcut_set_arguments (shortcut, g_variant_new_string (action));

  return shortcut;
}

/* The sidebar's own list would take such a key for itself, and do nothing. */
static void
attach_sidebar_keys (ProctorWindow *self)
{
  GObject *sidebar = gtk_widget_get_template_child (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW, "sidebar");
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), create_shortcut (GDK_KEY_a, GDK_CONTROL_MASK, select_all_cb, NULL));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), create_shortcut (GDK_KEY_Escape, 0, leave_cb, NULL));
  gtk_widget_add_controller (GTK_WIDGET (sidebar), controller);
}

/**
 * proctor_window_attach_keys:
 * @self: a window
 *
 * Lets those keys work in all of the window that are no part's own. What has the focus comes first: in an entry
 * they mean what they mean there.
 */
void
proctor_window_attach_keys (ProctorWindow *self)
{
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc callback;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL },
    { GDK_KEY_n, GDK_CONTROL_MASK | GDK_ALT_MASK, new_folder_cb, NULL },
    { GDK_KEY_n, GDK_CONTROL_MASK, list_key_cb, "tests.new" },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_ALT_MASK, list_key_cb, "tests.new-from-conversation" },
    { GDK_KEY_r, GDK_CONTROL_MASK, run_cb, NULL },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), create_shortcut (keys[i].key, keys[i].modifiers, keys[i].callback, keys[i].action));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  attach_sidebar_keys (self);
}

/**
 * proctor_window_install_actions:
 * @widget_class: the window's class
 *
 * Gives windows their actions.
 */
void
proctor_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add-workspace", NULL, add_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.back-to-workspace", NULL, back_to_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.change-key", NULL, change_key_action);
  gtk_widget_class_install_action (widget_class, "win.connect", NULL, connect_action);
  gtk_widget_class_install_action (widget_class, "win.open-workspace", "s", open_workspace_action);
  gtk_widget_class_install_action (widget_class, "win.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "win.review-failures", NULL, review_failures_action);
  gtk_widget_class_install_action (widget_class, "win.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "win.show-agreement", NULL, show_agreement_action);
  gtk_widget_class_install_action (widget_class, "win.show-conversation", "s", show_conversation_action);
  gtk_widget_class_install_action (widget_class, "win.show-invocation", "s", show_invocation_action);
  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_action);
  gtk_widget_class_install_action (widget_class, "win.show-problem", NULL, show_problem_action);
  gtk_widget_class_install_action (widget_class, "win.show-run", "(sss)", show_run_action);
  gtk_widget_class_install_action (widget_class, "win.search-transcripts", NULL, search_transcripts_action);
  gtk_widget_class_install_action (widget_class, "win.show-test", "(ss)", show_test_action);
  gtk_widget_class_install_action (widget_class, "win.show-draft", "s", show_draft_action);
  gtk_widget_class_install_action (widget_class, "win.act-on-test", "s", act_on_test_action);
  gtk_widget_class_install_action (widget_class, "win.show-workspaces", NULL, show_workspaces_action);
  gtk_widget_class_install_action (widget_class, "win.view-json", NULL, view_json_action);
  gtk_widget_class_install_action (widget_class, "win.try-again", NULL, try_again_action);
}

/**
 * proctor_window_import:
 * @self: a window
 * @files: (element-type GFile): files and folders
 *
 * Looks through @files and asks which of the tests in them are wanted, where a workspace is shown.
 */
void
proctor_window_import (ProctorWindow *self,
                       GListModel *files)
{
  ProctorSession *session;

  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  session = proctor_window_get_session (self);
  if (session == NULL)
    {
      proctor_toasts_say (GTK_WIDGET (self), _ ("Choose a workspace first, and then import the tests"));
      return;
    }

  proctor_window_set_session (self, session);
  proctor_window_show_place (self, PROCTOR_PLACE_TESTS);
  adw_dialog_present (proctor_import_dialog_new (session, files, NULL), GTK_WIDGET (self));
}
