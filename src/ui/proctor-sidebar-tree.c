/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tree of places and folders, and which of its rows is selected. What is chosen is remembered by
 * its id; here it finds its row again, whatever becomes of that.
 */

#include "config.h"

#include "proctor-sidebar-private.h"

static ProctorLibrary *
get_library (ProctorSidebar *self)
{
  return self->session != NULL ? proctor_session_get_library (self->session) : NULL;
}

static ProctorFolderItem *
find_folder (ProctorSidebar *self,
             const char *id)
{
  return id != NULL && self->session != NULL ? proctor_library_find_folder (get_library (self), id) : NULL;
}

/**
 * proctor_sidebar_get_item_id:
 * @item: what a row holds
 *
 * Returns: (nullable): by what the row is remembered: the tests are the folder that has no id
 */
const char *
proctor_sidebar_get_item_id (gpointer item)
{
  if (PROCTOR_IS_FOLDER_ITEM (item))
    return proctor_folder_item_get_id (item);

  return proctor_sidebar_item_get_place (item) == PROCTOR_PLACE_TESTS ? "" : NULL;
}

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  GListModel *children;

  if (PROCTOR_IS_FOLDER_ITEM (item))
    children = proctor_folder_item_get_children (item);
  else
    children = proctor_sidebar_item_get_children (item);

  return children != NULL ? g_object_ref (children) : NULL;
}

static gboolean
find_row (ProctorSidebar *self,
          ProctorPlace place,
          const char *folder_id,
          guint *position)
{
  GListModel *rows = G_LIST_MODEL (self->tree);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
      gboolean found;

      if (PROCTOR_IS_FOLDER_ITEM (item))
        found = place == PROCTOR_PLACE_TESTS && g_strcmp0 (folder_id, proctor_folder_item_get_id (PROCTOR_FOLDER_ITEM (item))) == 0;
      else
        found = proctor_sidebar_item_get_place (PROCTOR_SIDEBAR_ITEM (item)) == place && (place != PROCTOR_PLACE_TESTS || folder_id == NULL);

      if (found)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
note_trail (ProctorSidebar *self)
{
  ProctorFolderItem *folder = find_folder (self, self->folder_id);

  if (folder == NULL)
    return;

  g_ptr_array_set_size (self->trail, 0);
  while ((folder = proctor_folder_item_get_parent (folder)) != NULL)
    g_ptr_array_add (self->trail, g_strdup (proctor_folder_item_get_id (folder)));
}

/**
 * proctor_sidebar_set_state:
 * @self: a sidebar
 * @place: the place
 * @folder_id: (nullable): the folder of the tests
 *
 * Notes what is chosen, without selecting its row.
 */
void
proctor_sidebar_set_state (ProctorSidebar *self,
                           ProctorPlace place,
                           const char *folder_id)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->place != place)
    {
      self->place = place;
      g_object_notify (G_OBJECT (self), "place");
    }
  if (g_set_str (&self->folder_id, folder_id))
    {
      g_ptr_array_set_size (self->trail, 0);
      note_trail (self);
      g_object_notify (G_OBJECT (self), "folder-id");
    }
  proctor_sidebar_update_actions (self);

  g_object_thaw_notify (G_OBJECT (self));
}

/* The focus, where the list has it, goes along. */
static void
select_row (ProctorSidebar *self,
            guint position)
{
  gboolean was_settling = self->settling;

  self->settling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
    gtk_list_view_scroll_to (self->list, position, GTK_LIST_SCROLL_FOCUS, NULL);
  self->settling = was_settling;
}

/* Whether a folder that is not in the library is not anywhere. */
static gboolean
is_library_known (ProctorSidebar *self)
{
  ProctorLibrary *library = get_library (self);
  gint64 refreshed_at = 0;

  if (library == NULL || proctor_library_is_loading (library))
    return FALSE;

  g_object_get (library, "refreshed-at", &refreshed_at, NULL);

  return refreshed_at != 0 || proctor_library_get_error (library) != NULL;
}

