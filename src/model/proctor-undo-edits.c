/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-equal.h"
#include "proctor-record-private.h"
#include "proctor-undo-private.h"

/* What a step can consist of: each change is made and noted. */

static void
seal (ProctorUndo *self,
      ProctorChange *change)
{
  if (proctor_change_seal (change))
    proctor_undo_note (self, change);
  else
    proctor_change_free (change);
}

void
proctor_undo_set_string (ProctorUndo *self,
                         gpointer record,
                         guint field,
                         const char *value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_string (record, field, value);
  seal (self, change);
}

void
proctor_undo_set_int (ProctorUndo *self,
                      gpointer record,
                      guint field,
                      gint64 value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_int (record, field, value);
  seal (self, change);
}

void
proctor_undo_set_double (ProctorUndo *self,
                         gpointer record,
                         guint field,
                         double value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_double (record, field, value);
  seal (self, change);
}

void
proctor_undo_set_bool (ProctorUndo *self,
                       gpointer record,
                       guint field,
                       gboolean value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_bool (record, field, value);
  seal (self, change);
}

void
proctor_undo_set_strings (ProctorUndo *self,
                          gpointer record,
                          guint field,
                          const char *const *value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_strings (record, field, value);
  seal (self, change);
}

void
proctor_undo_set_record (ProctorUndo *self,
                         gpointer record,
                         guint field,
                         gpointer value)
{
  ProctorChange *change = proctor_change_new (record, field);

  proctor_record_set_record (record, field, value);
  seal (self, change);
}

/**
 * proctor_undo_unset:
 * @self: what can be undone
 * @record: a record
 * @field: which of its properties
 *
 * Takes a property's value away, of a list all of its rows.
 */
void
proctor_undo_unset (ProctorUndo *self,
                    gpointer record,
                    guint field)
{
  ProctorChange *change;

  if (proctor_field_holds_list (proctor_record_get_field (record, field)))
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();
      guint n_rows = g_list_model_get_n_items (proctor_record_get_list (record, field));

      if (n_rows > 0)
        proctor_undo_splice (self, record, field, 0, n_rows, none);
    }

  change = proctor_change_new (record, field);
  proctor_record_unset (record, field);
  seal (self, change);
}

void
proctor_undo_insert (ProctorUndo *self,
                     gpointer record,
                     guint field,
                     guint position,
                     gpointer item)
{
  g_autoptr (GPtrArray) additions = g_ptr_array_new ();

  g_ptr_array_add (additions, item);
  proctor_undo_splice (self, record, field, position, 0, additions);
}

void
proctor_undo_remove (ProctorUndo *self,
                     gpointer record,
                     guint field,
                     guint position)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  proctor_undo_splice (self, record, field, position, 1, none);
}

/**
 * proctor_undo_move:
 * @self: what can be undone
 * @record: a record
 * @field: a list of it
 * @from: which row
 * @to: where it is to be afterwards
 */
void
proctor_undo_move (ProctorUndo *self,
                   gpointer record,
                   guint field,
                   guint from,
                   guint to)
{
  g_autoptr (ProctorRecord) item = g_list_model_get_item (proctor_record_get_list (record, field), from);

  g_return_if_fail (item != NULL);

  if (from == to)
    return;

  proctor_undo_remove (self, record, field, from);
  proctor_undo_insert (self, record, field, to, item);
}

/**
 * proctor_undo_splice:
 * @self: what can be undone
 * @record: a record
 * @field: a list of it
 * @position: where
 * @n_removals: how many rows go
 * @additions: (element-type ProctorRecord): the rows that come in their place
 */
void
proctor_undo_splice (ProctorUndo *self,
                     gpointer record,
                     guint field,
                     guint position,
                     guint n_removals,
                     GPtrArray *additions)
{
  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (proctor_undo_has_begun (self));
  g_return_if_fail (position + n_removals <= g_list_model_get_n_items (proctor_record_get_list (record, field)));

  proctor_undo_note (self, proctor_change_new_splice (record, field, position, n_removals, additions));
}

