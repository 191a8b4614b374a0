/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict.h"

#include <string.h>

#include "proctor-validation.h"
#include "proctor-wire-text.h"

static const struct
{
  const char *result;
  const char *word;
} words[] = {
  [PROCTOR_VERDICT_SUCCESS] = { "success", "passed" },
  [PROCTOR_VERDICT_FAILURE] = { "failure", "failed" },
  [PROCTOR_VERDICT_UNKNOWN] = { "unknown", "inconclusive" },
};

ProctorVerdict *
proctor_verdict_new (ProctorVerdictResult result,
                     const char *text)
{
  ProctorVerdict *verdict = g_new0 (ProctorVerdict, 1);

  verdict->result = result;
  verdict->text = g_strdup (text);

  return verdict;
}

void
proctor_verdict_free (ProctorVerdict *verdict)
{
  g_free (verdict->text);
  g_free (verdict);
}

static ProctorVerdict *
fail (char **problem,
      const char *reason)
{
  *problem = g_strdup (reason);

  return NULL;
}

/* The reasoning, and then what it goes by, in the words that were said. */
static char *
join_evidence (const char *reasoning,
               JsonArray *evidence)
{
  GString *text = g_string_new (reasoning);
  guint n_quotes = 0;

  for (guint i = 0; evidence != NULL && i < json_array_get_length (evidence); i++)
    {
      JsonNode *node = json_array_get_element (evidence, i);
      const char *quote = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

      if (quote == NULL || *quote == '\0')
        continue;
      g_string_append_printf (text, "%s“%s”", n_quotes++ == 0 ? " Evidence: " : ", ", quote);
    }

  return g_string_free (text, FALSE);
}

/**
 * proctor_verdict_parse:
 * @text: what a judge answered
 * @problem: (out) (optional): why that is no verdict
 *
 * Returns: (transfer full) (nullable): the verdict
 */
ProctorVerdict *
proctor_verdict_parse (const char *text,
                       char **problem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = proctor_wire_parse_text (text, -1, &error);
  g_autofree char *joined = NULL;
  const char *reasoning, *result;
  JsonObject *object;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return fail (problem, *text == '\0' ? "The judge said nothing." : "The judge's answer is not the JSON it was asked for.");

  object = json_node_get_object (node);
  reasoning = proctor_validate_get_string (object, "reasoning");
  result = proctor_validate_get_string (object, "verdict");
  if (reasoning == NULL || *reasoning == '\0')
    return fail (problem, "The judge gave no reason.");
  if (result == NULL)
    return fail (problem, "The judge gave no verdict.");

  joined = join_evidence (reasoning, proctor_validate_get_array (object, "evidence"));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].result, result))
        return proctor_verdict_new ((ProctorVerdictResult) i, joined);
    }

  return fail (problem, "The judge's verdict is none of those it was given to choose from.");
}

static void
add_line (JsonArray *messages,
          guint number,
          gboolean numbered,
          const ProctorVerdict *verdict)
{
  g_autofree char *line = numbered ? g_strdup_printf ("Criterion %u %s: %s", number, words[verdict->result].word, verdict->text)
                                   : g_strdup (verdict->text);

  json_array_add_string_element (messages, line);
}

/**
 * proctor_verdict_to_condition_result:
 * @verdicts: (element-type ProctorVerdict): what was said of each condition
 * @numbered: whether each line says which condition it is about
 * @note: (nullable): what else there is to say
 * @merged: (out): what it comes to: one failure is a failure, and one that nobody can tell is not
 *   a success
 *
 * Returns: (transfer full): a run's condition_result
 */
JsonObject *
proctor_verdict_to_condition_result (GPtrArray *verdicts,
                                     gboolean numbered,
                                     const char *note,
                                     ProctorVerdictResult *merged)
{
  JsonObject *result = json_object_new ();
  JsonObject *rationale = json_object_new ();
  JsonArray *messages = json_array_new ();

  *merged = verdicts->len > 0 ? PROCTOR_VERDICT_SUCCESS : PROCTOR_VERDICT_UNKNOWN;
  for (guint i = 0; i < verdicts->len; i++)
    {
      const ProctorVerdict *verdict = g_ptr_array_index (verdicts, i);

      add_line (messages, i + 1, numbered, verdict);
      if (verdict->result == PROCTOR_VERDICT_FAILURE || *merged == PROCTOR_VERDICT_SUCCESS)
        *merged = verdict->result;
    }
  if (note != NULL)
    json_array_add_string_element (messages, note);

  json_object_set_array_member (rationale, "messages", messages);
  json_object_set_string_member (rationale, "summary", "");
  json_object_set_string_member (result, "result", words[*merged].result);
  json_object_set_object_member (result, "rationale", rationale);

  return result;
}
