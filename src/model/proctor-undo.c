/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-undo.h"

#include "proctor-change.h"
#include "proctor-record-equal.h"
#include "proctor-record-private.h"

/* Whoever pauses for that long has something else in mind when they go on. */
#define TYPING_USECS (G_USEC_PER_SEC * 3 / 2)
#define MOST_STEPS 5000
#define MOST_BYTES (64 * 1024 * 1024)

typedef struct
{
  /* Owned */
  char *label;
  GPtrArray *changes;

  guint64 state; /* which the step led to */
  gint64 typed_at;
} Step;

/**
 * ProctorUndo:
 *
 * What was changed of some records, as steps that a person would name, so that each can be taken
 * back. Whoever edits records does it through this; what it keeps are the changes and not copies,
 * and a row that is taken out and put back is the same object.
 */
struct _ProctorUndo
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *done;
  GPtrArray *undone;
  Step *step; /* the one that is being made */

  gsize size;
  guint64 states;
  guint64 floor; /* the state before the first step */
  guint depth;
};

typedef enum
{
  PROP_UNDO_LABEL = 1,
  PROP_REDO_LABEL,
} ProctorUndoProperty;

static GParamSpec *properties[PROP_REDO_LABEL + 1];

enum
{
  SIGNAL_CHANGED,
  SIGNAL_STEPPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorUndo, proctor_undo, G_TYPE_OBJECT)

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->label);
  g_ptr_array_unref (step->changes);
  g_free (step);
}

static gsize
step_get_size (Step *step)
{
  gsize size = sizeof *step;

  for (guint i = 0; i < step->changes->len; i++)
    size += proctor_change_get_size (g_ptr_array_index (step->changes, i));

  return size;
}

static Step *
get_last (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static void
tell (ProctorUndo *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
drop_oldest (ProctorUndo *self)
{
  while (self->done->len > MOST_STEPS || (self->size > MOST_BYTES && self->done->len > 1))
    {
      Step *oldest = g_ptr_array_index (self->done, 0);

      self->size -= step_get_size (oldest);
      self->floor = oldest->state;
      g_ptr_array_remove_index (self->done, 0);
    }
}

static void
drop_undone (ProctorUndo *self)
{
  for (guint i = 0; i < self->undone->len; i++)
    self->size -= step_get_size (g_ptr_array_index (self->undone, i));
  g_ptr_array_set_size (self->undone, 0);
}

/* Takes the change. */
static void
note (ProctorUndo *self,
      ProctorChange *change)
{
  g_assert (self->step != NULL);

  g_ptr_array_add (self->step->changes, change);
}

static void
seal (ProctorUndo *self,
      ProctorChange *change)
{
  if (proctor_change_seal (change))
    note (self, change);
  else
    proctor_change_free (change);
}

/**
 * proctor_undo_begin:
 * @self: what can be undone
 * @label: what a person would call what comes now, as in "Delete Turn"
 *
 * Begins a step. Within it records are changed by the functions of this type. Where one has begun
 * already, what comes belongs to that.
 */
void
proctor_undo_begin (ProctorUndo *self,
                    const char *label)
{
  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (label != NULL);

  if (self->depth++ > 0)
    return;

  self->step = g_new0 (Step, 1);
  self->step->label = g_strdup (label);
  self->step->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_change_free);
}

/* Somebody who goes on typing goes on with the step. */
static gboolean
merge (ProctorUndo *self,
       Step *step)
{
  Step *last = get_last (self->done);
  gsize size;

  if (step->typed_at == 0 || last == NULL || last->typed_at == 0 || self->undone->len > 0 || step->typed_at - last->typed_at > TYPING_USECS || last->changes->len != 1 || step->changes->len != 1)
    return FALSE;

  size = step_get_size (last);
  if (!proctor_change_merge (g_ptr_array_index (last->changes, 0), g_ptr_array_index (step->changes, 0)))
    return FALSE;

  self->size = self->size - size + step_get_size (last);
  last->state = ++self->states;
  last->typed_at = step->typed_at;

  return TRUE;
}

/**
 * proctor_undo_end:
 * @self: what can be undone
 *
 * Ends what proctor_undo_begin() has begun. A step in which nothing changed is none.
 */
void
proctor_undo_end (ProctorUndo *self)
{
  Step *step;

  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;

  step = g_steal_pointer (&self->step);
  if (step->changes->len == 0)
    {
      step_free (step);
      return;
    }

  if (merge (self, step))
    step_free (step);
  else
    {
      drop_undone (self);
      step->state = ++self->states;
      self->size += step_get_size (step);
      g_ptr_array_add (self->done, step);
      drop_oldest (self);
    }
  tell (self);
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
  g_return_if_fail (self->step != NULL);
  g_return_if_fail (position + n_removals <= g_list_model_get_n_items (proctor_record_get_list (record, field)));

  note (self, proctor_change_new_splice (record, field, position, n_removals, additions));
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
    note (self, proctor_change_new_extras (record, extras));
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
  g_return_if_fail (self->step != NULL);
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
  g_return_if_fail (self->step != NULL);
  g_return_if_fail (G_OBJECT_TYPE (record) == G_OBJECT_TYPE (other));

  if (field == G_MAXUINT)
    assign_extras (self, record, proctor_record_get_extras (other));
  else
    assign_field (self, record, other, field);
}

/**
 * proctor_undo_type:
 * @self: what can be undone
 * @record: a record
 * @field: a text of it
 * @text: (nullable): what that has become
 * @label: what a person would call it
 *
 * A step of its own for what somebody types. What they type without a pause is one step.
 */
void
proctor_undo_type (ProctorUndo *self,
                   gpointer record,
                   guint field,
                   const char *text,
                   const char *label)
{
  proctor_undo_begin (self, label);
  proctor_undo_set_string (self, record, field, text);
  if (self->depth == 1)
    self->step->typed_at = g_get_monotonic_time ();
  proctor_undo_end (self);
}

/**
 * proctor_undo_pause:
 * @self: what can be undone
 *
 * What is typed from now on is another step, as when the cursor was put elsewhere.
 */
void
proctor_undo_pause (ProctorUndo *self)
{
  Step *last;

  g_return_if_fail (PROCTOR_IS_UNDO (self));

  last = get_last (self->done);
  if (last != NULL)
    last->typed_at = 0;
}

static void
step_signal (ProctorUndo *self,
             ProctorChange *change)
{
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, proctor_change_get_record (change), proctor_change_get_field (change));
}

