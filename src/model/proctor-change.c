/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-change.h"

#include <string.h>

#include "proctor-record-private.h"

/* What a property was, or is; a list's rows are not in it. */
typedef struct
{
  ProctorRecordValue value;
  char *kept;
  guint8 presence;
  guint8 whole;
} State;

/* Texts are edited in one place most of the time, so of two long texts only what differs is kept. */
typedef struct
{
  char *before;
  char *after;
  gsize prefix;
  gsize suffix;
} Patch;

typedef enum
{
  CHANGE_VALUE,
  CHANGE_TEXT,
  CHANGE_SPLICE,
  CHANGE_EXTRAS,
} ChangeKind;

struct _ProctorChange
{
  /* Owned */
  ProctorRecord *record;
  State before;
  State after;
  Patch patch;
  GPtrArray *removals;
  GPtrArray *additions;

  ChangeKind kind;
  guint field;
  guint position;
};

static ProctorFieldKind
get_kind (ProctorRecord *record,
          guint field)
{
  return proctor_record_get_field (record, field)->kind;
}

static void
state_take (State *state,
            ProctorRecord *record,
            guint field)
{
  const ProctorRecordCell *cell = proctor_record_get_cell (record, field);

  state->presence = cell->presence;
  state->whole = cell->whole;
  state->kept = g_strdup (proctor_record_get_kept (record, field));
  switch (get_kind (record, field))
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      state->value.string = g_strdup (cell->value.string);
      break;
    case PROCTOR_FIELD_STRINGS:
      state->value.strings = g_strdupv (cell->value.strings);
      break;
    case PROCTOR_FIELD_RECORD:
      state->value.object = cell->value.object != NULL ? g_object_ref (cell->value.object) : NULL;
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      break;
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
      state->value = cell->value;
      break;
    }
}

static void
state_clear (State *state,
             ProctorFieldKind kind)
{
  g_clear_pointer (&state->kept, g_free);
  if (kind == PROCTOR_FIELD_STRING || kind == PROCTOR_FIELD_JSON || kind == PROCTOR_FIELD_KEY)
    g_clear_pointer (&state->value.string, g_free);
  else if (kind == PROCTOR_FIELD_STRINGS)
    g_clear_pointer (&state->value.strings, g_strfreev);
  else if (kind == PROCTOR_FIELD_RECORD)
    g_clear_object (&state->value.object);
}

/* What touching forgets comes back after it, and before anybody is told. */
static void
restore_marks (ProctorRecord *record,
               guint field,
               const State *state)
{
  ProctorRecordCell *cell = proctor_record_get_cell (record, field);

  g_object_freeze_notify (G_OBJECT (record));
  proctor_record_touch (record, field);
  cell->presence = state->presence;
  cell->whole = state->whole;
  if (state->kept != NULL)
    proctor_record_keep (record, field, g_strdup (state->kept));
  g_object_thaw_notify (G_OBJECT (record));
}

static void
state_give (const State *state,
            ProctorRecord *record,
            guint field)
{
  ProctorRecordCell *cell = proctor_record_get_cell (record, field);
  ProctorFieldKind kind = get_kind (record, field);

  if (kind == PROCTOR_FIELD_STRING || kind == PROCTOR_FIELD_JSON || kind == PROCTOR_FIELD_KEY)
    g_set_str (&cell->value.string, state->value.string);
  else if (kind == PROCTOR_FIELD_STRINGS)
    {
      proctor_record_clear_value (record, field);
      cell->value.strings = g_strdupv (state->value.strings);
    }
  else if (kind == PROCTOR_FIELD_RECORD)
    g_set_object ((GObject **) &cell->value.object, state->value.object);
  else if (kind != PROCTOR_FIELD_LIST && kind != PROCTOR_FIELD_MAP)
    cell->value = state->value;

  restore_marks (record, field, state);
}

