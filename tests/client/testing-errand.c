/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-errand.h"

#include <string.h>

#include "proctor-testing.h"
#include "proctor-tests.h"

/**
 * testing_client_new:
 * @url: where a server is
 * @folder: (nullable): the folder there that is this client's own, with a slash before it
 *
 * One server plays many roles at a time, each in a folder of its own.
 *
 * Returns: (transfer full): a client
 */
ProctorClient *
testing_client_new (const char *url,
                    const char *folder)
{
  g_autofree char *address = g_strconcat (url, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new ("tests", NULL, address, &error);
  ProctorClient *client;

  g_assert_no_error (error);
  client = proctor_client_new (connection, TESTING_KEY);
  proctor_client_set_limits (client, 6, 512 * 1024 * 1024, TESTING_PATIENCE_SECS);

  return client;
}

/* The finisher's way is not the same for each, and a result that nobody takes would be lost. */
static gboolean
finish (TestingOperation operation,
        ProctorClient *client,
        GAsyncResult *result,
        GError **error)
{
  g_autoptr (GObject) object = NULL;
  g_autofree char *id = NULL;

  switch (operation)
    {
    case TESTING_GET:
      object = G_OBJECT (proctor_tests_get_finish (client, result, error));
      break;
    case TESTING_LIST:
      object = G_OBJECT (proctor_tests_list_finish (client, result, error));
      break;
    case TESTING_REPLACE:
      object = G_OBJECT (proctor_tests_replace_finish (client, result, error));
      break;
    case TESTING_CREATE:
      id = proctor_tests_create_finish (client, result, error);
      break;
    case TESTING_DELETE:
      return proctor_tests_delete_finish (client, result, error);
    default:
      g_assert_not_reached ();
    }

  return object != NULL || id != NULL;
}

static void
ended_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  TestingErrand *errand = user_data;
  gboolean done;

  errand->times++;
  g_assert_cmpuint (errand->times, ==, 1);
  errand->attempts = proctor_client_count_attempts (result);
  errand->ended_usecs = g_get_monotonic_time ();
  done = finish (errand->operation, PROCTOR_CLIENT (object), result, &errand->error);
  g_assert_true (done == (errand->error == NULL));
}

