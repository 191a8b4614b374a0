/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-creation.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"

/* By so much the server's clock, as far as we know it, and what it writes down may differ. */
#define SLACK_SECS 5

/**
 * ProctorCreation:
 *
 * A test or a folder that is to be made, once. When the answer got lost, or nobody waited for it,
 * nobody knows whether it is there; so before it is asked for again, it is looked for: something of
 * this name, kind and folder that was not there before.
 */
struct _ProctorCreation
{
  GObject parent_instance;

  /* Borrowed; a session remembers what got lost in it, so that must not keep it */
  ProctorSession *session;

  /* Owned */
  ProctorTest *test;
  char *name;
  char *kind;
  char *folder_id;
  GHashTable *known;

  gint64 began_at;
  gboolean lost;
};

G_DEFINE_FINAL_TYPE (ProctorCreation, proctor_creation, G_TYPE_OBJECT)

static ProctorClient *
get_client (ProctorCreation *self)
{
  return proctor_session_get_client (self->session);
}

static gint64
get_server_time (ProctorCreation *self)
{
  const gint64 *offset = proctor_client_get_clock_offset (get_client (self));

  return g_get_real_time () / G_USEC_PER_SEC + (offset != NULL ? *offset : 0);
}

/* What has this name already can't be what is made now. */
static void
note_folders (ProctorCreation *self,
              GListModel *folders)
{
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr (ProctorFolderItem) folder = g_list_model_get_item (folders, i);

      if (g_strcmp0 (proctor_folder_item_get_name (folder), self->name) == 0)
        g_hash_table_add (self->known, g_strdup (proctor_folder_item_get_id (folder)));
    }
}

static void
note_known (ProctorCreation *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  ProctorFolderItem *folder = self->folder_id != NULL ? proctor_library_find_folder (library, self->folder_id) : NULL;
  GPtrArray *items = proctor_library_get_items (library);

  g_hash_table_remove_all (self->known);
  if (self->test == NULL)
    {
      note_folders (self, folder != NULL ? proctor_folder_item_get_children (folder) : proctor_library_get_folders (library));
      return;
    }

  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = g_ptr_array_index (items, i);

      if (g_strcmp0 (proctor_test_item_get_name (item), self->name) == 0)
        g_hash_table_add (self->known, g_strdup (proctor_test_item_get_id (item)));
    }
}

/* The library shows it at once; what the server thinks of it comes with the next answer. */
static void
announce (ProctorCreation *self,
          const char *id)
{
  g_autoptr (ProctorTestSummary) summary = proctor_test_summary_new ();
  g_autoptr (ProctorAccess) access = proctor_access_new ();
  gint64 now = get_server_time (self);

  proctor_access_set_is_creator (access, TRUE);
  proctor_access_set_role (access, "admin");
  proctor_test_summary_set_id (summary, id);
  proctor_test_summary_set_name (summary, self->name);
  proctor_test_summary_set_kind (summary, self->kind);
  proctor_test_summary_set_entity_type (summary, self->test != NULL ? "test" : "folder");
  proctor_test_summary_set_access_info (summary, access);
  proctor_test_summary_set_created_at (summary, now);
  proctor_test_summary_set_last_updated_at (summary, now);
  if (self->folder_id != NULL)
    proctor_test_summary_set_folder_parent_id (summary, self->folder_id);
  proctor_library_add (proctor_session_get_library (self->session), summary);
}

static void
return_made (GTask *task,
             char *id)
{
  ProctorCreation *self = g_task_get_source_object (task);

  self->lost = FALSE;
  announce (self, id);
  g_task_return_pointer (task, id, g_free);
}

static void
return_failed (GTask *task,
               GError *error)
{
  ProctorCreation *self = g_task_get_source_object (task);

  /* One that was cancelled may have been on its way already. */
  self->lost = self->lost || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_task_return_error (task, error);
}

static void
created_test_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorCreation *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *id = proctor_tests_create_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (id != NULL)
    return_made (task, id);
  else
    return_failed (task, error);
}

