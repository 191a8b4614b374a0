/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing.h"
#include "testing-errand.h"

/* Whatever goes wrong between a request and its answer, for each sort of request. All of them are
 * on their way at the same time, because some take their time. */

#define FINE (-1)
#define NETWORK PROCTOR_API_ERROR_NETWORK
#define TIMEOUT PROCTOR_API_ERROR_TIMEOUT
#define KEY PROCTOR_API_ERROR_KEY
#define PERMISSION PROCTOR_API_ERROR_PERMISSION
#define QUOTA PROCTOR_API_ERROR_QUOTA
#define NOT_FOUND PROCTOR_API_ERROR_NOT_FOUND
#define UNSUPPORTED PROCTOR_API_ERROR_UNSUPPORTED
#define CONFLICT PROCTOR_API_ERROR_CONFLICT
#define INVALID PROCTOR_API_ERROR_INVALID
#define RATE_LIMITED PROCTOR_API_ERROR_RATE_LIMITED
#define CONCURRENCY_LIMITED PROCTOR_API_ERROR_CONCURRENCY_LIMITED
#define SERVER PROCTOR_API_ERROR_SERVER
#define TOO_LARGE PROCTOR_API_ERROR_TOO_LARGE
#define PROTOCOL PROCTOR_API_ERROR_PROTOCOL
#define LOST PROCTOR_API_ERROR_ANSWER_LOST

#define MEBIBYTE (1024 * 1024)
#define OPERATIONS 4
#define ALL(code) { code, code, code, code }
#define ALL_LOST(code) { code, code, code, LOST }

/* Asks to come back at once, so that a test needn't wait. */
static const char *const soon[] = { "retry-after-ms", "1", NULL };

/**
 * Fault:
 * @name: what goes wrong
 * @answer: what the server answers each time
 * @results: what becomes of getting, listing, replacing and creating
 * @requests: how often the server is asked for what may be asked twice
 * @says: (nullable): what the sentence has in it
 */
typedef struct
{
  const char *name;
  ProctorTestingAnswer answer;
  int results[OPERATIONS];
  guint requests;
  const char *says;
} Fault;

/* A fault as one request meets it. */
typedef struct
{
  const Fault *fault;
  char *folder;
  ProctorClient *client;
  TestingErrand *errand;
} Meeting;

static void
answer_in_folder (ProctorTestingServer *server,
                  const char *folder,
                  TestingOperation operation,
                  const ProctorTestingAnswer *answer)
{
  g_autofree char *path = g_strconcat (folder, testing_operation_get_path (operation), NULL);

  proctor_testing_server_answer (server, testing_operation_get_method (operation), path, answer);
}

static gboolean
is_patient (ProctorTestingFault fault)
{
  return fault != PROCTOR_TESTING_FAULT_STALL && fault != PROCTOR_TESTING_FAULT_STALL_BODY;
}

static void
prepare (Meeting *meeting,
         const Fault *fault,
         ProctorTestingServer *server,
         TestingOperation operation)
{
  meeting->fault = fault;
  meeting->folder = g_strdup_printf ("/%s-%d", fault->name, (int) operation);
  meeting->client = testing_client_new (proctor_testing_server_get_url (server), meeting->folder);
  if (!is_patient (fault->answer.fault))
    proctor_client_set_limits (meeting->client, 6, MEBIBYTE, 1);

  answer_in_folder (server, meeting->folder, operation, &fault->answer);
}

/* What never came has no status either. */
static gboolean
is_broken (const GError *error)
{
  return strstr (error->message, "“127.0.0.1”") != NULL;
}

static void
part (Meeting *meeting,
      ProctorTestingServer *server)
{
  TestingErrand *errand = meeting->errand;
  const Fault *fault = meeting->fault;
  int expected = fault->results[errand->operation];
  guint requests = errand->operation == TESTING_CREATE ? 1 : fault->requests;
  const char *said;
  guint arrived;
  int code;

  testing_errand_wait (errand);
  said = errand->error != NULL ? errand->error->message : "fine";
  arrived = testing_count_requests (server, NULL, meeting->folder);
  code = errand->error != NULL && errand->error->domain == PROCTOR_API_ERROR ? errand->error->code : FINE;
  g_test_message ("%s, %u times: %s", meeting->folder, arrived, said);

  if (code != expected || (code == FINE) != (errand->error == NULL) || arrived != requests || errand->attempts != requests)
    g_test_fail_printf ("%s: %s, %u attempts, %u of them arrived", meeting->folder, said, errand->attempts, arrived);
  if (errand->error != NULL)
    testing_assert_sentence (errand->error->message);
  if (errand->error != NULL && !is_broken (errand->error))
    g_assert_cmpuint (proctor_api_error_get_details (errand->error)->status, ==, fault->answer.status != 0 ? fault->answer.status : 200);
  if (errand->error != NULL && fault->says != NULL && strstr (errand->error->message, fault->says) == NULL)
    g_test_fail_printf ("%s: “%s” doesn't say “%s”", meeting->folder, said, fault->says);

  testing_errand_free (errand);
  testing_assert_works (meeting->client, server, meeting->folder);
  g_free (meeting->folder);
}