static void
begin (TestingErrand *errand,
       ProctorClient *client,
       ProctorTest *test)
{
  const ProctorTestsQuery query = { .page_size = 10 };

  switch (errand->operation)
    {
    case TESTING_GET:
      proctor_tests_get_async (client, "t1", errand->cancellable, ended_cb, errand);
      break;
    case TESTING_LIST:
      proctor_tests_list_async (client, &query, errand->cancellable, ended_cb, errand);
      break;
    case TESTING_REPLACE:
      proctor_tests_replace_async (client, "t1", test, NULL, errand->cancellable, ended_cb, errand);
      break;
    case TESTING_CREATE:
      proctor_tests_create_async (client, test, NULL, errand->cancellable, ended_cb, errand);
      break;
    case TESTING_DELETE:
      proctor_tests_delete_async (client, "t1", errand->cancellable, ended_cb, errand);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * testing_errand_new:
 * @client: a client
 * @operation: what to ask
 *
 * Returns: (transfer full): a request that has begun
 */
TestingErrand *
testing_errand_new (ProctorClient *client,
                    TestingOperation operation)
{
  return testing_errand_new_large (client, operation, 0);
}

/**
 * testing_errand_new_large:
 * @client: a client
 * @operation: what to ask
 * @size: how much to send, if the operation sends anything
 *
 * Returns: (transfer full): a request that has begun
 */
TestingErrand *
testing_errand_new_large (ProctorClient *client,
                          TestingOperation operation,
                          gsize size)
{
  TestingErrand *errand = g_new0 (TestingErrand, 1);
  g_autoptr (ProctorTest) test = proctor_test_new ();
  g_autofree char *condition = g_strnfill (size, 'x');

  proctor_test_set_name (test, "One");
  proctor_test_set_kind (test, "llm");
  proctor_test_set_success_condition (test, condition);

  errand->operation = operation;
  errand->cancellable = g_cancellable_new ();
  errand->began_usecs = g_get_monotonic_time ();
  begin (errand, client, test);

  return errand;
}

void
testing_errand_free (TestingErrand *errand)
{
  g_assert_cmpuint (errand->times, ==, 1);
  g_clear_object (&errand->cancellable);
  g_clear_error (&errand->error);
  g_free (errand);
}

static gboolean
is_over (gpointer user_data)
{
  const TestingErrand *errand = user_data;

  return errand->times > 0;
}

void
testing_errand_wait (TestingErrand *errand)
{
  g_autofree char *what = g_strdup_printf ("%s %s to end", testing_operation_get_method (errand->operation), testing_operation_get_path (errand->operation));

  proctor_testing_wait_for (what, is_over, errand);
}

void
testing_errand_assert_done (TestingErrand *errand)
{
  testing_errand_wait (errand);
  g_assert_no_error (errand->error);
}

void
testing_errand_assert_error (TestingErrand *errand,
                             ProctorApiErrorCode code)
{
  testing_errand_wait (errand);
  g_assert_error (errand->error, PROCTOR_API_ERROR, (int) code);
  testing_assert_sentence (errand->error->message);
}

void
testing_errand_assert_cancelled (TestingErrand *errand)
{
  testing_errand_wait (errand);
  g_assert_error (errand->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

const char *
testing_operation_get_method (TestingOperation operation)
{
  const char *const methods[] = { "GET", "GET", "PUT", "POST", "DELETE" };

  return methods[operation];
}

const char *
testing_operation_get_path (TestingOperation operation)
{
  const char *const paths[] = { TESTING_PATH_GET, TESTING_PATH_LIST, TESTING_PATH_GET, TESTING_PATH_CREATE, TESTING_PATH_GET };

  return paths[operation];
}

/* A server's own words may end as they like, but once. */
static gboolean
is_ended (const char *sentence)
{
  const char *const ends[] = { ".", "!", "?", "…" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      if (g_str_has_suffix (sentence, ends[i]))
        return !g_str_has_suffix (sentence, "..") && !g_str_has_suffix (sentence, "….");
    }

  return FALSE;
}

/**
 * testing_assert_sentence:
 * @sentence: what a person is told
 *
 * It has to be one, on a line of its own, and to keep the key to itself.
 */
void
testing_assert_sentence (const char *sentence)
{
  g_assert_nonnull (sentence);
  if (!g_utf8_validate (sentence, -1, NULL) || strlen (sentence) < 10 || !is_ended (sentence))
    g_error ("This is no sentence: “%s”", sentence);
  if (strpbrk (sentence, "\r\n\t") != NULL || strstr (sentence, "  ") != NULL || strlen (sentence) > 1000)
    g_error ("This doesn't fit on a line: “%s”", sentence);
  if (strstr (sentence, TESTING_KEY) != NULL)
    g_error ("This tells the key: “%s”", sentence);
}

/**
 * testing_assert_works:
 * @client: (transfer full): a client that has been through something
 * @server: its server
 * @folder: (nullable): the folder that is the client's own
 *
 * Whatever happened to it before, it does what it is asked, and goes when nobody needs it any more.
 */
void
testing_assert_works (ProctorClient *client,
                      ProctorTestingServer *server,
                      const char *folder)
{
  g_autofree char *path = g_strconcat (folder != NULL ? folder : "", TESTING_PATH_GET, NULL);
  const ProctorTestingAnswer answer = { .body = "{}" };
  TestingErrand *errand;

  proctor_testing_server_answer (server, "DELETE", path, &answer);
  errand = testing_errand_new (client, TESTING_DELETE);
  testing_errand_assert_done (errand);
  testing_errand_free (errand);
  proctor_testing_assert_finalized (client);
}

/**
 * testing_count_requests:
 * @server: a server
 * @method: (nullable): an HTTP method, %NULL for any
 * @folder: (nullable): a folder, %NULL for all
 *
 * Returns: how many requests arrived
 */
guint
testing_count_requests (ProctorTestingServer *server,
                        const char *method,
                        const char *folder)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);
  g_autofree char *start = g_strconcat (folder != NULL ? folder : "", "/v1/", NULL);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if ((method == NULL || g_str_equal (request->method, method)) && g_str_has_prefix (request->path, start))
        n++;
    }

  return n;
}

static gboolean
settled_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/**
 * testing_settle:
 * @msecs: for how long
 *
 * Lets the main context work, so that what must not happen has its chance.
 */
void
testing_settle (guint msecs)
{
  gboolean settled = FALSE;

  g_timeout_add (msecs, settled_cb, &settled);
  while (!settled)
    g_main_context_iteration (NULL, TRUE);
}
