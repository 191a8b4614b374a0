/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sidebar-row.h"

#include "proctor-folder-item.h"
#include "proctor-sidebar-item.h"

#include <glib/gi18n.h>

/**
 * ProctorSidebarRow:
 *
 * A row of the sidebar: a place, or a folder below the tests. Folders are set in by how deep they
 * are, but only so far that a name is left room in a narrow sidebar; the tooltip has the whole path.
 */
struct _ProctorSidebarRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkTreeExpander *expander;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;

  /* Owned */
  GObject *item;
  GListModel *children;

  /* Borrowed */
  GtkListItem *list_item;
};

G_DEFINE_FINAL_TYPE (ProctorSidebarRow, proctor_sidebar_row, ADW_TYPE_BIN)

enum
{
  SIGNAL_EXPANDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

enum
{
  INDENT = 14,
  MOST_INDENTS = 5,
};

static void
show_count (ProctorSidebarRow *self,
            int count)
{
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (count >= 0)
    {
      /* Translators: how many tests; with a separator for thousands. */
      text = g_strdup_printf (_ ("%'d"), count);
      words = g_strdup_printf (ngettext ("%d test", "%d tests", (gulong) count), count);
    }

  gtk_label_set_label (self->count, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  gtk_list_item_set_accessible_description (self->list_item, words != NULL ? words : "");
}

/* An arrow that leads to nothing is not shown. */
static void
children_changed_cb (ProctorSidebarRow *self)
{
  gtk_tree_expander_set_hide_expander (self->expander, self->children == NULL || g_list_model_get_n_items (self->children) == 0);
}

static void
folder_changed_cb (ProctorSidebarRow *self)
{
  ProctorFolderItem *folder = PROCTOR_FOLDER_ITEM (self->item);

  gtk_label_set_label (self->name, proctor_folder_item_get_name (folder));
  gtk_list_item_set_accessible_label (self->list_item, proctor_folder_item_get_name (folder));
  show_count (self, (int) MIN (proctor_folder_item_get_n_tests (folder), G_MAXINT));
}

static void
place_changed_cb (ProctorSidebarRow *self)
{
  ProctorSidebarItem *item = PROCTOR_SIDEBAR_ITEM (self->item);

  gtk_label_set_label (self->name, proctor_sidebar_item_get_title (item));
  gtk_list_item_set_accessible_label (self->list_item, proctor_sidebar_item_get_title (item));
  show_count (self, proctor_sidebar_item_get_count (item));
}

static void
expanded_cb (ProctorSidebarRow *self,
             GParamSpec *pspec,
             GtkTreeListRow *list_row)
{
  g_signal_emit (self, signals[SIGNAL_EXPANDED], 0, list_row);
}

/* A folder's path, unless that is no more than what can be read in the row. */
static gboolean
proctor_sidebar_row_query_tooltip (GtkWidget *widget,
                                   int x,
                                   int y,
                                   gboolean keyboard_tooltip,
                                   GtkTooltip *tooltip)
{
  ProctorSidebarRow *self = PROCTOR_SIDEBAR_ROW (widget);
  g_autofree char *path = NULL;

  if (!PROCTOR_IS_FOLDER_ITEM (self->item))
    return FALSE;

  path = proctor_folder_item_dup_path (PROCTOR_FOLDER_ITEM (self->item));
  if (g_str_equal (path, gtk_label_get_label (self->name)) && !pango_layout_is_ellipsized (gtk_label_get_layout (self->name)))
    return FALSE;

  gtk_tooltip_set_text (tooltip, path);

  return TRUE;
}

static void
proctor_sidebar_row_dispose (GObject *object)
{
  ProctorSidebarRow *self = PROCTOR_SIDEBAR_ROW (object);

  proctor_sidebar_row_unbind (self);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_SIDEBAR_ROW);

  G_OBJECT_CLASS (proctor_sidebar_row_parent_class)->dispose (object);
}

static void
proctor_sidebar_row_class_init (ProctorSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_sidebar_row_dispose;
  widget_class->query_tooltip = proctor_sidebar_row_query_tooltip;

  /**
   * ProctorSidebarRow::expanded:
   * @list_row: the row of the tree
   *
   * It was expanded or collapsed.
   */
  signals[SIGNAL_EXPANDED] = g_signal_new ("expanded", PROCTOR_TYPE_SIDEBAR_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_TREE_LIST_ROW);

  gtk_widget_class_set_css_name (widget_class, "sidebarrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebarRow, expander);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebarRow, name);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebarRow, count);
}

static void
proctor_sidebar_row_init (ProctorSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * proctor_sidebar_row_get_list_row:
 * @self: a row
 *
 * Returns: (nullable) (transfer none): where it is in the tree
 */
GtkTreeListRow *
proctor_sidebar_row_get_list_row (ProctorSidebarRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ROW (self), NULL);

  return gtk_tree_expander_get_list_row (self->expander);
}

/**
 * proctor_sidebar_row_bind:
 * @self: a row
 * @list_item: what it is shown for, a #GtkTreeListRow of a place or a folder
 *
 * Shows what @list_item holds, and follows it.
 */
void
proctor_sidebar_row_bind (ProctorSidebarRow *self,
                          GtkListItem *list_item)
{
  GtkTreeListRow *list_row = gtk_list_item_get_item (list_item);
  guint depth;

  g_return_if_fail (PROCTOR_IS_SIDEBAR_ROW (self));

  self->list_item = list_item;
  self->item = gtk_tree_list_row_get_item (list_row);
  gtk_tree_expander_set_list_row (self->expander, list_row);
  g_signal_connect_object (list_row, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);

  if (PROCTOR_IS_FOLDER_ITEM (self->item))
    {
      gtk_image_set_from_icon_name (self->icon, "folder-symbolic");
      g_set_object (&self->children, proctor_folder_item_get_children (PROCTOR_FOLDER_ITEM (self->item)));
      g_signal_connect_object (self->item, "notify", G_CALLBACK (folder_changed_cb), self, G_CONNECT_SWAPPED);
      folder_changed_cb (self);
    }
  else
    {
      gtk_image_set_from_icon_name (self->icon, proctor_sidebar_item_get_icon_name (PROCTOR_SIDEBAR_ITEM (self->item)));
      g_set_object (&self->children, proctor_sidebar_item_get_children (PROCTOR_SIDEBAR_ITEM (self->item)));
      g_signal_connect_object (self->item, "notify::count", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
      place_changed_cb (self);
    }

  if (self->children != NULL)
    g_signal_connect_object (self->children, "items-changed", G_CALLBACK (children_changed_cb), self, G_CONNECT_SWAPPED);
  children_changed_cb (self);

  depth = gtk_tree_list_row_get_depth (list_row);
  gtk_widget_set_margin_start (GTK_WIDGET (self->expander), (int) MIN (depth, MOST_INDENTS) * INDENT);
}

/**
 * proctor_sidebar_row_unbind:
 * @self: a row
 *
 * Follows nothing any more.
 */
void
proctor_sidebar_row_unbind (ProctorSidebarRow *self)
{
  g_return_if_fail (PROCTOR_IS_SIDEBAR_ROW (self));

  if (self->expander != NULL)
    {
      GtkTreeListRow *list_row = gtk_tree_expander_get_list_row (self->expander);

      if (list_row != NULL)
        g_signal_handlers_disconnect_by_data (list_row, self);
      gtk_tree_expander_set_list_row (self->expander, NULL);
    }
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  if (self->children != NULL)
    g_signal_handlers_disconnect_by_data (self->children, self);
  g_clear_object (&self->item);
  g_clear_object (&self->children);
  self->list_item = NULL;
}