/* All begin together once all is prepared: those that don't wait long begin to count at once. */
static void
meet (Meeting *meetings,
      gsize n_meetings,
      ProctorTestingServer *server)
{
  for (gsize i = 0; i < n_meetings; i++)
    meetings[i].errand = testing_errand_new (meetings[i].client, i % OPERATIONS);
  for (gsize i = 0; i < n_meetings; i++)
    part (&meetings[i], server);
}

static void
run (const Fault *faults,
     gsize n_faults)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree Meeting *meetings = g_new0 (Meeting, n_faults * OPERATIONS);

  for (gsize i = 0; i < n_faults * OPERATIONS; i++)
    prepare (&meetings[i], &faults[i / OPERATIONS], server, i % OPERATIONS);
  meet (meetings, n_faults * OPERATIONS, server);
}

static void
test_connections (void)
{
  const Fault faults[] = {
    { "drop", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_DROP }, ALL_LOST (NETWORK), 4, "127.0.0.1" },
    { "reset", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_RESET }, ALL_LOST (NETWORK), 4, "127.0.0.1" },
    { "cut-headers", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_CUT_HEADERS }, ALL_LOST (PROTOCOL), 4, "broke off" },
    { "cut", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_CUT }, ALL_LOST (NETWORK), 4, "broke" },
    { "stall", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_STALL }, ALL_LOST (TIMEOUT), 4, "too long" },
    { "stall-body", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_STALL_BODY }, ALL_LOST (TIMEOUT), 4, "too long" },
    { "drip", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_DRIP }, ALL (FINE), 1, NULL },
    { "long-length", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_LONG_LENGTH }, ALL_LOST (NETWORK), 4, "broke" },
    { "short-length", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_SHORT_LENGTH }, ALL_LOST (PROTOCOL), 1, "no valid JSON" },
    { "garbage", { .fault = PROCTOR_TESTING_FAULT_GARBAGE }, ALL_LOST (PROTOCOL), 4, "no HTTP" },
    { "no-gzip", { .body = TESTING_BODY, .headers = (const char *const[]) { "Content-Encoding", "gzip", NULL } }, ALL (FINE), 1, NULL },
    { "cut-gzip", { .body = TESTING_BODY, .gzip = TRUE, .fault = PROCTOR_TESTING_FAULT_CUT }, ALL_LOST (NETWORK), 4, "broke" },
    { "gzip", { .body = TESTING_BODY, .gzip = TRUE }, ALL (FINE), 1, NULL },
    { "no-length", { .body = "HTTP/1.0 200 OK\r\n\r\n" TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_GARBAGE }, ALL (FINE), 1, NULL },
    { "chunks", { .body = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n13\r\n{\"id\":\"t1\",\"tests\":\r\n3\r\n[]}\r\n0\r\n\r\n", .fault = PROCTOR_TESTING_FAULT_GARBAGE }, ALL (FINE), 1, NULL },
    { "cut-chunk", { .body = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"id\":\"t1\",\"tests\":", .fault = PROCTOR_TESTING_FAULT_GARBAGE }, ALL_LOST (NETWORK), 4, "broke" },
    { "close", { .body = TESTING_BODY, .close = TRUE }, ALL (FINE), 1, NULL },
  };

  run (faults, G_N_ELEMENTS (faults));
}

