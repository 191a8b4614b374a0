/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-finding.h"

/* Where in a test a finding is, as a path that outlives the objects: another window, or the same test read
 * again, finds the place by it. */

static gboolean append_way (GString *place,
                            ProctorRecord *from,
                            ProctorRecord *to);

/* As in a JSON pointer, a slash and a tilde in a name are written differently. */
static void
append_step (GString *place,
             const char *step)
{
  if (place->len > 0)
    g_string_append_c (place, '/');
  for (const char *p = step; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (place, "~0");
      else if (*p == '/')
        g_string_append (place, "~1");
      else
        g_string_append_c (place, *p);
    }
}

/* The member of an object is its record's value, if there is a property of that name. Neither this nor the
 * member's name is a step further. */
static gboolean
is_member_itself (ProctorRecordClass *klass,
                  const ProctorField *field)
{
  return klass->fields[0].kind == PROCTOR_FIELD_KEY && (field->kind == PROCTOR_FIELD_KEY || g_str_equal (field->name, "value"));
}

static void
append_field (GString *place,
              ProctorRecord *record,
              guint field)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  g_autofree char *name = g_strdelimit (g_strdup (klass->fields[field].name), "-", '_');

  if (!is_member_itself (klass, &klass->fields[field]))
    append_step (place, name);
}

static void
append_item (GString *place,
             const ProctorField *field,
             ProctorRecord *item,
             guint position)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (item);
  const char *key = NULL;
  char number[16];

  if (field->kind == PROCTOR_FIELD_MAP && klass->fields[0].kind == PROCTOR_FIELD_KEY)
    key = proctor_record_get_string (item, 0);
  g_snprintf (number, sizeof number, "%u", position);
  append_step (place, key != NULL ? key : number);
}

static gboolean
append_way_through_list (GString *place,
                         ProctorRecord *from,
                         guint field,
                         ProctorRecord *to)
{
  const ProctorField *description = &PROCTOR_RECORD_GET_CLASS (from)->fields[field];
  GListModel *list = proctor_record_get_list (from, field);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorRecord) item = g_list_model_get_item (list, i);
      gsize length = place->len;

      append_field (place, from, field);
      append_item (place, description, item, i);
      if (append_way (place, item, to))
        return TRUE;
      g_string_truncate (place, length);
    }

  return FALSE;
}

static gboolean
append_way (GString *place,
            ProctorRecord *from,
            ProctorRecord *to)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (from);

  if (from == to)
    return TRUE;

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const ProctorField *field = &klass->fields[i];
      gsize length = place->len;

      if ((field->kind == PROCTOR_FIELD_LIST || field->kind == PROCTOR_FIELD_MAP) && append_way_through_list (place, from, i, to))
        return TRUE;
      if (field->kind != PROCTOR_FIELD_RECORD || proctor_record_get_record (from, i) == NULL)
        continue;

      append_field (place, from, i);
      if (append_way (place, proctor_record_get_record (from, i), to))
        return TRUE;
      g_string_truncate (place, length);
    }

  return FALSE;
}

/**
 * proctor_finding_dup_place:
 * @self: a finding
 * @test: the test that it is about
 *
 * The place is a path of property names and positions, as in `chat_history/3/message`, or of names where the
 * members of an object are named, as in `tool_mock_overrides/tool_1/0/mock_result`. A text of a list of texts
 * has its position at the end.
 *
 * Returns: (transfer full) (nullable): where it is, %NULL if it is about nothing that is in @test any more
 */
char *
proctor_finding_dup_place (ProctorFinding *self,
                           ProctorTest *test)
{
  g_autoptr (GString) place = g_string_new (NULL);
  ProctorRecord *record;
  guint field, index;

  g_return_val_if_fail (PROCTOR_IS_FINDING (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_TEST (test), NULL);

  record = proctor_finding_get_record (self);
  field = proctor_finding_get_field (self);
  index = proctor_finding_get_index (self);
  if (record == NULL || !append_way (place, PROCTOR_RECORD (test), record))
    return NULL;

  if (field < PROCTOR_RECORD_GET_CLASS (record)->n_fields)
    append_field (place, record, field);
  if (index != PROCTOR_FINDING_WHOLE)
    {
      char number[16];

      g_snprintf (number, sizeof number, "%u", index);
      append_step (place, number);
    }

  return g_string_free (g_steal_pointer (&place), FALSE);
}
