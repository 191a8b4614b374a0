/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-answer.h"
#include "proctor-openai-refusal.h"
#include "proctor-provider-error.h"
#include "proctor-testing.h"

#define TOOLS "[{\"name\":\"book\"},{\"name\":\"bye\"},{\"name\":\"end_call\"}]"
#define SAYS(message) "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":" message "}]}"
#define CUT(message) "{\"choices\":[{\"finish_reason\":\"length\",\"message\":" message "}]}"

static ProctorOpenaiRequest *
make_request (const char *schema)
{
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);
  g_autoptr (JsonNode) tools = json_from_string (TOOLS, NULL);

  chat->tools = json_array_ref (json_node_get_array (tools));
  if (schema != NULL)
    chat->schema = json_from_string (schema, NULL);

  return proctor_openai_request_new (chat, "m");
}

static ProctorChatAnswer *
read_answer (const ProctorOpenaiRequest *request,
             const char *text,
             GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  return proctor_openai_answer_read (request, body, error);
}

static char *
describe_calls (GPtrArray *calls)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = calls->pdata[i];

      g_assert_nonnull (call->id);
      g_assert_cmpuint (strlen (call->id), >, 0);
      g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", call->name, call->arguments);
    }

  return g_string_free (text, FALSE);
}

static void
test_tolerances (void)
{
  const struct
  {
    const char *body;
    const char *text;
    const char *calls;
  } cases[] = {
    /* Content in all its forms. */
    { SAYS ("{\"role\":\"assistant\",\"content\":\"Hello\"}"), "Hello", "" },
    { SAYS ("{\"content\":null}"), "", "" },
    { SAYS ("{\"content\":\"\"}"), "", "" },
    { SAYS ("{}"), "", "" },
    { SAYS ("{\"content\":[{\"type\":\"text\",\"text\":\"Hel\"},{\"type\":\"output_text\",\"text\":\"lo\"},\" you\",{\"text\":\"!\"},{\"type\":\"thinking\",\"text\":\"hm\"},{\"type\":\"image_url\"},3,null]}"), "Hello you!", "" },
    { "{\"choices\":[{\"text\":\"Hello\"}]}", "Hello", "" },
    { "{\"choices\":[{\"message\":{\"content\":\"Hello\"}}],\"error\":null}", "Hello", "" },
    { SAYS ("{\"content\":null,\"refusal\":\"I won't.\"}"), "I won't.", "" },
    /* Thoughts. */
    { SAYS ("{\"content\":\"<think>hm {}</think>\\n\\nHello\"}"), "Hello", "" },
    { SAYS ("{\"content\":\"  <thinking>a</thinking><think>b</think> Hello\"}"), "Hello", "" },
    { SAYS ("{\"content\":\"hm\\n</think>\\nHello\"}"), "Hello", "" },
    { SAYS ("{\"content\":\"Hello\",\"reasoning_content\":\"hm\",\"reasoning\":\"hm\"}"), "Hello", "" },
    { SAYS ("{\"content\":\"<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Hello<|return|>\"}"), "Hello", "" },
    { SAYS ("{\"content\":\"Write <think>a</think> yourself\"}"), "Write <think>a</think> yourself", "" },
    { CUT ("{\"content\":\"<think>hm, hm\"}"), "", "" },
    /* Calls. */
    { SAYS ("{\"content\":\"\",\"tool_calls\":[{\"id\":\"1\",\"type\":\"function\",\"function\":{\"name\":\"book\",\"arguments\":\"{\\\"city\\\":\\\"Kiel\\\"}\"}}]}"), "", "book{\"city\":\"Kiel\"}" },
    { SAYS ("{\"content\":\"Moment\",\"tool_calls\":[{\"function\":{\"name\":\"book\",\"arguments\":{\"a\":1}}},{\"function\":{\"name\":\"bye\",\"arguments\":null}},{\"function\":{\"name\":\"bye\",\"arguments\":\"\"}},{\"function\":{\"name\":\"bye\"}}]}"),
      "Moment", "book{\"a\":1} bye{} bye{} bye{}" },
    { SAYS ("{\"tool_calls\":[{\"name\":\"book\",\"arguments\":\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"}]}"), "", "book{\"a\":1}" },
    /* One that the agent doesn't have is for others to complain about. */
    { SAYS ("{\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"fly\",\"arguments\":\"{}\"}},{\"id\":\"1\",\"function\":{\"name\":\"book\",\"arguments\":\"no JSON\"}},{\"function\":{}},3,null]}"), "", "fly{} bookno JSON" },
    { SAYS ("{\"function_call\":{\"name\":\"book\",\"arguments\":\"{}\"}}"), "", "book{}" },
    { "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"Hello\",\"tool_calls\":[]}}]}", "Hello", "" },
    { SAYS ("{\"content\":\"Hello\",\"tool_calls\":null}"), "Hello", "" },
    /* Calls as text. */
    { SAYS ("{\"content\":\"<tool_call>\\n{\\\"name\\\": \\\"book\\\", \\\"arguments\\\": {\\\"a\\\": 1}}\\n</tool_call>\"}"), "", "book{\"a\":1}" },
    { SAYS ("{\"content\":\"Well.\\n<tool_call>{\\\"name\\\":\\\"book\\\",\\\"arguments\\\":{}}</tool_call>\\n<tool_call>{\\\"name\\\":\\\"bye\\\",\\\"parameters\\\":{}}</tool_call>\"}"), "Well.", "book{} bye{}" },
    { SAYS ("{\"content\":\"<tool_call>{\\\"name\\\":\\\"book\\\",\\\"arguments\\\":{}}\"}"), "", "book{}" },
    { SAYS ("{\"content\":\"[TOOL_CALLS][{\\\"name\\\":\\\"book\\\",\\\"arguments\\\":{\\\"a\\\":1}}]\"}"), "", "book{\"a\":1}" },
    { SAYS ("{\"content\":\"```json\\n{\\\"name\\\":\\\"book\\\",\\\"arguments\\\":{\\\"a\\\":1}}\\n```\"}"), "", "book{\"a\":1}" },
    { SAYS ("{\"content\":\"{\\\"name\\\":\\\"book\\\",\\\"parameters\\\":{\\\"a\\\":1}}\"}"), "", "book{\"a\":1}" },
    { SAYS ("{\"content\":\"{\\\"type\\\":\\\"function\\\",\\\"function\\\":{\\\"name\\\":\\\"book\\\",\\\"arguments\\\":{}}}\"}"), "", "book{}" },
    /* What only looks like one. */
    { SAYS ("{\"content\":\"{\\\"name\\\":\\\"fly\\\",\\\"arguments\\\":{}}\"}"), "{\"name\":\"fly\",\"arguments\":{}}", "" },
    { SAYS ("{\"content\":\"{\\\"name\\\":\\\"book\\\"}\"}"), "{\"name\":\"book\"}", "" },
    { SAYS ("{\"content\":\"<tool_call>{\\\"na\"}"), "<tool_call>{\"na", "" },
    /* What was cut off is not made, nor said. */
    { CUT ("{\"content\":\"Well <tool_call>\\n{\\\"na\"}"), "Well ", "" },
    { CUT ("{\"content\":\"\",\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"bye\",\"arguments\":\"{}\"}},{\"id\":\"2\",\"function\":{\"name\":\"book\",\"arguments\":\"{\\\"ci\"}}]}"), "", "bye{}" },
  };
  g_autoptr (ProctorOpenaiRequest) request = make_request (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorChatAnswer) answer = read_answer (request, cases[i].body, &error);
      g_autofree char *calls = NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_no_error (error);
      calls = describe_calls (answer->calls);
      g_assert_cmpstr (answer->text, ==, cases[i].text);
      g_assert_cmpstr (calls, ==, cases[i].calls);
      g_assert_cmpint (answer->cut_off, ==, strstr (cases[i].body, "\"length\"") != NULL);
    }
}

