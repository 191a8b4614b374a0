/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-equal.h"

#include "proctor-change.h"
#include "proctor-record-private.h"

static gboolean
rows_equal (GListModel *one,
            guint position,
            GListModel *other,
            guint other_position)
{
  g_autoptr (ProctorRecord) row = g_list_model_get_item (one, position);
  g_autoptr (ProctorRecord) another = g_list_model_get_item (other, other_position);

  return proctor_record_equal (row, another);
}

/**
 * proctor_record_list_match:
 * @one: rows
 * @other: rows
 * @first: (out): how many are equal at the beginning
 * @last: (out): how many of the rest are equal at the end
 */
void
proctor_record_list_match (GListModel *one,
                           GListModel *other,
                           guint *first,
                           guint *last)
{
  guint before = g_list_model_get_n_items (one);
  guint after = g_list_model_get_n_items (other);
  guint shorter = MIN (before, after);

  *first = *last = 0;
  while (*first < shorter && rows_equal (one, *first, other, *first))
    (*first)++;
  while (*last < shorter - *first && rows_equal (one, before - *last - 1, other, after - *last - 1))
    (*last)++;
}

/**
 * proctor_record_field_equal:
 * @one: a record
 * @other: another of the same type
 * @field: which of their properties
 *
 * Returns: whether the property would be written alike
 */
gboolean
proctor_record_field_equal (gpointer one,
                            gpointer other,
                            guint field)
{
  ProctorFieldKind kind = proctor_record_get_field (one, field)->kind;

  if (!proctor_change_is_same_state (one, field, other))
    return FALSE;

  if (kind == PROCTOR_FIELD_RECORD)
    {
      gpointer own = proctor_record_get_record (one, field);
      gpointer another = proctor_record_get_record (other, field);

      return own == another || (own != NULL && another != NULL && proctor_record_equal (own, another));
    }
  if (kind == PROCTOR_FIELD_LIST || kind == PROCTOR_FIELD_MAP)
    {
      GListModel *rows = proctor_record_get_list (one, field);
      GListModel *others = proctor_record_get_list (other, field);
      guint n_rows = g_list_model_get_n_items (rows);

      if (n_rows != g_list_model_get_n_items (others))
        return FALSE;
      for (guint i = 0; i < n_rows; i++)
        {
          if (!rows_equal (rows, i, others, i))
            return FALSE;
        }
    }

  return TRUE;
}

/**
 * proctor_record_equal:
 * @one: a record
 * @other: another
 *
 * Returns: whether they would be written alike, with all that can't be seen of them
 */
gboolean
proctor_record_equal (gpointer one,
                      gpointer other)
{
  ProctorRecordClass *klass;

  if (one == other)
    return TRUE;
  if (G_OBJECT_TYPE (one) != G_OBJECT_TYPE (other) || g_strcmp0 (proctor_record_get_extras (one), proctor_record_get_extras (other)) != 0)
    return FALSE;

  klass = PROCTOR_RECORD_GET_CLASS (one);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (!proctor_record_field_equal (one, other, i))
        return FALSE;
    }

  return TRUE;
}
