/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-turn.h"

#include "proctor-record-storage.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"

#include <string.h>

/* Records nest in records. */
#define DEEPEST 5

typedef struct
{
  GPtrArray *texts;
  guint n;
} Making;

/* What means something to the reader, or is only said where the two differ, is the same everywhere. */
static const char *
get_fixed (const char *name)
{
  static const char *const fixed[][2] = {
    { "role", "agent" },
    { "request-id", "req-1" },
    { "tool-request-id", "req-1" },
    { "tool-name", "look_up" },
    { "kind", "webhook" },
    { "score", "like" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (strcmp (fixed[i][0], name) == 0)
      return fixed[i][1];

  return NULL;
}

static char *
dup_token (Making *making,
           const char *name)
{
  char *token = g_strdup_printf ("%s~%u", name, making->n++);

  g_ptr_array_add (making->texts, g_strdup (token));

  return token;
}

static void
fill_text (Making *making,
           ProctorRecord *record,
           guint i,
           const ProctorField *field)
{
  const char *fixed = get_fixed (field->name);
  g_autofree char *token = fixed == NULL ? dup_token (making, field->name) : NULL;
  g_autofree char *json = NULL;

  if (field->kind == PROCTOR_FIELD_JSON || strcmp (field->name, "params-as-json") == 0)
    json = g_strdup_printf ("{\"first\": [1, true], \"second\": \"%s\"}", token);
  proctor_record_set_string (record, i, json != NULL ? json : fixed != NULL ? fixed
                                                                            : token);
}

static void
fill (Making *making,
      ProctorRecord *record,
      guint depth)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);

  for (guint i = 0; i < klass->n_fields; i++)
    {
      const ProctorField *field = &klass->fields[i];

      switch (field->kind)
        {
        case PROCTOR_FIELD_STRING:
        case PROCTOR_FIELD_JSON:
        case PROCTOR_FIELD_KEY:
          fill_text (making, record, i, field);
          break;
        case PROCTOR_FIELD_INT:
          proctor_record_set_int (record, i, 10 + making->n++);
          break;
        case PROCTOR_FIELD_DOUBLE:
          proctor_record_set_double (record, i, 0.5 + making->n++);
          break;
        case PROCTOR_FIELD_BOOL:
          proctor_record_set_bool (record, i, TRUE);
          break;
        case PROCTOR_FIELD_STRINGS:
          {
            g_autofree char *token = strcmp (field->name, "used-chunk-ids") != 0 ? dup_token (making, field->name) : g_strdup ("used");
            const char *strings[] = { token, NULL };

            proctor_record_set_strings (record, i, strings);
          }
          break;
        case PROCTOR_FIELD_RECORD:
          if (depth < DEEPEST)
            {
              g_autoptr (ProctorRecord) part = g_object_new (field->get_type (), NULL);

              fill (making, part, depth + 1);
              proctor_record_set_record (record, i, part);
            }
          break;
        case PROCTOR_FIELD_LIST:
        case PROCTOR_FIELD_MAP:
          if (depth < DEEPEST)
            {
              g_autoptr (ProctorRecord) item = g_object_new (field->get_type (), NULL);

              fill (making, item, depth + 1);
              g_list_store_append (G_LIST_STORE (proctor_record_get_list (record, i)), item);
            }
          break;
        }
    }

  /* And what nobody has thought of. */
  {
    g_autofree char *token = dup_token (making, "unknown");

    proctor_record_keep_extras (record, g_strdup_printf ("{\"new_member\": \"%s\"}", token));
  }
}

/**
 * testing_turn_make_full:
 * @texts: (element-type utf8): gets what one should be able to read
 *
 * Returns: (transfer full): a turn with every member that a turn can have, and with some that are not known
 */
ProctorTurn *
testing_turn_make_full (GPtrArray *texts)
{
  ProctorTurn *turn = proctor_turn_new ();
  Making making = { texts, 0 };

  fill (&making, PROCTOR_RECORD (turn), 0);

  return turn;
}

/**
 * testing_turn_make_long_run:
 * @n_turns: how many turns
 * @n_bytes: how much all of them say
 *
 * Returns: (transfer full): a long conversation with a tool in every fourth turn
 */
ProctorRun *
testing_turn_make_long_run (guint n_turns,
                            gsize n_bytes)
{
  ProctorRun *run = proctor_run_new ();
  GListStore *turns = G_LIST_STORE (proctor_run_get_agent_responses (run));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_turns; i++)
    {
      ProctorTurn *turn = proctor_turn_new ();
      g_autoptr (GString) message = g_string_new (NULL);

      g_string_printf (message, "This is **turn %u**. ", i);
      while (message->len < n_bytes / n_turns)
        g_string_append (message, "It says what a guest may want to know, such as when *breakfast* is served. ");
      proctor_turn_set_role (turn, i % 2 == 0 ? "user" : "agent");
      proctor_turn_set_time_in_call_secs (turn, i);
      proctor_turn_set_message (turn, message->str);
      if (i % 4 == 1)
        {
          g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
          g_autoptr (ProctorToolResult) result = proctor_tool_result_new ();
          g_autofree char *id = g_strdup_printf ("req_%u", i);

          proctor_tool_call_set_request_id (call, id);
          proctor_tool_call_set_tool_name (call, "check_availability");
          proctor_tool_call_set_kind (call, "webhook");
          proctor_tool_call_set_params_as_json (call, "{\"room\": \"sea view\", \"nights\": 2}");
          proctor_tool_call_set_tool_has_been_called (call, TRUE);
          proctor_tool_result_set_request_id (result, id);
          proctor_tool_result_set_tool_name (result, "check_availability");
          proctor_tool_result_set_result_value (result, "{\"free\": true, \"price\": 120}");
          proctor_tool_result_set_tool_latency_secs (result, 0.42);
          proctor_tool_result_set_tool_has_been_called (result, TRUE);
          g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_calls (turn)), call);
          g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_results (turn)), result);
        }
      g_ptr_array_add (items, turn);
    }
  g_list_store_splice (turns, 0, 0, items->pdata, items->len);

  return run;
}
