/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-row.h"

#include <glib/gi18n.h>

/**
 * ProctorEditRow:
 *
 * A row of a list that is edited: what it shows, a handle by which it is dragged, and a way to be rid of
 * it. It tells what a person wants; the list does it.
 */
struct _ProctorEditRow
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *handle;
  GtkLabel *name_label;
  GtkWidget *remove_button;
  GtkDropTarget *drop_target;

  /* Owned */
  GObject *item;

  /* Borrowed */
  GtkWidget *content;

  gboolean editable;
  gboolean is_first;
  gboolean is_last;
};

enum
{
  SIGNAL_MOVE,
  SIGNAL_REMOVE,
  SIGNAL_DROPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorEditRow, proctor_edit_row, GTK_TYPE_WIDGET)

static GdkContentProvider *
prepare_cb (ProctorEditRow *self,
            double x,
            double y)
{
  return self->editable ? gdk_content_provider_new_typed (PROCTOR_TYPE_EDIT_ROW, self) : NULL;
}

static void
drag_begin_cb (ProctorEditRow *self,
               GdkDrag *drag,
               GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, paintable, 12, 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
}

static void
drag_end_cb (ProctorEditRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
}

static void
clear_drop (ProctorEditRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-below");
}

/* Only a row of the same list can be dropped here. */
static ProctorEditRow *
get_dropped (ProctorEditRow *self)
{
  const GValue *value = gtk_drop_target_get_value (self->drop_target);
  ProctorEditRow *row = value != NULL && G_VALUE_HOLDS (value, PROCTOR_TYPE_EDIT_ROW) ? g_value_get_object (value) : NULL;

  return row != NULL && row != self && gtk_widget_get_parent (GTK_WIDGET (row)) == gtk_widget_get_parent (GTK_WIDGET (self)) ? row : NULL;
}

static gboolean
is_below (ProctorEditRow *self,
          double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
}

static GdkDragAction
drop_motion_cb (ProctorEditRow *self,
                double x,
                double y)
{
  clear_drop (self);
  if (!self->editable || get_dropped (self) == NULL)
    return 0;

  gtk_widget_add_css_class (GTK_WIDGET (self), is_below (self, y) ? "drop-below" : "drop-above");

  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (ProctorEditRow *self)
{
  clear_drop (self);
}

static gboolean
drop_cb (ProctorEditRow *self,
         const GValue *value,
         double x,
         double y)
{
  ProctorEditRow *row = get_dropped (self);

  clear_drop (self);
  if (row == NULL || !self->editable)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, row, is_below (self, y));

  return TRUE;
}

static void
move_up_cb (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVE], 0, -1);
}

static void
move_down_cb (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_MOVE], 0, 1);
}

static void
remove_cb (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_REMOVE], 0);
}

static void
update_actions (ProctorEditRow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.move-up", self->editable && !self->is_first);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.move-down", self->editable && !self->is_last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.remove", self->editable);
  gtk_widget_set_visible (self->handle, self->editable);
  gtk_widget_set_visible (self->remove_button, self->editable);
}

static gboolean
proctor_edit_row_grab_focus (GtkWidget *widget)
{
  ProctorEditRow *self = PROCTOR_EDIT_ROW (widget);

  return gtk_widget_grab_focus (self->content) || gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
}

static void
proctor_edit_row_dispose (GObject *object)
{
  ProctorEditRow *self = PROCTOR_EDIT_ROW (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_EDIT_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (proctor_edit_row_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "row.move-up", NULL, move_up_cb);
  gtk_widget_class_install_action (widget_class, "row.move-down", NULL, move_down_cb);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_cb);
}

