/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attach-dialog.h"

#include "proctor-attach-row.h"
#include "proctor-attach.h"
#include "proctor-dialog-focus.h"
#include "proctor-error-text.h"
#include "proctor-test-list.h"

#include <glib/gi18n.h>
#include <string.h>

/* More names than these say no more of a version. */
#define MOST_NAMES 3

/**
 * ProctorAttachDialog:
 *
 * Asks which tests and folders are to be attached to an agent, says which version of it that makes, and attaches
 * them. When that fails it stays, with what was chosen.
 */
struct _ProctorAttachDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkWidget *attach_button;
  AdwBanner *error_banner;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list;
  GtkNoSelection *selection;
  AdwStatusPage *none_page;
  GtkButton *use_id_button;
  GtkLabel *note_label;
  GtkEntry *description_entry;

  /* Owned */
  ProctorAgentPage *page;
  ProctorLibrary *library;
  ProctorTestList *tests;
  GListStore *folders;
  GPtrArray *chosen; /* ids */
  GPtrArray *names;  /* of what is chosen */
  GHashTable *bound; /* rows that are shown, to their items */
  char *branch_id;

  gboolean is_attaching;
  gboolean is_described; /* somebody has written what the version is called */
  gboolean is_describing;
};

enum
{
  SIGNAL_ATTACHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAttachDialog, proctor_attach_dialog, ADW_TYPE_DIALOG)

static gboolean
is_chosen (ProctorAttachDialog *self,
           const char *id,
           guint *position)
{
  return g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, position);
}

static gboolean
is_attached (ProctorAttachDialog *self,
             const char *id)
{
  return proctor_attachments_contains (proctor_agent_page_get_attachments (self->page), id);
}

static void
mark_row (ProctorAttachDialog *self,
          GtkListItem *list_item)
{
  ProctorAttachRow *row = PROCTOR_ATTACH_ROW (gtk_list_item_get_child (list_item));
  gpointer item = gtk_list_item_get_item (list_item);
  const char *id = item != NULL ? proctor_attach_row_get_id_of (item) : NULL;
  g_autofree char *words = NULL;

  if (id == NULL)
    return;

  proctor_attach_row_set_chosen (row, is_chosen (self, id, NULL), is_attached (self, id));
  words = proctor_attach_row_dup_words (row);
  gtk_list_item_set_accessible_label (list_item, proctor_attach_row_get_name_of (item));
  gtk_list_item_set_accessible_description (list_item, words);
}

static void
mark_rows (ProctorAttachDialog *self)
{
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    mark_row (self, list_item);
}

static char *
dup_description (ProctorAttachDialog *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_shown = MIN (self->names->len, MOST_NAMES);
  guint n_more = self->names->len - n_shown;

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? C_ ("list", ", ") : "", (const char *) self->names->pdata[i]);
  if (n_more > 0)
    g_string_append_printf (names, ngettext (" and %u more", " and %u more", n_more), n_more);

  /* Translators: what a version of an agent is called; %s is the names of tests and folders. */
  return g_strdup_printf (_ ("Attach %s"), names->str);
}

static void
show_note (ProctorAttachDialog *self)
{
  g_autofree char *branch = proctor_agent_page_dup_branch_name (self->page);
  g_autofree char *chosen = self->chosen->len > 0 ? g_strdup_printf (ngettext ("%u is chosen.", "%u are chosen.", self->chosen->len), self->chosen->len) : g_strdup (_ ("Choose tests, or folders with all that is in them."));
  /* Translators: first how many tests and folders are chosen, as in “3 are chosen.”, then the name of a branch. */
  g_autofree char *text = g_strdup_printf (_ ("%s Attaching makes a new version of the agent on the branch “%s”. Nothing else of the agent changes. The version is called:"), chosen, branch != NULL ? branch : "");

  gtk_label_set_label (self->note_label, text);
}

static void
update (ProctorAttachDialog *self)
{
  gtk_widget_set_sensitive (self->attach_button, self->chosen->len > 0 && !self->is_attaching);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !self->is_attaching);
  /* An entry that has the focus keeps it. */
  gtk_editable_set_editable (GTK_EDITABLE (self->description_entry), self->chosen->len > 0 && !self->is_attaching);
  show_note (self);
  mark_rows (self);
}

static void
describe (ProctorAttachDialog *self)
{
  g_autofree char *text = self->chosen->len > 0 ? dup_description (self) : g_strdup ("");

  if (self->is_described)
    return;

  self->is_describing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->description_entry), text);
  self->is_describing = FALSE;
}

static void
description_changed_cb (ProctorAttachDialog *self)
{
  if (!self->is_describing)
    self->is_described = *gtk_editable_get_text (GTK_EDITABLE (self->description_entry)) != '\0';
}

