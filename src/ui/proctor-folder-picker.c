/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-picker.h"

#include "proctor-dialog-focus.h"
#include "proctor-folder-choice.h"
#include "proctor-folder-dialog.h"

#include <glib/gi18n.h>

/**
 * ProctorFolderPicker:
 *
 * Asks for a folder: the tree of all folders, in which one can search, "No Folder" above it and a
 * button that makes a new one. Where something is to be moved, folders that are moved, and those
 * in them, are not offered.
 */
struct _ProctorFolderPicker
{
  AdwDialog parent_instance;

  /* Template children */
  AdwWindowTitle *window_title;
  GtkEditable *search_entry;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkStack *stack;
  GtkWidget *choose_button;

  /* Owned */
  ProctorSession *session;
  GTask *task;
  GtkCustomFilter *filter;
  GPtrArray *moved;    /* of ProctorFolderItem */
  GHashTable *choices; /* the rows that show something */
  char *search_key;
  char *here_id; /* where everything that is moved is already; "": in no folder */
  char *wanted_id;
};

G_DEFINE_FINAL_TYPE (ProctorFolderPicker, proctor_folder_picker, ADW_TYPE_DIALOG)

/* The row above the folders is not one. */
static ProctorFolderItem *
get_folder (gpointer item)
{
  return item != NULL && PROCTOR_IS_FOLDER_ITEM (item) ? item : NULL;
}

static const char *
get_id (gpointer item)
{
  ProctorFolderItem *folder = get_folder (item);

  return folder != NULL ? proctor_folder_item_get_id (folder) : "";
}

static gboolean
is_offered (gpointer item,
            gpointer user_data)
{
  ProctorFolderPicker *self = user_data;
  ProctorFolderItem *folder = get_folder (item);
  g_autofree char *path = NULL;
  g_autofree char *key = NULL;

  if (folder == NULL)
    return self->search_key == NULL;

  for (guint i = 0; i < self->moved->len; i++)
    {
      if (proctor_folder_item_contains (g_ptr_array_index (self->moved, i), folder))
        return FALSE;
    }

  if (self->search_key == NULL)
    return TRUE;

  path = proctor_folder_item_dup_path (folder);
  key = g_utf8_casefold (path, -1);

  return strstr (key, self->search_key) != NULL;
}

static GListModel *
create_children (gpointer item,
                 gpointer user_data)
{
  return g_object_ref (proctor_folder_item_get_children (item));
}

static gboolean
can_choose (ProctorFolderPicker *self,
            gpointer item)
{
  ProctorFolderItem *folder = get_folder (item);

  if (item == NULL)
    return FALSE;

  return g_strcmp0 (self->here_id, get_id (item)) != 0 && (folder == NULL || !proctor_folder_item_is_read_only (folder));
}

static void
selected_cb (ProctorFolderPicker *self)
{
  gtk_widget_set_sensitive (self->choose_button, can_choose (self, gtk_single_selection_get_selected_item (self->selection)));
}

static gboolean
select_id (ProctorFolderPicker *self,
           const char *id)
{
  GListModel *items = G_LIST_MODEL (self->selection);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (g_str_equal (get_id (item), id))
        {
          gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
          return TRUE;
        }
    }

  return FALSE;
}

static void
items_changed_cb (ProctorFolderPicker *self)
{
  guint n_folders = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n_folders > 0 ? "list" : "no-match");
  if (self->wanted_id != NULL && select_id (self, self->wanted_id))
    g_clear_pointer (&self->wanted_id, g_free);
  selected_cb (self);
}

static void
search_changed_cb (ProctorFolderPicker *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search_entry)));
  GHashTableIter iter;
  gpointer choice;

  g_clear_pointer (&self->search_key, g_free);
  if (text[0] != '\0')
    self->search_key = g_utf8_casefold (text, -1);

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_hash_table_iter_init (&iter, self->choices);
  while (g_hash_table_iter_next (&iter, &choice, NULL))
    proctor_folder_choice_set_found (choice, self->search_key != NULL);

  if (self->search_key != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_SELECT, NULL);
}

/* Escape empties the search first, as everywhere. */
static void
stop_search_cb (ProctorFolderPicker *self)
{
  if (self->search_key != NULL)
    gtk_editable_set_text (self->search_entry, "");
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* From the search one goes on into what was found. */
static gboolean
key_pressed_cb (ProctorFolderPicker *self,
                guint keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self->list));

  return GDK_EVENT_STOP;
}

static void
setup_cb (ProctorFolderPicker *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, g_object_new (PROCTOR_TYPE_FOLDER_CHOICE, NULL));
}

