/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-response-error.h"
#include "proctor-testing.h"
#include "testing-errand.h"

#define PAGE "<!DOCTYPE html>\n<html><head><title>Bad Gateway</title></head><body>nginx</body></html>"

/* What a server answers and what is made of it. Details are listed as "name=value", the fields that
 * it complains about as "path: message (type)"; what is not listed must not be there. */
typedef struct
{
  guint status;
  const char *body;
  const char *headers[7];
  ProctorApiErrorCode code;
  const char *details[7];
  const char *in_sentence;
} Case;

static void
add_text (GString *text,
          const char *name,
          const char *value)
{
  if (value != NULL)
    g_string_append_printf (text, "%s=%s\n", name, value);
}

static char *
describe (const GError *error)
{
  const ProctorErrorDetails *details = proctor_api_error_get_details (error);
  GString *text = g_string_new (NULL);

  add_text (text, "message", details->server_message);
  add_text (text, "code", details->server_code);
  add_text (text, "id", details->request_id);
  add_text (text, "scope", details->scope);
  if (details->delay_msecs != -1)
    g_string_append_printf (text, "delay=%" G_GINT64_FORMAT "\n", details->delay_msecs);
  for (guint i = 0; details->fields != NULL && i < details->fields->len; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (details->fields, i);

      g_string_append_printf (text, "%s: %s (%s)\n", problem->path, problem->message, problem->kind != NULL ? problem->kind : "");
    }

  return g_string_free (text, FALSE);
}

static GError *
make_error (guint status,
            const char *body,
            const char *const *pairs)
{
  g_autoptr (SoupMessageHeaders) headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  g_autoptr (GBytes) bytes = g_bytes_new (body, body != NULL ? strlen (body) : 0);

  for (gsize i = 0; pairs != NULL && pairs[i] != NULL; i += 2)
    soup_message_headers_append (headers, pairs[i], pairs[i + 1]);

  return proctor_response_error_new (status, headers, bytes, TESTING_KEY);
}

static void
assert_error (const Case *expected)
{
  g_autoptr (GError) error = make_error (expected->status, expected->body, expected->headers);
  g_autofree char *details = describe (error);
  g_autofree char *listed = g_strjoinv ("\n", (char **) expected->details);
  g_autofree char *ended = g_strconcat (listed, *listed != '\0' ? "\n" : "", NULL);

  g_test_message ("%u %s: %s", expected->status, expected->body, error->message);
  g_assert_error (error, PROCTOR_API_ERROR, (int) expected->code);
  g_assert_cmpuint (proctor_api_error_get_details (error)->status, ==, expected->status);
  g_assert_cmpstr (details, ==, ended);
  testing_assert_sentence (error->message);
  testing_assert_sentence (proctor_api_error_get_details (error)->advice);
  if (expected->in_sentence != NULL && strstr (error->message, expected->in_sentence) == NULL)
    g_error ("“%s” doesn't say “%s”", error->message, expected->in_sentence);
}

static void
assert_errors (const Case *cases,
               gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    assert_error (&cases[i]);
}