/* The folder has gone. The nearest of those it was in that is still there takes its place. */
static void
fall_back (ProctorSidebar *self)
{
  ProctorFolderItem *folder = NULL;

  for (guint i = 0; i < self->trail->len && folder == NULL; i++)
    folder = find_folder (self, g_ptr_array_index (self->trail, i));

  proctor_sidebar_set_state (self, self->place, folder != NULL ? proctor_folder_item_get_id (folder) : NULL);
}

/* What is in a collapsed folder is seen when all that it is in are expanded. */
static void
expand_to (ProctorSidebar *self,
           ProctorFolderItem *folder)
{
  for (ProctorFolderItem *above = proctor_folder_item_get_parent (folder); above != NULL; above = proctor_folder_item_get_parent (above))
    proctor_expansion_set (self->expansion, proctor_folder_item_get_id (above), TRUE);
  proctor_expansion_set (self->expansion, "", TRUE);
  proctor_expansion_apply (self->expansion, self->tree);
}

/* Selects the row of what is chosen or, where somebody has collapsed what that is in, chooses that. */
static void
settle_folder (ProctorSidebar *self)
{
  ProctorFolderItem *folder = find_folder (self, self->folder_id);
  guint position;

  if (folder == NULL && self->folder_id != NULL)
    {
      if (!is_library_known (self))
        {
          if (find_row (self, PROCTOR_PLACE_TESTS, NULL, &position))
            select_row (self, position);
          return;
        }
      fall_back (self);
      folder = find_folder (self, self->folder_id);
    }

  if (folder != NULL)
    {
      note_trail (self);
      if (self->reveal)
        expand_to (self, folder);
      /* One that was just made is known before it is known where it is. */
      if (self->reveal && !find_row (self, PROCTOR_PLACE_TESTS, self->folder_id, &position))
        return;
      self->reveal = FALSE;
    }

  while (!find_row (self, PROCTOR_PLACE_TESTS, self->folder_id, &position))
    {
      folder = folder != NULL ? proctor_folder_item_get_parent (folder) : NULL;
      proctor_sidebar_set_state (self, self->place, folder != NULL ? proctor_folder_item_get_id (folder) : NULL);
    }
  select_row (self, position);
}

/**
 * proctor_sidebar_settle:
 * @self: a sidebar
 *
 * Expands what is to be expanded, and selects the row of what is chosen.
 */
void
proctor_sidebar_settle (ProctorSidebar *self)
{
  guint position;

  self->settling = TRUE;
  proctor_sidebar_note_collapsed (self);
  if (self->expansion != NULL)
    proctor_expansion_apply (self->expansion, self->tree);
  if (self->place == PROCTOR_PLACE_TESTS)
    settle_folder (self);
  else if (find_row (self, self->place, NULL, &position))
    select_row (self, position);
  self->settling = FALSE;
}

static gboolean
settle_cb (gpointer user_data)
{
  ProctorSidebar *self = user_data;

  self->settle_source = 0;
  proctor_sidebar_settle (self);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_sidebar_queue_settle:
 * @self: a sidebar
 *
 * Settles it when what changes the tree has changed all of it, and before anything of it is drawn.
 */
void
proctor_sidebar_queue_settle (ProctorSidebar *self)
{
  if (self->settle_source == 0 && self->tree != NULL && !self->settling)
    self->settle_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, settle_cb, self, NULL);
}

/**
 * proctor_sidebar_note_selected:
 * @self: a sidebar
 *
 * Somebody has selected a row, or the one that was selected has gone.
 */
void
proctor_sidebar_note_selected (ProctorSidebar *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GObject) item = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (self->settling)
    return;

  if (item == NULL)
    {
      proctor_sidebar_queue_settle (self);
      return;
    }

  self->reveal = FALSE;
  if (PROCTOR_IS_FOLDER_ITEM (item))
    proctor_sidebar_set_state (self, PROCTOR_PLACE_TESTS, proctor_folder_item_get_id (PROCTOR_FOLDER_ITEM (item)));
  else
    {
      ProctorPlace place = proctor_sidebar_item_get_place (PROCTOR_SIDEBAR_ITEM (item));

      proctor_sidebar_set_state (self, place, place == PROCTOR_PLACE_TESTS ? NULL : self->folder_id);
    }
}

