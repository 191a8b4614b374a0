/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-private.h"

#include <string.h>

/* The properties of a record, one by one. Setting one to what it is says nothing to anybody. */

const char *
proctor_record_get_string (ProctorRecord *self,
                           guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);
  g_return_val_if_fail (proctor_field_holds_string (proctor_record_get_field (self, field)), NULL);

  return proctor_record_get_cell (self, field)->value.string;
}

void
proctor_record_set_string (ProctorRecord *self,
                           guint field,
                           const char *value)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (proctor_field_holds_string (proctor_record_get_field (self, field)));

  if (value == NULL)
    {
      proctor_record_unset (self, field);
      return;
    }

  cell = proctor_record_get_cell (self, field);
  if (g_set_str (&cell->value.string, value) || cell->kept || cell->presence != PROCTOR_PRESENCE_VALUE)
    proctor_record_touch (self, field);
}

gint64
proctor_record_get_int (ProctorRecord *self,
                        guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), 0);
  g_return_val_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_INT, 0);

  return proctor_record_get_cell (self, field)->value.integer;
}

void
proctor_record_set_int (ProctorRecord *self,
                        guint field,
                        gint64 value)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_INT);

  cell = proctor_record_get_cell (self, field);
  if (cell->value.integer == value && !cell->kept && cell->presence == PROCTOR_PRESENCE_VALUE)
    return;

  cell->value.integer = value;
  proctor_record_touch (self, field);
}

double
proctor_record_get_double (ProctorRecord *self,
                           guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), 0);
  g_return_val_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_DOUBLE, 0);

  return proctor_record_get_cell (self, field)->value.number;
}

void
proctor_record_set_double (ProctorRecord *self,
                           guint field,
                           double value)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_DOUBLE);

  cell = proctor_record_get_cell (self, field);
  if (memcmp (&cell->value.number, &value, sizeof value) == 0 && !cell->kept && cell->presence == PROCTOR_PRESENCE_VALUE)
    return;

  cell->value.number = value;
  proctor_record_touch (self, field);
}

gboolean
proctor_record_get_bool (ProctorRecord *self,
                         guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), FALSE);
  g_return_val_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_BOOL, FALSE);

  return proctor_record_get_cell (self, field)->value.boolean;
}

void
proctor_record_set_bool (ProctorRecord *self,
                         guint field,
                         gboolean value)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_BOOL);

  cell = proctor_record_get_cell (self, field);
  value = !!value;
  if (cell->value.boolean == value && !cell->kept && cell->presence == PROCTOR_PRESENCE_VALUE)
    return;

  cell->value.boolean = value;
  proctor_record_touch (self, field);
}

/**
 * proctor_record_get_strings:
 * @self: a record
 * @field: which of its properties
 *
 * Returns: (nullable) (array zero-terminated=1): the texts, %NULL for none
 */
const char *const *
proctor_record_get_strings (ProctorRecord *self,
                            guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);
  g_return_val_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_STRINGS, NULL);

  return (const char *const *) proctor_record_get_cell (self, field)->value.strings;
}

void
proctor_record_set_strings (ProctorRecord *self,
                            guint field,
                            const char *const *value)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  g_return_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_STRINGS);

  if (value == NULL)
    {
      proctor_record_unset (self, field);
      return;
    }

  cell = proctor_record_get_cell (self, field);
  if (cell->value.strings != NULL && g_strv_equal ((const char *const *) cell->value.strings, value) && !cell->kept && cell->presence == PROCTOR_PRESENCE_VALUE)
    return;

  proctor_record_clear_value (self, field);
  cell->value.strings = g_strdupv ((char **) value);
  proctor_record_touch (self, field);
}

gpointer
proctor_record_get_record (ProctorRecord *self,
                           guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);
  g_return_val_if_fail (proctor_record_get_field (self, field)->kind == PROCTOR_FIELD_RECORD, NULL);

  return proctor_record_get_cell (self, field)->value.object;
}

void
proctor_record_set_record (ProctorRecord *self,
                           guint field,
                           gpointer value)
{
  const ProctorField *description;
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));
  description = proctor_record_get_field (self, field);
  g_return_if_fail (description->kind == PROCTOR_FIELD_RECORD);
  g_return_if_fail (value == NULL || G_TYPE_CHECK_INSTANCE_TYPE (value, description->get_type ()));

  if (value == NULL)
    {
      proctor_record_unset (self, field);
      return;
    }

  cell = proctor_record_get_cell (self, field);
  if (g_set_object ((GObject **) &cell->value.object, value) || cell->kept || cell->presence != PROCTOR_PRESENCE_VALUE)
    proctor_record_touch (self, field);
}

/**
 * proctor_record_get_list:
 * @self: a record
 * @field: which of its properties
 *
 * Returns: (transfer none): a #GListStore, which may be edited as it is
 */
GListModel *
proctor_record_get_list (ProctorRecord *self,
                         guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);
  g_return_val_if_fail (proctor_field_holds_list (proctor_record_get_field (self, field)), NULL);

  return G_LIST_MODEL (proctor_record_ensure_list (self, field));
}