static void
test_ids (void)
{
  g_autoptr (ProctorOpenaiRequest) request = make_request (NULL);
  g_autoptr (ProctorChatAnswer) answer = read_answer (request, SAYS ("{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"book\"}},{\"id\":\"a\",\"function\":{\"name\":\"book\"}},{\"id\":\"\",\"function\":{\"name\":\"book\"}},{\"function\":{\"name\":\"book\"}}]}"), NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < answer->calls->len; i++)
    g_hash_table_add (ids, ((ProctorChatCall *) answer->calls->pdata[i])->id);
  g_assert_cmpuint (g_hash_table_size (ids), ==, 4);
  g_assert_cmpstr (((ProctorChatCall *) answer->calls->pdata[0])->id, ==, "a");
}

static void
test_usage (void)
{
  const struct
  {
    const char *usage;
    gint64 prompt;
    gint64 cached;
    gint64 answer;
  } cases[] = {
    { "{\"prompt_tokens\":37,\"completion_tokens\":7,\"total_tokens\":44,\"prompt_tokens_details\":{\"cached_tokens\":30}}", 37, 30, 7 },
    { "{\"prompt_tokens\":37,\"completion_tokens\":7,\"prompt_tokens_details\":null}", 37, 0, 7 },
    { "{\"prompt_tokens\":37,\"completion_tokens\":7,\"prompt_cache_hit_tokens\":12}", 37, 12, 7 },
    { "{\"input_tokens\":5,\"output_tokens\":6}", 5, 0, 6 },
    { "{\"prompt_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":9}}", 5, 5, 0 },
    { "{\"prompt_tokens\":-5,\"completion_tokens\":\"many\"}", 0, 0, 0 },
    { "null", 0, 0, 0 },
  };
  g_autoptr (ProctorOpenaiRequest) request = make_request (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"model\":\"tiny\",\"choices\":[{\"message\":{\"content\":\"Hi\"}}],\"usage\":%s}", cases[i].usage);
      g_autoptr (ProctorChatAnswer) answer = read_answer (request, body, NULL);

      g_test_message ("%s", cases[i].usage);
      g_assert_cmpstr (answer->model, ==, "tiny");
      g_assert_cmpint (answer->prompt_tokens, ==, cases[i].prompt);
      g_assert_cmpint (answer->cached_tokens, ==, cases[i].cached);
      g_assert_cmpint (answer->answer_tokens, ==, cases[i].answer);
    }
}

