/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-buckets.h"

#include <string.h>

#include "proctor-outcome.h"
#include "proctor-run-skim.h"
#include "proctor-runs.h"

#define LONGEST_TITLE 80

/* The runs of one test that ended alike, while they are put together. */
typedef struct
{
  char *key;
  char *title;
  char *reason;
  char *status;
  JsonArray *run_ids;
} Bucket;

typedef struct
{
  char *test_id;
  char *test_name;
  char *node_id;
  GPtrArray *buckets;
} Group;

static void
bucket_free (gpointer data)
{
  Bucket *bucket = data;

  g_free (bucket->key);
  g_free (bucket->title);
  g_free (bucket->reason);
  g_free (bucket->status);
  json_array_unref (bucket->run_ids);
  g_free (bucket);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_free (group->test_id);
  g_free (group->test_name);
  g_free (group->node_id);
  g_ptr_array_unref (group->buckets);
  g_free (group);
}

static const char *
describe_outcome (gint64 outcome)
{
  switch ((ProctorOutcome) outcome)
    {
    case PROCTOR_OUTCOME_PASSED:
      return "Passed";
    case PROCTOR_OUTCOME_FAILED:
      return "Failed";
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return "Inconclusive";
    case PROCTOR_OUTCOME_CANCELLED:
      return "Cancelled";
    case PROCTOR_OUTCOME_ERROR:
      return "Could not be carried out";
    case PROCTOR_OUTCOME_PENDING:
      return "Pending";
    }

  return "Unknown";
}

/* Runs are alike if the same criteria decided them. What a judge says of a criterion differs from
 * run to run; which criterion it is does not. */
static char *
make_key (ProctorRunRow *row)
{
  const char *summary = proctor_run_row_get_summary (row);
  g_autofree char *cause = NULL;
  const char *colon;

  if (proctor_run_row_get_outcome (row) == PROCTOR_OUTCOME_PASSED || summary == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT, proctor_run_row_get_outcome (row));

  colon = strchr (summary, ':');
  cause = g_str_has_prefix (summary, "Criterion ") && colon != NULL ? g_strndup (summary, (gsize) (colon - summary)) : NULL;
  if (cause == NULL && (g_str_has_prefix (summary, "Error:") || g_str_has_prefix (summary, "Timed out")))
    cause = g_strdup (summary);

  return g_strdup_printf ("%" G_GINT64_FORMAT "/%s", proctor_run_row_get_outcome (row), cause != NULL ? cause : "");
}

static char *
make_title (ProctorRunRow *row)
{
  const char *outcome = describe_outcome (proctor_run_row_get_outcome (row));
  const char *summary = proctor_run_row_get_summary (row);
  g_autofree char *text = NULL;

  if (summary == NULL || proctor_run_row_get_outcome (row) == PROCTOR_OUTCOME_PASSED)
    return g_strdup (outcome);

  text = g_strdup_printf ("%s: %s", outcome, summary);
  if (g_utf8_strlen (text, -1) > LONGEST_TITLE)
    {
      g_autofree char *cut = g_utf8_substring (text, 0, LONGEST_TITLE - 1);

      return g_strconcat (cut, "…", NULL);
    }

  return g_steal_pointer (&text);
}

static Group *
find_group (GPtrArray *groups,
            ProctorRunRow *row)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    {
      group = g_ptr_array_index (groups, i);
      if (g_strcmp0 (group->test_id, proctor_run_row_get_test_id (row)) == 0 && g_strcmp0 (group->node_id, proctor_run_row_get_workflow_node_id (row)) == 0)
        return group;
    }

  group = g_new0 (Group, 1);
  group->test_id = g_strdup (proctor_run_row_get_test_id (row));
  group->test_name = g_strdup (proctor_run_row_get_test_name (row));
  group->node_id = g_strdup (proctor_run_row_get_workflow_node_id (row));
  group->buckets = g_ptr_array_new_with_free_func (bucket_free);
  g_ptr_array_add (groups, group);

  return group;
}

