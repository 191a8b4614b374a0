/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-copy.h"

#include "proctor-record-private.h"

/* What could not be read never changes, so that both can have it. */
static gpointer
copy_row (gpointer row)
{
  return PROCTOR_IS_RECORD (row) ? proctor_record_copy (row) : g_object_ref (row);
}

static void
copy_list (ProctorRecord *copy,
           ProctorRecord *record,
           guint field)
{
  GListModel *rows = proctor_record_get_list (record, field);
  guint n_rows = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      g_autoptr (GObject) other = copy_row (row);

      g_list_store_append (proctor_record_ensure_list (copy, field), other);
    }
}

static void
copy_value (ProctorRecord *copy,
            ProctorRecord *record,
            guint field)
{
  ProctorRecordCell *cell = proctor_record_get_cell (copy, field);
  ProctorRecordCell *from = proctor_record_get_cell (record, field);

  switch (proctor_record_get_field (record, field)->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      cell->value.string = g_strdup (from->value.string);
      break;
    case PROCTOR_FIELD_STRINGS:
      cell->value.strings = g_strdupv (from->value.strings);
      break;
    case PROCTOR_FIELD_RECORD:
      cell->value.object = from->value.object != NULL ? copy_row (from->value.object) : NULL;
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      if (from->value.object != NULL)
        copy_list (copy, record, field);
      break;
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
      cell->value = from->value;
      break;
    }
}

/**
 * proctor_record_copy:
 * @record: a record
 *
 * Returns: (transfer full): another that says the same, all the way down, with what nobody knows
 */
gpointer
proctor_record_copy (gpointer record)
{
  ProctorRecord *copy;
  ProctorRecordClass *klass;

  g_return_val_if_fail (PROCTOR_IS_RECORD (record), NULL);

  copy = g_object_new (G_OBJECT_TYPE (record), NULL);
  klass = PROCTOR_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      ProctorRecordCell *cell = proctor_record_get_cell (copy, i);
      const char *kept = proctor_record_get_kept (record, i);

      copy_value (copy, record, i);
      if (kept != NULL)
        proctor_record_keep (copy, i, g_strdup (kept));
      cell->presence = proctor_record_get_cell (record, i)->presence;
      cell->whole = proctor_record_get_cell (record, i)->whole;
    }
  if (proctor_record_get_extras (record) != NULL)
    proctor_record_keep_extras (copy, g_strdup (proctor_record_get_extras (record)));
  proctor_record_set_problem (copy, proctor_record_get_problem (record));
  proctor_record_set_read_only (copy, proctor_record_get_read_only (record));

  return copy;
}

static gboolean
list_contains (GListModel *rows,
               gpointer part)
{
  guint n_rows = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_RECORD (row) && proctor_record_contains (row, part))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_record_contains:
 * @record: a record
 * @part: another one
 *
 * Returns: whether @part is @record or in it, however far down
 */
gboolean
proctor_record_contains (gpointer record,
                         gpointer part)
{
  ProctorRecordClass *klass;

  g_return_val_if_fail (PROCTOR_IS_RECORD (record), FALSE);

  if (record == part)
    return TRUE;

  klass = PROCTOR_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      gpointer value = proctor_record_get_cell (record, i)->value.object;

      if (klass->fields[i].kind == PROCTOR_FIELD_RECORD && value != NULL && proctor_record_contains (value, part))
        return TRUE;
      if (proctor_field_holds_list (&klass->fields[i]) && value != NULL && list_contains (proctor_record_get_list (record, i), part))
        return TRUE;
    }

  return FALSE;
}

static gpointer
find_owner_in_list (GListModel *rows,
                    gpointer part,
                    guint *field)
{
  guint n_rows = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      gpointer owner = PROCTOR_IS_RECORD (row) ? proctor_record_find_owner (row, part, field) : NULL;

      if (owner != NULL)
        return owner;
    }

  return NULL;
}

static gboolean
list_has (GListModel *rows,
          gpointer part)
{
  guint n_rows = g_list_model_get_n_items (rows);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if ((gpointer) row == part)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_record_find_owner:
 * @record: a record
 * @part: another one
 * @field: (out): which of the owner's properties it is, or in
 *
 * Returns: (transfer none) (nullable): the record in @record, or @record, to which @part belongs; %NULL
 *   if it is no part of it
 */
gpointer
proctor_record_find_owner (gpointer record,
                           gpointer part,
                           guint *field)
{
  ProctorRecordClass *klass;

  g_return_val_if_fail (PROCTOR_IS_RECORD (record), NULL);

  klass = PROCTOR_RECORD_GET_CLASS (record);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      gpointer value = proctor_record_get_cell (record, i)->value.object;
      gboolean is_record = klass->fields[i].kind == PROCTOR_FIELD_RECORD;
      gpointer owner;

      if ((!is_record && !proctor_field_holds_list (&klass->fields[i])) || value == NULL)
        continue;
      if (is_record ? value == part : list_has (proctor_record_get_list (record, i), part))
        {
          *field = i;
          return record;
        }

      owner = is_record ? proctor_record_find_owner (value, part, field) : find_owner_in_list (proctor_record_get_list (record, i), part, field);
      if (owner != NULL)
        return owner;
    }

  return NULL;
}