/**
 * proctor_undo_undo:
 * @self: what can be undone
 *
 * Takes the last step back.
 *
 * Returns: whether there was one
 */
gboolean
proctor_undo_undo (ProctorUndo *self)
{
  Step *step;

  g_return_val_if_fail (PROCTOR_IS_UNDO (self), FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  if (self->done->len == 0)
    return FALSE;

  step = g_ptr_array_steal_index (self->done, self->done->len - 1);
  step->typed_at = 0;
  for (guint i = step->changes->len; i > 0; i--)
    proctor_change_take_back (g_ptr_array_index (step->changes, i - 1));
  g_ptr_array_add (self->undone, step);
  proctor_undo_pause (self);
  step_signal (self, g_ptr_array_index (step->changes, 0));
  tell (self);

  return TRUE;
}

/**
 * proctor_undo_redo:
 * @self: what can be undone
 *
 * Makes again what was taken back last.
 *
 * Returns: whether there was anything
 */
gboolean
proctor_undo_redo (ProctorUndo *self)
{
  Step *step;

  g_return_val_if_fail (PROCTOR_IS_UNDO (self), FALSE);
  g_return_val_if_fail (self->depth == 0, FALSE);

  if (self->undone->len == 0)
    return FALSE;

  step = g_ptr_array_steal_index (self->undone, self->undone->len - 1);
  for (guint i = 0; i < step->changes->len; i++)
    proctor_change_make (g_ptr_array_index (step->changes, i));
  g_ptr_array_add (self->done, step);
  step_signal (self, g_ptr_array_index (step->changes, step->changes->len - 1));
  tell (self);

  return TRUE;
}

/**
 * proctor_undo_clear:
 * @self: what can be undone
 *
 * Forgets all steps.
 */
void
proctor_undo_clear (ProctorUndo *self)
{
  g_return_if_fail (PROCTOR_IS_UNDO (self));
  g_return_if_fail (self->depth == 0);

  g_ptr_array_set_size (self->done, 0);
  g_ptr_array_set_size (self->undone, 0);
  self->size = 0;
  self->floor = ++self->states;
  tell (self);
}

/**
 * proctor_undo_get_state:
 * @self: what can be undone
 *
 * Returns: a number that is the same only when everything is as it was then
 */
guint64
proctor_undo_get_state (ProctorUndo *self)
{
  Step *last;

  g_return_val_if_fail (PROCTOR_IS_UNDO (self), 0);

  last = get_last (self->done);

  return last != NULL ? last->state : self->floor;
}

const char *
proctor_undo_get_undo_label (ProctorUndo *self)
{
  Step *last;

  g_return_val_if_fail (PROCTOR_IS_UNDO (self), NULL);

  last = get_last (self->done);

  return last != NULL ? last->label : NULL;
}

const char *
proctor_undo_get_redo_label (ProctorUndo *self)
{
  Step *last;

  g_return_val_if_fail (PROCTOR_IS_UNDO (self), NULL);

  last = get_last (self->undone);

  return last != NULL ? last->label : NULL;
}

static void
proctor_undo_finalize (GObject *object)
{
  ProctorUndo *self = PROCTOR_UNDO (object);

  g_clear_pointer (&self->step, step_free);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);

  G_OBJECT_CLASS (proctor_undo_parent_class)->finalize (object);
}

static void
proctor_undo_get_property (GObject *object,
                           guint property_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  ProctorUndo *self = PROCTOR_UNDO (object);

  switch ((ProctorUndoProperty) property_id)
    {
    case PROP_UNDO_LABEL:
      g_value_set_string (value, proctor_undo_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, proctor_undo_get_redo_label (self));
      break;
    }
}

static void
proctor_undo_class_init (ProctorUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_undo_finalize;
  object_class->get_property = proctor_undo_get_property;

  /**
   * ProctorUndo:undo-label:
   *
   * What would be undone, %NULL if there is nothing.
   */
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  /**
   * ProctorUndo:redo-label:
   *
   * What would be done again, %NULL if there is nothing.
   */
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorUndo::changed:
   * @self: what can be undone
   *
   * A step was made, taken back or made again.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ProctorUndo::stepped:
   * @self: what can be undone
   * @record: the record that was changed
   * @field: which of its properties, G_MAXUINT for those that have no name
   *
   * A step was taken back or made again: there is something to look at.
   */
  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_RECORD, G_TYPE_UINT);
}

static void
proctor_undo_init (ProctorUndo *self)
{
  self->done = g_ptr_array_new_with_free_func (step_free);
  self->undone = g_ptr_array_new_with_free_func (step_free);
}

ProctorUndo *
proctor_undo_new (void)
{
  return g_object_new (PROCTOR_TYPE_UNDO, NULL);
}
