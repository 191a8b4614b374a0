/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

/**
 * ProctorWireSchema:
 * @fields: the properties of a class of records
 * @n_fields: how many there are
 * @members: what the API calls each
 * @value: the property that is a member's value by itself, or -1
 *
 * How a class of records looks in JSON.
 */
typedef struct
{
  const ProctorField *fields;
  guint n_fields;
  char **members;
  int value;

  /*< private >*/
  GHashTable *by_member;
} ProctorWireSchema;

const ProctorWireSchema *proctor_wire_schema_get (ProctorRecord *record);
int proctor_wire_schema_find (const ProctorWireSchema *schema,
                              const char *member);

G_END_DECLS