static void
created_folder_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorCreation *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ProctorFolder) folder = proctor_test_folders_create_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (folder != NULL && proctor_folder_get_id (folder) != NULL)
    return_made (task, g_strdup (proctor_folder_get_id (folder)));
  else if (folder != NULL)
    return_failed (task, g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST, _ ("It is not known whether the folder was made: the server's answer doesn't name it.")));
  else
    return_failed (task, error);
}

/* Takes the task. */
static void
send (GTask *task)
{
  ProctorCreation *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  self->began_at = get_server_time (self);
  note_known (self);
  if (self->test != NULL)
    proctor_tests_create_async (get_client (self), self->test, self->folder_id, cancellable, created_test_cb, task);
  else
    proctor_test_folders_create_async (get_client (self), self->name, self->folder_id, cancellable, created_folder_cb, task);
}

/* Whether a row is what may have been made. */
static gboolean
is_it (ProctorCreation *self,
       gpointer row)
{
  ProctorTestSummary *summary = PROCTOR_IS_TEST_SUMMARY (row) ? row : NULL;

  return summary != NULL && g_strcmp0 (proctor_test_summary_get_name (summary), self->name) == 0 && g_strcmp0 (proctor_test_summary_get_kind (summary), self->kind) == 0 && g_strcmp0 (proctor_test_summary_get_folder_parent_id (summary), self->folder_id) == 0 && proctor_test_summary_get_created_at (summary) >= self->began_at - SLACK_SECS && !g_hash_table_contains (self->known, proctor_test_summary_get_id (summary));
}

static char *
find_in_page (ProctorCreation *self,
              ProctorPage *page)
{
  GListModel *rows = proctor_page_get_items (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (is_it (self, row))
        return g_strdup (proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)));
    }

  return NULL;
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorCreation *self = g_task_get_source_object (task);
  ProctorPager *pager = PROCTOR_PAGER (object);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (pager, result, &error);
  char *id;

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  id = find_in_page (self, page);
  if (id != NULL)
    return_made (task, id);
  else if (proctor_pager_has_more (pager))
    proctor_pager_next_async (pager, cancellable, page_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

/* Looks for what may have been made. Its result is the id, and %NULL without an error if it is not
 * there. */
static void
look_async (ProctorCreation *self,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *const kinds[] = { self->kind, NULL };
  ProctorTestsQuery query = {
    .parent_folder_id = self->folder_id != NULL ? self->folder_id : "root",
    .types = kinds,
    .page_size = 100,
  };
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (get_client (self), &query);

  g_task_set_source_tag (task, look_async);
  proctor_pager_next_async (pager, cancellable, page_cb, task);
}

static char *
look_finish (ProctorCreation *self,
             GAsyncResult *result,
             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
looked_before_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorCreation *self = PROCTOR_CREATION (object);
  GError *error = NULL;
  char *id = look_finish (self, result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    {
      /* It isn't there, so this is as good as the first time. */
      self->lost = FALSE;
      send (g_steal_pointer (&task));
    }
}

/* What a session remembers: by kind, folder and name, what nobody knows whether it was made. */
static GHashTable *
get_remembered (ProctorSession *session)
{
  GHashTable *remembered = g_object_get_data (G_OBJECT (session), "proctor-lost-creations");

  if (remembered == NULL)
    {
      remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_object_set_data_full (G_OBJECT (session), "proctor-lost-creations", remembered, (GDestroyNotify) g_hash_table_unref);
    }

  return remembered;
}

static char *
make_key (ProctorCreation *self)
{
  return g_strdup_printf ("%s\n%s\n%s", self->kind, self->folder_id != NULL ? self->folder_id : "", self->name);
}

/* Something was asked for. */
typedef struct
{
  /* Owned */
  ProctorSession *session;
  ProctorCreation *creation;
  GError *error;
} Asked;

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->session);
  g_clear_object (&asked->creation);
  g_clear_error (&asked->error);
  g_free (asked);
}

static void
remember (Asked *asked)
{
  if (asked->creation->lost)
    g_hash_table_insert (get_remembered (asked->session), make_key (asked->creation), g_object_ref (asked->creation));
}

static void
looked_after_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  char *id = look_finish (PROCTOR_CREATION (object), result, NULL);

  remember (asked);
  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, g_steal_pointer (&asked->error));
}

