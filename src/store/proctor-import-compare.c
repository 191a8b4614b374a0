/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-compare.h"

#include <glib/gi18n.h>

#include "proctor-access.h"
#include "proctor-api-error.h"
#include "proctor-import-row.h"
#include "proctor-test-compare.h"
#include "proctor-test-file.h"
#include "proctor-test.h"
#include "proctor-tests.h"

/* How many tests are asked for at a time. */
#define MOST_AT_ONCE 6

/* Rows that may be the same tests as some that the workspace has: nearly always one and one. */
typedef struct
{
  /* Owned */
  GPtrArray *rows;
  GPtrArray *candidates;
  GPtrArray *tests;

  guint next;
} Group;

/* What became of a row, found out in a thread. */
typedef struct
{
  /* Owned */
  ProctorTest *test;
  char *reason;

  int candidate;
  ProctorImportVerdict verdict;
} Finding;

typedef struct
{
  /* Owned */
  GPtrArray *groups;

  ProctorImportProgress progress;
  gpointer progress_data;
  guint n_rows;
  guint n_compared;
  guint next;
  guint n_busy;
  GError *error;
} Compare;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_ptr_array_unref (group->rows);
  g_ptr_array_unref (group->candidates);
  g_ptr_array_unref (group->tests);
  g_free (group);
}

static void
finding_clear (gpointer data)
{
  Finding *finding = data;

  g_clear_object (&finding->test);
  g_free (finding->reason);
}

static void
compare_free (gpointer data)
{
  Compare *compare = data;

  g_ptr_array_unref (compare->groups);
  g_clear_error (&compare->error);
  g_free (compare);
}

static void go_on (GTask *task);

/* Ends @task's part that was going on. Takes the reference that it had. */
static void
end_part (GTask *task)
{
  Compare *compare = g_task_get_task_data (task);

  compare->n_busy--;
  go_on (task);
  g_object_unref (task);
}

static gboolean
can_edit (ProctorTestSummary *summary)
{
  ProctorAccess *access = proctor_test_summary_get_access_info (summary);
  const char *role = access != NULL ? proctor_access_get_role (access) : NULL;

  return g_strcmp0 (role, "viewer") != 0 && g_strcmp0 (role, "commenter") != 0;
}

/* Whether this test is what the row says, or could become it. */
static gboolean
compare_one (ProctorImportRow *row,
             ProctorTestSummary *summary,
             ProctorTest *test,
             Finding *finding)
{
  ProctorTest *wanted = proctor_import_row_get_test (row);
  g_autoptr (GError) error = NULL;

  finding->verdict = PROCTOR_IMPORT_UNREADABLE;
  if (g_strcmp0 (proctor_test_get_kind (test), proctor_test_get_kind (wanted)) != 0)
    {
      finding->reason = g_strdup (_ ("The workspace has this test as one of another kind. A test's kind can't be changed."));
      return FALSE;
    }
  finding->test = proctor_test_compare (test, wanted, &finding->reason, &error);
  if (finding->test == NULL)
    {
      finding->reason = g_strdup_printf (_ ("The workspace has this test, but it can't be changed: %s"), error->message);
      return FALSE;
    }
  if (finding->reason == NULL)
    {
      finding->verdict = PROCTOR_IMPORT_SAME;
      return TRUE;
    }
  if (!can_edit (summary))
    {
      g_set_str (&finding->reason, _ ("The workspace has this test, and you may only look at it there."));
      return FALSE;
    }
  finding->verdict = PROCTOR_IMPORT_CHANGED;

  return FALSE;
}

static void
try_candidate (Group *group,
               Finding *findings,
               gboolean *taken,
               guint row,
               guint candidate,
               gboolean only_same)
{
  Finding finding = { .candidate = (int) candidate };

  if (group->tests->pdata[candidate] == NULL || taken[candidate] || findings[row].candidate >= 0)
    return;

  if (compare_one (group->rows->pdata[row], group->candidates->pdata[candidate], group->tests->pdata[candidate], &finding) || !only_same)
    {
      taken[candidate] = TRUE;
      finding_clear (&findings[row]);
      findings[row] = finding;
    }
  else
    finding_clear (&finding);
}

/* What the server has, it has taken; of the rest some can be seen to be refused. */
static void
check_refusal (ProctorImportRow *row,
               Finding *finding)
{
  g_autofree char *refusal = proctor_test_file_find_refusal (proctor_import_row_get_test (row));

  if (refusal == NULL)
    return;

  finding->verdict = PROCTOR_IMPORT_UNREADABLE;
  g_set_str (&finding->reason, refusal);
}