static gboolean
values_equal (ProctorFieldKind kind,
              const ProctorRecordValue *one,
              const ProctorRecordValue *other)
{
  switch (kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      return g_strcmp0 (one->string, other->string) == 0;
    case PROCTOR_FIELD_STRINGS:
      return one->strings == other->strings || (one->strings != NULL && other->strings != NULL && g_strv_equal ((const char *const *) one->strings, (const char *const *) other->strings));
    case PROCTOR_FIELD_RECORD:
      return one->object == other->object;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      return TRUE;
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
      return memcmp (one, other, sizeof *one) == 0;
    }

  g_assert_not_reached ();
}

static gboolean
states_equal (ProctorFieldKind kind,
              const State *one,
              const State *other)
{
  return one->presence == other->presence && one->whole == other->whole && g_strcmp0 (one->kept, other->kept) == 0 && values_equal (kind, &one->value, &other->value);
}

static ProctorChange *
change_new (ChangeKind kind,
            ProctorRecord *record,
            guint field)
{
  ProctorChange *change = g_new0 (ProctorChange, 1);

  change->kind = kind;
  change->record = g_object_ref (record);
  change->field = field;

  return change;
}

/**
 * proctor_change_new:
 * @record: a record
 * @field: which of its properties
 *
 * Looks at a property before it is changed; proctor_change_seal() looks at it afterwards. What a
 * list consists of is changed by proctor_change_new_splice().
 *
 * Returns: (transfer full): the change
 */
ProctorChange *
proctor_change_new (ProctorRecord *record,
                    guint field)
{
  ProctorChange *change = change_new (CHANGE_VALUE, record, field);

  state_take (&change->before, record, field);

  return change;
}

static void
give_extras (ProctorRecord *record,
             const char *extras)
{
  if (extras != NULL || proctor_record_get_extras (record) != NULL)
    proctor_record_keep_extras (record, g_strdup (extras));
}

/**
 * proctor_change_new_extras:
 * @record: a record
 * @extras: (nullable): the JSON object of members that have no property
 *
 * Gives a record other members that nobody knows.
 *
 * Returns: (transfer full): the change, which is made already
 */
ProctorChange *
proctor_change_new_extras (ProctorRecord *record,
                           const char *extras)
{
  ProctorChange *change = change_new (CHANGE_EXTRAS, record, G_MAXUINT);

  change->before.kept = g_strdup (proctor_record_get_extras (record));
  change->after.kept = g_strdup (extras);
  give_extras (record, extras);

  return change;
}

static void
splice (ProctorChange *change,
        guint n_removals,
        GPtrArray *additions,
        const State *marks)
{
  GListStore *list = proctor_record_ensure_list (change->record, change->field);

  g_list_store_splice (list, change->position, n_removals, additions->pdata, additions->len);
  if (marks != NULL)
    restore_marks (change->record, change->field, marks);
}

/**
 * proctor_change_new_splice:
 * @record: a record
 * @field: a list of it
 * @position: where
 * @n_removals: how many rows go
 * @additions: (element-type ProctorRecord): the rows that come in their place
 *
 * Returns: (transfer full): the change, which is made already
 */
ProctorChange *
proctor_change_new_splice (ProctorRecord *record,
                           guint field,
                           guint position,
                           guint n_removals,
                           GPtrArray *additions)
{
  ProctorChange *change = change_new (CHANGE_SPLICE, record, field);
  GListModel *list = proctor_record_get_list (record, field);

  state_take (&change->before, record, field);
  change->position = position;
  change->removals = g_ptr_array_new_full (n_removals, g_object_unref);
  for (guint i = 0; i < n_removals; i++)
    g_ptr_array_add (change->removals, g_list_model_get_item (list, position + i));
  change->additions = g_ptr_array_new_full (additions->len, g_object_unref);
  for (guint i = 0; i < additions->len; i++)
    g_ptr_array_add (change->additions, g_object_ref (g_ptr_array_index (additions, i)));

  splice (change, n_removals, additions, NULL);
  state_take (&change->after, record, field);

  return change;
}

