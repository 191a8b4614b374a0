/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-preferences-dialog.h"
#include "proctor-shortcuts-dialog.h"
#include "proctor-shortcuts.h"
#include "proctor-testing.h"
#include "proctor-workspace-removal.h"
#include "testing-desk.h"

#include <string.h>

static void
test_workspaces (void)
{
  TestingDesk base;
  AdwDialog *dialog;
  GtkWidget *row, *name;

  testing_desk_set_up (&base, NULL);
  testing_desk_add (&base, "First <1>", "http://127.0.0.1:9/");
  dialog = g_object_ref_sink (proctor_preferences_dialog_new (base.settings, base.desk));
  adw_dialog_present (dialog, NULL);
  proctor_testing_wait_for ("the dialog", testing_desk_is_mapped, dialog);
  testing_desk_add (&base, "Second", "http://127.0.0.1:9/");

  row = testing_desk_find (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "First <1>");
  g_assert_nonnull (testing_desk_find (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW, 1));

  /* A name that is none is not taken. */
  name = testing_desk_find (row, ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (name), "  ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "First <1>");
  gtk_editable_set_text (GTK_EDITABLE (name), " Third ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Third");

  adw_dialog_force_close (dialog);
  proctor_testing_assert_finalized (dialog);
  testing_desk_tear_down (&base, NULL);
}

static gboolean
is_empty (gpointer user_data)
{
  return g_list_model_get_n_items (user_data) == 0;
}

/* What goes with a workspace is said before it goes, and nothing goes by mistake. */
static void
test_removal (void)
{
  TestingDesk base;
  ProctorWorkspace *workspace;
  AdwDialog *dialog;
  const char *responses[] = { "cancel", "remove" };

  testing_desk_set_up (&base, NULL);
  workspace = testing_desk_add (&base, "Work", "http://127.0.0.1:9/");
  for (gsize i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      dialog = g_object_ref_sink (proctor_workspace_removal_new (base.desk, workspace));
      adw_dialog_present (dialog, NULL);
      proctor_testing_wait_for ("the dialog", testing_desk_is_mapped, dialog);
      g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "API key"));
      g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (dialog)), ==, "cancel");
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (proctor_desk_get_workspaces (base.desk))), ==, 1);

      g_signal_emit_by_name (dialog, g_str_equal (responses[i], "remove") ? "response::remove" : "response::cancel", responses[i]);
      adw_dialog_force_close (dialog);
      proctor_testing_assert_finalized (dialog);
    }
  proctor_testing_wait_for ("the workspace to be gone", is_empty, proctor_desk_get_workspaces (base.desk));
  testing_desk_tear_down (&base, NULL);
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  AdwDialog *dialog = proctor_preferences_dialog_new (settings, NULL);
  GtkWidget *restore_place, *reset_widths;

  g_object_ref_sink (dialog);
  adw_dialog_present (dialog, NULL);
  proctor_testing_wait_for ("the dialog", testing_desk_is_mapped, dialog);

  restore_place = testing_desk_find (GTK_WIDGET (dialog), ADW_TYPE_SWITCH_ROW, 0);
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (restore_place)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (restore_place), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "restore-place"));

  g_settings_set_double (settings, "sidebar-width", 300);
  g_settings_set_double (settings, "list-width", 500);
  reset_widths = testing_desk_find (GTK_WIDGET (dialog), ADW_TYPE_BUTTON_ROW, 0);
  g_signal_emit_by_name (reset_widths, "activated");
  g_assert_cmpfloat (g_settings_get_double (settings, "sidebar-width"), ==, 220);
  g_assert_cmpfloat (g_settings_get_double (settings, "list-width"), ==, 340);

  adw_dialog_force_close (dialog);
  proctor_testing_assert_finalized (dialog);
}

static void
test_shortcuts (void)
{
  AdwDialog *dialog = g_object_ref_sink (proctor_shortcuts_dialog_new ());
  const ProctorShortcut *shortcuts;
  gsize n_shortcuts;

  adw_dialog_present (dialog, NULL);
  proctor_testing_wait_for ("the dialog", testing_desk_is_mapped, dialog);

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  for (guint i = 0; i < n_shortcuts; i++)
    {
      GtkWidget *row = testing_desk_find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, i);

      g_assert_nonnull (row);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, shortcuts[i].title);
    }

  adw_dialog_force_close (dialog);
  proctor_testing_assert_finalized (dialog);
}

static void
add_tests (void)
{
  g_test_add_func ("/dialogs/preferences", test_preferences);
  g_test_add_func ("/dialogs/workspaces", test_workspaces);
  g_test_add_func ("/dialogs/removal", test_removal);
  g_test_add_func ("/dialogs/shortcuts", test_shortcuts);
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