/* Rows that are alike at both ends stay; those between become what is in their place, which keeps
 * them the objects they are. */
static void
assign_list (ProctorUndo *self,
             ProctorRecord *record,
             ProctorRecord *other,
             guint field)
{
  GListModel *rows = proctor_record_get_list (record, field);
  GListModel *others = proctor_record_get_list (other, field);
  guint before = g_list_model_get_n_items (rows);
  guint after = g_list_model_get_n_items (others);
  guint first, last, both;

  proctor_record_list_match (rows, others, &first, &last);
  both = MIN (before, after) - first - last;
  for (guint i = first; i < first + both; i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);
      g_autoptr (ProctorRecord) another = g_list_model_get_item (others, i);

      if (G_OBJECT_TYPE (row) == G_OBJECT_TYPE (another))
        proctor_undo_assign (self, row, another);
      else
        {
          proctor_undo_remove (self, record, field, i);
          proctor_undo_insert (self, record, field, i, another);
        }
    }

  if (before != after)
    {
      g_autoptr (GPtrArray) additions = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = first + both; i < after - last; i++)
        g_ptr_array_add (additions, g_list_model_get_item (others, i));
      proctor_undo_splice (self, record, field, first + both, before - last - first - both, additions);
    }
}

static void
assign_field (ProctorUndo *self,
              ProctorRecord *record,
              ProctorRecord *other,
              guint field)
{
  ProctorFieldKind kind = proctor_record_get_field (record, field)->kind;
  ProctorChange *change;

  if (kind == PROCTOR_FIELD_RECORD)
    {
      ProctorRecord *own = proctor_record_get_record (record, field);
      ProctorRecord *another = proctor_record_get_record (other, field);

      if (own != NULL && another != NULL && proctor_change_is_same_state (record, field, other))
        {
          proctor_undo_assign (self, own, another);
          return;
        }
      if (own == NULL && another == NULL && proctor_change_is_same_state (record, field, other))
        return;
    }
  else if (kind == PROCTOR_FIELD_LIST || kind == PROCTOR_FIELD_MAP)
    assign_list (self, record, other, field);

  if (kind != PROCTOR_FIELD_RECORD && proctor_change_is_same_state (record, field, other))
    return;

  change = proctor_change_new (record, field);
  proctor_change_copy_state (record, field, other);
  seal (self, change);
}

static void
assign_extras (ProctorUndo *self,
               ProctorRecord *record,
               const char *extras)
{
  if (g_strcmp0 (proctor_record_get_extras (record), extras) != 0)
    proctor_undo_note (self, proctor_change_new_extras (record, extras));
}

/**
 * proctor_undo_assign:
 * @self: what can be undone
 * @record: a record
 * @other: what it is to become, which gives its parts away
 *
 * Makes @record say what @other says, all the way down, with what can't be seen. What is the same
 * in both is not touched.
 */
void
proctor_undo_assign (ProctorUndo *self,
                     gpointer record,
                     gpointer other)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  const char *extras = proctor_record_get_extras (other);

  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (proctor_undo_has_begun (self));
  g_return_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (other));

  for (guint i = 0; i < klass->n_fields; i++)
    assign_field (self, record, other, i);

  assign_extras (self, record, extras);
}

/**
 * proctor_undo_assign_field:
 * @self: what can be undone
 * @record: a record
 * @other: another of the same type, which gives its parts away
 * @field: which of their properties, G_MAXUINT for the members that have none
 *
 * Makes one property of @record what it is in @other.
 */
void
proctor_undo_assign_field (ProctorUndo *self,
                           gpointer record,
                           gpointer other,
                           guint field)
{
  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (proctor_undo_has_begun (self));
  g_return_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (other));

  if (field == G_MAXUINT)
    assign_extras (self, record, proctor_record_get_extras (other));
  else
    assign_field (self, record, other, field);
}
