/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-skim.h"

#include <glib/gi18n.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"
#include "proctor-json-scan.h"
#include "proctor-run-skim.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-verdict.h"

/**
 * ProctorInvocationSkim:
 *
 * What an invocation says at a glance. The body is kept as it came; one pass over it finds where
 * each run lies and what a list shows of it. A run becomes an object of its own when somebody
 * looks at it.
 *
 * A skim never changes, so it may be made in one thread and used in another. Rows that are as they
 * were are those of the skim before.
 */
struct _ProctorInvocationSkim
{
  GObject parent_instance;

  /* Owned */
  GBytes *body;
  ProctorInvocation *head;
  GBytes *head_text;
  GArray *runs;
  GPtrArray *rows;
  GArray *changes;

  gboolean changed;
  gboolean head_changed;
};

/* Where something lies in the body. */
typedef struct
{
  gsize offset;
  gsize length;
} Range;

G_DEFINE_FINAL_TYPE (ProctorInvocationSkim, proctor_invocation_skim, G_TYPE_OBJECT)

static gboolean
fail (GError **error,
      const char *begin,
      const char *p,
      const char *end)
{
  gsize length = (gsize) (end - begin);
  gsize offset = p != NULL ? (gsize) (p - begin) : length;

  if (offset >= length)
    g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer ends too early, after %lu bytes."), (gulong) length);
  else
    g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is no valid JSON at byte %lu of %lu."), (gulong) offset, (gulong) length);

  return FALSE;
}

/* Names may be written with escapes, though nobody does. */
static gboolean
is_name (const char *text,
         gsize length,
         const char *name)
{
  yyjson_doc *document;
  gboolean equal;

  if (memchr (text, '\\', length) == NULL)
    return length == strlen (name) + 2 && memcmp (text + 1, name, length - 2) == 0;

  document = yyjson_read (text, length, 0);
  equal = yyjson_equals_str (yyjson_doc_get_root (document), name);
  yyjson_doc_free (document);

  return equal;
}

/* The elements of the list that begins at p; p is moved behind it. */
static gboolean
find_runs (ProctorInvocationSkim *self,
           const char *begin,
           const char **p,
           const char *end,
           GError **error)
{
  const char *next = proctor_json_skip_blank (*p + 1, end);

  g_array_set_size (self->runs, 0);
  if (next < end && *next == ']')
    {
      *p = next + 1;
      return TRUE;
    }

  for (;;)
    {
      const char *after = proctor_json_skip_value (next, end);
      Range range = { (gsize) (next - begin), 0 };

      if (after == NULL || after == next)
        return fail (error, begin, after, end);
      range.length = (gsize) (after - next);
      g_array_append_val (self->runs, range);

      next = proctor_json_skip_blank (after, end);
      if (next >= end || (*next != ',' && *next != ']'))
        return fail (error, begin, next, end);
      if (*next == ']')
        break;
      next = proctor_json_skip_blank (next + 1, end);
    }
  *p = next + 1;

  return TRUE;
}

/* One member: the runs are taken apart, everything else is copied to the head. */
static gboolean
find_member (ProctorInvocationSkim *self,
             GString *head,
             const char *begin,
             const char **p,
             const char *end,
             GError **error)
{
  const char *name = *p;
  const char *after = name < end && *name == '"' ? proctor_json_skip_value (name, end) : name;
  const char *colon = after != NULL && after != name ? proctor_json_skip_blank (after, end) : NULL;
  const char *value;

  if (colon == NULL || colon >= end || *colon != ':')
    return fail (error, begin, colon != NULL ? colon : after, end);

  value = proctor_json_skip_blank (colon + 1, end);
  if (value < end && *value == '[' && is_name (name, (gsize) (after - name), "test_runs"))
    {
      *p = value;
      return find_runs (self, begin, p, end, error);
    }

  *p = proctor_json_skip_value (value, end);
  if (*p == NULL || *p == value)
    return fail (error, begin, *p, end);
  g_string_append_len (head, name, *p - name);
  g_string_append_c (head, ',');

  return TRUE;
}

static gboolean
find_parts (ProctorInvocationSkim *self,
            GString *head,
            GError **error)
{
  gsize length;
  const char *begin = g_bytes_get_data (self->body, &length);
  const char *end = begin + length;
  const char *p = proctor_json_skip_blank (begin, end);

  if (p >= end || *p != '{')
    return fail (error, begin, p, end);

  p = proctor_json_skip_blank (p + 1, end);
  if (p < end && *p == '}')
    p++;
  else
    {
      for (;;)
        {
          if (!find_member (self, head, begin, &p, end, error))
            return FALSE;
          p = proctor_json_skip_blank (p, end);
          if (p >= end || (*p != ',' && *p != '}'))
            return fail (error, begin, p, end);
          if (*p++ == '}')
            break;
          p = proctor_json_skip_blank (p, end);
        }
    }

  p = proctor_json_skip_blank (p, end);

  return p == end || fail (error, begin, p, end);
}

