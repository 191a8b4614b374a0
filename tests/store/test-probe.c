/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-probe.h"

#include <string.h>

#include "proctor-testing-server.h"
#include "proctor-testing.h"

/* Every way in which trying a key can end. */

#define KEY "sk_test_0123456789abcdef"
#define PAGE "{\"tests\": [], \"next_cursor\": null, \"has_more\": false}"

static void
finished_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_there (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static ProctorProbe *
probe (const char *base_url,
       const char *key,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_probe_run_async (base_url, key, NULL, finished_cb, &result);
  proctor_testing_wait_for ("the probe", is_there, &result);

  return proctor_probe_run_finish (result, error);
}

static ProctorProbe *
probe_server (ProctorTestingServer *server,
              ProctorProbeVerdict verdict)
{
  g_autoptr (GError) error = NULL;
  ProctorProbe *found = probe (proctor_testing_server_get_url (server), KEY, &error);

  g_assert_no_error (error);
  g_test_message ("%u: %s: %s (%s, %s)", found->verdict, found->title, found->message, found->scope, found->account);
  g_assert_cmpuint (found->verdict, ==, verdict);
  g_assert_true (found->title != NULL && *found->title != '\0');
  g_assert_true (g_str_has_suffix (found->message, "."));
  g_assert_null (strstr (found->message, KEY));

  return found;
}

static void
answer (ProctorTestingServer *server,
        const char *path,
        guint status,
        const char *body)
{
  const ProctorTestingAnswer said = { .status = status, .body = body };

  proctor_testing_server_answer (server, "GET", path, &said);
}

static void
test_works (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorProbe) found = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingRequest *request;

  answer (server, "/v1/convai/agent-testing", 200, PAGE);
  answer (server, "/v1/user/subscription", 200, "{\"tier\": \"growing_business\", \"status\": \"active\"}");
  found = probe_server (server, PROCTOR_PROBE_WORKS);
  g_assert_cmpstr (found->account, ==, "Growing business plan");
  g_assert_null (found->scope);

  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, 2);
  request = g_ptr_array_index (requests, 0);
  g_assert_true (g_str_has_prefix (request->query, "page_size=1&"));
  g_assert_cmpstr (proctor_testing_request_get_header (request, "xi-api-key"), ==, KEY);
}

/* What only few keys may do doesn't matter. */
static void
test_works_without_account (void)
{
  const struct
  {
    guint status;
    const char *body;
  } answers[] = {
    { 401, "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"user_read\"}}" },
    { 403, "{}" },
    { 404, "{\"detail\": \"Not Found\"}" },
    { 200, "[]" },
    { 200, "{\"tier\": \"\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
      g_autoptr (ProctorProbe) found = NULL;

      answer (server, "/v1/convai/agent-testing", 200, PAGE);
      answer (server, "/v1/user/subscription", answers[i].status, answers[i].body);
      found = probe_server (server, PROCTOR_PROBE_WORKS);
      g_assert_null (found->account);
    }
}

static void
test_refused (void)
{
  const struct
  {
    guint status;
    const char *body;
    ProctorProbeVerdict verdict;
    const char *scope;
    const char *words;
  } answers[] = {
    { 401, "{\"detail\": {\"status\": \"invalid_api_key\", \"message\": \"Invalid API key " KEY "\"}}", PROCTOR_PROBE_WRONG_KEY, NULL, "region" },
    { 400, "{\"detail\": {\"type\": \"authentication_error\", \"code\": \"invalid_api_key\", \"message\": \"x\"}}", PROCTOR_PROBE_WRONG_KEY, NULL, "region" },
    { 401, "{}", PROCTOR_PROBE_WRONG_KEY, NULL, "region" },
    { 401, "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"The API key you used is missing the permission convai_read to execute this operation.\"}}",
      PROCTOR_PROBE_NO_PERMISSION, "convai_read", "“convai_read”" },
    { 403, "{\"detail\": {\"message\": \"No.\"}}", PROCTOR_PROBE_NO_PERMISSION, NULL, "The key is right" },
    { 404, "{\"detail\": \"Not Found\"}", PROCTOR_PROBE_NOT_THIS_API, NULL, "Check the address" },
    { 200, "{\"hello\": \"world\"}", PROCTOR_PROBE_NOT_THIS_API, NULL, "Check the address" },
    { 200, "[1, 2]", PROCTOR_PROBE_NOT_THIS_API, NULL, "Check the address" },
    { 402, "{\"detail\": {\"status\": \"quota_exceeded\", \"message\": \"No money.\"}}", PROCTOR_PROBE_OTHER, NULL, "No money." },
    { 501, "{}", PROCTOR_PROBE_NOT_THIS_API, NULL, "Check the address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
      g_autoptr (ProctorProbe) found = NULL;

      answer (server, "*", answers[i].status, answers[i].body);
      found = probe_server (server, answers[i].verdict);
      g_assert_cmpstr (found->scope, ==, answers[i].scope);
      if (strstr (found->message, answers[i].words) == NULL)
        g_error ("“%s” doesn't say “%s”", found->message, answers[i].words);
    }
}

/* A server that fails is given some more chances, and then says so. */
static void
test_fails (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorProbe) found = NULL;

  answer (server, "*", 500, "{}");
  found = probe_server (server, PROCTOR_PROBE_OTHER);
}

static void
test_page (void)
{
  const char *const types[] = { "text/html", "text/plain" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    for (guint missing = 0; missing < 2; missing++)
      {
        const ProctorTestingAnswer said = { .status = missing ? 404 : 200, .body = "<!doctype html><title>Router</title>", .content_type = types[i] };
        g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
        g_autoptr (ProctorProbe) found = NULL;

        proctor_testing_server_answer (server, "*", "*", &said);
        found = probe_server (server, PROCTOR_PROBE_NOT_THIS_API);
      }
}

static void
test_elsewhere (void)
{
  const char *const headers[] = { "Location", "https://login.example.com/", NULL };
  const ProctorTestingAnswer said = { .status = 302, .headers = headers };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorProbe) found = NULL;

  proctor_testing_server_answer (server, "*", "*", &said);
  found = probe_server (server, PROCTOR_PROBE_NOT_THIS_API);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);
}