static Bucket *
find_bucket (Group *group,
             ProctorRunRow *row)
{
  g_autofree char *key = make_key (row);
  Bucket *bucket;

  for (guint i = 0; i < group->buckets->len; i++)
    {
      bucket = g_ptr_array_index (group->buckets, i);
      if (g_str_equal (bucket->key, key))
        return bucket;
    }

  bucket = g_new0 (Bucket, 1);
  bucket->key = g_steal_pointer (&key);
  bucket->title = make_title (row);
  bucket->reason = g_strdup (proctor_run_row_get_summary (row) != NULL ? proctor_run_row_get_summary (row) : "");
  bucket->status = g_strdup (proctor_run_row_get_status (row));
  bucket->run_ids = json_array_new ();
  g_ptr_array_add (group->buckets, bucket);

  return bucket;
}

static JsonArray *
write_groups (GPtrArray *groups)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);
      JsonObject *object = json_object_new ();
      JsonArray *buckets = json_array_new ();

      json_object_set_string_member (object, "test_id", group->test_id);
      json_object_set_string_member (object, "test_name", group->test_name != NULL ? group->test_name : "");
      if (group->node_id != NULL)
        json_object_set_string_member (object, "workflow_node_id", group->node_id);
      for (guint j = 0; j < group->buckets->len; j++)
        {
          const Bucket *bucket = g_ptr_array_index (group->buckets, j);
          JsonObject *written = json_object_new ();

          json_object_set_array_member (written, "test_run_ids", json_array_ref (bucket->run_ids));
          json_object_set_string_member (written, "title", bucket->title);
          json_object_set_string_member (written, "reason", bucket->reason);
          json_object_set_string_member (written, "status", bucket->status);
          json_array_add_object_element (buckets, written);
        }
      json_object_set_array_member (object, "buckets", buckets);
      json_array_add_object_element (array, object);
    }

  return array;
}

static GPtrArray *
put_together (ProctorDatabase *database,
              const char *invocation_id)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT document FROM runs WHERE invocation_id = ? ORDER BY position", "s", invocation_id);

  while (proctor_statement_next (statement))
    {
      const char *text = proctor_statement_get_text (statement, 0);
      g_autoptr (ProctorRunRow) row = proctor_run_skim (text, strlen (text), NULL);

      if (row != NULL && proctor_run_row_get_test_run_id (row) != NULL)
        json_array_add_string_element (find_bucket (find_group (groups, row), row)->run_ids, proctor_run_row_get_test_run_id (row));
    }

  return groups;
}

/**
 * proctor_buckets_make:
 * @database: the database
 * @invocation_id: an invocation of which no run is pending any more
 *
 * Puts the runs of each test together that ended alike. The same runs always come out the same.
 *
 * Returns: (transfer full): the groups as the API has them, with titles of our own
 */
JsonArray *
proctor_buckets_make (ProctorDatabase *database,
                      const char *invocation_id)
{
  g_autoptr (GPtrArray) groups = put_together (database, invocation_id);

  return write_groups (groups);
}

static gboolean
are_equal (JsonArray *one,
           JsonArray *other)
{
  g_autoptr (JsonNode) one_node = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (JsonNode) other_node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (one_node, one);
  json_node_set_array (other_node, other);

  return json_node_equal (one_node, other_node);
}

/**
 * proctor_buckets_write:
 * @database: the database
 * @invocation_id: an invocation
 * @made: its groups, as proctor_buckets_make() made them
 * @named: the same with better titles
 *
 * Writes how the runs are grouped, unless some were run again since, so that the titles may speak
 * of what is no more.
 */
void
proctor_buckets_write (ProctorDatabase *database,
                       const char *invocation_id,
                       JsonArray *made,
                       JsonArray *named)
{
  g_autoptr (JsonArray) now = proctor_buckets_make (database, invocation_id);

  if (are_equal (now, made))
    proctor_runs_write_groups (database, invocation_id, "completed", named);
}