static const Range *
get_range (ProctorInvocationSkim *self,
           guint position)
{
  return &g_array_index (self->runs, Range, position);
}

static gboolean
is_same_run (ProctorInvocationSkim *self,
             ProctorInvocationSkim *previous,
             guint position)
{
  const Range *one, *other;

  if (previous == NULL || position >= previous->runs->len)
    return FALSE;

  one = get_range (self, position);
  other = get_range (previous, position);

  return one->length == other->length && memcmp ((const char *) g_bytes_get_data (self->body, NULL) + one->offset, (const char *) g_bytes_get_data (previous->body, NULL) + other->offset, one->length) == 0;
}

/* The how-manieth run of its test on its node this is. */
static gint64
count_repetition (GHashTable *repetitions,
                  ProctorRunRow *row)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s",
                                          proctor_run_row_get_test_id (row) != NULL ? proctor_run_row_get_test_id (row) : "",
                                          proctor_run_row_get_workflow_node_id (row) != NULL ? proctor_run_row_get_workflow_node_id (row) : "");
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (repetitions, key)) + 1;

  g_hash_table_replace (repetitions, g_steal_pointer (&key), GUINT_TO_POINTER (count));

  return count;
}

static gboolean
skim_runs (ProctorInvocationSkim *self,
           ProctorInvocationSkim *previous,
           GError **error)
{
  g_autoptr (GHashTable) repetitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *begin = g_bytes_get_data (self->body, NULL);

  for (guint i = 0; i < self->runs->len; i++)
    {
      gboolean same = is_same_run (self, previous, i);
      ProctorRunRow *shown = same ? g_ptr_array_index (previous->rows, i) : NULL;
      gint64 repetition = shown != NULL ? count_repetition (repetitions, shown) : 0;
      g_autoptr (ProctorRunRow) row = NULL;

      if (shown != NULL && proctor_run_row_get_repetition (shown) == repetition)
        row = g_object_ref (shown);
      else
        {
          row = proctor_run_skim (begin + get_range (self, i)->offset, get_range (self, i)->length, error);
          if (row == NULL)
            {
              g_prefix_error (error, "test_runs[%u]: ", i);
              return FALSE;
            }
          proctor_run_row_set_repetition (row, shown != NULL ? repetition : count_repetition (repetitions, row));
          g_array_append_val (self->changes, i);
        }
      g_ptr_array_add (self->rows, g_steal_pointer (&row));
    }

  return TRUE;
}

static gboolean
read_head (ProctorInvocationSkim *self,
           GString *head,
           ProctorInvocationSkim *previous,
           GError **error)
{
  /* The last comma is one too many. */
  if (head->len > 1)
    g_string_truncate (head, head->len - 1);
  g_string_append_c (head, '}');
  self->head_text = g_bytes_new (head->str, head->len);

  self->head_changed = previous == NULL || !g_bytes_equal (self->head_text, previous->head_text);
  if (!self->head_changed)
    self->head = g_object_ref (previous->head);
  else
    self->head = proctor_wire_read_bytes (PROCTOR_TYPE_INVOCATION, self->head_text, error);

  return self->head != NULL;
}

static void
proctor_invocation_skim_finalize (GObject *object)
{
  ProctorInvocationSkim *self = PROCTOR_INVOCATION_SKIM (object);

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->head_text, g_bytes_unref);
  g_clear_object (&self->head);
  g_clear_pointer (&self->runs, g_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_array_unref);

  G_OBJECT_CLASS (proctor_invocation_skim_parent_class)->finalize (object);
}

static void
proctor_invocation_skim_class_init (ProctorInvocationSkimClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_invocation_skim_finalize;
}