static void
step_out (ProctorSidebar *self,
          GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) parent = gtk_tree_list_row_get_parent (row);

  if (gtk_tree_list_row_get_expanded (row))
    gtk_tree_list_row_set_expanded (row, FALSE);
  else if (parent != NULL)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (parent), GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
step_in (ProctorSidebar *self,
         GtkTreeListRow *row)
{
  g_autoptr (GtkTreeListRow) child = NULL;

  if (!gtk_tree_list_row_get_expanded (row))
    {
      gtk_tree_list_row_set_expanded (row, TRUE);
      return;
    }

  child = gtk_tree_list_row_get_child_row (row, 0);
  if (child != NULL)
    gtk_list_view_scroll_to (self->list, gtk_tree_list_row_get_position (child), GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

/**
 * proctor_sidebar_handle_key:
 * @self: a sidebar
 * @keyval: a key
 * @state: the keys that are held with it
 *
 * Left and right collapse and expand, as in other trees, and where there is nothing to do they go to
 * the folder around this one, or into it.
 *
 * Returns: whether it was one of these keys
 */
gboolean
proctor_sidebar_handle_key (ProctorSidebar *self,
                            guint keyval,
                            GdkModifierType state)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean is_left = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left;
  gboolean is_right = keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right;

  if (row == NULL || !(is_left || is_right) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;

  if (!gtk_tree_list_row_is_expandable (row))
    return TRUE;

  if (is_left != is_rtl)
    step_out (self, row);
  else
    step_in (self, row);

  return TRUE;
}

/**
 * proctor_sidebar_note_expanded:
 * @self: a sidebar
 * @row: a row
 *
 * @row was expanded or collapsed. A row that goes away because one above it is collapsed says that
 * it is collapsed, too, and can be told from one that somebody has collapsed only when it has gone.
 */
void
proctor_sidebar_note_expanded (ProctorSidebar *self,
                               GtkTreeListRow *row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
  const char *id = proctor_sidebar_get_item_id (item);

  if (id == NULL || self->expansion == NULL)
    return;

  if (gtk_tree_list_row_get_expanded (row))
    proctor_expansion_set (self->expansion, id, TRUE);
  else
    {
      g_ptr_array_add (self->collapsed, g_object_ref (row));
      proctor_sidebar_queue_settle (self);
    }
}

/**
 * proctor_sidebar_note_collapsed:
 * @self: a sidebar
 *
 * Remembers what somebody has collapsed.
 */
void
proctor_sidebar_note_collapsed (ProctorSidebar *self)
{
  for (guint i = 0; i < self->collapsed->len; i++)
    {
      GtkTreeListRow *row = g_ptr_array_index (self->collapsed, i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
      g_autoptr (GtkTreeListRow) there = gtk_tree_list_model_get_row (self->tree, gtk_tree_list_row_get_position (row));

      if (there == row && self->expansion != NULL && !gtk_tree_list_row_get_expanded (row))
        proctor_expansion_set (self->expansion, proctor_sidebar_get_item_id (item), FALSE);
    }
  g_ptr_array_set_size (self->collapsed, 0);
}

/**
 * proctor_sidebar_plant:
 * @self: a sidebar
 *
 * Makes the tree. It asks once what is in a row, so another session's folders need another one.
 */
void
proctor_sidebar_plant (ProctorSidebar *self)
{
  ProctorLibrary *library = get_library (self);

  proctor_sidebar_item_set_children (self->tests, library != NULL ? proctor_library_get_folders (library) : NULL);

  self->settling = TRUE;
  if (self->tree != NULL)
    g_signal_handlers_disconnect_by_data (self->tree, self);
  g_clear_object (&self->tree);
  self->tree = gtk_tree_list_model_new (g_object_ref (G_LIST_MODEL (self->places)), FALSE, FALSE, create_children, NULL, NULL);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->tree));
  self->settling = FALSE;

  g_signal_connect_object (self->tree, "items-changed", G_CALLBACK (proctor_sidebar_queue_settle), self, G_CONNECT_SWAPPED);
  proctor_sidebar_settle (self);
}
