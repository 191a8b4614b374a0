/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-private.h"

#include <string.h>

/**
 * ProctorRecord:
 *
 * A thing that the API talks about: a test, a turn, a run. A record is a GObject whose properties
 * come from a table, so that it can be bound to and watched, and so that one codec serves all.
 *
 * A record also remembers what its properties can't hold: which were absent and which were null,
 * values of a type that nobody expected, and members that nobody knew when this was written. They
 * are never looked at, and are written back as they came.
 */

typedef struct
{
  /* Owned */
  ProctorRecordCell *cells;
  ProctorRecordLeftovers *leftovers;
} ProctorRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ProctorRecord, proctor_record, G_TYPE_OBJECT)

gboolean
proctor_field_holds_string (const ProctorField *field)
{
  return field->kind == PROCTOR_FIELD_STRING || field->kind == PROCTOR_FIELD_JSON || field->kind == PROCTOR_FIELD_KEY;
}

gboolean
proctor_field_holds_list (const ProctorField *field)
{
  return field->kind == PROCTOR_FIELD_LIST || field->kind == PROCTOR_FIELD_MAP;
}

const ProctorField *
proctor_record_get_field (ProctorRecord *self,
                          guint field)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (self);

  g_assert (field < klass->n_fields);

  return &klass->fields[field];
}

/* Properties that are given to g_object_new() are set before the object is constructed, so the
 * cells are made when they are first needed. */
ProctorRecordCell *
proctor_record_get_cell (ProctorRecord *self,
                         guint field)
{
  ProctorRecordPrivate *priv = proctor_record_get_instance_private (self);
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (self);

  g_assert (field < klass->n_fields);

  if (priv->cells == NULL)
    priv->cells = g_new0 (ProctorRecordCell, klass->n_fields);

  return &priv->cells[field];
}

ProctorRecordLeftovers *
proctor_record_get_leftovers (ProctorRecord *self)
{
  ProctorRecordPrivate *priv = proctor_record_get_instance_private (self);

  return priv->leftovers;
}

ProctorRecordLeftovers *
proctor_record_ensure_leftovers (ProctorRecord *self)
{
  ProctorRecordPrivate *priv = proctor_record_get_instance_private (self);

  if (priv->leftovers == NULL)
    priv->leftovers = g_new0 (ProctorRecordLeftovers, 1);

  return priv->leftovers;
}

static void
leftovers_free (ProctorRecordLeftovers *leftovers)
{
  g_clear_pointer (&leftovers->kept, g_array_unref);
  g_free (leftovers->extras);
  g_free (leftovers->problem);
  g_free (leftovers->read_only);
  g_free (leftovers);
}

void
proctor_record_touch (ProctorRecord *self,
                      guint field)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  proctor_record_forget (self, field);
  cell->presence = PROCTOR_PRESENCE_VALUE;
  cell->whole = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), PROCTOR_RECORD_GET_CLASS (self)->properties[field]);
}

/* A list that is edited is a value from then on, even one that was null or absent before. */
static void
list_changed_cb (GListModel *list,
                 guint position,
                 guint removed,
                 guint added,
                 ProctorRecord *self)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (proctor_field_holds_list (&klass->fields[i]) && proctor_record_get_cell (self, i)->value.object == list)
        proctor_record_touch (self, i);
    }
}

GListStore *
proctor_record_ensure_list (ProctorRecord *self,
                            guint field)
{
  const ProctorField *description = proctor_record_get_field (self, field);
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);

  g_assert (proctor_field_holds_list (description));

  if (cell->value.object == NULL)
    {
      /* A list may hold a row that can't be read beside those it is made for. */
      cell->value.object = g_list_store_new (PROCTOR_TYPE_RECORD);
      g_signal_connect (cell->value.object, "items-changed", G_CALLBACK (list_changed_cb), self);
    }

  return cell->value.object;
}

/* Lists are edited in place, so they are listened to, except while they are filled. */
void
proctor_record_freeze_list (ProctorRecord *self,
                            guint field)
{
  g_signal_handlers_block_by_func (proctor_record_ensure_list (self, field), list_changed_cb, self);
}

void
proctor_record_thaw_list (ProctorRecord *self,
                          guint field)
{
  g_signal_handlers_unblock_by_func (proctor_record_ensure_list (self, field), list_changed_cb, self);
}

void
proctor_record_clear_value (ProctorRecord *self,
                            guint field)
{
  ProctorRecordCell *cell = proctor_record_get_cell (self, field);
  const ProctorField *description = proctor_record_get_field (self, field);

  if (proctor_field_holds_string (description))
    g_clear_pointer (&cell->value.string, g_free);
  else if (description->kind == PROCTOR_FIELD_STRINGS)
    g_clear_pointer (&cell->value.strings, g_strfreev);
  else if (description->kind == PROCTOR_FIELD_RECORD)
    g_clear_object (&cell->value.object);
  else if (proctor_field_holds_list (description))
    {
      if (cell->value.object != NULL)
        g_signal_handlers_disconnect_by_func (cell->value.object, list_changed_cb, self);
      g_clear_object (&cell->value.object);
    }
  else
    memset (&cell->value, 0, sizeof cell->value);
}