static void
proctor_invocation_skim_init (ProctorInvocationSkim *self)
{
  self->runs = g_array_new (FALSE, FALSE, sizeof (Range));
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->changes = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * proctor_invocation_skim_new:
 * @body: an invocation, as it came
 * @previous: (nullable): what it said the last time
 * @error: return location for why it is none
 *
 * Looks an invocation over. This takes long enough to be done in a thread of its own; nothing else
 * is touched, so that is where it may be done. @previous is only read.
 *
 * Returns: (transfer full) (nullable): what it says at a glance
 */
ProctorInvocationSkim *
proctor_invocation_skim_new (GBytes *body,
                             ProctorInvocationSkim *previous,
                             GError **error)
{
  g_autoptr (ProctorInvocationSkim) self = g_object_new (PROCTOR_TYPE_INVOCATION_SKIM, NULL);
  g_autoptr (GString) head = g_string_new ("{");

  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (previous == NULL || PROCTOR_IS_INVOCATION_SKIM (previous), NULL);

  self->body = g_bytes_ref (body);
  if (!find_parts (self, head, error) || !read_head (self, head, previous, error) || !skim_runs (self, previous, error))
    return NULL;

  self->changed = self->head_changed || self->changes->len > 0 || previous->rows->len != self->rows->len;

  return g_steal_pointer (&self);
}

/**
 * proctor_invocation_skim_get_head:
 * @self: a skim
 *
 * Returns: (transfer none): the invocation without its runs
 */
ProctorInvocation *
proctor_invocation_skim_get_head (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);

  return self->head;
}

/**
 * proctor_invocation_skim_get_body:
 * @self: a skim
 *
 * Returns: (transfer none): the invocation, as it came
 */
GBytes *
proctor_invocation_skim_get_body (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);

  return self->body;
}

/**
 * proctor_invocation_skim_get_rows:
 * @self: a skim
 *
 * Returns: (transfer none) (array): what lists show of each run, not to be changed
 */
ProctorRunRow *const *
proctor_invocation_skim_get_rows (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);

  return (ProctorRunRow *const *) self->rows->pdata;
}

guint
proctor_invocation_skim_get_n_runs (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), 0);

  return self->rows->len;
}

/**
 * proctor_invocation_skim_get_row:
 * @self: a skim
 * @position: which run
 *
 * Returns: (transfer none): what lists show of it, not to be changed
 */
ProctorRunRow *
proctor_invocation_skim_get_row (ProctorInvocationSkim *self,
                                 guint position)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);
  g_return_val_if_fail (position < self->rows->len, NULL);

  return g_ptr_array_index (self->rows, position);
}

/**
 * proctor_invocation_skim_dup_bytes:
 * @self: a skim
 * @position: which run
 *
 * Returns: (transfer full): the run, as it came
 */
GBytes *
proctor_invocation_skim_dup_bytes (ProctorInvocationSkim *self,
                                   guint position)
{
  const Range *range;

  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);
  g_return_val_if_fail (position < self->runs->len, NULL);

  range = get_range (self, position);

  return g_bytes_new_from_bytes (self->body, range->offset, range->length);
}

/**
 * proctor_invocation_skim_dup_run:
 * @self: a skim
 * @position: which run
 * @error: return location for why it is none
 *
 * Makes a run of its bytes. That of a long conversation takes long enough for a thread of its own.
 *
 * Returns: (transfer full) (nullable): the run, with all that was said
 */
ProctorRun *
proctor_invocation_skim_dup_run (ProctorInvocationSkim *self,
                                 guint position,
                                 GError **error)
{
  g_autoptr (GBytes) bytes = proctor_invocation_skim_dup_bytes (self, position);

  return bytes != NULL ? proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, error) : NULL;
}

/**
 * proctor_invocation_skim_is_changed:
 * @self: a skim
 *
 * Returns: whether anything is another than the last time
 */
gboolean
proctor_invocation_skim_is_changed (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), FALSE);

  return self->changed;
}

gboolean
proctor_invocation_skim_is_head_changed (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), FALSE);

  return self->head_changed;
}

/**
 * proctor_invocation_skim_get_changes:
 * @self: a skim
 *
 * Returns: (transfer none) (element-type guint): the runs that are new or others than the last time
 */
const GArray *
proctor_invocation_skim_get_changes (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), NULL);

  return self->changes;
}

/**
 * proctor_invocation_skim_has_ended:
 * @self: a skim
 *
 * Returns: whether all of its runs will stay as they are
 */
gboolean
proctor_invocation_skim_has_ended (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      ProctorRunRow *row = g_ptr_array_index (self->rows, i);

      /* A run that can't be read will not become readable by waiting. */
      if (proctor_run_row_get_problem (row) == NULL && !proctor_wire_is_settled (proctor_run_row_get_status (row)))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_invocation_skim_is_settled:
 * @self: a skim
 *
 * Runs can be done while those that ended alike are still being put together.
 *
 * Returns: whether it will stay as it is
 */
gboolean
proctor_invocation_skim_is_settled (ProctorInvocationSkim *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_SKIM (self), FALSE);

  return proctor_invocation_skim_has_ended (self) && g_strcmp0 (proctor_invocation_get_bucketing_status (self->head), "pending") != 0;
}
