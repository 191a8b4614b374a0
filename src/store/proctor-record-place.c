/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-place.h"

#include "proctor-wire-schema.h"

/* Places in a record, as the API calls them. */

static ProctorRecord *
dup_row (ProctorRecord *record,
         guint field,
         const char *name)
{
  GListModel *rows = proctor_record_get_list (record, field);

  if (proctor_wire_schema_get (record)->fields[field].kind == PROCTOR_FIELD_LIST)
    {
      guint64 position;

      if (!g_ascii_string_to_unsigned (name, 10, 0, G_MAXUINT - 1, &position, NULL))
        return NULL;

      return g_list_model_get_item (rows, (guint) position);
    }

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);

      if (g_strcmp0 (proctor_record_get_string (row, 0), name) == 0)
        return g_steal_pointer (&row);
    }

  return NULL;
}

/**
 * proctor_record_place_find:
 * @root: a record
 * @path: where, as in "body.chat_history.3.message" or "chat_history/3/message"
 * @record: (out) (transfer none): the part of it that is meant
 * @field: (out): which of its properties, G_MAXUINT for all of it
 *
 * Finds what a server or a check speaks of. A place that is only known in part is found as far as
 * it is known.
 *
 * Returns: whether anything of it is known
 */
gboolean
proctor_record_place_find (ProctorRecord *root,
                           const char *path,
                           ProctorRecord **record,
                           guint *field)
{
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (PROCTOR_IS_RECORD (root), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  names = g_strsplit_set (path, "./", -1);
  *record = root;
  *field = G_MAXUINT;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const ProctorWireSchema *schema = proctor_wire_schema_get (*record);
      gboolean row_next = *field != G_MAXUINT;

      if (row_next)
        {
          g_autoptr (ProctorRecord) row = dup_row (*record, *field, names[i]);

          if (row == NULL)
            return TRUE;
          *record = row;
          *field = G_MAXUINT;
          schema = proctor_wire_schema_get (row);
          if (schema->value >= 0)
            *field = (guint) schema->value;
        }
      else
        {
          int found = proctor_wire_schema_find (schema, names[i]);

          /* Servers name the kind of body and of union, too. */
          if (found < 0)
            continue;
          *field = (guint) found;
        }

      if (*field != G_MAXUINT && schema->fields[*field].kind == PROCTOR_FIELD_RECORD && proctor_record_get_record (*record, *field) != NULL && names[i + 1] != NULL)
        {
          *record = proctor_record_get_record (*record, *field);
          *field = G_MAXUINT;
        }
      else if (*field != G_MAXUINT && schema->fields[*field].kind != PROCTOR_FIELD_LIST && schema->fields[*field].kind != PROCTOR_FIELD_MAP)
        return TRUE;
    }

  return *record != root || *field != G_MAXUINT;
}
