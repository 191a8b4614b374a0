/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attachments.h"

#include "proctor-agent-facts.h"
#include "proctor-agent-settings.h"
#include "proctor-agent-testing.h"
#include "proctor-api-error.h"
#include "proctor-attached-test.h"
#include "proctor-client.h"
#include "proctor-record.h"
#include "proctor-summaries.h"
#include "proctor-test-folders.h"
#include "proctor-tests.h"
#include "proctor-wire-names.h"

/* Which agent a test was made for is only in the test. There may be thousands, and nobody looks at as many. */
#define MOST_LOOKED_AT 100

/**
 * ProctorAttachments:
 *
 * The tests and folders that belong to an agent on a branch, in its order. What they are is known to the library,
 * or the server is asked; those of which it knows nothing dangle. What is in a folder is the library's, which
 * reads all there is where a folder is attached.
 */
struct _ProctorAttachments
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  ProctorAgent *agent;
  GListStore *list;
  GCancellable *cancellable;
  GPtrArray *unknown;         /* ids that may be folders, or nothing */
  GHashTable *looked_at;      /* ids of tests that were read, and whether they are another agent's */
  ProctorAttachment *looking; /* the test that is being read */
  GError *error;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ask_folder (ProctorAttachments *self);
static void look_at_next (ProctorAttachments *self);

G_DEFINE_FINAL_TYPE (ProctorAttachments, proctor_attachments, G_TYPE_OBJECT)

static void
tell (ProctorAttachments *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static guint
count (ProctorAttachments *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* Borrowed: the list holds it. */
static ProctorAttachment *
get_nth (GListModel *list,
         guint position)
{
  g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (list, position);

  return attachment;
}

static void
set_error (ProctorAttachments *self,
           const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
}

/* What the library knows need not be asked for. */
static gboolean
find_in_library (ProctorAttachments *self,
                 ProctorAttachment *attachment)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  const char *id = proctor_attachment_get_id (attachment);
  ProctorTestItem *test = proctor_library_find (library, id);
  ProctorFolderItem *folder = test == NULL ? proctor_library_find_folder (library, id) : NULL;

  if (test != NULL)
    proctor_attachment_set_test (attachment, proctor_test_item_get_name (test), proctor_test_item_get_kind (test));
  else if (folder != NULL)
    proctor_attachment_set_folder (attachment, proctor_folder_item_get_name (folder));

  return test != NULL || folder != NULL;
}

/* The tests in a folder and below it, as far as the library has them. */
static void
expand (ProctorAttachments *self,
        ProctorAttachment *attachment)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  ProctorFolderItem *folder = proctor_library_find_folder (library, proctor_attachment_get_id (attachment));
  GPtrArray *items = proctor_library_get_items (library);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; folder != NULL && i < items->len; i++)
    {
      ProctorTestItem *item = items->pdata[i];
      const char *folder_id = proctor_test_item_get_folder_id (item);
      ProctorFolderItem *own = folder_id != NULL ? proctor_library_find_folder (library, folder_id) : NULL;
      ProctorAttachment *child;

      if (own == NULL || !proctor_folder_item_contains (folder, own))
        continue;
      child = proctor_attachment_new (proctor_test_item_get_id (item), NULL);
      proctor_attachment_set_test (child, proctor_test_item_get_name (item), proctor_test_item_get_kind (item));
      g_ptr_array_add (children, child);
    }
  /* The folders are read apart from the tests. */
  proctor_attachment_set_children (attachment, children, folder != NULL && proctor_library_is_complete (library));
}

static gboolean
expand_all (ProctorAttachments *self)
{
  gboolean has_folders = FALSE;

  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);

      if (proctor_attachment_get_state (attachment) != PROCTOR_ATTACHMENT_FOLDER)
        continue;
      expand (self, attachment);
      has_folders = TRUE;
    }

  return has_folders;
}

/* The library reads on: what is in the folders may have changed. */
static void
library_cb (ProctorAttachments *self)
{
  if (!proctor_library_is_complete (proctor_session_get_library (self->session)))
    return;

  for (guint i = 0; i < count (self); i++)
    find_in_library (self, get_nth (G_LIST_MODEL (self->list), i));
  if (expand_all (self))
    tell (self);
  look_at_next (self);
}

static void
mark_foreign (ProctorAttachments *self,
              ProctorAttachment *attachment)
{
  gpointer foreign;

  if (g_hash_table_lookup_extended (self->looked_at, proctor_attachment_get_id (attachment), NULL, &foreign))
    proctor_attachment_set_foreign (attachment, GPOINTER_TO_INT (foreign));
}

static ProctorAttachment *
find_unseen (ProctorAttachments *self,
             GListModel *list)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      ProctorAttachment *attachment = get_nth (list, i);
      ProctorAttachment *below = find_unseen (self, proctor_attachment_get_children (attachment));

      mark_foreign (self, attachment);
      if (below != NULL)
        return below;
      if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_TEST && !g_hash_table_contains (self->looked_at, proctor_attachment_get_id (attachment)))
        return attachment;
    }

  return NULL;
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorAttachments *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (ProctorAttachment) attachment = NULL;
  gboolean foreign;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ATTACHMENTS (user_data);
  attachment = g_steal_pointer (&self->looking);
  /* Who is in the way of one is in the way of all; what is only gone, or not for us, isn't. */
  if (error != NULL && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND) && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION))
    return;

  foreign = test != NULL && proctor_agent_facts_is_foreign (self->agent, test);
  g_hash_table_replace (self->looked_at, g_strdup (proctor_attachment_get_id (attachment)), GINT_TO_POINTER (foreign));
  look_at_next (self);
}