/* Each test is one row's at most. Those that are just the same find each other first. */
static void
compare_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Group *group = data;
  g_autofree gboolean *taken = g_new0 (gboolean, group->candidates->len + 1);
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (Finding));

  g_array_set_clear_func (findings, finding_clear);
  g_array_set_size (findings, group->rows->len);
  for (guint i = 0; i < group->rows->len; i++)
    g_array_index (findings, Finding, i).candidate = -1;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < group->rows->len; i++)
      for (guint k = 0; k < group->candidates->len; k++)
        try_candidate (group, (Finding *) (gpointer) findings->data, taken, i, k, pass == 0);

  for (guint i = 0; i < group->rows->len; i++)
    {
      Finding *finding = &g_array_index (findings, Finding, i);

      if (finding->verdict == PROCTOR_IMPORT_NEW || finding->verdict == PROCTOR_IMPORT_CHANGED)
        check_refusal (group->rows->pdata[i], finding);
    }

  g_task_return_pointer (task, findings, (GDestroyNotify) g_array_unref);
}

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GTask *task = user_data;
  Compare *compare = g_task_get_task_data (task);
  Group *group = g_task_get_task_data (G_TASK (result));
  g_autoptr (GArray) findings = g_task_propagate_pointer (G_TASK (result), NULL);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      Finding *finding = &g_array_index (findings, Finding, i);
      ProctorImportRow *row = group->rows->pdata[i];

      if (finding->candidate >= 0)
        {
          ProctorTestSummary *summary = group->candidates->pdata[finding->candidate];

          proctor_import_row_set_target (row, proctor_test_summary_get_id (summary), proctor_test_summary_get_last_updated_at (summary));
          if (finding->test != NULL)
            proctor_import_row_set_test (row, finding->test);
        }
      proctor_import_row_set_verdict (row, finding->verdict, finding->reason);
    }

  compare->n_compared += group->rows->len;
  if (compare->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    compare->progress (compare->n_compared, compare->n_rows, compare->progress_data);

  /* Whole tests are large; nobody needs the workspace's any more. */
  g_ptr_array_set_size (group->tests, 0);
  end_part (task);
}

/* Takes the reference to the task. */
static void
compare_group (GTask *task,
               Group *group)
{
  g_autoptr (GTask) part = g_task_new (NULL, g_task_get_cancellable (task), compared_cb, task);

  g_task_set_task_data (part, group, NULL);
  g_task_run_in_thread (part, compare_thread);
}

static void got_cb (GObject *object,
                    GAsyncResult *result,
                    gpointer user_data);

/* A group that waits for an answer, and what it is part of. */
typedef struct
{
  GTask *task;
  Group *group;
} Part;

/* Takes the reference to the task. */
static void
read_group (GTask *task,
            Group *group)
{
  ProctorTestSummary *summary;
  Part *part;

  if (group->next == group->candidates->len)
    {
      compare_group (task, group);
      return;
    }

  summary = group->candidates->pdata[group->next++];
  part = g_new0 (Part, 1);
  part->task = task;
  part->group = group;
  proctor_tests_get_async (g_task_get_source_object (task), proctor_test_summary_get_id (summary), g_task_get_cancellable (task), got_cb, part);
}

/* Whether asking for another test would go as badly. */
static gboolean
is_general (const GError *error)
{
  if (error->domain != PROCTOR_API_ERROR)
    return TRUE;

  switch ((ProctorApiErrorCode) error->code)
    {
    case PROCTOR_API_ERROR_NETWORK:
    case PROCTOR_API_ERROR_TIMEOUT:
    case PROCTOR_API_ERROR_TLS:
    case PROCTOR_API_ERROR_KEY:
    case PROCTOR_API_ERROR_PERMISSION:
    case PROCTOR_API_ERROR_QUOTA:
    case PROCTOR_API_ERROR_RATE_LIMITED:
    case PROCTOR_API_ERROR_CONCURRENCY_LIMITED:
      return TRUE;
    case PROCTOR_API_ERROR_NOT_FOUND:
    case PROCTOR_API_ERROR_UNSUPPORTED:
    case PROCTOR_API_ERROR_CONFLICT:
    case PROCTOR_API_ERROR_INVALID:
    case PROCTOR_API_ERROR_SERVER:
    case PROCTOR_API_ERROR_TOO_LARGE:
    case PROCTOR_API_ERROR_PROTOCOL:
    case PROCTOR_API_ERROR_REDIRECT:
    case PROCTOR_API_ERROR_ANSWER_LOST:
    case PROCTOR_API_ERROR_READ_ONLY:
    case PROCTOR_API_ERROR_DOCUMENT:
      return FALSE;
    }

  return TRUE;
}

static void
give_up_group (Compare *compare,
               Group *group,
               const GError *error)
{
  g_autofree char *reason = g_strdup_printf (_ ("The workspace has this test, but it can't be read: %s"), error->message);

  for (guint i = 0; i < group->rows->len; i++)
    proctor_import_row_set_verdict (group->rows->pdata[i], PROCTOR_IMPORT_UNREADABLE, reason);
  compare->n_compared += group->rows->len;
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autofree Part *part = user_data;
  GTask *task = part->task;
  Compare *compare = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  ProctorTest *test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);

  /* One that has gone since the list was read is none that this could be. */
  if (test != NULL || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      g_ptr_array_add (part->group->tests, test);
      read_group (task, part->group);
      return;
    }

  if (!is_general (error))
    give_up_group (compare, part->group, error);
  else if (compare->error == NULL)
    compare->error = g_steal_pointer (&error);
  end_part (task);
}

