/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-schema.h"

#include "proctor-wire-names.h"

static ProctorWireSchema *
make_schema (ProctorRecordClass *klass)
{
  ProctorWireSchema *schema = g_new0 (ProctorWireSchema, 1);

  schema->fields = klass->fields;
  schema->n_fields = klass->n_fields;
  schema->members = g_new0 (char *, klass->n_fields + 1);
  schema->by_member = g_hash_table_new (g_str_hash, g_str_equal);
  schema->value = -1;
  for (guint i = 0; i < klass->n_fields; i++)
    {
      schema->members[i] = proctor_wire_dup_member_name (G_TYPE_FROM_CLASS (klass), &klass->fields[i]);
      if (klass->fields[i].kind == PROCTOR_FIELD_KEY)
        continue;

      g_hash_table_insert (schema->by_member, schema->members[i], GINT_TO_POINTER (i + 1));
      if (klass->fields[0].kind == PROCTOR_FIELD_KEY && g_str_equal (klass->fields[i].name, "value"))
        schema->value = (int) i;
    }

  return schema;
}

static void
schema_free (ProctorWireSchema *schema)
{
  g_strfreev (schema->members);
  g_hash_table_unref (schema->by_member);
  g_free (schema);
}

/**
 * proctor_wire_schema_get:
 * @record: a record
 *
 * Returns: (transfer none): how it looks in JSON
 */
const ProctorWireSchema *
proctor_wire_schema_get (ProctorRecord *record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  ProctorWireSchema *schema = g_atomic_pointer_get (&klass->codec);

  if (schema != NULL)
    return schema;

  /* Two threads may both make one; the first that is done wins. It lives as long as the class. */
  schema = make_schema (klass);
  if (!g_atomic_pointer_compare_and_exchange (&klass->codec, NULL, schema))
    {
      schema_free (schema);
      schema = g_atomic_pointer_get (&klass->codec);
    }

  return schema;
}

/**
 * proctor_wire_schema_find:
 * @schema: how a record looks
 * @member: the name of a member
 *
 * Returns: the property that it is, or -1
 */
int
proctor_wire_schema_find (const ProctorWireSchema *schema,
                          const char *member)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (schema->by_member, member)) - 1;
}
