/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-preferences-dialog.h"
#include "proctor-shortcuts-dialog.h"
#include "proctor-shortcuts.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

static GtkWidget *
find (GtkWidget *widget,
      GType type,
      guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
test_preferences (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  AdwDialog *dialog = proctor_preferences_dialog_new (settings);
  GtkWidget *restore_place, *reset_widths;
  guint nth = 0;

  g_object_ref_sink (dialog);
  adw_dialog_present (dialog, NULL);
  proctor_testing_wait_for ("the dialog", is_mapped, dialog);

  restore_place = find (GTK_WIDGET (dialog), ADW_TYPE_SWITCH_ROW, &nth);
  g_assert_true (adw_switch_row_get_active (ADW_SWITCH_ROW (restore_place)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (restore_place), FALSE);
  g_assert_false (g_settings_get_boolean (settings, "restore-place"));

  g_settings_set_double (settings, "sidebar-width", 300);
  g_settings_set_double (settings, "list-width", 500);
  nth = 0;
  reset_widths = find (GTK_WIDGET (dialog), ADW_TYPE_BUTTON_ROW, &nth);
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
  proctor_testing_wait_for ("the dialog", is_mapped, dialog);

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  for (guint i = 0; i < n_shortcuts; i++)
    {
      guint nth = i;
      GtkWidget *row = find (GTK_WIDGET (dialog), ADW_TYPE_ACTION_ROW, &nth);

      g_assert_nonnull (row);
      g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, shortcuts[i].title);
    }

  adw_dialog_force_close (dialog);
  proctor_testing_assert_finalized (dialog);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  g_test_add_func ("/dialogs/preferences", test_preferences);
  g_test_add_func ("/dialogs/shortcuts", test_shortcuts);

  return g_test_run ();
}