static void
go_on (GTask *task)
{
  Compare *compare = g_task_get_task_data (task);

  while (compare->error == NULL && compare->n_busy < MOST_AT_ONCE && compare->next < compare->groups->len && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      compare->n_busy++;
      read_group (g_object_ref (task), compare->groups->pdata[compare->next++]);
    }

  if (compare->n_busy > 0 || g_task_get_completed (task) || compare->next == G_MAXUINT)
    return;

  compare->next = G_MAXUINT;
  if (compare->error != NULL)
    g_task_return_error (task, g_steal_pointer (&compare->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
free_nullable (gpointer data)
{
  g_clear_object (&data);
}

static Group *
group_new (void)
{
  Group *group = g_new0 (Group, 1);

  group->rows = g_ptr_array_new_with_free_func (g_object_unref);
  group->candidates = g_ptr_array_new_with_free_func (g_object_unref);
  group->tests = g_ptr_array_new_with_free_func (free_nullable);

  return group;
}

/* Groups those rows first of which the workspace knows the id: what is theirs can't be another's of the same name. */
static void
group_known (Compare *compare,
             ProctorImportIndex *index,
             GPtrArray *rows,
             GHashTable *taken)
{
  for (guint i = 0; i < rows->len; i++)
    {
      ProctorTest *test = proctor_import_row_get_test (rows->pdata[i]);
      const char *id = test != NULL ? proctor_test_get_id (test) : NULL;
      ProctorTestSummary *summary = id != NULL ? proctor_import_index_find (index, id) : NULL;
      Group *group;

      if (summary == NULL)
        continue;

      group = group_new ();
      g_ptr_array_add (group->rows, g_object_ref (rows->pdata[i]));
      g_ptr_array_add (group->candidates, g_object_ref (summary));
      g_ptr_array_add (compare->groups, group);
      g_hash_table_add (taken, summary);
    }
}

static Group *
make_named_group (ProctorImportIndex *index,
                  ProctorTest *test,
                  const char *const *folders,
                  const char *folder_id,
                  GHashTable *taken)
{
  Group *group = group_new ();
  const char *where;
  GPtrArray *named = NULL;

  if (proctor_import_index_find_path (index, folder_id, folders, &where))
    named = proctor_import_index_find_named (index, proctor_test_get_kind (test), proctor_test_get_name (test), where);
  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      if (!g_hash_table_contains (taken, named->pdata[i]))
        g_ptr_array_add (group->candidates, g_object_ref (named->pdata[i]));
    }

  return group;
}

static void
group_named (Compare *compare,
             ProctorImportIndex *index,
             GPtrArray *rows,
             const char *folder_id,
             GHashTable *taken)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      ProctorTest *test = proctor_import_row_get_test (rows->pdata[i]);
      const char *id = test != NULL ? proctor_test_get_id (test) : NULL;
      const char *const *folders = proctor_import_row_get_folders (rows->pdata[i]);
      g_autofree char *path = NULL;
      g_autofree char *key = NULL;
      Group *group;

      if (test == NULL || (id != NULL && proctor_import_index_find (index, id) != NULL))
        continue;

      path = g_strjoinv ("\n", (char **) folders);
      key = g_strconcat (proctor_test_get_kind (test), "\n", path, "\n\n", proctor_test_get_name (test), NULL);
      group = g_hash_table_lookup (groups, key);
      if (group == NULL)
        {
          group = make_named_group (index, test, folders, folder_id, taken);
          g_ptr_array_add (compare->groups, group);
          g_hash_table_insert (groups, g_steal_pointer (&key), group);
        }
      g_ptr_array_add (group->rows, g_object_ref (rows->pdata[i]));
    }
}

/**
 * proctor_import_compare_async:
 * @client: a client
 * @index: what the workspace has
 * @rows: (element-type ProctorImportRow): what was found in files
 * @folder_id: (nullable): where tests of no folder go
 * @progress: (nullable): told how far it has got
 * @progress_data: passed to @progress
 * @cancellable: (nullable): to give up
 * @callback: called when each row has its verdict
 * @user_data: passed to @callback
 *
 * Finds out what each row is to the workspace. The same test is one of the same id; or, if the id is nobody's there, one of
 * the same name and kind in the same folder.
 */
void
proctor_import_compare_async (ProctorClient *client,
                              ProctorImportIndex *index,
                              GPtrArray *rows,
                              const char *folder_id,
                              ProctorImportProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Compare *compare = g_new0 (Compare, 1);

  compare->groups = g_ptr_array_new_with_free_func (group_free);
  compare->progress = progress;
  compare->progress_data = progress_data;
  g_task_set_source_tag (task, proctor_import_compare_async);
  g_task_set_task_data (task, compare, compare_free);

  group_known (compare, index, rows, taken);
  group_named (compare, index, rows, folder_id, taken);
  for (guint i = 0; i < compare->groups->len; i++)
    compare->n_rows += ((Group *) compare->groups->pdata[i])->rows->len;
  go_on (task);
}

/**
 * proctor_import_compare_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why not every row has its verdict
 *
 * Returns: whether each has
 */
gboolean
proctor_import_compare_finish (ProctorClient *client,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
