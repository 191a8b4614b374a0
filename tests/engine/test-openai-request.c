/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-refusal.h"
#include "proctor-openai-request.h"
#include "proctor-openai-schema.h"
#include "proctor-testing.h"

#define VERDICT "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"verdict\"],\"properties\":{\"verdict\":{\"type\":\"string\",\"enum\":[\"success\",\"failure\"]}}}"

static void
assert_body (const ProctorChat *chat,
             const char *model,
             const ProctorOpenaiDialect *dialect,
             const char *expected)
{
  g_autoptr (ProctorOpenaiRequest) request = proctor_openai_request_new (chat, model);
  g_autoptr (GBytes) body = proctor_openai_request_write (request, dialect);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_plain (void)
{
  const ProctorOpenaiDialect dialect = { 0 };
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);

  assert_body (chat, NULL, &dialect, "{\"messages\":[],\"max_tokens\":4096,\"stream\":false}");

  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "Be \"kind\".");
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Grüß dich\n");
  assert_body (chat, "m", &dialect,
               "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be \\\"kind\\\".\"},{\"role\":\"user\",\"content\":\"Grüß dich\\n\"}],\"max_tokens\":4096,\"stream\":false}");

  g_clear_pointer (&chat->messages, g_ptr_array_unref);
  chat->messages = g_ptr_array_new ();
  chat->model = g_strdup ("mine");
  chat->temperature = 0;
  chat->max_tokens = 50;
  chat->seed = G_MAXUINT64;
  assert_body (chat, "m", &dialect, "{\"model\":\"mine\",\"messages\":[],\"max_tokens\":50,\"temperature\":0.0,\"seed\":3,\"stream\":false}");
}

static void
test_tools (void)
{
  const ProctorOpenaiDialect dialect = { 0 };
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);
  g_autoptr (JsonNode) tools = json_from_string ("[{\"name\":\"book\",\"description\":\"Books\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}},{\"name\":\"bye\"},{\"description\":\"nameless\"}]", NULL);
  ProctorChatMessage *message;

  chat->tools = json_array_ref (json_node_get_array (tools));
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Book");
  message = proctor_chat_add (chat, PROCTOR_CHAT_ASSISTANT, "");
  g_ptr_array_add (message->calls, proctor_chat_call_new ("1", "book", "{\"city\": \"Kiel\"}"));
  /* What was cut off is not said again. */
  g_ptr_array_add (message->calls, proctor_chat_call_new ("2", "bye", "{\"ci"));
  message = proctor_chat_add (chat, PROCTOR_CHAT_TOOL, "done");
  message->call_id = g_strdup ("1");
  message->call_name = g_strdup ("book");
  message = proctor_chat_add (chat, PROCTOR_CHAT_ASSISTANT, "Well.");
  g_ptr_array_add (message->calls, proctor_chat_call_new ("3", "bye", NULL));

  assert_body (chat, "m", &dialect,
               "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Book\"},"
               "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"book\",\"arguments\":\"{\\\"city\\\": \\\"Kiel\\\"}\"}},"
               "{\"id\":\"2\",\"type\":\"function\",\"function\":{\"name\":\"bye\",\"arguments\":\"{}\"}}]},"
               "{\"role\":\"tool\",\"content\":\"done\",\"tool_call_id\":\"1\"},"
               "{\"role\":\"assistant\",\"content\":\"Well.\",\"tool_calls\":[{\"id\":\"3\",\"type\":\"function\",\"function\":{\"name\":\"bye\",\"arguments\":\"{}\"}}]}],"
               "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"book\",\"description\":\"Books\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}},"
               "{\"type\":\"function\",\"function\":{\"name\":\"bye\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}],"
               "\"max_tokens\":4096,\"stream\":false}");
}

#define WORDS "Answer with one JSON object and nothing else: no words around it, no code fence. It has to follow this JSON schema:\\n{\\\"type\\\":\\\"object\\\",\\\"additionalProperties\\\":false,\\\"required\\\":[\\\"verdict\\\"],\\\"properties\\\":{\\\"verdict\\\":{\\\"type\\\":\\\"string\\\",\\\"enum\\\":[\\\"success\\\",\\\"failure\\\"]}}}"

