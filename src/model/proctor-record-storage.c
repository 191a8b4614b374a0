/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-private.h"

/* A record that nobody knows yet notifies nobody. */

static void
clear_kept (gpointer data)
{
  ProctorRecordKept *kept = data;

  g_free (kept->text);
}

/* What was kept for a field goes when the field is given another value. */
void
proctor_record_forget (ProctorRecord *self,
                       guint field)
{
  ProctorRecordLeftovers *leftovers = proctor_record_get_leftovers (self);
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  if (!cell->kept)
    return;

  cell->kept = FALSE;
  for (guint i = 0; i < leftovers->kept->len; i++)
    {
      if (g_array_index (leftovers->kept, ProctorRecordKept, i).field == field)
        {
          g_array_remove_index_fast (leftovers->kept, i);
          return;
        }
    }
}

void
proctor_record_fill_string (ProctorRecord *self,
                            guint field,
                            const char *value)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_field_holds_string (proctor_record_get_field (self, field)));

  g_set_str (&cell->value.string, value);
  cell->presence = PROCTOR_PRESENCE_VALUE;
}

void
proctor_record_fill_int (ProctorRecord *self,
                         guint field,
                         gint64 value)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_INT);

  cell->value.integer = value;
  cell->presence = PROCTOR_PRESENCE_VALUE;
}

/**
 * proctor_record_fill_double:
 * @self: a record
 * @field: which of its properties
 * @value: its value
 * @whole: whether it was written without a point
 */
void
proctor_record_fill_double (ProctorRecord *self,
                            guint field,
                            double value,
                            gboolean whole)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_DOUBLE);

  cell->value.number = value;
  cell->presence = PROCTOR_PRESENCE_VALUE;
  cell->whole = !!whole;
}

void
proctor_record_fill_bool (ProctorRecord *self,
                          guint field,
                          gboolean value)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_BOOL);

  cell->value.boolean = !!value;
  cell->presence = PROCTOR_PRESENCE_VALUE;
}

/**
 * proctor_record_fill_strings:
 * @self: a record
 * @field: which of its properties
 * @value: (transfer full): its texts
 */
void
proctor_record_fill_strings (ProctorRecord *self,
                             guint field,
                             char **value)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_STRINGS);

  proctor_record_clear_value (self, field);
  cell->value.strings = value;
  cell->presence = PROCTOR_PRESENCE_VALUE;
}

/**
 * proctor_record_fill_record:
 * @self: a record
 * @field: which of its properties
 * @value: (transfer full): the record in it
 */
void
proctor_record_fill_record (ProctorRecord *self,
                            guint field,
                            gpointer value)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_RECORD);

  proctor_record_clear_value (self, field);
  cell->value.object = value;
  cell->presence = PROCTOR_PRESENCE_VALUE;
}

/**
 * proctor_record_fill_list:
 * @self: a record
 * @field: which of its properties
 * @items: the records in it
 */
void
proctor_record_fill_list (ProctorRecord *self,
                          guint field,
                          GPtrArray *items)
{
  GListStore *list = proctor_record_ensure_list (self, field);

  proctor_record_freeze_list (self, field);
  g_list_store_splice (list, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), items->pdata, items->len);
  proctor_record_thaw_list (self, field);
  proctor_record_get_cell (self, field)->presence = PROCTOR_PRESENCE_VALUE;
}

void
proctor_record_fill_null (ProctorRecord *self,
                          guint field)
{
  proctor_record_get_cell (self, field)->presence = PROCTOR_PRESENCE_NULL;
}

gboolean
proctor_record_is_whole (ProctorRecord *self,
                         guint field)
{
  return proctor_record_get_cell (self, field)->whole;
}

/**
 * proctor_record_keep:
 * @self: a record
 * @field: which of its properties
 * @text: (transfer full): the JSON that the property can't hold
 *
 * Remembers what a member said until the property is set.
 */
void
proctor_record_keep (ProctorRecord *self,
                     guint field,
                     char *text)
{
  ProctorRecordLeftovers *leftovers = proctor_record_ensure_leftovers (self);
  ProctorRecordKept kept = { field, text };

  proctor_record_forget (self, field);
  if (leftovers->kept == NULL)
    {
      leftovers->kept = g_array_new (FALSE, FALSE, sizeof (ProctorRecordKept));
      g_array_set_clear_func (leftovers->kept, clear_kept);
    }
  g_array_append_val (leftovers->kept, kept);
  proctor_record_get_cell (self, field)->kept = TRUE;
}

const char *
proctor_record_get_kept (ProctorRecord *self,
                         guint field)
{
  ProctorRecordLeftovers *leftovers = proctor_record_get_leftovers (self);

  if (!proctor_record_get_cell (self, field)->kept)
    return NULL;

  for (guint i = 0; i < leftovers->kept->len; i++)
    {
      const ProctorRecordKept *kept = &g_array_index (leftovers->kept, ProctorRecordKept, i);

      if (kept->field == field)
        return kept->text;
    }

  g_assert_not_reached ();
}

/**
 * proctor_record_keep_extras:
 * @self: a record
 * @text: (transfer full) (nullable): a JSON object of the members that have no property
 */
void
proctor_record_keep_extras (ProctorRecord *self,
                            char *text)
{
  ProctorRecordLeftovers *leftovers = proctor_record_ensure_leftovers (self);

  g_free (leftovers->extras);
  leftovers->extras = text;
}

const char *
proctor_record_get_extras (ProctorRecord *self)
{
  ProctorRecordLeftovers *leftovers = proctor_record_get_leftovers (self);

  return leftovers != NULL ? leftovers->extras : NULL;
}

void
proctor_record_set_problem (ProctorRecord *self,
                            const char *problem)
{
  if (problem != NULL || proctor_record_get_problem (self) != NULL)
    g_set_str (&proctor_record_ensure_leftovers (self)->problem, problem);
}

void
proctor_record_set_read_only (ProctorRecord *self,
                              const char *reason)
{
  if (reason != NULL || proctor_record_get_read_only (self) != NULL)
    g_set_str (&proctor_record_ensure_leftovers (self)->read_only, reason);
}

/**
 * proctor_record_get_problem:
 * @self: a record
 *
 * Returns: (nullable): what could not be read of it, a line each, for a person
 */
const char *
proctor_record_get_problem (ProctorRecord *self)
{
  ProctorRecordLeftovers *leftovers = proctor_record_get_leftovers (self);

  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);

  return leftovers != NULL ? leftovers->problem : NULL;
}

/**
 * proctor_record_get_read_only:
 * @self: a record
 *
 * Returns: (nullable): why it must not be written back, for a person; %NULL if it may
 */
const char *
proctor_record_get_read_only (ProctorRecord *self)
{
  ProctorRecordLeftovers *leftovers = proctor_record_get_leftovers (self);

  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);

  return leftovers != NULL ? leftovers->read_only : NULL;
}