static void
bind_cb (ProctorFolderPicker *self,
         GtkListItem *list_item)
{
  ProctorFolderChoice *choice = PROCTOR_FOLDER_CHOICE (gtk_list_item_get_child (list_item));
  gpointer item = gtk_list_item_get_item (list_item);
  ProctorFolderItem *folder = get_folder (item);
  g_autofree char *path = folder != NULL ? proctor_folder_item_dup_path (folder) : NULL;
  const char *remark = NULL;

  if (g_strcmp0 (self->here_id, get_id (item)) == 0)
    remark = _ ("Here now");
  else if (folder != NULL && proctor_folder_item_is_read_only (folder))
    remark = _ ("Read-only");

  proctor_folder_choice_set_folder (choice, folder, remark);
  proctor_folder_choice_set_found (choice, self->search_key != NULL);
  gtk_list_item_set_accessible_label (list_item, path != NULL ? path : _ ("No Folder"));
  gtk_list_item_set_accessible_description (list_item, remark != NULL ? remark : "");
  g_hash_table_add (self->choices, choice);
}

static void
unbind_cb (ProctorFolderPicker *self,
           GtkListItem *list_item)
{
  g_hash_table_remove (self->choices, gtk_list_item_get_child (list_item));
}

/* Whoever waits is answered once, and the dialog goes. */
static void
choose_cb (ProctorFolderPicker *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GTask) task = NULL;

  if (!can_choose (self, item) || self->task == NULL)
    return;

  task = g_steal_pointer (&self->task);
  g_task_return_pointer (task, g_strdup (get_id (item)), g_free);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
dismiss (ProctorFolderPicker *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_new_error_literal (task, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED, "No folder was chosen");
}

static void
made_cb (ProctorFolderPicker *self,
         const char *id)
{
  gtk_editable_set_text (self->search_entry, "");
  search_changed_cb (self);
  if (!select_id (self, id))
    g_set_str (&self->wanted_id, id);
}

static void
new_folder_cb (ProctorFolderPicker *self)
{
  ProctorFolderItem *folder = get_folder (gtk_single_selection_get_selected_item (self->selection));
  AdwDialog *dialog = proctor_folder_dialog_new (self->session, folder != NULL ? proctor_folder_item_get_id (folder) : NULL);

  g_signal_connect_object (dialog, "done", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
proctor_folder_picker_closed (AdwDialog *dialog)
{
  dismiss (PROCTOR_FOLDER_PICKER (dialog));
}

static void
proctor_folder_picker_dispose (GObject *object)
{
  ProctorFolderPicker *self = PROCTOR_FOLDER_PICKER (object);

  dismiss (self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_FOLDER_PICKER);

  G_OBJECT_CLASS (proctor_folder_picker_parent_class)->dispose (object);
}

static void
proctor_folder_picker_finalize (GObject *object)
{
  ProctorFolderPicker *self = PROCTOR_FOLDER_PICKER (object);

  g_clear_object (&self->filter);
  g_clear_pointer (&self->moved, g_ptr_array_unref);
  g_clear_pointer (&self->choices, g_hash_table_unref);
  g_clear_pointer (&self->search_key, g_free);
  g_clear_pointer (&self->here_id, g_free);
  g_clear_pointer (&self->wanted_id, g_free);

  G_OBJECT_CLASS (proctor_folder_picker_parent_class)->finalize (object);
}

static void
proctor_folder_picker_class_init (ProctorFolderPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwDialogClass *dialog_class = ADW_DIALOG_CLASS (klass);

  object_class->dispose = proctor_folder_picker_dispose;
  object_class->finalize = proctor_folder_picker_finalize;
  dialog_class->closed = proctor_folder_picker_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-folder-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, window_title);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderPicker, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
proctor_folder_picker_init (ProctorFolderPicker *self)
{
  self->moved = g_ptr_array_new_with_free_func (g_object_unref);
  self->choices = g_hash_table_new (NULL, NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_dialog_focus (GTK_WIDGET (self->search_entry));
}

/* All folders from top to bottom, each below the one it is in, and the row for none before them. */
static void
fill (ProctorFolderPicker *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  GtkTreeListModel *tree = gtk_tree_list_model_new (g_object_ref (proctor_library_get_folders (library)), TRUE, TRUE, create_children, NULL, NULL);
  g_autoptr (GtkStringList) none = gtk_string_list_new ((const char *const[]) { "", NULL });
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFilterListModel) filtered = NULL;

  g_list_store_append (parts, none);
  g_list_store_append (parts, tree);
  g_object_unref (tree);

  self->filter = gtk_custom_filter_new (is_offered, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))), g_object_ref (GTK_FILTER (self->filter)));

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (filtered));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  items_changed_cb (self);
}