static void
test_statuses (void)
{
  /* FastAPI sends back all that it was sent. */
  g_autofree char *input = g_strnfill (MEBIBYTE, 'x');
  g_autofree char *large = g_strconcat ("{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"Field required\",\"input\":\"", input, "\"}]}", NULL);
  const Fault faults[] = {
    { "304", { .status = 304 }, ALL_LOST (PROTOCOL), 1, "not one that Proctor understands" },
    { "300", { .status = 300, .body = "{}" }, ALL_LOST (PROTOCOL), 1, "not one that Proctor understands" },
    { "401", { .status = 401 }, ALL (KEY), 1, "API key" },
    { "bad-key", { .status = 400, .body = "{\"detail\":{\"type\":\"authentication_error\",\"code\":\"invalid_api_key\",\"message\":\"Invalid.\"}}" }, ALL (KEY), 1, "API key" },
    { "unpaid", { .status = 401, .body = "{\"detail\":{\"status\":\"quota_exceeded\",\"message\":\"Nothing left.\"}}" }, ALL (QUOTA), 1, "Nothing left." },
    { "unpaid-429", { .status = 429, .body = "{\"detail\":{\"code\":\"quota_exceeded\"}}", .headers = soon }, ALL (QUOTA), 1, "used up" },
    { "403", { .status = 403, .body = "{\"detail\":{\"message\":\"The key is missing the permission convai_write.\"}}" }, ALL (PERMISSION), 1, "“convai_write”" },
    { "404", { .status = 404, .body = "{\"detail\":{\"message\":\"No such test.\"}}" }, ALL (NOT_FOUND), 1, "No such test." },
    { "404-route", { .status = 404, .body = "{\"detail\":\"Not Found\"}" }, ALL (UNSUPPORTED), 1, NULL },
    { "405", { .status = 405, .body = "{\"detail\":\"Method Not Allowed\"}" }, ALL (UNSUPPORTED), 1, NULL },
    { "408", { .status = 408, .headers = soon }, ALL_LOST (TIMEOUT), 4, NULL },
    { "409", { .status = 409, .body = "{\"detail\":{\"message\":\"Taken.\"}}" }, ALL (CONFLICT), 1, "Taken." },
    { "422-list", { .status = 422, .body = "{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"Field required\",\"type\":\"missing\"}]}" }, ALL (INVALID), 1, "body.name: Field required" },
    { "422-large", { .status = 422, .body = large }, ALL (INVALID), 1, "body.name: Field required" },
    { "422-object", { .status = 422, .body = "{\"detail\":{\"message\":\"Too many.\",\"param\":\"tests\"}}" }, ALL (INVALID), 1, "Too many." },
    { "422-string", { .status = 422, .body = "{\"detail\":\"No test.\"}" }, ALL (INVALID), 1, "No test." },
    { "quotes-key", { .status = 422, .body = "{\"detail\":[{\"loc\":[\"header\"],\"msg\":\"bad: " TESTING_KEY "\"}]}" }, ALL (INVALID), 1, "bad: …" },
    { "429", { .status = 429, .body = "{\"detail\":{\"code\":\"rate_limit_exceeded\"}}", .headers = soon }, ALL (RATE_LIMITED), 4, "fewer" },
    { "429-busy", { .status = 429, .body = "{\"detail\":{\"code\":\"concurrent_limit_exceeded\"}}", .headers = soon }, ALL (CONCURRENCY_LIMITED), 4, "at the same time" },
    { "429-later", { .status = 429, .headers = (const char *const[]) { "Retry-After", "3600", NULL } }, ALL (RATE_LIMITED), 1, NULL },
    { "500", { .status = 500, .body = "{\"detail\":{\"message\":\"Oh no.\"}}", .headers = soon }, ALL_LOST (SERVER), 4, "Oh no." },
    { "501", { .status = 501, .headers = soon }, ALL (UNSUPPORTED), 1, NULL },
    { "502-page", { .status = 502, .body = "<html>Bad Gateway</html>", .content_type = "text/html", .headers = soon }, ALL_LOST (SERVER), 4, "failed" },
    { "503", { .status = 503, .body = "[1]", .headers = soon }, ALL_LOST (SERVER), 4, "failed" },
    { "503-later", { .status = 503, .headers = (const char *const[]) { "Retry-After", "Sun, 14 Nov 2100 22:13:50 GMT", NULL } }, ALL_LOST (SERVER), 1, "failed" },
    { "504", { .status = 504, .headers = soon }, ALL_LOST (TIMEOUT), 4, "too long" },
  };

  run (faults, G_N_ELEMENTS (faults));
}

static char *
nest (const char *before,
      guint levels,
      const char *after)
{
  g_autofree char *opened = g_strnfill (levels, '[');
  g_autofree char *closed = g_strnfill (levels, ']');

  return g_strconcat (before, opened, closed, after, NULL);
}