static void
proctor_edit_row_class_init (ProctorEditRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_edit_row_dispose;
  widget_class->grab_focus = proctor_edit_row_grab_focus;

  /**
   * ProctorEditRow::move:
   * @by: -1 for up, 1 for down
   */
  signals[SIGNAL_MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * ProctorEditRow::remove:
   *
   * It is not wanted any more.
   */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ProctorEditRow::dropped:
   * @row: what was dropped on it
   * @below: whether it was on the lower half
   */
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_EDIT_ROW, G_TYPE_BOOLEAN);

  gtk_widget_class_set_css_name (widget_class, "editrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-edit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorEditRow, handle);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditRow, drop_target);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

/* A list within a list has rows of its own, which come first. */
static void
add_shortcuts (ProctorEditRow *self)
{
  const struct
  {
    const char *trigger;
    const char *action;
  } keys[] = {
    { "<Alt>Up", "action(row.move-up)" },
    { "<Alt>Down", "action(row.move-down)" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_shortcut_action_parse_string (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
proctor_edit_row_init (ProctorEditRow *self)
{
  GType types[] = { PROCTOR_TYPE_EDIT_ROW };

  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_target_set_gtypes (self->drop_target, types, G_N_ELEMENTS (types));
  add_shortcuts (self);
  update_actions (self);
}

/**
 * proctor_edit_row_new:
 * @item: what the row is for
 * @content: (transfer floating): what shows it
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
proctor_edit_row_new (gpointer item,
                      GtkWidget *content)
{
  ProctorEditRow *self;

  g_return_val_if_fail (G_IS_OBJECT (item), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (content), NULL);

  self = g_object_new (PROCTOR_TYPE_EDIT_ROW, NULL);
  self->item = g_object_ref (item);
  self->content = content;
  gtk_widget_set_hexpand (content, TRUE);
  gtk_widget_insert_after (content, GTK_WIDGET (self), GTK_WIDGET (self->name_label));
  proctor_edit_row_set_stacked (self, FALSE);

  return GTK_WIDGET (self);
}

gpointer
proctor_edit_row_get_item (ProctorEditRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDIT_ROW (self), NULL);

  return self->item;
}

GtkWidget *
proctor_edit_row_get_content (ProctorEditRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDIT_ROW (self), NULL);

  return self->content;
}

/**
 * proctor_edit_row_set_editable:
 * @self: a row
 * @editable: whether it can be moved and removed
 */
void
proctor_edit_row_set_editable (ProctorEditRow *self,
                               gboolean editable)
{
  g_return_if_fail (PROCTOR_IS_EDIT_ROW (self));

  self->editable = editable;
  update_actions (self);
}

/**
 * proctor_edit_row_set_place:
 * @self: a row
 * @is_first: whether none comes before it
 * @is_last: whether none comes after it
 */
void
proctor_edit_row_set_place (ProctorEditRow *self,
                            gboolean is_first,
                            gboolean is_last)
{
  g_return_if_fail (PROCTOR_IS_EDIT_ROW (self));

  self->is_first = is_first;
  self->is_last = is_last;
  update_actions (self);
}

static void
place (GtkWidget *widget,
       int column,
       int row,
       int column_span)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (gtk_widget_get_parent (widget));
  GtkLayoutChild *child = gtk_layout_manager_get_layout_child (layout, widget);

  g_object_set (child, "column", column, "row", row, "column-span", column_span, NULL);
}

/**
 * proctor_edit_row_set_stacked:
 * @self: a row
 * @stacked: whether what it shows is below its handle and its name
 */
void
proctor_edit_row_set_stacked (ProctorEditRow *self,
                              gboolean stacked)
{
  g_return_if_fail (PROCTOR_IS_EDIT_ROW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->name_label), stacked);
  gtk_widget_set_valign (self->handle, stacked ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_valign (self->remove_button, stacked ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  place (self->handle, 0, 0, 1);
  place (GTK_WIDGET (self->name_label), 1, 0, 1);
  place (self->content, stacked ? 0 : 1, stacked ? 1 : 0, stacked ? 3 : 1);
  place (self->remove_button, 2, 0, 1);
}

/**
 * proctor_edit_row_set_name:
 * @self: a row
 * @name: what a person would call it, as in "Condition 2"
 *
 * Tells those who can't see where it stands.
 */
void
proctor_edit_row_set_name (ProctorEditRow *self,
                           const char *name)
{
  g_autofree char *remove = NULL;
  g_autofree char *move = NULL;

  g_return_if_fail (PROCTOR_IS_EDIT_ROW (self));

  /* Translators: a thing of a list, as in "Remove Condition 2". */
  remove = g_strdup_printf (_ ("Remove %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* Translators: a thing of a list, as in "Move or remove Condition 2". */
  move = g_strdup_printf (_ ("Move or remove %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->handle), GTK_ACCESSIBLE_PROPERTY_LABEL, move, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
  gtk_widget_set_tooltip_text (self->remove_button, remove);
  gtk_label_set_label (self->name_label, name);
}