/* What is moved, and where all of it is. */
static void
note_moved (ProctorFolderPicker *self,
            const char *const *moved_ids)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);

  for (guint i = 0; moved_ids[i] != NULL; i++)
    {
      ProctorFolderItem *folder = proctor_library_find_folder (library, moved_ids[i]);
      ProctorTestItem *test = folder == NULL ? proctor_library_find (library, moved_ids[i]) : NULL;
      const char *here = "";

      if (folder != NULL)
        {
          ProctorFolderItem *parent = proctor_folder_item_get_parent (folder);

          g_ptr_array_add (self->moved, g_object_ref (folder));
          here = parent != NULL ? proctor_folder_item_get_id (parent) : "";
        }
      else if (test != NULL && proctor_test_item_get_folder_id (test) != NULL)
        here = proctor_test_item_get_folder_id (test);

      if (i == 0)
        g_set_str (&self->here_id, here);
      else if (g_strcmp0 (self->here_id, here) != 0)
        g_clear_pointer (&self->here_id, g_free);
    }
}

static char *
dup_subtitle (ProctorFolderPicker *self,
              const char *const *moved_ids)
{
  guint n_moved = g_strv_length ((char **) moved_ids);
  ProctorTestItem *test = proctor_library_find (proctor_session_get_library (self->session), moved_ids[0]);

  if (n_moved == 1 && self->moved->len == 1)
    return g_strdup (proctor_folder_item_get_name (g_ptr_array_index (self->moved, 0)));
  if (n_moved == 1 && test != NULL)
    return g_strdup (proctor_test_item_get_name (test));
  if (self->moved->len == 0)
    return g_strdup_printf (ngettext ("%u test", "%u tests", n_moved), n_moved);

  /* Translators: tests and folders, mixed. */
  return g_strdup_printf (ngettext ("%u item", "%u items", n_moved), n_moved);
}

static ProctorFolderPicker *
create (ProctorSession *session,
        const char *title,
        const char *verb,
        gpointer source_tag,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  ProctorFolderPicker *self = g_object_new (PROCTOR_TYPE_FOLDER_PICKER, "title", title, NULL);

  self->session = g_object_ref (session);
  self->task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, source_tag);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (adw_dialog_force_close), self, G_CONNECT_SWAPPED);

  adw_window_title_set_title (self->window_title, title);
  gtk_button_set_label (GTK_BUTTON (self->choose_button), verb);

  return self;
}

/**
 * proctor_folder_picker_choose_async:
 * @parent: the dialog is shown above it
 * @session: a session
 * @moved_ids: (nullable): tests and folders that are to be moved
 * @cancellable: (nullable): a cancellable
 * @callback: what is called when somebody has chosen, or has not
 * @user_data: its data
 *
 * Asks where @moved_ids are to go.
 */
void
proctor_folder_picker_choose_async (GtkWidget *parent,
                                    ProctorSession *session,
                                    const char *const *moved_ids,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorFolderPicker *self;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  self = create (session, _ ("Move to Folder"), _ ("_Move"), proctor_folder_picker_choose_async, cancellable, callback, user_data);
  if (moved_ids != NULL && moved_ids[0] != NULL)
    {
      g_autofree char *subtitle = NULL;

      note_moved (self, moved_ids);
      subtitle = dup_subtitle (self, moved_ids);
      adw_window_title_set_subtitle (self->window_title, subtitle);
    }
  fill (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * proctor_folder_picker_choose_place_async:
 * @parent: the dialog is shown above it
 * @session: a session
 * @folder_id: (nullable): what has been chosen so far
 * @cancellable: (nullable): a cancellable
 * @callback: what is called when somebody has chosen, or has not
 * @user_data: its data
 *
 * Asks for the folder of something that is yet to be made. It ends with
 * proctor_folder_picker_choose_finish(), too.
 */
void
proctor_folder_picker_choose_place_async (GtkWidget *parent,
                                          ProctorSession *session,
                                          const char *folder_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  ProctorFolderPicker *self;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  self = create (session, _ ("Choose a Folder"), _ ("_Choose"), proctor_folder_picker_choose_async, cancellable, callback, user_data);
  fill (self);
  select_id (self, folder_id != NULL ? folder_id : "");
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * proctor_folder_picker_choose_finish:
 * @result: what the callback was given
 * @error: where to say that nothing was chosen, %GTK_DIALOG_ERROR_DISMISSED
 *
 * Returns: (transfer full): a folder's id, or "" for no folder
 */
char *
proctor_folder_picker_choose_finish (GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, proctor_folder_picker_choose_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
