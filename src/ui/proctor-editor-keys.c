/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-keys.h"

/* GTK's text widgets take the keys for undo even where they keep no steps of their own. Those of the
 * form don't, since its steps are the test's, so the editor has to see the keys before they do. */

static gboolean
keeps_own_steps (GtkWidget *focus)
{
  if (GTK_IS_TEXT (focus))
    return gtk_editable_get_enable_undo (GTK_EDITABLE (focus));
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)));

  return FALSE;
}

static gboolean
activate (GtkWidget *editor,
          const char *action)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (editor));

  if (focus != NULL && keeps_own_steps (focus))
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (editor, action, NULL);

  return GDK_EVENT_STOP;
}

static gboolean
undo_cb (GtkWidget *editor,
         GVariant *args,
         gpointer user_data)
{
  return activate (editor, "editor.undo");
}

static gboolean
redo_cb (GtkWidget *editor,
         GVariant *args,
         gpointer user_data)
{
  return activate (editor, "editor.redo");
}

static void
add (GtkEventController *controller,
     guint key,
     GdkModifierType modifiers,
     GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers), gtk_callback_action_new (func, NULL, NULL)));
}

/**
 * proctor_editor_keys_add:
 * @editor: a widget with the actions "editor.undo" and "editor.redo"
 *
 * Lets the keys for undo and redo be those of the editor wherever the focus is in it, but for texts
 * that keep steps of their own.
 */
void
proctor_editor_keys_add (GtkWidget *editor)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (editor));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add (controller, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb);
  add (controller, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb);
  add (controller, GDK_KEY_y, GDK_CONTROL_MASK, redo_cb);
  gtk_widget_add_controller (editor, controller);
}