static void
test_bodies (void)
{
  g_autofree char *deep = nest ("{\"id\":\"t1\",\"tests\":[],\"deep\":", 10000, "}");
  g_autofree char *very_deep = nest ("{\"id\":\"t1\",\"tests\":[],\"deep\":", 1000000, "}");
  g_autofree char *nearly_deep = nest ("{\"id\":\"t1\",\"tests\":[],\"deep\":", 1005, "}");
  g_autofree char *deep_error = nest ("{\"detail\":", 1000000, "}");
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autofree char *long_name = g_strnfill (100000, 'n');
  g_autofree char *long_member = g_strconcat ("{\"", long_name, "\":1,\"", long_name, "\":2,\"tests\":{\"", long_name, "\":5}}", NULL);
  const Fault faults[] = {
    { "page", { .body = "<html>Log in</html>", .content_type = "text/html" }, ALL_LOST (PROTOCOL), 1, "web page" },
    { "text", { .body = "OK", .content_type = "text/plain" }, ALL_LOST (PROTOCOL), 1, "no valid JSON" },
    { "truncated", { .body = "{\"id\":\"t1\",\"tests\":[{\"id\":" }, ALL_LOST (PROTOCOL), 1, "no valid JSON" },
    { "more", { .body = TESTING_BODY "x" }, ALL_LOST (PROTOCOL), 1, "no valid JSON" },
    { "empty", { .body = "" }, ALL_LOST (PROTOCOL), 1, "empty" },
    { "blank", { .body = " \n" }, ALL_LOST (PROTOCOL), 1, NULL },
    { "204", { .status = 204 }, ALL_LOST (PROTOCOL), 1, "empty" },
    { "zeroes", { .body = "{\"id\":\"t1\0\0\0\"}", .length = 15 }, ALL_LOST (PROTOCOL), 1, NULL },
    { "no-utf8", { .body = "{\"id\":\"\xff\xfe\",\"tests\":[]}" }, ALL_LOST (PROTOCOL), 1, NULL },
    { "list", { .body = "[]" }, ALL_LOST (PROTOCOL), 1, "expected" },
    { "number", { .body = "5" }, ALL_LOST (PROTOCOL), 1, NULL },
    { "null", { .body = "null" }, ALL_LOST (PROTOCOL), 1, NULL },
    { "wrong-types", { .body = "{\"id\":5,\"name\":[],\"chat_history\":true,\"tests\":5}" }, { FINE, PROTOCOL, FINE, LOST }, 1, "expected a" },
    { "wrong-rows", { .body = "{\"id\":\"t1\",\"tests\":[5,null,[],{\"id\":null},{}],\"has_more\":\"x\",\"next_cursor\":5}" }, ALL (FINE), 1, NULL },
    { "null-members", { .body = "{\"id\":null,\"name\":null,\"tests\":null}" }, { FINE, PROTOCOL, FINE, LOST }, 1, NULL },
    { "no-members", { .body = "{}" }, { FINE, PROTOCOL, FINE, LOST }, 1, NULL },
    { "deep", { .body = deep }, ALL_LOST (PROTOCOL), 1, NULL },
    { "very-deep", { .body = very_deep }, ALL_LOST (PROTOCOL), 1, NULL },
    { "nearly-deep", { .body = nearly_deep }, ALL (FINE), 1, NULL },
    { "deep-error", { .status = 500, .body = deep_error, .headers = soon }, ALL_LOST (SERVER), 4, "failed" },
    { "open", { .body = open }, ALL_LOST (PROTOCOL), 1, NULL },
    { "long-member", { .body = long_member }, { FINE, FINE, FINE, LOST }, 1, NULL },
  };

  run (faults, G_N_ELEMENTS (faults));
}

/* What breaks once is mended by asking again. */
static void
test_recovery (void)
{
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  const Fault faults[] = {
    { "drop", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_DROP }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "reset", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_RESET }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "cut", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_CUT }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "cut-headers", { .body = TESTING_BODY, .fault = PROCTOR_TESTING_FAULT_CUT_HEADERS }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "garbage", { .fault = PROCTOR_TESTING_FAULT_GARBAGE }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "stall", { .fault = PROCTOR_TESTING_FAULT_STALL }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "408", { .status = 408 }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "429", { .status = 429, .headers = soon }, { FINE, FINE, FINE, RATE_LIMITED }, 2, NULL },
    { "500", { .status = 500 }, { FINE, FINE, FINE, LOST }, 2, NULL },
    { "503", { .status = 503, .headers = soon }, { FINE, FINE, FINE, LOST }, 2, NULL },
  };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  Meeting meetings[G_N_ELEMENTS (faults) * OPERATIONS] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (meetings); i++)
    {
      prepare (&meetings[i], &faults[i / OPERATIONS], server, i % OPERATIONS);
      answer_in_folder (server, meetings[i].folder, i % OPERATIONS, &fine);
    }
  meet (meetings, G_N_ELEMENTS (meetings), server);
}