/* Whatever stands around it, the text is the JSON that was wanted. */
static void
test_json (void)
{
  const char *const schema = "{\"type\":\"object\",\"required\":[\"v\"],\"properties\":{\"v\":{\"type\":\"string\",\"enum\":[\"a\",\"b\"]}}}";
  const struct
  {
    const char *body;
    const char *text;
  } cases[] = {
    { SAYS ("{\"content\":\"{\\\"v\\\": \\\"a\\\"}\"}"), "{\"v\":\"a\"}" },
    { SAYS ("{\"content\":\"```json\\n{\\\"v\\\": \\\"a\\\"}\\n```\"}"), "{\"v\":\"a\"}" },
    { SAYS ("{\"content\":\"```\\n{\\\"v\\\": \\\"a\\\"}\"}"), "{\"v\":\"a\"}" },
    { SAYS ("{\"content\":\"<think>{\\\"v\\\":\\\"b\\\"}</think>Here {it} is: {\\\"v\\\": \\\"a\\\", \\\"w\\\": \\\"}\\\\\\\"{\\\"} Good luck!\"}"), "{\"v\":\"a\",\"w\":\"}\\\"{\"}" },
    { SAYS ("{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"v\\\"\"},{\"type\":\"text\",\"text\":\":\\\"b\\\"}\"}]}"), "{\"v\":\"b\"}" },
    { SAYS ("{\"content\":\"{\\\"v\\\": \\\"c\\\"}\"}"), NULL },
    { SAYS ("{\"content\":\"{\\\"w\\\": \\\"a\\\"}\"}"), NULL },
    { SAYS ("{\"content\":\"[\\\"v\\\"]\"}"), NULL },
    { SAYS ("{\"content\":\"{\\\"v\\\": \\\"a\\\"\"}"), NULL },
    { SAYS ("{\"content\":\"a\"}"), NULL },
    { SAYS ("{\"content\":null}"), NULL },
    /* What was cut off stays as it is, for the caller to see. */
    { CUT ("{\"content\":\"```js\"}"), "```js" },
  };
  g_autoptr (ProctorOpenaiRequest) request = make_request (schema);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorChatAnswer) answer = read_answer (request, cases[i].body, &error);

      g_test_message ("%s", cases[i].body);
      if (cases[i].text == NULL)
        g_assert_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE);
      else
        g_assert_cmpstr (answer != NULL ? answer->text : error->message, ==, cases[i].text);
    }
}

static void
test_ends_call (void)
{
  g_autoptr (ProctorOpenaiRequest) request = make_request (NULL);
  g_autoptr (ProctorChatAnswer) agent = NULL;
  g_autoptr (ProctorChatAnswer) user = NULL;
  const char *const body = SAYS ("{\"content\":\"Bye\",\"tool_calls\":[{\"function\":{\"name\":\"end_call\"}}]}");

  agent = read_answer (request, body, NULL);
  g_assert_false (agent->ends_call);
  request->purpose = PROCTOR_CHAT_SIMULATED_USER;
  user = read_answer (request, body, NULL);
  g_assert_true (user->ends_call);
}