void
proctor_change_free (ProctorChange *change)
{
  ProctorFieldKind kind = change->kind == CHANGE_EXTRAS ? PROCTOR_FIELD_JSON : get_kind (change->record, change->field);

  state_clear (&change->before, kind);
  state_clear (&change->after, kind);
  g_free (change->patch.before);
  g_free (change->patch.after);
  g_clear_pointer (&change->removals, g_ptr_array_unref);
  g_clear_pointer (&change->additions, g_ptr_array_unref);
  g_object_unref (change->record);
  g_free (change);
}

/* From two texts to what differs. */
static void
make_patch (ProctorChange *change)
{
  const char *before = change->before.value.string;
  const char *after = change->after.value.string;
  gsize before_length = strlen (before);
  gsize after_length = strlen (after);
  gsize shorter = MIN (before_length, after_length);
  Patch *patch = &change->patch;

  while (patch->prefix < shorter && before[patch->prefix] == after[patch->prefix])
    patch->prefix++;
  while (patch->suffix < shorter - patch->prefix && before[before_length - patch->suffix - 1] == after[after_length - patch->suffix - 1])
    patch->suffix++;

  patch->before = g_strndup (before + patch->prefix, before_length - patch->prefix - patch->suffix);
  patch->after = g_strndup (after + patch->prefix, after_length - patch->prefix - patch->suffix);
  g_clear_pointer (&change->before.value.string, g_free);
  g_clear_pointer (&change->after.value.string, g_free);
  change->kind = CHANGE_TEXT;
}

static char *
patch_dup_other (const Patch *patch,
                 const char *text,
                 const char *middle)
{
  GString *other = g_string_new_len (text, patch->prefix);

  g_string_append (other, middle);
  g_string_append (other, text + strlen (text) - patch->suffix);

  return g_string_free_and_steal (other);
}

/**
 * proctor_change_seal:
 * @change: what proctor_change_new() has begun
 *
 * Looks at what the property has become.
 *
 * Returns: whether that is another than before
 */
gboolean
proctor_change_seal (ProctorChange *change)
{
  ProctorFieldKind kind = get_kind (change->record, change->field);

  state_take (&change->after, change->record, change->field);
  if (states_equal (kind, &change->before, &change->after))
    return FALSE;

  if (kind == PROCTOR_FIELD_STRING && change->before.value.string != NULL && change->after.value.string != NULL)
    make_patch (change);

  return TRUE;
}

/**
 * proctor_change_merge:
 * @change: a change
 * @next: the one that came right after it
 *
 * Makes one of two changes of the same text, or list of texts, as when somebody types.
 *
 * Returns: whether that could be done; @next is of no use then
 */
gboolean
proctor_change_merge (ProctorChange *change,
                      ProctorChange *next)
{
  g_autofree char *before = NULL;
  g_autofree char *between = NULL;
  const char *now;

  if (change->record == next->record && change->field == next->field && change->kind == CHANGE_VALUE && next->kind == CHANGE_VALUE && get_kind (change->record, change->field) == PROCTOR_FIELD_STRINGS)
    {
      state_clear (&change->after, PROCTOR_FIELD_STRINGS);
      state_take (&change->after, change->record, change->field);
      return TRUE;
    }
  if (change->record != next->record || change->field != next->field || next->kind != CHANGE_TEXT || (change->kind != CHANGE_TEXT && change->kind != CHANGE_VALUE))
    return FALSE;

  now = proctor_record_get_string (change->record, change->field);
  state_clear (&change->after, PROCTOR_FIELD_STRING);
  state_take (&change->after, change->record, change->field);
  if (change->kind == CHANGE_VALUE)
    return TRUE;

  between = patch_dup_other (&next->patch, now, next->patch.before);
  before = patch_dup_other (&change->patch, between, change->patch.before);
  g_clear_pointer (&change->patch.before, g_free);
  g_clear_pointer (&change->patch.after, g_free);
  change->patch.prefix = change->patch.suffix = 0;
  change->before.value.string = g_steal_pointer (&before);
  make_patch (change);

  return TRUE;
}

