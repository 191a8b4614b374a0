/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-place.h"

#include <string.h>

#include "proctor-wire-schema.h"

/* Places in a record, as the API calls them. */

/* As in "[key]" of a place: not what a member of an object says is meant, but what it is called. */
#define NAME_ITSELF "[key]"

typedef struct
{
  /* Borrowed */
  ProctorRecord *record;
  const char *rest;

  guint field;
  guint position;
} Walk;

static gboolean
is_end (char letter)
{
  return letter == '\0' || letter == '.' || letter == '/';
}

/* Checks write a place as a JSON pointer is written, servers' errors with dots. */
static char *
dup_escaped (const char *name)
{
  g_autoptr (GString) text = g_string_new (name);

  g_string_replace (text, "~", "~0", 0);
  g_string_replace (text, "/", "~1", 0);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gsize
match_name (const char *rest,
            const char *name)
{
  g_autofree char *escaped = NULL;

  if (name == NULL || *name == '\0')
    return 0;
  if (g_str_has_prefix (rest, name) && is_end (rest[strlen (name)]))
    return strlen (name);

  escaped = dup_escaped (name);

  return g_str_has_prefix (rest, escaped) && is_end (rest[strlen (escaped)]) ? strlen (escaped) : 0;
}

static char *
dup_step (const char *rest)
{
  gsize length = 0;

  while (!is_end (rest[length]))
    length++;

  return g_strndup (rest, length);
}

static void
skip (Walk *walk,
      gsize length)
{
  walk->rest += length;
  if (*walk->rest != '\0')
    walk->rest++;
}

static ProctorFieldKind
get_kind (Walk *walk)
{
  return PROCTOR_RECORD_GET_CLASS (walk->record)->fields[walk->field].kind;
}

static void
enter (Walk *walk,
       ProctorRecord *record)
{
  const ProctorWireSchema *schema = proctor_wire_schema_get (record);

  walk->record = record;
  walk->field = schema->value >= 0 ? (guint) schema->value : G_MAXUINT;
}

/* A name may have dots in it, so the longest that fits is meant. */
static gboolean
enter_member (Walk *walk)
{
  GListModel *rows = proctor_record_get_list (walk->record, walk->field);
  ProctorRecord *best = NULL;
  gsize longest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);
      gsize length = match_name (walk->rest, proctor_record_get_string (row, 0));

      if (length > longest)
        {
          longest = length;
          best = row;
        }
    }
  if (best == NULL)
    return FALSE;

  skip (walk, longest);
  enter (walk, best);
  if (g_str_equal (walk->rest, NAME_ITSELF))
    walk->field = 0;

  return !g_str_equal (walk->rest, NAME_ITSELF);
}

/* Servers name the kind of list as well, as in "list[str]". */
static gboolean
read_position (Walk *walk,
               guint64 *position)
{
  while (*walk->rest != '\0')
    {
      g_autofree char *step = dup_step (walk->rest);

      skip (walk, strlen (step));
      if (g_ascii_string_to_unsigned (step, 10, 0, G_MAXUINT - 1, position, NULL))
        return TRUE;
    }

  return FALSE;
}

static gboolean
enter_row (Walk *walk)
{
  guint64 position;
  g_autoptr (GObject) row = NULL;

  if (!read_position (walk, &position))
    return FALSE;

  row = g_list_model_get_item (proctor_record_get_list (walk->record, walk->field), (guint) position);
  /* One that can't be read has no properties. */
  if (!PROCTOR_IS_RECORD (row))
    return FALSE;
  enter (walk, PROCTOR_RECORD (row));

  return TRUE;
}

static void
read_string_position (Walk *walk)
{
  guint64 position;

  if (read_position (walk, &position))
    walk->position = (guint) position;
}

/* Servers name the kind of body and of union, too; what isn't known is passed over. */
static void
find_field (Walk *walk)
{
  g_autofree char *step = dup_step (walk->rest);
  int found = proctor_wire_schema_find (proctor_wire_schema_get (walk->record), step);

  skip (walk, strlen (step));
  if (found >= 0)
    walk->field = (guint) found;
}

/* Goes a step further. Returns: whether there may be another */
static gboolean
walk_on (Walk *walk)
{
  if (walk->field == G_MAXUINT)
    {
      find_field (walk);
      return TRUE;
    }

  switch (get_kind (walk))
    {
    case PROCTOR_FIELD_LIST:
      return enter_row (walk);
    case PROCTOR_FIELD_MAP:
      return enter_member (walk);
    case PROCTOR_FIELD_RECORD:
      if (proctor_record_get_record (walk->record, walk->field) == NULL)
        return FALSE;
      enter (walk, proctor_record_get_record (walk->record, walk->field));
      return TRUE;
    case PROCTOR_FIELD_STRINGS:
      read_string_position (walk);
      return FALSE;
    case PROCTOR_FIELD_KEY:
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
    case PROCTOR_FIELD_JSON:
      return FALSE;
    }

  g_assert_not_reached ();
}

/**
 * proctor_record_place_find:
 * @root: a record
 * @path: where, as in "body.chat_history.3.message" or "chat_history/3/message"
 * @record: (out) (transfer none): the part of it that is meant
 * @field: (out): which of its properties, G_MAXUINT for all of it
 * @position: (out) (optional): which text, where the property is a list of texts and one of them is
 *   meant, or G_MAXUINT
 *
 * Finds what a server or a check speaks of. A place that is only known in part is found as far as
 * it is known.
 *
 * Returns: whether anything of it is known
 */
gboolean
proctor_record_place_find (ProctorRecord *root,
                           const char *path,
                           ProctorRecord **record,
                           guint *field,
                           guint *position)
{
  Walk walk = { .record = root, .rest = path, .field = G_MAXUINT, .position = G_MAXUINT };

  g_return_val_if_fail (PROCTOR_IS_RECORD (root), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  while (*walk.rest != '\0' && walk_on (&walk))
    ;
  *record = walk.record;
  *field = walk.field;
  if (position != NULL)
    *position = walk.position;

  return walk.record != root || walk.field != G_MAXUINT;
}
