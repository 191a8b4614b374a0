/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-shortcuts-dialog.h"

#include "proctor-shortcuts.h"

#include <glib/gi18n.h>

/**
 * ProctorShortcutsDialog:
 *
 * Every key of the window and what it does. GTK's own window for that is deprecated at the floor
 * and libadwaita's is younger than it.
 */
struct _ProctorShortcutsDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (ProctorShortcutsDialog, proctor_shortcuts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
create_keycap (const char *accelerator)
{
  g_autofree char *label = NULL;
  GtkWidget *keycap;
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_assert_not_reached ();

  label = gtk_accelerator_get_label (key, modifiers);
  keycap = gtk_label_new (label);
  gtk_widget_set_valign (keycap, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (keycap, "keycap");

  return keycap;
}

static GtkWidget *
create_row (const ProctorShortcut *shortcut)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_keycap (shortcut->accelerator));

  return row;
}

static void
fill (ProctorShortcutsDialog *self)
{
  AdwPreferencesGroup *group = NULL;
  const ProctorShortcut *shortcuts;
  gsize n_shortcuts;

  shortcuts = proctor_shortcuts_get (&n_shortcuts);
  for (gsize i = 0; i < n_shortcuts; i++)
    {
      if (i == 0 || !g_str_equal (shortcuts[i].section, shortcuts[i - 1].section))
        {
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, _ (shortcuts[i].section));
          adw_preferences_page_add (self->page, group);
        }

      adw_preferences_group_add (group, create_row (&shortcuts[i]));
    }
}

static void
proctor_shortcuts_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_SHORTCUTS_DIALOG);

  G_OBJECT_CLASS (proctor_shortcuts_dialog_parent_class)->dispose (object);
}

static void
proctor_shortcuts_dialog_class_init (ProctorShortcutsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_shortcuts_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorShortcutsDialog, page);
}

static void
proctor_shortcuts_dialog_init (ProctorShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

AdwDialog *
proctor_shortcuts_dialog_new (void)
{
  return g_object_new (PROCTOR_TYPE_SHORTCUTS_DIALOG, NULL);
}
