/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-run.h"

#include <glib/gi18n.h>
#include <string.h>

/* So much of a text is told in a sentence. */
#define MOST_CHARACTERS 40

/**
 * proctor_check_run_add_about:
 * @run: a check
 * @record: what it is about
 * @field: which of its properties
 * @index: which text of the property, or %PROCTOR_FINDING_WHOLE
 * @subject: (nullable): the thing that the sentence names, where one property can have several
 * @where: (transfer full) (nullable): the place in words
 * @message: (transfer full): the sentence
 *
 * Notes what the rule has found.
 */
void
proctor_check_run_add_about (ProctorCheckRun *run,
                             gpointer record,
                             guint field,
                             guint index,
                             const char *subject,
                             char *where,
                             char *message)
{
  g_autofree char *own_where = where;
  g_autofree char *own_message = message;
  const ProctorFindingFacts facts = {
    .rule = run->rule,
    .severity = run->severity,
    .record = record,
    .field = field,
    .index = index,
    .subject = subject,
    .where = own_where,
    .message = own_message,
  };

  g_ptr_array_add (run->findings, proctor_finding_new (&facts));
}

void
proctor_check_run_add (ProctorCheckRun *run,
                       gpointer record,
                       guint field,
                       char *where,
                       char *message)
{
  proctor_check_run_add_about (run, record, field, PROCTOR_FINDING_WHOLE, NULL, where, message);
}

/* What is about the test itself needs no place in words. */
void
proctor_check_run_add_to_test (ProctorCheckRun *run,
                               guint field,
                               const char *message)
{
  proctor_check_run_add (run, run->test, field, NULL, g_strdup (message));
}

gboolean
proctor_check_is_blank (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isspace (g_utf8_get_char (p)))
        return FALSE;
    }

  return TRUE;
}

/* What somebody wrote in braces was meant to be JSON, unless the braces are a placeholder's. Brackets are
 * often round a remark. */
gboolean
proctor_check_looks_like_json (const char *text)
{
  const char *inside;

  while (text != NULL && g_ascii_isspace (*text))
    text++;
  if (text == NULL || (*text != '[' && *text != '{'))
    return FALSE;

  for (inside = text + 1; g_ascii_isspace (*inside); inside++)
    ;

  return *text == '{' ? *inside != '{' : *inside != '\0' && strchr ("\"[{]-0123456789", *inside) != NULL;
}

/**
 * proctor_check_dup_item:
 * @list: (nullable): a list
 * @position: a place in it
 * @type: what it is made for
 *
 * Returns: (transfer full) (nullable): what is there, unless it is a row that can't be read
 */
gpointer
proctor_check_dup_item (GListModel *list,
                        guint position,
                        GType type)
{
  g_autoptr (GObject) item = list != NULL ? g_list_model_get_item (list, position) : NULL;

  return item != NULL && g_type_is_a (G_OBJECT_TYPE (item), type) ? g_steal_pointer (&item) : NULL;
}

char *
proctor_check_dup_turn (guint position)
{
  return g_strdup_printf (_ ("Turn %u"), position + 1);
}

/**
 * proctor_check_dup_short:
 * @text: (nullable): a text
 *
 * Returns: (transfer full): its beginning, in one line, for a sentence
 */
char *
proctor_check_dup_short (const char *text)
{
  g_autofree char *line = g_strdup (text != NULL ? text : "");
  g_autofree char *begin = NULL;

  g_strdelimit (line, "\n\r\t", ' ');
  g_strstrip (line);
  if (g_utf8_strlen (line, -1) <= MOST_CHARACTERS)
    return g_steal_pointer (&line);

  begin = g_utf8_substring (line, 0, MOST_CHARACTERS);

  return g_strconcat (begin, "…", NULL);
}

/**
 * proctor_check_dup_tool_name:
 * @run: a check
 * @id: (nullable): a tool's id
 *
 * Returns: (transfer full): its name where it is known, else its id
 */
char *
proctor_check_dup_tool_name (ProctorCheckRun *run,
                             const char *id)
{
  ProctorCheckTool *tool = proctor_check_context_find_tool (run->context, id);

  if (tool != NULL)
    return g_strdup (proctor_check_tool_get_name (tool));

  return g_strdup (proctor_check_is_blank (id) ? _ ("a tool") : id);
}