static void
test_shapes (void)
{
  const struct
  {
    ProctorOpenaiDialect dialect;
    const char *body;
  } cases[] = {
    { { 0 }, "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Judge.\"},{\"role\":\"user\",\"content\":\"Well?\"}],"
             "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"verdict\",\"strict\":true,\"schema\":" VERDICT "}},\"max_tokens\":9,\"temperature\":0.5,\"seed\":7,\"stream\":false}" },
    { { .shape = PROCTOR_OPENAI_SHAPE_OBJECT, .limit = PROCTOR_OPENAI_LIMIT_COMPLETION },
      "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Judge.\\n\\n" WORDS "\"},{\"role\":\"user\",\"content\":\"Well?\"}],"
      "\"response_format\":{\"type\":\"json_object\"},\"max_completion_tokens\":9,\"temperature\":0.5,\"seed\":7,\"stream\":false}" },
    { { .shape = PROCTOR_OPENAI_SHAPE_WORDS, .limit = PROCTOR_OPENAI_LIMIT_NONE, .no_temperature = TRUE, .no_seed = TRUE },
      "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Judge.\\n\\n" WORDS "\"},{\"role\":\"user\",\"content\":\"Well?\"}],\"stream\":false}" },
  };
  const ProctorOpenaiDialect words = { .shape = PROCTOR_OPENAI_SHAPE_WORDS };
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_JUDGE);
  g_autoptr (ProctorChat) bare = proctor_chat_new (PROCTOR_CHAT_JUDGE);

  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "Judge.");
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Well?");
  chat->temperature = 0.5;
  chat->max_tokens = 9;
  chat->seed = 7;
  chat->schema_name = g_strdup ("verdict");
  chat->schema = json_from_string (VERDICT, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_body (chat, "m", &cases[i].dialect, cases[i].body);

  /* Where there is nobody to tell it to, the words come first. */
  proctor_chat_add (bare, PROCTOR_CHAT_USER, "Well?");
  bare->schema = json_from_string (VERDICT, NULL);
  assert_body (bare, NULL, &words, "{\"messages\":[{\"role\":\"system\",\"content\":\"" WORDS "\"},{\"role\":\"user\",\"content\":\"Well?\"}],\"max_tokens\":4096,\"stream\":false}");
}