static void
look_at_next (ProctorAttachments *self)
{
  ProctorAttachment *attachment = self->agent != NULL ? find_unseen (self, G_LIST_MODEL (self->list)) : NULL;

  if (self->looking != NULL || attachment == NULL || g_hash_table_size (self->looked_at) >= MOST_LOOKED_AT)
    return;

  self->looking = g_object_ref (attachment);
  proctor_tests_get_async (proctor_session_get_client (self->session), proctor_attachment_get_id (attachment), self->cancellable, looked_cb, self);
}

static void
settle (ProctorAttachments *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);

  if (expand_all (self) && !proctor_library_is_complete (library))
    proctor_library_want_all (library);
  tell (self);
  look_at_next (self);
}

static void
set_folder (ProctorAttachments *self,
            const char *id,
            const char *name)
{
  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);

      if (!g_str_equal (proctor_attachment_get_id (attachment), id))
        continue;
      if (name != NULL)
        proctor_attachment_set_folder (attachment, name);
      else
        proctor_attachment_set_dangling (attachment);
    }
}

static void
folder_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorAttachments *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = proctor_test_folders_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autofree char *id = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ATTACHMENTS (user_data);
  id = g_ptr_array_steal_index (self->unknown, 0);
  if (folder == NULL && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      set_error (self, error);
      settle (self);
      return;
    }

  set_folder (self, id, folder != NULL ? proctor_folder_get_name (folder) : NULL);
  ask_folder (self);
}

/* What is not among the tests may be a folder; what is not that either is nothing. */
static void
ask_folder (ProctorAttachments *self)
{
  if (self->unknown->len == 0)
    {
      settle (self);
      return;
    }

  proctor_test_folders_get_async (proctor_session_get_client (self->session), self->unknown->pdata[0], self->cancellable, folder_cb, self);
}

static gboolean
is_folder (ProctorTestSummary *row)
{
  return g_strcmp0 (proctor_test_summary_get_kind (row), "folder") == 0 || g_strcmp0 (proctor_test_summary_get_entity_type (row), "folder") == 0;
}

static void
take_summaries (ProctorAttachments *self,
                GListModel *rows)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row) && proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)) != NULL)
        g_hash_table_insert (known, (gpointer) proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)), row);
    }

  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);
      ProctorTestSummary *row = g_hash_table_lookup (known, proctor_attachment_get_id (attachment));

      if (proctor_attachment_get_state (attachment) != PROCTOR_ATTACHMENT_UNKNOWN)
        continue;
      if (row == NULL)
        g_ptr_array_add (self->unknown, g_strdup (proctor_attachment_get_id (attachment)));
      else if (is_folder (row))
        proctor_attachment_set_folder (attachment, proctor_test_summary_get_name (row));
      else
        proctor_attachment_set_test (attachment, proctor_test_summary_get_name (row), proctor_wire_test_kind_from_name (proctor_test_summary_get_kind (row)));
    }
}

static void
summaries_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  ProctorAttachments *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows = proctor_summaries_load_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ATTACHMENTS (user_data);
  if (rows != NULL)
    take_summaries (self, rows);
  else
    set_error (self, error);
  ask_folder (self);
}

/* A row that is there already stays the object that it is. */
static ProctorAttachment *
dup_row (ProctorAttachments *self,
         ProctorAttachedTest *entry)
{
  const char *id = proctor_attached_test_get_test_id (entry);
  const char *node_id = proctor_attached_test_get_workflow_node_id (entry);

  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);

      if (g_str_equal (proctor_attachment_get_id (attachment), id) && g_strcmp0 (proctor_attachment_get_node_id (attachment), node_id) == 0)
        return g_object_ref (attachment);
    }

  return proctor_attachment_new (id, node_id);
}

static GListModel *
get_entries (ProctorAgent *agent)
{
  ProctorAgentSettings *settings = agent != NULL ? proctor_agent_get_platform_settings (agent) : NULL;
  ProctorAgentTesting *testing = settings != NULL ? proctor_agent_settings_get_testing (settings) : NULL;

  return testing != NULL ? proctor_agent_testing_get_attached_tests (testing) : NULL;
}

static void
fill (ProctorAttachments *self)
{
  GListModel *entries = get_entries (self->agent);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; entries != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (GObject) entry = g_list_model_get_item (entries, i);

      if (PROCTOR_IS_ATTACHED_TEST (entry) && proctor_attached_test_get_test_id (PROCTOR_ATTACHED_TEST (entry)) != NULL)
        g_ptr_array_add (rows, dup_row (self, PROCTOR_ATTACHED_TEST (entry)));
    }
  g_list_store_splice (self->list, 0, count (self), rows->pdata, rows->len);
}

