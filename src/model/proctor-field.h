/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorFieldKind:
 * @PROCTOR_FIELD_STRING: a text
 * @PROCTOR_FIELD_JSON: any JSON, as text
 * @PROCTOR_FIELD_KEY: the name of the member that the record is, in the object it belongs to
 * @PROCTOR_FIELD_INT: a whole number
 * @PROCTOR_FIELD_DOUBLE: a number
 * @PROCTOR_FIELD_BOOL: yes or no
 * @PROCTOR_FIELD_STRINGS: a list of texts
 * @PROCTOR_FIELD_RECORD: another record
 * @PROCTOR_FIELD_LIST: a list of records
 * @PROCTOR_FIELD_MAP: records that know their name by their key
 *
 * What a property of a record holds.
 */
typedef enum
{
  PROCTOR_FIELD_STRING,
  PROCTOR_FIELD_JSON,
  PROCTOR_FIELD_KEY,
  PROCTOR_FIELD_INT,
  PROCTOR_FIELD_DOUBLE,
  PROCTOR_FIELD_BOOL,
  PROCTOR_FIELD_STRINGS,
  PROCTOR_FIELD_RECORD,
  PROCTOR_FIELD_LIST,
  PROCTOR_FIELD_MAP,
} ProctorFieldKind;

/**
 * ProctorFieldFlags:
 * @PROCTOR_FIELD_PLAIN: nothing special
 * @PROCTOR_FIELD_TYPED: a row of a list can't be read if this is of a wrong type
 * @PROCTOR_FIELD_IDENTITY: the same, or if it is missing; lists find their rows again by it
 *
 * What more there is to say of a property.
 */
typedef enum
{
  PROCTOR_FIELD_PLAIN = 0,
  PROCTOR_FIELD_TYPED = 1 << 0,
  PROCTOR_FIELD_IDENTITY = 1 << 1,
} ProctorFieldFlags;

/**
 * ProctorField:
 * @name: the property's name
 * @kind: what it holds
 * @flags: what more there is to say
 * @get_type: (nullable): the type of the record, or of the records in the list
 *
 * A property of a record.
 */
typedef struct
{
  const char *name;
  ProctorFieldKind kind;
  ProctorFieldFlags flags;
  GType (*get_type) (void);
} ProctorField;

/**
 * ProctorPresence:
 * @PROCTOR_PRESENCE_ABSENT: it was not there
 * @PROCTOR_PRESENCE_NULL: it was null
 * @PROCTOR_PRESENCE_VALUE: it had a value
 *
 * Whether something was said. An absent member and one that is null mean the same to a person, but
 * not to a comparison.
 */
typedef enum
{
  PROCTOR_PRESENCE_ABSENT,
  PROCTOR_PRESENCE_NULL,
  PROCTOR_PRESENCE_VALUE,
} ProctorPresence;

G_END_DECLS