/* What is said where there should be an answer, with every status. */
static void
test_refusals (void)
{
  const struct
  {
    guint status;
    const char *body;
    ProctorProviderErrorCode code;
    const char *part;
  } cases[] = {
    { 401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-1234\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}", PROCTOR_PROVIDER_ERROR_KEY, "doesn't accept the key" },
    { 401, "{\"error\":\"Unauthorized\"}", PROCTOR_PROVIDER_ERROR_KEY, "" },
    { 401, "", PROCTOR_PROVIDER_ERROR_KEY, "" },
    { 403, "<html>", PROCTOR_PROVIDER_ERROR_KEY, "may not be used" },
    { 404, "{\"error\":{\"message\":\"The model `m` does not exist or you do not have access to it.\",\"code\":\"model_not_found\"}}", PROCTOR_PROVIDER_ERROR_MODEL, "“m”" },
    { 404, "{\"object\":\"error\",\"message\":\"The model `m` does not exist.\",\"type\":\"NotFoundError\",\"param\":null,\"code\":404}", PROCTOR_PROVIDER_ERROR_MODEL, "“m”" },
    { 404, "{\"error\":{\"message\":\"model \\\"m\\\" not found, try pulling it first\",\"type\":\"not_found_error\",\"param\":null,\"code\":null}}", PROCTOR_PROVIDER_ERROR_MODEL, "“m”" },
    { 400, "{\"error\":{\"code\":400,\"message\":\"model 'm' not found\",\"type\":\"invalid_request_error\"}}", PROCTOR_PROVIDER_ERROR_MODEL, "“m”" },
    { 404, "{\"error\":{\"message\":\"File Not Found\",\"type\":\"not_found_error\",\"code\":404}}", PROCTOR_PROVIDER_ERROR_ADDRESS, "File Not Found" },
    { 404, "404 page not found", PROCTOR_PROVIDER_ERROR_ADDRESS, "/v1" },
    { 400, "{\"error\":{\"code\":400,\"message\":\"request (18009 tokens) exceeds the available context size (4096 tokens), try increasing it\",\"type\":\"exceed_context_size_error\"}}", PROCTOR_PROVIDER_ERROR_CONTEXT, "18009" },
    { 400, "{\"error\":{\"message\":\"Too long.\",\"code\":\"context_length_exceeded\"}}", PROCTOR_PROVIDER_ERROR_CONTEXT, "Too long." },
    { 413, "", PROCTOR_PROVIDER_ERROR_CONTEXT, "longer" },
    { 429, "{\"error\":{\"message\":\"Rate limit reached\"}}", PROCTOR_PROVIDER_ERROR_BUSY, "Rate limit reached" },
    { 429, "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\"}}", PROCTOR_PROVIDER_ERROR_REFUSED, "quota" },
    { 402, "{\"error\":{\"message\":\"Insufficient credits\"}}", PROCTOR_PROVIDER_ERROR_REFUSED, "used up" },
    { 503, "{\"error\":{\"message\":\"Loading model\",\"type\":\"unavailable_error\",\"code\":503}}", PROCTOR_PROVIDER_ERROR_BUSY, "Loading model" },
    { 504, "<html>", PROCTOR_PROVIDER_ERROR_TIMEOUT, "too long" },
    { 500, "{\"error\":{\"code\":500,\"message\":\"Failed to parse tools\",\"type\":\"server_error\"}}", PROCTOR_PROVIDER_ERROR_REFUSED, "server failed. Failed to parse tools" },
    { 500, "Internal Server Error", PROCTOR_PROVIDER_ERROR_REFUSED, "server failed" },
    { 301, "", PROCTOR_PROVIDER_ERROR_ADDRESS, "elsewhere" },
    { 422, "{\"detail\":[{\"loc\":[\"body\",\"messages\"],\"msg\":\"field required\"}]}", PROCTOR_PROVIDER_ERROR_REFUSED, "field required" },
    { 405, "{\"detail\":\"Method Not Allowed\"}", PROCTOR_PROVIDER_ERROR_ADDRESS, "no model server" },
    { 400, "{\"error\":{\"message\":\"registry.ollama.ai/library/gemma:2b does not support tools\",\"type\":\"api_error\",\"param\":null,\"code\":null}}", PROCTOR_PROVIDER_ERROR_TOOLS, "gemma:2b" },
    { 400, "{\"error\":{\"message\":\"\\\"auto\\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}", PROCTOR_PROVIDER_ERROR_TOOLS, "--tool-call-parser" },
    { 500, "{\"error\":{\"code\":500,\"message\":\"tools param requires --jinja flag\",\"type\":\"server_error\"}}", PROCTOR_PROVIDER_ERROR_TOOLS, "--jinja" },
    { 400, "{\"detail\":\"No tools here\"}", PROCTOR_PROVIDER_ERROR_REFUSED, "No tools here" },
    { 400, "[{\"error\":{\"code\":400,\"message\":\"In a list\"}}]", PROCTOR_PROVIDER_ERROR_REFUSED, "In a list" },
    /* With success. */
    { 200, "{\"error\":{\"message\":\"Invalid API Key\",\"code\":401}}", PROCTOR_PROVIDER_ERROR_KEY, "" },
    { 200, "{\"error\":\"out of memory\"}", PROCTOR_PROVIDER_ERROR_REFUSED, "out of memory" },
    { 200, "{\"error\":{\"message\":\"slow down\",\"code\":429}}", PROCTOR_PROVIDER_ERROR_BUSY, "slow down" },
    { 200, "{\"object\":\"error\",\"message\":\"Nope\",\"code\":400}", PROCTOR_PROVIDER_ERROR_REFUSED, "Nope" },
    { 200, "{\"choices\":[]}", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{\"choices\":[{\"finish_reason\":\"stop\"}]}", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{\"choices\":null}", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{\"choices\":[null]}", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{}", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "[]", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "null", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "", PROCTOR_PROVIDER_ERROR_ADDRESS, "/v1" },
    { 200, "<html>Welcome</html>", PROCTOR_PROVIDER_ERROR_ADDRESS, "/v1" },
    { 200, "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\ndata: [DONE]\n", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{\"choices\":[{\"message\":{\"content\":\"Hel", PROCTOR_PROVIDER_ERROR_UNUSABLE, "" },
    { 200, "{\"choices\":[{\"finish_reason\":\"content_filter\",\"message\":{\"content\":\"\"}}]}", PROCTOR_PROVIDER_ERROR_REFUSED, "doesn't want" },
  };
  g_autoptr (ProctorOpenaiRequest) request = make_request (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (GError) error = NULL;

      g_test_message ("%u %s", cases[i].status, cases[i].body);
      if (cases[i].status == 200)
        g_assert_null (proctor_openai_answer_read (request, body, &error));
      else
        error = proctor_openai_refusal_to_error (cases[i].status, body, "m");
      g_test_message ("%s", error->message);
      g_assert_error (error, PROCTOR_PROVIDER_ERROR, (int) cases[i].code);
      g_assert_nonnull (strstr (error->message, cases[i].part));
      /* What is said of a key may have it in it. */
      g_assert_null (strstr (error->message, "sk-1234"));
    }
}

static void
test_long_refusal (void)
{
  g_autofree char *much = g_strnfill (50 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", much);
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = proctor_openai_refusal_to_error (400, body, "m");

  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 400);
}

static void
test_models (void)
{
  const struct
  {
    const char *body;
    const char *names;
  } cases[] = {
    { "{\"object\":\"list\",\"data\":[{\"id\":\"b\",\"object\":\"model\"},{\"id\":\"a\"},{\"id\":\"b\"}]}", "a b" },
    { "{\"models\":[{\"name\":\"x\"}],\"object\":\"list\",\"data\":[{\"id\":\"tiny\",\"aliases\":[]}]}", "tiny" },
    { "{\"models\":[{\"name\":\"x\"},{}]}", "x" },
    { "[{\"id\":\"t\"},null,3]", "t" },
    { "{\"data\":[]}", "" },
    { "{\"data\":null,\"object\":\"list\"}", NULL },
    { "{\"error\":\"no\"}", NULL },
    { "<html>", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) models = proctor_openai_answer_read_models (body, &error);
      g_autofree char *names = models != NULL ? g_strjoinv (" ", models) : NULL;

      g_test_message ("%s", cases[i].body);
      g_assert_cmpstr (names, ==, cases[i].names);
      g_assert_true ((error != NULL) == (names == NULL));
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/openai-answer/tolerances", test_tolerances);
  g_test_add_func ("/openai-answer/ids", test_ids);
  g_test_add_func ("/openai-answer/usage", test_usage);
  g_test_add_func ("/openai-answer/json", test_json);
  g_test_add_func ("/openai-answer/ends-call", test_ends_call);
  g_test_add_func ("/openai-answer/refusals", test_refusals);
  g_test_add_func ("/openai-answer/long-refusal", test_long_refusal);
  g_test_add_func ("/openai-answer/models", test_models);

  return g_test_run ();
}