static void
resolve (ProctorAttachments *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);

      if (!find_in_library (self, attachment) && proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_UNKNOWN)
        g_strv_builder_add (builder, proctor_attachment_get_id (attachment));
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL)
    proctor_summaries_load_async (proctor_session_get_client (self->session), (const char *const *) ids, self->cancellable, summaries_cb, self);
  else
    settle (self);
}

static void
stop (ProctorAttachments *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->looking);
  g_ptr_array_set_size (self->unknown, 0);
  g_clear_error (&self->error);
}

static void
proctor_attachments_dispose (GObject *object)
{
  ProctorAttachments *self = PROCTOR_ATTACHMENTS (object);

  stop (self);
  g_clear_object (&self->agent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_attachments_parent_class)->dispose (object);
}

static void
proctor_attachments_finalize (GObject *object)
{
  ProctorAttachments *self = PROCTOR_ATTACHMENTS (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->looked_at, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_attachments_parent_class)->finalize (object);
}

static void
proctor_attachments_class_init (ProctorAttachmentsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_attachments_dispose;
  object_class->finalize = proctor_attachments_finalize;

  /**
   * ProctorAttachments::changed:
   * @self: attachments
   *
   * There are others, or more is known of what is in the folders among them.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_ATTACHMENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_attachments_init (ProctorAttachments *self)
{
  self->list = g_list_store_new (PROCTOR_TYPE_ATTACHMENT);
  self->unknown = g_ptr_array_new_with_free_func (g_free);
  self->looked_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * proctor_attachments_new:
 * @session: a workspace
 *
 * Returns: (transfer full): the attachments of no agent
 */
ProctorAttachments *
proctor_attachments_new (ProctorSession *session)
{
  ProctorAttachments *self;
  ProctorLibrary *library;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_ATTACHMENTS, NULL);
  self->session = g_object_ref (session);
  library = proctor_session_get_library (session);
  g_signal_connect_object (library, "changed", G_CALLBACK (library_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::complete", G_CALLBACK (library_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_attachments_set_agent:
 * @self: attachments
 * @agent: (nullable): the agent as it is on the branch
 *
 * Lists what is attached to it, and finds out what that is.
 */
void
proctor_attachments_set_agent (ProctorAttachments *self,
                               ProctorAgent *agent)
{
  g_return_if_fail (PROCTOR_IS_ATTACHMENTS (self));
  g_return_if_fail (agent == NULL || PROCTOR_IS_AGENT (agent));

  stop (self);
  g_set_object (&self->agent, agent);
  g_hash_table_remove_all (self->looked_at);
  self->cancellable = g_cancellable_new ();
  fill (self);
  resolve (self);
}

/**
 * proctor_attachments_get_list:
 * @self: attachments
 *
 * Returns: (transfer none): of #ProctorAttachment
 */
GListModel *
proctor_attachments_get_list (ProctorAttachments *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENTS (self), NULL);

  return G_LIST_MODEL (self->list);
}

/**
 * proctor_attachments_get_error:
 * @self: attachments
 *
 * Returns: (nullable): why it could not be found out what some of them are
 */
const GError *
proctor_attachments_get_error (ProctorAttachments *self)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENTS (self), NULL);

  return self->error;
}

static void
add_test (GPtrArray *ids,
          GHashTable *seen,
          ProctorAttachment *attachment)
{
  const char *id = proctor_attachment_get_id (attachment);

  if (g_hash_table_add (seen, (gpointer) id))
    g_ptr_array_add (ids, g_strdup (id));
}

/**
 * proctor_attachments_dup_test_ids:
 * @self: attachments
 * @complete: (out): whether these are all, as far as the server has them
 *
 * Returns: (transfer full): the tests that are attached, those in folders among them, each once
 */
char **
proctor_attachments_dup_test_ids (ProctorAttachments *self,
                                  gboolean *complete)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  g_return_val_if_fail (PROCTOR_IS_ATTACHMENTS (self), NULL);

  *complete = TRUE;
  for (guint i = 0; i < count (self); i++)
    {
      ProctorAttachment *attachment = get_nth (G_LIST_MODEL (self->list), i);
      GListModel *children = proctor_attachment_get_children (attachment);

      if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_TEST)
        add_test (ids, seen, attachment);
      else if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_UNKNOWN)
        *complete = FALSE;
      else if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_FOLDER && !proctor_attachment_is_complete (attachment))
        *complete = FALSE;
      for (guint j = 0; j < g_list_model_get_n_items (children); j++)
        add_test (ids, seen, get_nth (children, j));
    }

  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

/**
 * proctor_attachments_contains:
 * @self: attachments
 * @id: a test or a folder
 *
 * Returns: whether it is attached by itself
 */
gboolean
proctor_attachments_contains (ProctorAttachments *self,
                              const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_ATTACHMENTS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < count (self); i++)
    {
      if (g_str_equal (proctor_attachment_get_id (get_nth (G_LIST_MODEL (self->list), i)), id))
        return TRUE;
    }

  return FALSE;
}