/* The server's word for what could not be read, with a way on: an id can be entered all the same. */
static void
show_none (ProctorAttachDialog *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  const GError *error = proctor_library_get_error (self->library);
  g_autofree char *text = error != NULL ? proctor_error_text_dup (error) : NULL;
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;
  g_autofree char *label = g_strdup_printf (_ ("Attach the ID “%s”"), typed);
  gboolean searched = *typed != '\0';

  if (error != NULL)
    adw_status_page_set_title (self->none_page, _ ("Tests Can't Be Shown"));
  else
    adw_status_page_set_title (self->none_page, searched ? _ ("No Test Found") : _ ("No Tests"));
  adw_status_page_set_description (self->none_page, error != NULL ? markup : (searched ? _ ("No test or folder is called that. If it is an ID, it can be attached as it is.") : _ ("There are no tests in this workspace.")));
  gtk_button_set_label (self->use_id_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->use_id_button), searched);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
show_state (ProctorAttachDialog *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (proctor_test_list_get_state (self->tests) == PROCTOR_TEST_LIST_LOADING)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    show_none (self);
}

static void
add_folders (GPtrArray *found,
             GListModel *folders,
             const char *folded)
{
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr (ProctorFolderItem) folder = g_list_model_get_item (folders, i);
      const char *name = proctor_folder_item_get_name (folder);
      g_autofree char *own = name != NULL ? g_utf8_casefold (name, -1) : g_strdup ("");

      if (*folded == '\0' || strstr (own, folded) != NULL)
        g_ptr_array_add (found, g_object_ref (folder));
      add_folders (found, proctor_folder_item_get_children (folder), folded);
    }
}

static void
fill_folders (ProctorAttachDialog *self)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->folders));
  gboolean same;

  add_folders (found, proctor_library_get_folders (self->library), folded);
  same = found->len == n_before;
  for (guint i = 0; same && i < n_before; i++)
    {
      g_autoptr (GObject) folder = g_list_model_get_item (G_LIST_MODEL (self->folders), i);

      same = folder == found->pdata[i];
    }
  if (!same)
    g_list_store_splice (self->folders, 0, n_before, found->pdata, found->len);
  show_state (self);
}

static void
search_changed_cb (ProctorAttachDialog *self)
{
  if (self->tests == NULL)
    return;

  g_object_set (self->tests, "search", gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), NULL);
  fill_folders (self);
}

static void
stop_search_cb (ProctorAttachDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
use_id_cb (ProctorAttachDialog *self)
{
  g_autofree char *id = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  if (*id != '\0' && !is_attached (self, id))
    proctor_attach_dialog_choose (self, id, id, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static void
activate_cb (ProctorAttachDialog *self,
             guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  const char *id = item != NULL ? proctor_attach_row_get_id_of (item) : NULL;

  if (id != NULL && !is_attached (self, id))
    proctor_attach_dialog_choose (self, id, proctor_attach_row_get_name_of (item), !is_chosen (self, id, NULL));
}

static void
forget_item (gpointer user_data,
             GObject *list_item)
{
  g_hash_table_remove (user_data, list_item);
}

static void
setup_cb (ProctorAttachDialog *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, proctor_attach_row_new ());
  gtk_list_item_set_selectable (list_item, FALSE);
  g_hash_table_add (self->bound, list_item);
  g_object_weak_ref (G_OBJECT (list_item), forget_item, self->bound);
}

static void
bind_cb (ProctorAttachDialog *self,
         GtkListItem *list_item)
{
  proctor_attach_row_set_item (PROCTOR_ATTACH_ROW (gtk_list_item_get_child (list_item)), self->library, gtk_list_item_get_item (list_item));
  mark_row (self, list_item);
}

static void
show_error (ProctorAttachDialog *self,
            const GError *error)
{
  g_autofree char *text = proctor_error_text_dup (error);

  adw_banner_set_use_markup (self->error_banner, FALSE);
  adw_banner_set_title (self->error_banner, text);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

/* Trying again is harmless, also where the answer got lost: what is attached by then is not attached twice. */
static void
attached_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ProctorAttachDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_attach_finish (PROCTOR_SESSION (object), result, &error);

  self->is_attaching = FALSE;
  if (agent != NULL)
    {
      proctor_agent_page_take_agent (self->page, agent);
      g_signal_emit (self, signals[SIGNAL_ATTACHED], 0, self->chosen->len);
      if (self->attach_button != NULL)
        adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  if (self->attach_button == NULL)
    return;
  show_error (self, error);
  update (self);
}

static void
attach_cb (ProctorAttachDialog *self)
{
  proctor_attach_dialog_attach (self);
}

static void
proctor_attach_dialog_dispose (GObject *object)
{
  ProctorAttachDialog *self = PROCTOR_ATTACH_DIALOG (object);

  g_clear_object (&self->tests);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_ATTACH_DIALOG);

  G_OBJECT_CLASS (proctor_attach_dialog_parent_class)->dispose (object);
}

static void
proctor_attach_dialog_finalize (GObject *object)
{
  ProctorAttachDialog *self = PROCTOR_ATTACH_DIALOG (object);
  GHashTableIter iter;
  gpointer list_item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &list_item, NULL))
    g_object_weak_unref (list_item, forget_item, self->bound);
  g_hash_table_unref (self->bound);
  g_clear_object (&self->page);
  g_clear_object (&self->library);
  g_clear_object (&self->folders);
  g_ptr_array_unref (self->chosen);
  g_ptr_array_unref (self->names);
  g_free (self->branch_id);

  G_OBJECT_CLASS (proctor_attach_dialog_parent_class)->finalize (object);
}