static void
proctor_record_get_property (GObject *object,
                             guint property_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorRecord *self = PROCTOR_RECORD (object);
  guint field = property_id - 1;

  switch (proctor_record_get_field (self, field)->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      g_value_set_string (value, proctor_record_get_string (self, field));
      break;
    case PROCTOR_FIELD_INT:
      g_value_set_int64 (value, proctor_record_get_int (self, field));
      break;
    case PROCTOR_FIELD_DOUBLE:
      g_value_set_double (value, proctor_record_get_double (self, field));
      break;
    case PROCTOR_FIELD_BOOL:
      g_value_set_boolean (value, proctor_record_get_bool (self, field));
      break;
    case PROCTOR_FIELD_STRINGS:
      g_value_set_boxed (value, proctor_record_get_strings (self, field));
      break;
    case PROCTOR_FIELD_RECORD:
      g_value_set_object (value, proctor_record_get_record (self, field));
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      g_value_set_object (value, proctor_record_get_list (self, field));
      break;
    }
}

static void
proctor_record_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  ProctorRecord *self = PROCTOR_RECORD (object);
  guint field = property_id - 1;

  switch (proctor_record_get_field (self, field)->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      proctor_record_set_string (self, field, g_value_get_string (value));
      break;
    case PROCTOR_FIELD_INT:
      proctor_record_set_int (self, field, g_value_get_int64 (value));
      break;
    case PROCTOR_FIELD_DOUBLE:
      proctor_record_set_double (self, field, g_value_get_double (value));
      break;
    case PROCTOR_FIELD_BOOL:
      proctor_record_set_bool (self, field, g_value_get_boolean (value));
      break;
    case PROCTOR_FIELD_STRINGS:
      proctor_record_set_strings (self, field, g_value_get_boxed (value));
      break;
    case PROCTOR_FIELD_RECORD:
      proctor_record_set_record (self, field, g_value_get_object (value));
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
proctor_record_finalize (GObject *object)
{
  ProctorRecord *self = PROCTOR_RECORD (object);
  ProctorRecordPrivate *priv = proctor_record_get_instance_private (self);
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (self);

  if (priv->cells != NULL)
    {
      for (guint i = 0; i < klass->n_fields; i++)
        proctor_record_clear_value (self, i);
    }
  g_clear_pointer (&priv->cells, g_free);
  g_clear_pointer (&priv->leftovers, leftovers_free);

  G_OBJECT_CLASS (proctor_record_parent_class)->finalize (object);
}

static void
proctor_record_class_init (ProctorRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_record_finalize;
}

static void
proctor_record_init (ProctorRecord *self)
{
}

static GParamSpec *
make_property (const ProctorField *field)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  switch (field->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    case PROCTOR_FIELD_INT:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case PROCTOR_FIELD_DOUBLE:
      return g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
    case PROCTOR_FIELD_BOOL:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case PROCTOR_FIELD_STRINGS:
      return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_STRV, flags);
    case PROCTOR_FIELD_RECORD:
      return g_param_spec_object (field->name, NULL, NULL, PROCTOR_TYPE_RECORD, flags);
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      return g_param_spec_object (field->name, NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
    }

  g_assert_not_reached ();
}

/**
 * proctor_record_class_set_fields:
 * @klass: a class of records
 * @fields: (array length=n_fields): its properties, which live as long as the program
 * @n_fields: how many there are
 *
 * Gives a class its properties.
 */
void
proctor_record_class_set_fields (ProctorRecordClass *klass,
                                 const ProctorField *fields,
                                 guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  /* These two are not inherited by classes that have properties of their own. */
  object_class->get_property = proctor_record_get_property;
  object_class->set_property = proctor_record_set_property;

  klass->fields = fields;
  klass->n_fields = n_fields;
  klass->properties = g_new0 (GParamSpec *, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      klass->properties[i] = make_property (&fields[i]);
      g_object_class_install_property (object_class, i + 1, klass->properties[i]);
    }
}

/**
 * proctor_record_class_find:
 * @klass: a class of records
 * @flag: a mark
 *
 * Returns: the first field with that mark, or -1
 */
int
proctor_record_class_find (ProctorRecordClass *klass,
                           ProctorFieldFlags flag)
{
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if ((klass->fields[i].flags & flag) != 0)
        return (int) i;
    }

  return -1;
}

ProctorPresence
proctor_record_get_presence (ProctorRecord *self,
                             guint field)
{
  g_return_val_if_fail (PROCTOR_IS_RECORD (self), PROCTOR_PRESENCE_ABSENT);

  return proctor_record_get_cell (self, field)->presence;
}

/**
 * proctor_record_unset:
 * @self: a record
 * @field: which of its properties
 *
 * Takes a property's value away. What was null stays null and what was absent stays absent; a
 * value that the server had sent becomes null.
 */
void
proctor_record_unset (ProctorRecord *self,
                      guint field)
{
  ProctorRecordCell *cell;

  g_return_if_fail (PROCTOR_IS_RECORD (self));

  cell = proctor_record_get_cell (self, field);
  if (cell->presence != PROCTOR_PRESENCE_VALUE && !cell->kept)
    return;

  /* Whoever is told finds that it has gone. */
  g_object_freeze_notify (G_OBJECT (self));
  if (proctor_field_holds_list (proctor_record_get_field (self, field)))
    g_list_store_remove_all (proctor_record_ensure_list (self, field));
  else
    proctor_record_clear_value (self, field);
  proctor_record_touch (self, field);
  cell->presence = PROCTOR_PRESENCE_NULL;
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * proctor_record_get_identity:
 * @self: a record
 *
 * Returns: (nullable): what a list knows it by
 */
const char *
proctor_record_get_identity (ProctorRecord *self)
{
  ProctorRecordClass *klass;
  int field;

  g_return_val_if_fail (PROCTOR_IS_RECORD (self), NULL);

  klass = PROCTOR_RECORD_GET_CLASS (self);
  field = proctor_record_class_find (klass, PROCTOR_FIELD_IDENTITY);

  return field >= 0 ? proctor_record_get_string (self, (guint) field) : NULL;
}