static void
test_schemas (void)
{
  const struct
  {
    const char *schema;
    gboolean strict;
    const char *value;
    gboolean allowed;
  } cases[] = {
    { VERDICT, TRUE, "{\"verdict\":\"success\"}", TRUE },
    { VERDICT, TRUE, "{\"verdict\":\"success\",\"more\":1}", TRUE },
    { VERDICT, TRUE, "{\"verdict\":\"maybe\"}", FALSE },
    { VERDICT, TRUE, "{\"verdict\":null}", FALSE },
    { VERDICT, TRUE, "{}", FALSE },
    { VERDICT, TRUE, "[]", FALSE },
    { "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}", FALSE, "{}", TRUE },
    { "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}", FALSE, "{\"a\":1.5}", FALSE },
    { "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}}}", FALSE, "{\"a\":1}", TRUE },
    { "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}", TRUE, "{\"a\":[\"x\",1]}", FALSE },
    { "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}}}", TRUE, "{\"a\":[\"x\"]}", TRUE },
    { "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[],\"properties\":{\"a\":{\"type\":\"boolean\"}}}", FALSE, "{\"a\":true}", TRUE },
    { "{}", TRUE, "3", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) schema = json_from_string (cases[i].schema, NULL);
      g_autoptr (JsonNode) value = json_from_string (cases[i].value, NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (proctor_openai_schema_is_strict (schema), ==, cases[i].strict);
      g_assert_cmpint (proctor_openai_schema_allows (schema, value), ==, cases[i].allowed);
    }
}

/* What a server says of a question, and how it is put then. */
static void
test_adapt (void)
{
  const struct
  {
    guint status;
    const char *body;
    guint max_tokens;
    gboolean changed;
    ProctorOpenaiDialect dialect;
  } cases[] = {
    { 400, "{\"error\":{\"message\":\"response_format is not supported\"}}", 9, TRUE, { .shape = PROCTOR_OPENAI_SHAPE_OBJECT } },
    { 422, "{\"detail\":[{\"loc\":[\"body\",\"response_format\",\"type\"],\"msg\":\"unexpected value\"}]}", 9, TRUE, { .shape = PROCTOR_OPENAI_SHAPE_OBJECT } },
    { 500, "{\"error\":\"Failed to build the grammar\"}", 9, TRUE, { .shape = PROCTOR_OPENAI_SHAPE_OBJECT } },
    { 400, "{\"error\":{\"message\":\"JSON schema error at #: unrecognized type\",\"code\":400}}", 9, TRUE, { .shape = PROCTOR_OPENAI_SHAPE_OBJECT } },
    { 400, "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.\"}}", 9, TRUE, { .limit = PROCTOR_OPENAI_LIMIT_COMPLETION } },
    { 400, "{\"error\":{\"message\":\"max_tokens is too large: 4096\"}}", 0, TRUE, { .limit = PROCTOR_OPENAI_LIMIT_NONE } },
    { 400, "{\"error\":{\"message\":\"max_tokens is too large: 4096\"}}", 9, FALSE, { 0 } },
    { 400, "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\"}}", 0, TRUE, { .limit = PROCTOR_OPENAI_LIMIT_NONE } },
    { 400, "{\"error\":{\"message\":\"This model's maximum context length is 4096 tokens.\"}}", 9, FALSE, { 0 } },
    { 400, "{\"error\":{\"message\":\"Unsupported value: 'temperature' does not support 0 with this model.\"}}", 9, TRUE, { .no_temperature = TRUE } },
    { 422, "{\"message\":\"Extra inputs are not permitted: seed\"}", 9, TRUE, { .no_seed = TRUE } },
    { 400, "{\"error\":{\"message\":\"model 'nope' not found\"}}", 9, FALSE, { 0 } },
    { 401, "{\"error\":{\"message\":\"response_format\"}}", 9, FALSE, { 0 } },
    { 503, "{\"error\":{\"message\":\"response_format\"}}", 9, FALSE, { 0 } },
    { 400, "temperature", 9, FALSE, { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_JUDGE);
      g_autoptr (ProctorOpenaiRequest) request = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      ProctorOpenaiDialect dialect = { 0 };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      chat->temperature = 0;
      chat->seed = 1;
      chat->max_tokens = cases[i].max_tokens;
      chat->schema = json_from_string (VERDICT, NULL);
      request = proctor_openai_request_new (chat, "m");
      g_assert_cmpint (proctor_openai_refusal_adapt (request, cases[i].status, body, &dialect), ==, cases[i].changed);
      g_assert_cmpmem (&dialect, sizeof dialect, &cases[i].dialect, sizeof dialect);
    }
}

/* However often a server complains, there comes an end. */
static void
test_adapt_ends (void)
{
  const char *const everything = "{\"error\":\"response_format max_completion_tokens max_tokens temperature seed\"}";
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_JUDGE);
  g_autoptr (ProctorOpenaiRequest) request = NULL;
  g_autoptr (GBytes) body = g_bytes_new_static (everything, strlen (everything));
  ProctorOpenaiDialect dialect = { 0 };
  guint n_ways = 0;

  chat->temperature = 0;
  chat->seed = 1;
  chat->schema = json_from_string (VERDICT, NULL);
  request = proctor_openai_request_new (chat, "m");
  while (proctor_openai_refusal_adapt (request, 400, body, &dialect))
    n_ways++;
  g_assert_cmpuint (n_ways, ==, 6);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/openai-request/plain", test_plain);
  g_test_add_func ("/openai-request/tools", test_tools);
  g_test_add_func ("/openai-request/shapes", test_shapes);
  g_test_add_func ("/openai-request/schemas", test_schemas);
  g_test_add_func ("/openai-request/adapt", test_adapt);
  g_test_add_func ("/openai-request/adapt-ends", test_adapt_ends);

  return g_test_run ();
}