static void
proctor_attach_dialog_class_init (ProctorAttachDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_attach_dialog_dispose;
  object_class->finalize = proctor_attach_dialog_finalize;

  /**
   * ProctorAttachDialog::attached:
   * @self: a dialog
   * @n_attached: how many tests and folders
   *
   * They belong to the agent now.
   */
  signals[SIGNAL_ATTACHED] = g_signal_new ("attached", PROCTOR_TYPE_ATTACH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-attach-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, attach_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, none_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, use_id_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, note_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachDialog, description_entry);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, attach_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, description_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_id_cb);
}

static void
proctor_attach_dialog_init (ProctorAttachDialog *self)
{
  self->chosen = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->bound = g_hash_table_new (NULL, NULL);
  self->folders = g_list_store_new (PROCTOR_TYPE_FOLDER_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_dialog_focus (GTK_WIDGET (self->search_entry));
}

/* Folders first, then tests. */
static void
show_list (ProctorAttachDialog *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFlattenListModel) rows = NULL;

  g_list_store_append (parts, self->folders);
  g_list_store_append (parts, self->tests);
  rows = gtk_flatten_list_model_new (G_LIST_MODEL (parts));
  fill_folders (self);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (rows));
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "changed", G_CALLBACK (fill_folders), self, G_CONNECT_SWAPPED);
  show_state (self);
}

/**
 * proctor_attach_dialog_new:
 * @page: an agent that is here
 *
 * Returns: (transfer floating): a dialog that attaches tests to it on the branch that is shown
 */
AdwDialog *
proctor_attach_dialog_new (ProctorAgentPage *page)
{
  ProctorAttachDialog *self;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (page), NULL);

  self = g_object_new (PROCTOR_TYPE_ATTACH_DIALOG, NULL);
  self->page = g_object_ref (page);
  self->branch_id = g_strdup (proctor_agent_page_get_branch_id (page));
  self->library = g_object_ref (proctor_session_get_library (proctor_agent_page_get_session (page)));
  self->tests = proctor_test_list_new (self->library);
  show_list (self);
  update (self);

  return ADW_DIALOG (self);
}

/**
 * proctor_attach_dialog_choose:
 * @self: a dialog
 * @id: a test or a folder
 * @name: (nullable): what it is called
 * @chosen: whether it is to be attached
 */
void
proctor_attach_dialog_choose (ProctorAttachDialog *self,
                              const char *id,
                              const char *name,
                              gboolean chosen)
{
  guint position;

  g_return_if_fail (PROCTOR_IS_ATTACH_DIALOG (self));
  g_return_if_fail (id != NULL);

  if (is_chosen (self, id, &position) == chosen || self->is_attaching)
    return;

  if (chosen)
    {
      g_ptr_array_add (self->chosen, g_strdup (id));
      g_ptr_array_add (self->names, g_strdup (name != NULL ? name : id));
    }
  else
    {
      g_ptr_array_remove_index (self->chosen, position);
      g_ptr_array_remove_index (self->names, position);
    }
  describe (self);
  update (self);
}

/**
 * proctor_attach_dialog_attach:
 * @self: a dialog
 *
 * Attaches what is chosen. Once it is sent it is not cancelled: it would be done all the same.
 */
void
proctor_attach_dialog_attach (ProctorAttachDialog *self)
{
  ProctorAttachChange change = { 0 };

  g_return_if_fail (PROCTOR_IS_ATTACH_DIALOG (self));

  if (self->chosen->len == 0 || self->is_attaching)
    return;

  self->is_attaching = TRUE;
  adw_banner_set_revealed (self->error_banner, FALSE);
  update (self);
  change.agent_id = proctor_agent_page_get_agent_id (self->page);
  change.branch_id = self->branch_id;
  change.add = (const char *const *) self->chosen->pdata;
  change.description = gtk_editable_get_text (GTK_EDITABLE (self->description_entry));
  proctor_attach_async (proctor_agent_page_get_session (self->page), &change, NULL, attached_cb, g_object_ref (self));
}
