/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-undo.h"

#include "proctor-undo-private.h"

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

gboolean
proctor_undo_has_begun (ProctorUndo *self)
{
  return self->step != NULL;
}

/**
 * proctor_undo_note:
 * @self: what can be undone
 * @change: (transfer full): what was changed
 *
 * Adds to the step that is being made.
 */
void
proctor_undo_note (ProctorUndo *self,
                   ProctorChange *change)
{
  g_assert (self->step != NULL);

  g_ptr_array_add (self->step->changes, change);
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
 * proctor_undo_type_item:
 * @self: what can be undone
 * @record: a record
 * @field: a list of texts
 * @position: which of them
 * @text: what that has become
 * @label: what a person would call it
 *
 * The same for one of many texts. Whoever goes on with another of them says so by
 * proctor_undo_pause().
 */
void
proctor_undo_type_item (ProctorUndo *self,
                        gpointer record,
                        guint field,
                        guint position,
                        const char *text,
                        const char *label)
{
  g_auto (GStrv) texts = g_strdupv ((char **) proctor_record_get_strings (record, field));

  g_return_if_fail (texts != NULL && position < g_strv_length (texts));

  g_free (texts[position]);
  texts[position] = g_strdup (text);
  proctor_undo_begin (self, label);
  proctor_undo_set_strings (self, record, field, (const char *const *) texts);
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
