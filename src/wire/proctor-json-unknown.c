/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-unknown.h"

#include <string.h>

#include "proctor-wire-schema.h"

/* Whoever looks for them has had enough when there are so many. */
#define MOST_MEMBERS 1000

/* How far the text has been looked at. What it says is known to be JSON. */
typedef struct
{
  const char *at;
  const char *counted; /* up to where its characters have been counted */
  guint n_counted;
  GPtrArray *found;
} Scan;

static void scan_value (Scan *self,
                        GType type,
                        const char *path);

/**
 * proctor_json_member_free:
 * @self: (transfer full): a member
 */
void
proctor_json_member_free (ProctorJsonMember *self)
{
  g_free (self->path);
  g_free (self);
}

static void
member_free (gpointer data)
{
  proctor_json_member_free (data);
}

static void
skip_space (Scan *self)
{
  self->at += strspn (self->at, " \t\r\n");
}

static void
skip_string (Scan *self)
{
  for (self->at++; *self->at != '\0' && *self->at != '"'; self->at++)
    {
      if (*self->at == '\\' && self->at[1] != '\0')
        self->at++;
    }
  if (*self->at == '"')
    self->at++;
}

/* What has no members of ours needs no looking into. */
static void
skip_value (Scan *self)
{
  guint depth = 0;

  do
    {
      skip_space (self);
      if (*self->at == '"')
        skip_string (self);
      else if (*self->at == '{' || *self->at == '[')
        {
          depth++;
          self->at++;
        }
      else if (*self->at == '}' || *self->at == ']')
        {
          depth--;
          self->at++;
        }
      else
        self->at += MAX (1, strcspn (self->at, "\"{}[], \t\r\n"));
      if (depth > 0)
        {
          skip_space (self);
          if (*self->at == ',')
            self->at++;
        }
    }
  while (depth > 0 && *self->at != '\0');
}

static char *
dup_path (const char *path,
          const char *name)
{
  return *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);
}

static void
add_unknown (Scan *self,
             const char *start,
             const char *path,
             const char *name)
{
  ProctorJsonMember *member;

  if (self->found->len == MOST_MEMBERS)
    return;

  member = g_new0 (ProctorJsonMember, 1);
  self->n_counted += (guint) g_utf8_strlen (self->counted, start - self->counted);
  self->counted = start;
  member->offset = self->n_counted;
  member->length = (guint) g_utf8_strlen (start, self->at - start);
  member->path = dup_path (path, name);
  g_ptr_array_add (self->found, member);
}

/* Names that are written with escapes are none of ours. */
static char *
read_name (Scan *self,
           const char **start)
{
  skip_space (self);
  *start = self->at;
  skip_string (self);

  return g_strndup (*start + 1, (gsize) MAX (0, self->at - *start - 2));
}

static gboolean
enter (Scan *self,
       char bracket)
{
  skip_space (self);
  if (*self->at != bracket)
    return FALSE;

  self->at++;
  skip_space (self);

  return TRUE;
}

/* Returns: whether there is another one in the same brackets */
static gboolean
go_on (Scan *self,
       char bracket)
{
  skip_space (self);
  if (*self->at == ',')
    {
      self->at++;
      skip_space (self);
      return TRUE;
    }
  if (*self->at == bracket)
    self->at++;

  return FALSE;
}

static void
scan_list (Scan *self,
           GType type,
           const char *path)
{
  guint n = 0;

  if (!enter (self, '['))
    {
      skip_value (self);
      return;
    }

  while (*self->at != ']' && *self->at != '\0')
    {
      g_autofree char *here = g_strdup_printf ("%s[%u]", path, n++);

      scan_value (self, type, here);
      if (!go_on (self, ']'))
        return;
    }
  go_on (self, ']');
}

static void
scan_map (Scan *self,
          GType type,
          const char *path)
{
  if (!enter (self, '{'))
    {
      skip_value (self);
      return;
    }

  while (*self->at == '"')
    {
      const char *start;
      g_autofree char *name = read_name (self, &start);
      g_autofree char *here = dup_path (path, name);

      skip_space (self);
      self->at += *self->at == ':';
      scan_value (self, type, here);
      if (!go_on (self, '}'))
        return;
    }
  go_on (self, '}');
}

static void
scan_member (Scan *self,
             const ProctorField *field,
             const char *path)
{
  switch (field->kind)
    {
    case PROCTOR_FIELD_RECORD:
      scan_value (self, field->get_type (), path);
      break;
    case PROCTOR_FIELD_LIST:
      scan_list (self, field->get_type (), path);
      break;
    case PROCTOR_FIELD_MAP:
      scan_map (self, field->get_type (), path);
      break;
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
    case PROCTOR_FIELD_INT:
    case PROCTOR_FIELD_DOUBLE:
    case PROCTOR_FIELD_BOOL:
    case PROCTOR_FIELD_STRINGS:
      skip_value (self);
      break;
    }
}

static void
scan_object (Scan *self,
             const ProctorWireSchema *schema,
             const char *path)
{
  while (*self->at == '"')
    {
      const char *start;
      g_autofree char *name = read_name (self, &start);
      g_autofree char *here = dup_path (path, name);
      int field = proctor_wire_schema_find (schema, name);

      if (field < 0)
        add_unknown (self, start, path, name);
      skip_space (self);
      self->at += *self->at == ':';
      if (field >= 0)
        scan_member (self, &schema->fields[field], here);
      else
        skip_value (self);
      if (!go_on (self, '}'))
        return;
    }
  go_on (self, '}');
}

/* A record, or whatever stands in the place of one. */
static void
scan_value (Scan *self,
            GType type,
            const char *path)
{
  g_autoptr (ProctorRecord) record = g_object_new (type, NULL);
  const ProctorWireSchema *schema = proctor_wire_schema_get (record);

  skip_space (self);
  if (*self->at != '{' || schema->value >= 0)
    {
      skip_value (self);
      return;
    }

  enter (self, '{');
  scan_object (self, schema, path);
}

/**
 * proctor_json_find_unknown:
 * @type: a type of record
 * @text: JSON, one of these records
 *
 * Returns: (transfer full) (element-type ProctorJsonMember): the members that no record has a
 *   property for, from the beginning to the end
 */
GPtrArray *
proctor_json_find_unknown (GType type,
                           const char *text)
{
  Scan scan = { .at = text, .counted = text };

  g_return_val_if_fail (g_type_is_a (type, PROCTOR_TYPE_RECORD), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  scan.found = g_ptr_array_new_with_free_func (member_free);
  scan_value (&scan, type, "");

  return scan.found;
}
