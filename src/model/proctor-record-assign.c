/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-private.h"

#include <string.h>

static const char *
get_name (ProctorRecord *record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);

  if (klass->n_fields > 0 && klass->fields[0].kind == PROCTOR_FIELD_KEY)
    return proctor_record_get_string (record, 0);

  return proctor_record_get_identity (record);
}

/* Rows without a name of their own are told apart by their place alone. */
static gboolean
is_same_row (ProctorRecord *one,
             ProctorRecord *other)
{
  return G_OBJECT_TYPE (one) == G_OBJECT_TYPE (other) && g_strcmp0 (get_name (one), get_name (other)) == 0;
}

static void
assign_row (GListStore *list,
            guint position,
            ProctorRecord *from)
{
  g_autoptr (ProctorRecord) row = g_list_model_get_item (G_LIST_MODEL (list), position);

  proctor_record_assign (row, from);
}

static gboolean
is_row (GListModel *list,
        guint position,
        GListModel *other,
        guint other_position)
{
  g_autoptr (ProctorRecord) one = g_list_model_get_item (list, position);
  g_autoptr (ProctorRecord) two = g_list_model_get_item (other, other_position);

  return is_same_row (one, two);
}

/* The rows of the middle that are still there, by their names. */
static GHashTable *
collect_rows (GListModel *list,
              guint from,
              guint n_rows)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = from; i < from + n_rows; i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (list, i);
      const char *name = get_name (row);

      if (name != NULL && !g_hash_table_contains (rows, name))
        g_hash_table_insert (rows, (gpointer) name, g_object_ref (row));
    }

  return g_steal_pointer (&rows);
}

/**
 * proctor_record_list_assign:
 * @list: rows that are shown
 * @other: what the rows have become, which gives its rows away
 *
 * Makes @list say what @other says. A row that is in both stays the object it is and notifies of
 * what has changed; the list changes only where rows came, went or moved.
 */
void
proctor_record_list_assign (GListStore *list,
                            GListModel *other)
{
  GListModel *model = G_LIST_MODEL (list);
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (GPtrArray) middle = g_ptr_array_new_with_free_func (g_object_unref);
  guint before = g_list_model_get_n_items (model);
  guint after = g_list_model_get_n_items (other);
  guint shorter = MIN (before, after);
  guint first = 0;
  guint last = 0;

  while (first < shorter && is_row (model, first, other, first))
    first++;
  while (last < shorter - first && is_row (model, before - last - 1, other, after - last - 1))
    last++;

  known = collect_rows (model, first, before - first - last);
  for (guint i = first; i < after - last; i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (other, i);
      const char *name = get_name (row);
      ProctorRecord *shown = name != NULL ? g_hash_table_lookup (known, name) : NULL;

      if (shown != NULL && is_same_row (shown, row))
        {
          g_ptr_array_add (middle, g_object_ref (shown));
          g_hash_table_remove (known, name);
          proctor_record_assign (g_ptr_array_index (middle, middle->len - 1), row);
        }
      else
        g_ptr_array_add (middle, g_steal_pointer (&row));
    }

  if (before - first - last > 0 || middle->len > 0)
    g_list_store_splice (list, first, before - first - last, middle->pdata, middle->len);

  for (guint i = 0; i < first; i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (other, i);

      assign_row (list, i, row);
    }
  for (guint i = after - last; i < after; i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (other, i);

      assign_row (list, i, row);
    }
}

static gboolean
assign_strings (ProctorRecordCell *cell,
                char **strings)
{
  if (cell->value.strings == strings || (cell->value.strings != NULL && strings != NULL && g_strv_equal ((const char *const *) cell->value.strings, (const char *const *) strings)))
    return FALSE;

  g_strfreev (cell->value.strings);
  cell->value.strings = g_strdupv (strings);

  return TRUE;
}

static gboolean
assign_record (ProctorRecordCell *cell,
               ProctorRecord *record)
{
  ProctorRecord *own = cell->value.object;

  if (own == NULL || record == NULL || !is_same_row (own, record))
    return g_set_object ((GObject **) &cell->value.object, (GObject *) record);

  proctor_record_assign (own, record);

  return FALSE;
}

/* Returns whether the property is another one now; lists tell of their changes themselves. */
static gboolean
assign_value (ProctorRecord *self,
              ProctorRecord *other,
              guint field)
{
  const ProctorField *description = proctor_record_get_field (self, field);
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);
  ProctorRecordCell *from = proctor_record_get_cell (other, field);

  switch (description->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      return g_set_str (&cell->value.string, from->value.string);
    case PROCTOR_FIELD_STRINGS:
      return assign_strings (cell, from->value.strings);
    case PROCTOR_FIELD_RECORD:
      return assign_record (cell, from->value.object);
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      if (cell->value.object != NULL || from->value.object != NULL)
        {
          proctor_record_freeze_list (self, field);
          proctor_record_list_assign (proctor_record_ensure_list (self, field), proctor_record_get_list (other, field));
          proctor_record_thaw_list (self, field);
        }
      return FALSE;
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
      if (memcmp (&cell->value, &from->value, sizeof cell->value) == 0)
        return FALSE;
      cell->value = from->value;
      return TRUE;
    }

  g_assert_not_reached ();
}

/**
 * proctor_record_assign:
 * @self: a record that is shown
 * @other: what it has become, which gives its parts away
 *
 * Makes @self say what @other says, all the way down. Objects that are in both stay the objects
 * they are; only what differs is notified of.
 */
void
proctor_record_assign (ProctorRecord *self,
                       ProctorRecord *other)
{
  ProctorRecordClass *klass;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));

  if (self == other)
    return;

  klass = PROCTOR_RECORD_GET_CLASS (self);
  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = 0; i < klass->n_fields; i++)
    {
      ProctorRecordCell *cell = proctor_record_get_cell (self, i);
      const char *kept;

      if (assign_value (self, other, i))
        g_object_notify_by_pspec (G_OBJECT (self), klass->properties[i]);

      proctor_record_forget (self, i);
      kept = proctor_record_get_kept (other, i);
      if (kept != NULL)
        proctor_record_keep (self, i, g_strdup (kept));
      cell->presence = proctor_record_get_cell (other, i)->presence;
      cell->whole = proctor_record_get_cell (other, i)->whole;
    }
  if (proctor_record_get_extras (self) != NULL || proctor_record_get_extras (other) != NULL)
    proctor_record_keep_extras (self, g_strdup (proctor_record_get_extras (other)));
  proctor_record_set_problem (self, proctor_record_get_problem (other));
  proctor_record_set_read_only (self, proctor_record_get_read_only (other));
  g_object_thaw_notify (G_OBJECT (self));
}
