/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-facts.h"

#include "proctor-member-words.h"
#include "proctor-record-storage.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a record says, whatever it is: each member that is there has a line, also one that nobody has thought
 * of, so that nothing that the server sent is out of sight. */

/* Who would read more of one thing reads its JSON. */
#define MOST_FACTS 300

static void
free_fact (gpointer data)
{
  ProctorFact *fact = data;

  g_free (fact->title);
  g_free (fact->text);
  g_free (fact);
}

/**
 * proctor_facts_new:
 *
 * Returns: (transfer full) (element-type ProctorFact): a list without facts
 */
GPtrArray *
proctor_facts_new (void)
{
  return g_ptr_array_new_with_free_func (free_fact);
}

static void
take (GPtrArray *facts,
      guint depth,
      const char *title,
      char *text,
      gboolean is_code)
{
  ProctorFact *fact;

  if (facts->len >= MOST_FACTS)
    {
      g_free (text);
      return;
    }

  fact = g_new0 (ProctorFact, 1);
  fact->depth = depth;
  fact->title = g_strdup (title);
  fact->text = text;
  fact->is_code = is_code;
  g_ptr_array_add (facts, fact);
}

/**
 * proctor_facts_take:
 * @facts: a list
 * @depth: how many facts it is a part of
 * @title: what it is
 * @text: (transfer full) (nullable): what it says; if empty, nothing is added
 *
 * Adds a fact.
 */
void
proctor_facts_take (GPtrArray *facts,
                    guint depth,
                    const char *title,
                    char *text)
{
  g_return_if_fail (facts != NULL && title != NULL);

  if (text != NULL && *text != '\0')
    take (facts, depth, title, text, FALSE);
  else
    g_free (text);
}

/* The same of a text that stays where it is. */
void
proctor_facts_add (GPtrArray *facts,
                   guint depth,
                   const char *title,
                   const char *text)
{
  proctor_facts_take (facts, depth, title, g_strdup (text));
}

static gboolean
holds_code (const ProctorField *field,
            const char *text)
{
  return field->kind == PROCTOR_FIELD_JSON || (text != NULL && (text[0] == '{' || text[0] == '['));
}

static char *
dup_plain (ProctorRecord *record,
           guint i,
           const ProctorField *field)
{
  switch (field->kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      return g_strdup (proctor_record_get_string (record, i));
    case PROCTOR_FIELD_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, proctor_record_get_int (record, i));
    case PROCTOR_FIELD_DOUBLE:
      return g_strdup_printf ("%.6g", proctor_record_get_double (record, i));
    case PROCTOR_FIELD_BOOL:
      /* What isn't so is rarely of interest; who asks finds it in the JSON. */
      return proctor_record_get_bool (record, i) ? g_strdup (_ ("Yes")) : NULL;
    case PROCTOR_FIELD_STRINGS:
      return g_strjoinv (", ", (char **) proctor_record_get_strings (record, i));
    case PROCTOR_FIELD_RECORD:
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      break;
    }

  return NULL;
}

static void
add_items (GPtrArray *facts,
           guint depth,
           const char *title,
           GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items) && facts->len < MOST_FACTS; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      take (facts, depth, title, NULL, FALSE);
      proctor_facts_add_record (facts, depth + 1, item, 0);
    }
}

static void
add_field (GPtrArray *facts,
           guint depth,
           ProctorRecord *record,
           guint i)
{
  const ProctorField *field = &PROCTOR_RECORD_GET_CLASS (record)->fields[i];
  g_autofree char *title = proctor_member_words_dup (field->name);
  char *text;

  if (field->kind == PROCTOR_FIELD_LIST || field->kind == PROCTOR_FIELD_MAP)
    {
      add_items (facts, depth, title, proctor_record_get_list (record, i));
      return;
    }
  if (field->kind == PROCTOR_FIELD_RECORD)
    {
      gpointer part = proctor_record_get_record (record, i);

      if (part != NULL)
        {
          take (facts, depth, title, NULL, FALSE);
          proctor_facts_add_record (facts, depth + 1, part, 0);
        }
      return;
    }

  text = dup_plain (record, i, field);
  if (text != NULL && *text != '\0')
    take (facts, depth, title, text, holds_code (field, text));
  else
    g_free (text);
}

/**
 * proctor_facts_add_record:
 * @facts: a list
 * @depth: how many facts it is a part of
 * @record: (type ProctorRecord): something that the server said
 * @left_out: the fields that are shown elsewhere, see PROCTOR_FACTS_BIT()
 *
 * Adds all that @record says, and what it says beyond what is known.
 */
void
proctor_facts_add_record (GPtrArray *facts,
                          guint depth,
                          gpointer record,
                          guint64 left_out)
{
  guint n_fields;

  g_return_if_fail (facts != NULL && PROCTOR_IS_RECORD (record));

  n_fields = PROCTOR_RECORD_GET_CLASS (record)->n_fields;
  for (guint i = 0; i < n_fields; i++)
    if ((left_out & PROCTOR_FACTS_BIT (i)) == 0 && proctor_record_get_presence (record, i) == PROCTOR_PRESENCE_VALUE)
      add_field (facts, depth, record, i);
  proctor_facts_add_unknown (facts, depth, record);
}

/**
 * proctor_facts_add_unknown:
 * @facts: a list
 * @depth: how many facts it is a part of
 * @record: (type ProctorRecord): something that the server said
 *
 * Adds what @record says that this version doesn't know, or not in that form.
 */
void
proctor_facts_add_unknown (GPtrArray *facts,
                           guint depth,
                           gpointer record)
{
  const ProctorField *fields;
  const char *extras;

  g_return_if_fail (facts != NULL && PROCTOR_IS_RECORD (record));

  fields = PROCTOR_RECORD_GET_CLASS (record)->fields;
  for (guint i = 0; i < PROCTOR_RECORD_GET_CLASS (record)->n_fields; i++)
    {
      const char *kept = proctor_record_get_kept (record, i);
      g_autofree char *title = kept != NULL ? proctor_member_words_dup (fields[i].name) : NULL;

      if (kept != NULL)
        take (facts, depth, title, g_strdup (kept), TRUE);
    }
  extras = proctor_record_get_extras (record);
  if (extras != NULL && *extras != '\0')
    take (facts, depth, _ ("More"), g_strdup (extras), TRUE);
}
