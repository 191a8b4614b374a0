/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-actions.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-creation.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"

/* What is longer than this nobody reads, and some servers don't take. */
#define LONGEST_NAME 200

/* A folder that is to be called something else. */
typedef struct
{
  /* Owned */
  char *folder_id;
  char *name;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_free (renaming->folder_id);
  g_free (renaming->name);
  g_free (renaming);
}

static char *
trim (const char *name)
{
  return g_strstrip (g_strdup (name));
}

/* What stands in the way of a name as an error. */
static gboolean
check_name (const char *name,
            GError **error)
{
  g_autofree char *problem = proctor_folder_check_name (name);

  if (problem == NULL)
    return TRUE;

  g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, problem);

  return FALSE;
}

/* The server's words are about requests and ids; a person thinks of a folder. */
static GError *
explain (GError *error,
         const char *gone)
{
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      g_free (error->message);
      error->message = g_strdup (gone);
    }

  return error;
}

/**
 * proctor_folder_check_name:
 * @name: what a folder or a test is to be called
 *
 * Returns: (transfer full) (nullable): a sentence that says why that will not do, %NULL if it will
 */
char *
proctor_folder_check_name (const char *name)
{
  g_autofree char *trimmed = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  if (!g_utf8_validate (name, -1, NULL))
    return g_strdup (_ ("The name is not valid text."));

  trimmed = trim (name);
  if (*trimmed == '\0')
    return g_strdup (_ ("The name must not be blank."));
  if (g_utf8_strlen (trimmed, -1) > LONGEST_NAME)
    return g_strdup_printf (ngettext ("The name must not be longer than %u character.", "The name must not be longer than %u characters.", LONGEST_NAME), LONGEST_NAME);
  for (const char *p = trimmed; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return g_strdup (_ ("The name must be on one line."));
    }

  return NULL;
}

/**
 * proctor_folder_check_move:
 * @library: a library
 * @ids: (array zero-terminated=1): tests and folders
 * @folder_id: (nullable): where they are to go, %NULL for out of all folders
 *
 * Returns: (transfer full) (nullable): a sentence that says why they can't go there, %NULL if they
 *   can
 */
char *
proctor_folder_check_move (ProctorLibrary *library,
                           const char *const *ids,
                           const char *folder_id)
{
  ProctorFolderItem *target;

  g_return_val_if_fail (PROCTOR_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  target = folder_id != NULL ? proctor_library_find_folder (library, folder_id) : NULL;
  for (gsize i = 0; target != NULL && ids[i] != NULL; i++)
    {
      ProctorFolderItem *folder = proctor_library_find_folder (library, ids[i]);

      if (folder == target)
        return g_strdup_printf (_ ("The folder “%s” can't be moved into itself."), proctor_folder_item_get_name (folder));
      if (folder != NULL && proctor_folder_item_contains (folder, target))
        return g_strdup_printf (_ ("The folder “%s” can't be moved into “%s”, which lies in it."),
                                proctor_folder_item_get_name (folder), proctor_folder_item_get_name (target));
    }

  return NULL;
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *id = proctor_creation_ask_finish (PROCTOR_CREATION (object), result, &error);

  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, explain (error, _ ("The folder that it was to be made in isn't there any more.")));
}

/**
 * proctor_folder_create_async:
 * @session: where
 * @name: what it is to be called; blanks around it are left out
 * @parent_folder_id: (nullable): the folder it goes into
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Makes a folder, which the library has at once. It is made once: where it is not known whether the
 * server made it, it is looked for before it is asked for again.
 */
void
proctor_folder_create_async (ProctorSession *session,
                             const char *name,
                             const char *parent_folder_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ProctorCreation) creation = NULL;
  g_autofree char *trimmed = NULL;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_folder_create_async);
  /* What was made was made. */
  g_task_set_check_cancellable (task, FALSE);
  if (!check_name (name, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  trimmed = trim (name);
  creation = proctor_creation_new_for_folder (session, trimmed, parent_folder_id);
  proctor_creation_ask_async (creation, cancellable, created_cb, g_steal_pointer (&task));
}

/**
 * proctor_folder_create_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the new folder's id
 */
char *
proctor_folder_create_finish (ProctorSession *session,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* The library shows the new name at once. */
static void
announce (ProctorSession *session,
          const Renaming *renaming)
{
  ProctorLibrary *library = proctor_session_get_library (session);
  ProctorFolderItem *folder = proctor_library_find_folder (library, renaming->folder_id);
  ProctorFolderItem *parent = folder != NULL ? proctor_folder_item_get_parent (folder) : NULL;
  g_autoptr (ProctorTestSummary) summary = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (folder == NULL)
    return;

  summary = proctor_test_summary_new ();
  proctor_test_summary_set_id (summary, renaming->folder_id);
  proctor_test_summary_set_name (summary, renaming->name);
  proctor_test_summary_set_kind (summary, "folder");
  proctor_test_summary_set_entity_type (summary, "folder");
  proctor_test_summary_set_created_at (summary, now);
  proctor_test_summary_set_last_updated_at (summary, now);
  if (parent != NULL)
    proctor_test_summary_set_folder_parent_id (summary, proctor_folder_item_get_id (parent));
  proctor_library_add (library, summary);
}

static void
renamed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  Renaming *renaming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorFolder) folder = proctor_test_folders_rename_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (session), error);
  if (folder == NULL)
    {
      g_task_return_error (task, explain (error, _ ("The folder isn't there any more.")));
      return;
    }

  announce (session, renaming);
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_folder_rename_async:
 * @session: where
 * @folder_id: which folder
 * @name: what it is to be called; blanks around it are left out
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Gives a folder another name, which the library has at once.
 */
void
proctor_folder_rename_async (ProctorSession *session,
                             const char *folder_id,
                             const char *name,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Renaming *renaming;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (folder_id != NULL);
  g_return_if_fail (name != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_folder_rename_async);
  g_task_set_check_cancellable (task, FALSE);
  if (!check_name (name, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  renaming = g_new0 (Renaming, 1);
  renaming->folder_id = g_strdup (folder_id);
  renaming->name = trim (name);
  g_task_set_task_data (task, renaming, (GDestroyNotify) renaming_free);
  proctor_test_folders_rename_async (proctor_session_get_client (session), folder_id, renaming->name, cancellable, renamed_cb, g_steal_pointer (&task));
}

/**
 * proctor_folder_rename_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_folder_rename_finish (ProctorSession *session,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