/* What was deleted by a request whose answer got lost isn't there when it is asked for again. */
static void
test_deletion (void)
{
  const char *gone = "{\"detail\":{\"message\":\"No such test.\"}}";
  const struct
  {
    const char *folder;
    ProctorTestingAnswer first;
    ProctorTestingAnswer then;
    int result;
    guint requests;
  } cases[] = {
    { "/gone", { .status = 404, .body = gone }, { .body = "{}" }, NOT_FOUND, 1 },
    { "/dropped", { .fault = PROCTOR_TESTING_FAULT_DROP }, { .body = "{}" }, FINE, 2 },
    { "/dropped-gone", { .fault = PROCTOR_TESTING_FAULT_DROP }, { .status = 404, .body = gone }, FINE, 2 },
    { "/failed-gone", { .status = 502, .headers = soon }, { .status = 404, .body = gone }, FINE, 2 },
    { "/late-gone", { .status = 504, .headers = soon }, { .status = 404, .body = gone }, FINE, 2 },
    { "/limited-gone", { .status = 429, .headers = soon }, { .status = 404, .body = gone }, NOT_FOUND, 2 },
    { "/dropped-route", { .fault = PROCTOR_TESTING_FAULT_DROP }, { .status = 404, .body = "{\"detail\":\"Not Found\"}" }, UNSUPPORTED, 2 },
    { "/dropped-key", { .fault = PROCTOR_TESTING_FAULT_DROP }, { .status = 401 }, KEY, 2 },
  };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  TestingErrand *errands[G_N_ELEMENTS (cases)];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorClient) client = testing_client_new (proctor_testing_server_get_url (server), cases[i].folder);

      answer_in_folder (server, cases[i].folder, TESTING_DELETE, &cases[i].first);
      answer_in_folder (server, cases[i].folder, TESTING_DELETE, &cases[i].then);
      errands[i] = testing_errand_new (client, TESTING_DELETE);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (cases[i].result == FINE)
        testing_errand_assert_done (errands[i]);
      else
        testing_errand_assert_error (errands[i], (ProctorApiErrorCode) cases[i].result);
      g_assert_cmpuint (testing_count_requests (server, "DELETE", cases[i].folder), ==, cases[i].requests);
      testing_errand_free (errands[i]);
    }
}

/* Somebody enters another key while there are requests with the old one. */
static void
test_new_key (void)
{
  const ProctorTestingAnswer refused = { .status = 401, .body = "{}", .delay_msecs = 300 };
  const ProctorTestingAnswer well = { .body = TESTING_BODY };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorClient) client = testing_client_new (proctor_testing_server_get_url (server), "/key");
  g_autoptr (TestingErrand) create = NULL;
  g_autoptr (TestingErrand) get = NULL;
  g_autoptr (TestingErrand) again = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  answer_in_folder (server, "/key", TESTING_CREATE, &refused);
  answer_in_folder (server, "/key", TESTING_CREATE, &well);
  answer_in_folder (server, "/key", TESTING_GET, &refused);
  create = testing_errand_new (client, TESTING_CREATE);
  proctor_testing_server_wait_requests (server, 1);
  proctor_client_set_key (client, "sk_another");
  testing_errand_assert_done (create);

  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpstr (proctor_testing_request_get_header (g_ptr_array_index (requests, 0), "xi-api-key"), ==, TESTING_KEY);
  g_assert_cmpstr (proctor_testing_request_get_header (g_ptr_array_index (requests, 1), "xi-api-key"), ==, "sk_another");

  /* The new one may be no better, and then that is it. */
  get = testing_errand_new (client, TESTING_GET);
  proctor_testing_server_wait_requests (server, 3);
  proctor_client_set_key (client, "sk_a_third");
  testing_errand_assert_error (get, PROCTOR_API_ERROR_KEY);
  g_assert_cmpuint (testing_count_requests (server, "GET", "/key"), ==, 2);
  again = testing_errand_new (client, TESTING_GET);
  testing_errand_assert_error (again, PROCTOR_API_ERROR_KEY);
  g_assert_cmpuint (testing_count_requests (server, "GET", "/key"), ==, 3);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/faults/connections", test_connections);
  g_test_add_func ("/faults/statuses", test_statuses);
  g_test_add_func ("/faults/bodies", test_bodies);
  g_test_add_func ("/faults/recovery", test_recovery);
  g_test_add_func ("/faults/deletion", test_deletion);
  g_test_add_func ("/faults/new-key", test_new_key);

  return g_test_run ();
}