/* The three shapes that the API has. */
static void
test_shapes (void)
{
  const Case cases[] = {
    { 400,
      "{\"detail\":{\"type\":\"authentication_error\",\"code\":\"invalid_api_key\",\"message\":\"API key is invalid.\",\"status\":\"invalid_api_key\",\"request_id\":\"r1\",\"param\":\"api_key\"}}",
      { NULL },
      PROCTOR_API_ERROR_KEY,
      { "message=API key is invalid.", "code=invalid_api_key", "id=r1", "api_key: API key is invalid. (invalid_api_key)" },
      "doesn't accept the API key" },
    { 400,
      "{\"detail\":{\"type\":\"validation_error\",\"code\":\"bad_override\",\"message\":\"No such override.\",\"param\":\"agent_config_override\"}}",
      { "x-request-id", "r2" },
      PROCTOR_API_ERROR_INVALID,
      { "message=No such override.", "code=bad_override", "id=r2", "agent_config_override: No such override. (bad_override)" },
      "No such override." },
    { 400, "{\"detail\":{\"status\":\"invalid_uid\",\"message\":\"An invalid ID has been received.\"}}", { NULL }, PROCTOR_API_ERROR_INVALID, { "message=An invalid ID has been received.", "code=invalid_uid" }, "An invalid ID" },
    { 404, "{\"detail\":{\"status\":\"test_not_found\",\"message\":\"No test t1.\"}}", { NULL }, PROCTOR_API_ERROR_NOT_FOUND, { "message=No test t1.", "code=test_not_found" }, "No test t1." },
    { 404, "{\"detail\":\"Test t1 not found.\"}", { NULL }, PROCTOR_API_ERROR_NOT_FOUND, { "message=Test t1 not found." }, "Test t1" },
    { 404, "{\"detail\":\"Not Found\"}", { NULL }, PROCTOR_API_ERROR_UNSUPPORTED, { "message=Not Found" }, "doesn't offer that" },
    { 405, "{\"detail\":\"Method Not Allowed\"}", { NULL }, PROCTOR_API_ERROR_UNSUPPORTED, { "message=Method Not Allowed" }, "doesn't offer that" },
    { 409, "{\"detail\":{\"code\":\"label_taken\",\"message\":\"The label is taken.\"}}", { NULL }, PROCTOR_API_ERROR_CONFLICT, { "message=The label is taken.", "code=label_taken" }, "The label is taken." },
    { 422,
      "{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"Field required\",\"type\":\"missing\"},"
      "{\"loc\":[\"body\",\"tests\",0,\"test_id\"],\"msg\":\"Input should be a valid string\",\"type\":\"string_type\",\"input\":5,\"ctx\":{}}]}",
      { NULL },
      PROCTOR_API_ERROR_INVALID,
      { "body.name: Field required (missing)", "body.tests.0.test_id: Input should be a valid string (string_type)" },
      "body.name: Field required; body.tests.0.test_id: Input should be a valid string" },
    { 422,
      "{\"detail\":[{\"loc\":[\"a\"],\"msg\":\"A.\"},{\"loc\":[\"b\"],\"msg\":\"B.\"},{\"loc\":[\"c\"],\"msg\":\"C.\"},{\"loc\":[\"d\"],\"msg\":\"D.\"}]}",
      { NULL },
      PROCTOR_API_ERROR_INVALID,
      { "a: A. ()", "b: B. ()", "c: C. ()", "d: D. ()" },
      "a: A.; b: B.; c: C." },
    { 422, "{\"detail\":{\"code\":\"too_many\",\"message\":\"Too many tests.\",\"param\":\"tests\"}}", { NULL }, PROCTOR_API_ERROR_INVALID, { "message=Too many tests.", "code=too_many", "tests: Too many tests. (too_many)" }, "Too many tests." },
    { 422, "{\"detail\":\"Not a test.\"}", { NULL }, PROCTOR_API_ERROR_INVALID, { "message=Not a test." }, "Not a test." },
    /* Gateways leave the wrapping out. */
    { 403, "{\"message\":\"Forbidden here.\",\"code\":\"waf\"}", { NULL }, PROCTOR_API_ERROR_PERMISSION, { "message=Forbidden here.", "code=waf" }, "Forbidden here." },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_statuses (void)
{
  const Case cases[] = {
    { 302, NULL, { NULL }, PROCTOR_API_ERROR_PROTOCOL, { NULL }, NULL },
    { 304, NULL, { NULL }, PROCTOR_API_ERROR_PROTOCOL, { NULL }, NULL },
    { 400, NULL, { NULL }, PROCTOR_API_ERROR_INVALID, { NULL }, NULL },
    { 401, NULL, { NULL }, PROCTOR_API_ERROR_KEY, { NULL }, NULL },
    { 402, NULL, { NULL }, PROCTOR_API_ERROR_QUOTA, { NULL }, NULL },
    { 403, NULL, { NULL }, PROCTOR_API_ERROR_PERMISSION, { NULL }, NULL },
    { 404, NULL, { NULL }, PROCTOR_API_ERROR_NOT_FOUND, { NULL }, NULL },
    { 405, NULL, { NULL }, PROCTOR_API_ERROR_UNSUPPORTED, { NULL }, NULL },
    { 408, NULL, { NULL }, PROCTOR_API_ERROR_TIMEOUT, { NULL }, NULL },
    { 409, NULL, { NULL }, PROCTOR_API_ERROR_CONFLICT, { NULL }, NULL },
    { 413, NULL, { NULL }, PROCTOR_API_ERROR_INVALID, { NULL }, NULL },
    { 418, NULL, { NULL }, PROCTOR_API_ERROR_INVALID, { NULL }, NULL },
    { 422, NULL, { NULL }, PROCTOR_API_ERROR_INVALID, { NULL }, NULL },
    { 425, NULL, { NULL }, PROCTOR_API_ERROR_INVALID, { NULL }, NULL },
    { 429, NULL, { NULL }, PROCTOR_API_ERROR_RATE_LIMITED, { NULL }, NULL },
    { 500, NULL, { NULL }, PROCTOR_API_ERROR_SERVER, { NULL }, NULL },
    { 501, NULL, { NULL }, PROCTOR_API_ERROR_UNSUPPORTED, { NULL }, NULL },
    { 502, NULL, { NULL }, PROCTOR_API_ERROR_SERVER, { NULL }, NULL },
    { 503, NULL, { NULL }, PROCTOR_API_ERROR_SERVER, { NULL }, NULL },
    { 504, NULL, { NULL }, PROCTOR_API_ERROR_TIMEOUT, { NULL }, NULL },
    { 599, NULL, { NULL }, PROCTOR_API_ERROR_SERVER, { NULL }, NULL },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

/* Who may what is said by the body; the status is the same for several things. */
static void
test_keys (void)
{
  const Case cases[] = {
    { 401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}", { NULL }, PROCTOR_API_ERROR_KEY, { "message=Invalid API key", "code=invalid_api_key" }, NULL },
    { 401, "{\"detail\":{\"status\":\"needs_authorization\",\"message\":\"Neither header nor key.\"}}", { NULL }, PROCTOR_API_ERROR_KEY, { "message=Neither header nor key.", "code=needs_authorization" }, NULL },
    { 422, "{\"detail\":{\"type\":\"authentication_error\",\"message\":\"No.\"}}", { NULL }, PROCTOR_API_ERROR_KEY, { "message=No." }, NULL },
    { 401, "{\"detail\":{\"status\":\"quota_exceeded\",\"message\":\"3 credits remain.\"}}", { NULL }, PROCTOR_API_ERROR_QUOTA, { "message=3 credits remain.", "code=quota_exceeded" }, "3 credits remain." },
    { 401, "{\"detail\":{\"type\":\"authentication_error\",\"code\":\"quota_exceeded\"}}", { NULL }, PROCTOR_API_ERROR_QUOTA, { "code=quota_exceeded" }, NULL },
    { 429, "{\"detail\":{\"code\":\"quota_exceeded\"}}", { NULL }, PROCTOR_API_ERROR_QUOTA, { "code=quota_exceeded" }, NULL },
    { 403,
      "{\"detail\":{\"type\":\"authorization_error\",\"code\":\"missing_permissions\",\"message\":\"The API key you used is missing the permission convai_write to execute this operation.\"}}",
      { NULL },
      PROCTOR_API_ERROR_PERMISSION,
      { "message=The API key you used is missing the permission convai_write to execute this operation.", "code=missing_permissions", "scope=convai_write" },
      "“convai_write”" },
    { 403, "{\"detail\":\"missing the permission workspace_members_read\"}", { NULL }, PROCTOR_API_ERROR_PERMISSION, { "message=missing the permission workspace_members_read", "scope=workspace_members_read" }, "“workspace_members_read”" },
    { 403, "{\"detail\":{\"type\":\"authentication_error\",\"message\":\"Not from this address.\"}}", { NULL }, PROCTOR_API_ERROR_PERMISSION, { "message=Not from this address." }, "Not from this address." },
    /* Measured: a key that is good but may too little is told so with 401. */
    { 401,
      "{\"detail\":{\"status\":\"missing_permissions\",\"message\":\"The API key you used is missing the permission user_read to execute this operation.\"}}",
      { NULL },
      PROCTOR_API_ERROR_PERMISSION,
      { "message=The API key you used is missing the permission user_read to execute this operation.", "code=missing_permissions", "scope=user_read" },
      "“user_read”" },
    { 401,
      "{\"detail\":{\"type\":\"authentication_error\",\"code\":\"missing_permissions\",\"message\":\"Not allowed.\"}}",
      { NULL },
      PROCTOR_API_ERROR_PERMISSION,
      { "message=Not allowed.", "code=missing_permissions" },
      "Not allowed." },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_delays (void)
{
  const Case cases[] = {
    { 429, "{\"detail\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Slower.\"}}", { "Retry-After", "2" }, PROCTOR_API_ERROR_RATE_LIMITED, { "message=Slower.", "code=rate_limit_exceeded", "delay=2000" }, "Slower." },
    { 429, "{\"detail\":{\"code\":\"concurrent_limit_exceeded\"}}", { "Retry-After", "2" }, PROCTOR_API_ERROR_CONCURRENCY_LIMITED, { "code=concurrent_limit_exceeded", "delay=2000" }, "at the same time" },
    { 429, "{\"detail\":{\"status\":\"too_many_concurrent_requests\"}}", { "retry-after-ms", "70", "Retry-After", "2" }, PROCTOR_API_ERROR_CONCURRENCY_LIMITED, { "code=too_many_concurrent_requests", "delay=70" }, NULL },
    { 429, NULL, { "X-RateLimit-Reset", "5" }, PROCTOR_API_ERROR_RATE_LIMITED, { "delay=0" }, NULL },
    { 503, NULL, { "Retry-After", "60" }, PROCTOR_API_ERROR_SERVER, { "delay=60000" }, NULL },
    /* A time counts from the answer's own, whatever the clock says here. */
    { 503, NULL, { "Retry-After", "Sun, 14 Nov 2100 22:13:50 GMT", "Date", "Sun, 14 Nov 2100 22:13:20 GMT" }, PROCTOR_API_ERROR_SERVER, { "delay=30000" }, NULL },
    { 503, NULL, { "Retry-After", "Tue, 14 Nov 2000 22:13:50 GMT", "Date", "Tue, 14 Nov 2000 22:13:20 GMT" }, PROCTOR_API_ERROR_SERVER, { "delay=30000" }, NULL },
    { 429, NULL, { "X-RateLimit-Reset", "1700000030", "Date", "Tue, 14 Nov 2023 22:13:20 GMT" }, PROCTOR_API_ERROR_RATE_LIMITED, { "delay=30000" }, NULL },
    { 503, NULL, { "Retry-After", "1", "Date", "soon" }, PROCTOR_API_ERROR_SERVER, { "delay=1000" }, NULL },
    /* When a limit is lifted says nothing about when a server that failed comes back. */
    { 500, NULL, { "X-RateLimit-Reset", "99999999999" }, PROCTOR_API_ERROR_SERVER, { NULL }, NULL },
    { 408, NULL, { "X-RateLimit-Reset", "99999999999" }, PROCTOR_API_ERROR_TIMEOUT, { NULL }, NULL },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

static void
test_requests (void)
{
  const Case cases[] = {
    { 500, NULL, { "x-request-id", "header" }, PROCTOR_API_ERROR_SERVER, { "id=header" }, NULL },
    { 500, "{\"detail\":{\"request_id\":\"body\"}}", { NULL }, PROCTOR_API_ERROR_SERVER, { "id=body" }, NULL },
    { 500, "{\"detail\":{\"request_id\":\"body\"}}", { "X-Request-ID", "header" }, PROCTOR_API_ERROR_SERVER, { "id=header" }, NULL },
    { 500, NULL, { "X-Request-ID", "\xff\xfe" }, PROCTOR_API_ERROR_SERVER, { "id=\uFFFD\uFFFD" }, NULL },
    { 500, PAGE, { "X-Request-ID", "header" }, PROCTOR_API_ERROR_SERVER, { "id=header" }, NULL },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

/* What is not the API's says nothing, whatever it is, and breaks nothing. */
static void
test_strange_bodies (void)
{
  const char *const bodies[] = {
    "", " ", PAGE, "Bad Gateway", "\xff\xfe\x00", "{", "{}", "[]", "[1,2]", "5", "-0.5e3", "\"text\"", "null", "true",
    "{\"detail\":null}", "{\"detail\":5}", "{\"detail\":true}", "{\"detail\":1.5}", "{\"detail\":\"\"}", "{\"detail\":{}}", "{\"detail\":[]}",
    "{\"detail\":[null,5,\"x\",true,[],{}]}",
    "{\"detail\":[{\"loc\":null,\"msg\":null,\"type\":null}]}",
    "{\"detail\":[{\"loc\":{},\"msg\":[],\"type\":{}}]}",
    "{\"detail\":[{\"loc\":[\"body\"],\"msg\":5,\"type\":5}]}",
    "{\"detail\":{\"type\":5,\"code\":[],\"message\":{},\"status\":true,\"request_id\":1.5,\"param\":null}}",
    "{\"detail\":{\"type\":null,\"code\":null,\"message\":null,\"status\":null,\"request_id\":null,\"param\":\"x\"}}",
    "{\"detail\":{\"message\":\"\",\"code\":\"\",\"request_id\":\"\"}}",
    "{\"error\":\"Bad Gateway\"}",
    "{\"message\":{},\"code\":5}"
  };
  const guint statuses[] = { 400, 401, 403, 409, 422, 429, 500, 502, 503, 504 };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (statuses); j++)
        {
          g_autoptr (GError) error = make_error (statuses[j], bodies[i], NULL);
          g_autoptr (GError) plain = make_error (statuses[j], NULL, NULL);
          g_autofree char *details = describe (error);

          g_test_message ("%u %s: %s", statuses[j], bodies[i], error->message);
          g_assert_error (error, PROCTOR_API_ERROR, plain->code);
          g_assert_cmpstr (error->message, ==, plain->message);
          g_assert_cmpstr (details, ==, "");
        }
    }
}

/* Something is right among what is wrong. */
static void
test_half_strange_bodies (void)
{
  const Case cases[] = {
    { 422,
      "{\"detail\":[5,{\"loc\":[\"body\",null,{},1.5,\"name\",3],\"msg\":\"Too long.\",\"type\":5}]}",
      { NULL },
      PROCTOR_API_ERROR_INVALID,
      { "body.name.3: Too long. ()" },
      "body.name.3: Too long." },
    { 422, "{\"detail\":[{\"loc\":\"name\",\"msg\":\"Too long.\"}]}", { NULL }, PROCTOR_API_ERROR_INVALID, { ": Too long. ()" }, "doesn't accept this. Too long." },
    { 422, "{\"detail\":[{\"msg\":\"Too long.\"}]}", { NULL }, PROCTOR_API_ERROR_INVALID, { ": Too long. ()" }, "doesn't accept this. Too long." },
    { 500, "{\"detail\":{\"message\":5,\"code\":\"x\",\"request_id\":\"r\"}}", { NULL }, PROCTOR_API_ERROR_SERVER, { "code=x", "id=r" }, NULL },
    { 500, "{\"detail\":{\"code\":7,\"status\":\"x\"}}", { NULL }, PROCTOR_API_ERROR_SERVER, { "code=x" }, NULL },
    /* A server without our API, at an address that somebody mistook. */
    { 404, PAGE, { "Content-Type", "text/html; charset=utf-8" }, PROCTOR_API_ERROR_UNSUPPORTED, { NULL }, "doesn't offer that" },
    { 404, "  " PAGE, { NULL }, PROCTOR_API_ERROR_UNSUPPORTED, { NULL }, "doesn't offer that" },
  };

  assert_errors (cases, G_N_ELEMENTS (cases));
}

/* A sentence stays one, whatever the server says; what it said is in the details. */
static void
test_wordy (void)
{
  g_autofree char *long_word = g_strnfill (20000, 'x');
  g_autofree char *wordy = g_strdup_printf ("{\"detail\":{\"message\":\"äöü %s\"}}", long_word);
  g_autofree char *fields = g_strdup_printf ("{\"detail\":[{\"loc\":[\"%s\"],\"msg\":\"%s\"}]}", long_word, long_word);
  const char *lines = "{\"detail\":{\"message\":\"Traceback:\\n  File \\\"x\\\"\\r\\n\\tline 1\\u0001\\n\\nNo.\\n\"}}";
  g_autoptr (GError) one = make_error (500, wordy, NULL);
  g_autoptr (GError) two = make_error (422, fields, NULL);
  g_autoptr (GError) three = make_error (500, lines, NULL);

  g_assert_cmpuint (strlen (one->message), <, 1000);
  g_assert_true (g_utf8_validate (one->message, -1, NULL));
  g_assert_true (g_str_has_suffix (one->message, "x…"));
  g_assert_cmpuint (strlen (proctor_api_error_get_details (one)->server_message), >, 20000);
  g_assert_cmpuint (strlen (two->message), <, 1000);
  g_assert_cmpuint (proctor_api_error_get_details (two)->fields->len, ==, 1);
  g_assert_cmpstr (three->message, ==, "The server failed. Traceback: File \"x\" line 1␁ No.");
}

/* As FastAPI does, servers quote what they were sent. */
static void
test_key_is_hidden (void)
{
  g_autofree char *long_words = g_strnfill (390, 'x');
  g_autofree char *cut = g_strconcat ("{\"detail\":\"", long_words, TESTING_KEY "\"}", NULL);
  const char *const bodies[] = {
    "{\"detail\":{\"message\":\"No such key: " TESTING_KEY "\",\"code\":\"" TESTING_KEY "\",\"request_id\":\"" TESTING_KEY "\",\"param\":\"" TESTING_KEY "\"}}",
    "{\"detail\":\"" TESTING_KEY TESTING_KEY "\"}",
    "{\"detail\":[{\"loc\":[\"header\",\"" TESTING_KEY "\"],\"msg\":\"not " TESTING_KEY "\",\"type\":\"" TESTING_KEY "\"}]}",
    cut,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GError) error = make_error (422, bodies[i], NULL);
      g_autofree char *details = describe (error);

      g_assert_null (strstr (error->message, "sk_"));
      g_assert_nonnull (strstr (error->message, "…"));
      g_assert_null (strstr (details, "sk_"));
      g_assert_nonnull (strstr (details, "…"));
    }
}

/* A word that happens to be a key is still a word. */
static void
test_short_key_is_not (void)
{
  const char *body = "{\"detail\":\"The key is odd.\"}";
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (GError) error = proctor_response_error_new (500, NULL, bytes, "key");
  g_autoptr (GError) without = proctor_response_error_new (500, NULL, bytes, NULL);

  g_assert_cmpstr (error->message, ==, "The server failed. The key is odd.");
  g_assert_cmpstr (without->message, ==, "The server failed. The key is odd.");
}

/* What never became an answer. */
static void
test_broken (void)
{
  const struct
  {
    GQuark domain;
    int code;
    GTlsCertificateFlags certificate;
    gboolean sent;
    ProctorApiErrorCode expected;
    const char *in_sentence;
    ProctorErrorRemedy remedy;
  } cases[] = {
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "Nothing answers at “api.example.com”." },
    { G_IO_ERROR, G_IO_ERROR_NOT_FOUND, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "Nothing answers" },
    { G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED, 0, TRUE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, 0, TRUE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_IO_ERROR, G_IO_ERROR_PROXY_FAILED, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_IO_ERROR, G_IO_ERROR_TIMED_OUT, 0, FALSE, PROCTOR_API_ERROR_TIMEOUT, "took too long" },
    { G_IO_ERROR, G_IO_ERROR_INVALID_DATA, 0, TRUE, PROCTOR_API_ERROR_PROTOCOL, "damaged" },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "no server called “api.example.com”", PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS },
    { G_RESOLVER_ERROR, G_RESOLVER_ERROR_TEMPORARY_FAILURE, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "the network is down", PROCTOR_ERROR_REMEDY_NETWORK_OR_ADDRESS },
    { G_TLS_ERROR, G_TLS_ERROR_EOF, 0, FALSE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_TLS_ERROR, G_TLS_ERROR_NOT_TLS, 0, FALSE, PROCTOR_API_ERROR_TLS, "No safe connection to “api.example.com” could be made: Cause one.", PROCTOR_ERROR_REMEDY_ADDRESS },
    { G_TLS_ERROR, G_TLS_ERROR_HANDSHAKE, 0, FALSE, PROCTOR_API_ERROR_TLS, "No safe connection", PROCTOR_ERROR_REMEDY_ADDRESS },
    { G_TLS_ERROR, G_TLS_ERROR_MISC, 0, TRUE, PROCTOR_API_ERROR_NETWORK, "broke: Cause one." },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE, PROCTOR_API_ERROR_TLS, "Nobody that this computer trusts" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_BAD_IDENTITY, FALSE, PROCTOR_API_ERROR_TLS, "another server" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA, FALSE, PROCTOR_API_ERROR_TLS, "out of date" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_NOT_ACTIVATED, FALSE, PROCTOR_API_ERROR_TLS, "clock" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_REVOKED, FALSE, PROCTOR_API_ERROR_TLS, "revoked" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, G_TLS_CERTIFICATE_INSECURE, FALSE, PROCTOR_API_ERROR_TLS, "not good enough" },
    { G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, 0, TRUE, PROCTOR_API_ERROR_TLS, "not good enough" },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING, 0, TRUE, PROCTOR_API_ERROR_PROTOCOL, "no HTTP", PROCTOR_ERROR_REMEDY_ADDRESS },
    { SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_ENCODING, 0, TRUE, PROCTOR_API_ERROR_PROTOCOL, "damaged" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) cause = g_error_new_literal (cases[i].domain, cases[i].code, "Cause\n one");
      g_autoptr (GError) error = proctor_response_error_new_broken (cause, "api.example.com", cases[i].certificate, cases[i].sent);
      g_autoptr (GError) copy = g_error_copy (error);
      g_autoptr (GError) lost = proctor_response_error_new_lost (error, NULL);

      g_test_message ("%s", error->message);
      g_assert_error (error, PROCTOR_API_ERROR, (int) cases[i].expected);
      g_assert_cmpuint (proctor_api_error_get_details (error)->status, ==, 0);
      testing_assert_sentence (error->message);
      testing_assert_sentence (proctor_api_error_get_details (error)->advice);
      if (strstr (error->message, cases[i].in_sentence) == NULL)
        g_error ("“%s” doesn't say “%s”", error->message, cases[i].in_sentence);
      g_assert_cmpint (proctor_api_error_get_details (error)->remedy, ==, cases[i].remedy);
      g_assert_cmpint (proctor_api_error_get_details (copy)->remedy, ==, cases[i].remedy);

      g_assert_error (lost, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
      g_assert_nonnull (strstr (lost->message, error->message));
      testing_assert_sentence (lost->message);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GError) cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled.");
  g_autoptr (GError) error = proctor_response_error_new_broken (cause, "api.example.com", 0, TRUE);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What is not known to have been done keeps what is known of it. */
static void
test_lost (void)
{
  const char *const headers[] = { "x-request-id", "r1", "Retry-After", "7", NULL };
  g_autoptr (GError) cause = make_error (503, "{\"detail\":{\"message\":\"Busy.\",\"code\":\"busy\"}}", headers);
  g_autoptr (GObject) lost = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GError) error = proctor_response_error_new_lost (cause, lost);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autofree char *details = describe (copy);

  g_assert_cmpstr (details, ==, "message=Busy.\ncode=busy\nid=r1\ndelay=7000\n");
  g_assert_cmpuint (proctor_api_error_get_details (copy)->status, ==, 503);
  g_assert_true (proctor_api_error_get_details (copy)->lost == lost);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/response-error/shapes", test_shapes);
  g_test_add_func ("/response-error/statuses", test_statuses);
  g_test_add_func ("/response-error/keys", test_keys);
  g_test_add_func ("/response-error/delays", test_delays);
  g_test_add_func ("/response-error/requests", test_requests);
  g_test_add_func ("/response-error/strange-bodies", test_strange_bodies);
  g_test_add_func ("/response-error/half-strange-bodies", test_half_strange_bodies);
  g_test_add_func ("/response-error/wordy", test_wordy);
  g_test_add_func ("/response-error/key-is-hidden", test_key_is_hidden);
  g_test_add_func ("/response-error/short-key-is-not", test_short_key_is_not);
  g_test_add_func ("/response-error/broken", test_broken);
  g_test_add_func ("/response-error/cancelled", test_cancelled);
  g_test_add_func ("/response-error/lost", test_lost);

  return g_test_run ();
}