static void
asked_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorCreation *creation = PROCTOR_CREATION (object);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asked *asked = g_task_get_task_data (task);
  char *id = proctor_creation_run_finish (creation, result, &asked->error);

  if (id != NULL)
    {
      g_task_return_pointer (task, id, g_free);
    }
  else if (g_error_matches (asked->error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    {
      look_async (creation, cancellable, looked_after_cb, g_steal_pointer (&task));
    }
  else
    {
      remember (asked);
      g_task_return_error (task, g_steal_pointer (&asked->error));
    }
}

static void
proctor_creation_finalize (GObject *object)
{
  ProctorCreation *self = PROCTOR_CREATION (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->test);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->folder_id);
  g_hash_table_unref (self->known);

  G_OBJECT_CLASS (proctor_creation_parent_class)->finalize (object);
}

static void
proctor_creation_class_init (ProctorCreationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_creation_finalize;
}

static void
proctor_creation_init (ProctorCreation *self)
{
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * proctor_creation_new_for_test:
 * @session: where
 * @test: what is to be made, with its name and its kind
 * @folder_id: (nullable): in which folder
 *
 * Returns: (transfer full): what makes it
 */
ProctorCreation *
proctor_creation_new_for_test (ProctorSession *session,
                               ProctorTest *test,
                               const char *folder_id)
{
  ProctorCreation *self = g_object_new (PROCTOR_TYPE_CREATION, NULL);

  g_set_weak_pointer (&self->session, session);
  self->test = g_object_ref (test);
  self->name = g_strdup (proctor_test_get_name (test));
  self->kind = g_strdup (proctor_test_get_kind (test));
  self->folder_id = g_strdup (folder_id);

  return self;
}

ProctorCreation *
proctor_creation_new_for_folder (ProctorSession *session,
                                 const char *name,
                                 const char *folder_id)
{
  ProctorCreation *self = g_object_new (PROCTOR_TYPE_CREATION, NULL);

  g_set_weak_pointer (&self->session, session);
  self->name = g_strdup (name);
  self->kind = g_strdup ("folder");
  self->folder_id = g_strdup (folder_id);

  return self;
}

/**
 * proctor_creation_is_lost:
 * @self: a creation
 *
 * Returns: whether it is not known if it was made
 */
gboolean
proctor_creation_is_lost (ProctorCreation *self)
{
  g_return_val_if_fail (PROCTOR_IS_CREATION (self), FALSE);

  return self->lost;
}

/**
 * proctor_creation_run_async:
 * @self: a creation
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Makes it, or finds what a run before this one has made without knowing. What was made is in the
 * library then. When an answer gets lost that is the end of it, until it is run again.
 */
void
proctor_creation_run_async (ProctorCreation *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CREATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_creation_run_async);
  g_task_set_task_data (task, g_object_ref (self->session), g_object_unref);
  /* What was made was made, whether somebody has lost interest meanwhile or not. */
  g_task_set_check_cancellable (task, FALSE);
  if (self->lost)
    look_async (self, cancellable, looked_before_cb, task);
  else
    send (task);
}

/**
 * proctor_creation_run_finish:
 * @self: a creation
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the id of what was made
 */
char *
proctor_creation_run_finish (ProctorCreation *self,
                             GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_creation_ask_async:
 * @self: a creation
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * The same for what a person asks for and waits for: when the answer gets lost, it is looked for at
 * once; and if that does not find it either, and the person asks for the same again, what may have
 * been made meanwhile is looked for first.
 */
void
proctor_creation_ask_async (ProctorCreation *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *key = NULL;
  g_autofree char *old_key = NULL;
  ProctorCreation *before = NULL;
  Asked *asked;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CREATION (self));

  key = make_key (self);
  g_hash_table_steal_extended (get_remembered (self->session), key, (gpointer *) &old_key, (gpointer *) &before);
  asked = g_new0 (Asked, 1);
  asked->session = g_object_ref (self->session);
  asked->creation = before != NULL ? before : g_object_ref (self);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_creation_ask_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, asked, (GDestroyNotify) asked_free);
  proctor_creation_run_async (asked->creation, cancellable, asked_cb, task);
}

char *
proctor_creation_ask_finish (ProctorCreation *self,
                             GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
