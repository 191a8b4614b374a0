/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-path-bar.h"

#include <glib/gi18n.h>

/**
 * ProctorPathBar:
 *
 * Where a folder is: a button for each folder on the way to it, which leads there by way of the action
 * "tests.show-folder". Where there is no room for all of them it scrolls, and shows the end.
 */
struct _ProctorPathBar
{
  AdwBin parent_instance;

  /* Owned */
  GPtrArray *shown;

  /* Borrowed: a child, once there was a folder to show the way to. */
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (ProctorPathBar, proctor_path_bar, ADW_TYPE_BIN)

/* With fewer letters of each name one would see nothing but ellipses. */
#define FEWEST_CHARS 8

/* The end is what one wants to see, whenever there is less room for it, or more before it. */
static void
show_end_cb (GtkAdjustment *adjustment,
             ProctorPathBar *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_adjustment_set_value (adjustment, rtl ? gtk_adjustment_get_lower (adjustment) : gtk_adjustment_get_upper (adjustment));
}

static void
create_box (ProctorPathBar *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller)), "changed", G_CALLBACK (show_end_cb), self, G_CONNECT_DEFAULT);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

static void
add_button (ProctorPathBar *self,
            const char *name,
            const char *folder_id,
            gboolean current)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (g_utf8_strlen (name, -1), FEWEST_CHARS));
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_add_css_class (button, "flat");
  if (current)
    gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_SELECTED, TRUE, -1);
  else
    gtk_widget_add_css_class (button, "dimmed");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tests.show-folder");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", folder_id);
  gtk_box_append (self->box, button);
}

static void
add_separator (ProctorPathBar *self)
{
  GtkWidget *separator = gtk_label_new ("/");

  gtk_widget_add_css_class (separator, "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (separator), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (self->box, separator);
}

/* Whether the buttons say already what they would. */
static gboolean
is_shown (ProctorPathBar *self,
          GPtrArray *path)
{
  if (self->shown == NULL || self->shown->len != path->len)
    return FALSE;

  for (guint i = 0; i < path->len; i++)
    if (!g_str_equal (g_ptr_array_index (self->shown, i), g_ptr_array_index (path, i)))
      return FALSE;

  return TRUE;
}

static void
proctor_path_bar_dispose (GObject *object)
{
  ProctorPathBar *self = PROCTOR_PATH_BAR (object);

  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_path_bar_parent_class)->dispose (object);
}

static void
proctor_path_bar_class_init (ProctorPathBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_path_bar_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pathbar");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
proctor_path_bar_init (ProctorPathBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Path of the Folder"), -1);
}

/**
 * proctor_path_bar_show:
 * @self: a path bar
 * @folder: (nullable): a folder
 *
 * Shows the way to @folder, or nothing where there is none.
 */
void
proctor_path_bar_show (ProctorPathBar *self,
                       ProctorFolderItem *folder)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (PROCTOR_IS_PATH_BAR (self));

  /* Id and name of each, the innermost first. */
  for (ProctorFolderItem *step = folder; step != NULL; step = proctor_folder_item_get_parent (step))
    {
      g_ptr_array_add (path, g_strdup (proctor_folder_item_get_id (step)));
      g_ptr_array_add (path, g_strdup (proctor_folder_item_get_name (step)));
    }

  gtk_widget_set_visible (GTK_WIDGET (self), folder != NULL);
  if (is_shown (self, path) || (folder == NULL && self->box == NULL))
    return;
  if (self->box == NULL)
    create_box (self);

  for (GtkWidget *child; (child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL;)
    gtk_box_remove (self->box, child);
  add_button (self, _ ("All Tests"), "", folder == NULL);
  for (guint i = path->len; i >= 2; i -= 2)
    {
      add_separator (self);
      add_button (self, g_ptr_array_index (path, i - 1), g_ptr_array_index (path, i - 2), i == 2);
    }

  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&path);
}