static void
test_certificate (void)
{
  const ProctorTestingCertificate kinds[] = { PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED, PROCTOR_TESTING_CERTIFICATE_EXPIRED };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (kinds[i]);
      g_autoptr (ProctorProbe) found = NULL;

      answer (server, "*", 200, PAGE);
      found = probe_server (server, PROCTOR_PROBE_CERTIFICATE);
      /* The key went nowhere. */
      g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 0);
    }
}

static void
test_nobody (void)
{
  const ProctorTestingFault faults[] = { PROCTOR_TESTING_FAULT_DROP, PROCTOR_TESTING_FAULT_RESET };
  g_autoptr (ProctorTestingServer) gone = proctor_testing_server_new ();
  g_autofree char *url = g_strdup (proctor_testing_server_get_url (gone));
  g_autoptr (ProctorProbe) found = NULL;
  g_autoptr (GError) error = NULL;

  proctor_testing_assert_finalized (g_steal_pointer (&gone));
  found = probe (url, KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->verdict, ==, PROCTOR_PROBE_NO_NETWORK);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const ProctorTestingAnswer said = { .body = PAGE, .fault = faults[i] };
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
      g_autoptr (ProctorProbe) broken = NULL;

      proctor_testing_server_answer (server, "*", "*", &said);
      broken = probe_server (server, PROCTOR_PROBE_NO_NETWORK);
    }
}

/* What can't be tried at all is told at once. */
static void
test_nonsense (void)
{
  const struct
  {
    const char *base_url;
    const char *key;
  } cases[] = {
    { "http://example.com", KEY },
    { "example", KEY },
    { "", KEY },
    { "https://example.com", "" },
    { "https://example.com", " \t\n" },
    { "https://example.com", "sk_ü" },
    { "https://example.com", "sk_1\nX-Header: y" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorProbe) found = probe (cases[i].base_url, cases[i].key, &error);

      g_assert_null (found);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_true (g_str_has_suffix (error->message, "."));
    }
}

/* Blanks come along when a key is copied. */
static void
test_blanks (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *url = g_strdup_printf (" %s/ ", proctor_testing_server_get_url (server));
  g_autoptr (ProctorProbe) found = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  answer (server, "*", 200, PAGE);
  found = probe (url, "  " KEY "\n", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->verdict, ==, PROCTOR_PROBE_WORKS);
  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpstr (proctor_testing_request_get_header (g_ptr_array_index (requests, 0), "xi-api-key"), ==, KEY);
}

static void
test_cancelled (void)
{
  const ProctorTestingAnswer stalled = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorProbe) found = NULL;
  g_autoptr (GError) error = NULL;

  proctor_testing_server_answer (server, "*", "*", &stalled);
  proctor_probe_run_async (proctor_testing_server_get_url (server), KEY, cancellable, finished_cb, &result);
  proctor_testing_server_wait_requests (server, 1);
  g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("the probe", is_there, &result);
  found = proctor_probe_run_finish (result, &error);
  g_assert_null (found);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/probe/works", test_works);
  g_test_add_func ("/probe/works-without-account", test_works_without_account);
  g_test_add_func ("/probe/refused", test_refused);
  g_test_add_func ("/probe/fails", test_fails);
  g_test_add_func ("/probe/page", test_page);
  g_test_add_func ("/probe/elsewhere", test_elsewhere);
  g_test_add_func ("/probe/certificate", test_certificate);
  g_test_add_func ("/probe/nobody", test_nobody);
  g_test_add_func ("/probe/nonsense", test_nonsense);
  g_test_add_func ("/probe/blanks", test_blanks);
  g_test_add_func ("/probe/cancelled", test_cancelled);

  return g_test_run ();
}