static void
apply (ProctorChange *change,
       gboolean forward)
{
  State *state = forward ? &change->after : &change->before;

  switch (change->kind)
    {
    case CHANGE_VALUE:
      state_give (state, change->record, change->field);
      break;
    case CHANGE_TEXT:
      {
        const char *text = proctor_record_get_string (change->record, change->field);

        state->value.string = patch_dup_other (&change->patch, text, forward ? change->patch.after : change->patch.before);
        state_give (state, change->record, change->field);
        g_clear_pointer (&state->value.string, g_free);
      }
      break;
    case CHANGE_SPLICE:
      if (forward)
        splice (change, change->removals->len, change->additions, state);
      else
        splice (change, change->additions->len, change->removals, state);
      break;
    case CHANGE_EXTRAS:
      give_extras (change->record, state->kept);
      break;
    }
}

/**
 * proctor_change_make:
 * @change: a change that was taken back
 *
 * Makes it again.
 */
void
proctor_change_make (ProctorChange *change)
{
  apply (change, TRUE);
}

/**
 * proctor_change_take_back:
 * @change: the newest change of its property
 *
 * Makes the property what it was, in every respect.
 */
void
proctor_change_take_back (ProctorChange *change)
{
  apply (change, FALSE);
}

ProctorRecord *
proctor_change_get_record (ProctorChange *change)
{
  return change->record;
}

guint
proctor_change_get_field (ProctorChange *change)
{
  return change->field;
}

/**
 * proctor_change_get_size:
 * @change: a change
 *
 * Returns: about how much memory it takes, in bytes, without the records in it
 */
gsize
proctor_change_get_size (ProctorChange *change)
{
  gsize size = sizeof *change;

  if (change->kind == CHANGE_TEXT)
    size += strlen (change->patch.before) + strlen (change->patch.after);
  else if (change->kind == CHANGE_EXTRAS)
    size += (change->before.kept != NULL ? strlen (change->before.kept) : 0) + (change->after.kept != NULL ? strlen (change->after.kept) : 0);
  else if (change->kind == CHANGE_VALUE && proctor_field_holds_string (proctor_record_get_field (change->record, change->field)))
    size += (change->before.value.string != NULL ? strlen (change->before.value.string) : 0) + (change->after.value.string != NULL ? strlen (change->after.value.string) : 0);

  return size;
}

/**
 * proctor_change_copy_state:
 * @record: a record
 * @field: which of its properties; not a list
 * @from: another of the same type
 *
 * Makes a property what it is in the other record, also in what can't be seen of it.
 */
void
proctor_change_copy_state (ProctorRecord *record,
                           guint field,
                           ProctorRecord *from)
{
  State state = { 0 };

  state_take (&state, from, field);
  state_give (&state, record, field);
  state_clear (&state, get_kind (record, field));
}

/**
 * proctor_change_is_same_state:
 * @record: a record
 * @field: which of its properties
 * @other: another of the same type
 *
 * Returns: whether the property is the same in both; of a list and of a record within the record,
 *   whether it is there
 */
gboolean
proctor_change_is_same_state (ProctorRecord *record,
                              guint field,
                              ProctorRecord *other)
{
  const ProctorRecordCell *one = proctor_record_get_cell (record, field);
  const ProctorRecordCell *two = proctor_record_get_cell (other, field);
  ProctorFieldKind kind = get_kind (record, field);

  if (one->presence != two->presence || one->whole != two->whole || g_strcmp0 (proctor_record_get_kept (record, field), proctor_record_get_kept (other, field)) != 0)
    return FALSE;

  return kind == PROCTOR_FIELD_RECORD || values_equal (kind, &one->value, &two->value);
}
