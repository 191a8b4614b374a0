/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-preferences-dialog.h"

/**
 * ProctorPreferencesDialog:
 *
 * What can be set to one's liking. Every change is in force at once.
 */
struct _ProctorPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  /* Template children */
  AdwSwitchRow *restore_place;

  /* Owned */
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (ProctorPreferencesDialog, proctor_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
reset_pane_widths_cb (ProctorPreferencesDialog *self)
{
  g_settings_reset (self->settings, "sidebar-width");
  g_settings_reset (self->settings, "list-width");
}

static void
proctor_preferences_dialog_dispose (GObject *object)
{
  ProctorPreferencesDialog *self = PROCTOR_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (proctor_preferences_dialog_parent_class)->dispose (object);
}

static void
proctor_preferences_dialog_class_init (ProctorPreferencesDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPreferencesDialog, restore_place);
  gtk_widget_class_bind_template_callback (widget_class, reset_pane_widths_cb);
}

static void
proctor_preferences_dialog_init (ProctorPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
proctor_preferences_dialog_new (GSettings *settings)
{
  ProctorPreferencesDialog *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PROCTOR_TYPE_PREFERENCES_DIALOG, NULL);
  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "restore-place", self->restore_place, "active", G_SETTINGS_BIND_DEFAULT);

  return ADW_DIALOG (self);
}
