/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-desk.h"
#include "proctor-model-servers.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "testing-place.h"
#include "testing-result.h"

/* Where the models are, with the engine that was built and a server of models that says what it is
 * told to. */

#define KEY "sk-models-0123456789"
#define CHAT "/v1/chat/completions"
#define WORDS "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello\"}}]}"
#define LIST "{\"data\":[{\"id\":\"large\"},{\"id\":\"small\"}]}"

typedef struct
{
  TestingPlace place;
  ProctorDesk *desk;
  ProctorModelSetup *setup;
  ProctorTestingServer *server;
  char *address;
} Fixture;

static gboolean
is_ready (gpointer user_data)
{
  Fixture *fixture = user_data;

  return proctor_model_setup_get_state (fixture->setup) == PROCTOR_MODEL_SETUP_READY;
}

static gboolean
has_key (gpointer user_data)
{
  Fixture *fixture = user_data;

  if (!is_ready (fixture))
    return FALSE;
  if (proctor_model_source_get_has_key (proctor_model_setup_get_source (fixture->setup)))
    return TRUE;
  proctor_model_setup_open (fixture->setup);

  return FALSE;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const ProctorTestingAnswer list = { .body = LIST };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  testing_place_set_up (&fixture->place, NULL);
  fixture->server = proctor_testing_server_new ();
  fixture->address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  for (guint i = 0; i < 16; i++)
    proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &list);

  fixture->desk = proctor_desk_new (fixture->place.data, fixture->place.cache);
  proctor_desk_load_async (fixture->desk, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_desk_load_finish (fixture->desk, result, &error));
  g_assert_no_error (error);
  fixture->setup = g_object_ref (proctor_desk_get_model_setup (fixture->desk));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_desk_shut_down_async (fixture->desk, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_desk_shut_down_finish (fixture->desk, result);
  g_clear_object (&result);
  g_clear_object (&fixture->setup);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->desk));
  g_clear_object (&fixture->server);
  g_free (fixture->address);
  testing_place_tear_down (&fixture->place, NULL);
}

static void
open_setup (Fixture *fixture)
{
  proctor_model_setup_open (fixture->setup);
  proctor_testing_wait_for ("the engine", is_ready, fixture);
}

static ProctorModelSource *
make_source (const char *base_url)
{
  ProctorModelSource *source = proctor_model_source_new ();

  proctor_model_source_set_base_url (source, base_url);

  return source;
}

static gboolean
save (Fixture *fixture,
      ProctorModelSource *source,
      const char *key,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_model_setup_save_async (fixture->setup, source, key, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_model_setup_save_finish (fixture->setup, result, error);
}

static void
assert_save (Fixture *fixture,
             const char *base_url,
             const char *key)
{
  g_autoptr (ProctorModelSource) source = make_source (base_url);
  g_autoptr (GError) error = NULL;

  save (fixture, source, key, &error);
  g_assert_no_error (error);
}

/* The header with which the server is asked for its models. */
static char *
ask_and_get_authorization (Fixture *fixture,
                           const char *key)
{
  g_autoptr (ProctorModelSource) source = make_source (fixture->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (ProctorModelNames) names = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  proctor_model_setup_list_async (fixture->setup, source, key, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  names = proctor_model_setup_list_finish (fixture->setup, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_model_names_get_models (names)[0], ==, "large");
  g_assert_null (proctor_model_names_get_problem (names));
  requests = proctor_testing_server_dup_requests (fixture->server);

  return g_strdup (proctor_testing_request_get_header (requests->pdata[requests->len - 1], "authorization"));
}

static gboolean
find_key (Fixture *fixture,
          const char *base_url)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;
  gboolean found;

  proctor_model_setup_find_key_async (fixture->setup, base_url, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  found = proctor_model_setup_find_key_finish (fixture->setup, result, &error);
  g_assert_no_error (error);

  return found;
}

/* Nothing is known before anybody looks; then it is what the engine says. */
static void
test_open (Fixture *fixture,
           gconstpointer data)
{
  ProctorModelSource *source;

  g_assert_cmpint (proctor_model_setup_get_state (fixture->setup), ==, PROCTOR_MODEL_SETUP_WAITING);
  g_assert_null (proctor_model_setup_get_source (fixture->setup));
  open_setup (fixture);
  source = proctor_model_setup_get_source (fixture->setup);
  g_assert_null (proctor_model_source_get_base_url (source));
  g_assert_cmpint (proctor_model_source_get_runs_at_a_time (source), ==, 8);
  g_assert_cmpint (proctor_model_source_get_answer_secs (source), ==, 60);
}

static void
test_no_engine (Fixture *fixture,
                gconstpointer data)
{
  testing_place_use_script (&fixture->place, "exit 5");
  proctor_model_setup_open (fixture->setup);
  while (proctor_model_setup_get_state (fixture->setup) != PROCTOR_MODEL_SETUP_FAILED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (proctor_model_setup_get_message (fixture->setup));
}

static void
test_save (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (ProctorModelSource) source = make_source ("http://localhost:9/v1");
  g_autoptr (GError) error = NULL;
  ProctorModelSource *saved;

  open_setup (fixture);
  proctor_model_source_set_model (source, "m");
  proctor_model_source_set_judge_model (source, "j");
  proctor_model_source_set_simulated_user_model (source, "");
  proctor_model_source_set_runs_at_a_time (source, 3);
  proctor_model_source_set_answer_secs (source, 200);
  proctor_model_source_set_run_secs (source, 900);
  save (fixture, source, NULL, &error);
  g_assert_no_error (error);
  saved = proctor_model_setup_get_source (fixture->setup);
  g_assert_cmpstr (proctor_model_source_get_base_url (saved), ==, "http://localhost:9/v1");
  g_assert_cmpstr (proctor_model_source_get_model (saved), ==, "m");
  g_assert_cmpstr (proctor_model_source_get_judge_model (saved), ==, "j");
  g_assert_null (proctor_model_source_get_simulated_user_model (saved));
  g_assert_cmpint (proctor_model_source_get_runs_at_a_time (saved), ==, 3);
  g_assert_cmpint (proctor_model_source_get_answer_secs (saved), ==, 200);
  g_assert_cmpint (proctor_model_source_get_run_secs (saved), ==, 900);
  g_assert_false (proctor_model_source_get_has_key (saved));
}

/* What the engine doesn't take is not in force, and nor is a key that is none. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (ProctorModelSource) nowhere = make_source ("ftp://localhost");
  g_autoptr (ProctorModelSource) somewhere = make_source (fixture->address);
  g_autoptr (GError) error = NULL;

  open_setup (fixture);
  g_assert_false (save (fixture, nowhere, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (save (fixture, somewhere, "two\nlines", &error));
  g_assert_nonnull (error);
  g_assert_null (strstr (error->message, "two"));
  g_assert_null (proctor_model_source_get_base_url (proctor_model_setup_get_source (fixture->setup)));
}

/* A key is its server's, whichever is in force. */
static void
test_key (Fixture *fixture,
          gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *none = NULL;
  g_autofree char *after = NULL;

  open_setup (fixture);
  assert_save (fixture, fixture->address, KEY);
  g_assert_true (proctor_model_source_get_has_key (proctor_model_setup_get_source (fixture->setup)));
  kept = ask_and_get_authorization (fixture, NULL);
  g_assert_cmpstr (kept, ==, "Bearer " KEY);
  typed = ask_and_get_authorization (fixture, "typed");
  g_assert_cmpstr (typed, ==, "Bearer typed");
  none = ask_and_get_authorization (fixture, "");
  g_assert_null (none);

  assert_save (fixture, "http://127.0.0.1:9/v1", NULL);
  g_assert_false (proctor_model_source_get_has_key (proctor_model_setup_get_source (fixture->setup)));
  g_assert_false (find_key (fixture, "http://127.0.0.1:9/v1"));
  g_assert_true (find_key (fixture, fixture->address));
  g_assert_false (find_key (fixture, NULL));

  assert_save (fixture, fixture->address, NULL);
  g_assert_true (proctor_model_source_get_has_key (proctor_model_setup_get_source (fixture->setup)));
  assert_save (fixture, fixture->address, "");
  g_assert_false (proctor_model_source_get_has_key (proctor_model_setup_get_source (fixture->setup)));
  after = ask_and_get_authorization (fixture, NULL);
  g_assert_null (after);
}

/* An engine that begins anew is given the key again, and it is in no file. */
static void
test_handed_over (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *database = g_build_filename (fixture->place.data, "engine.db", NULL);
  g_autofree char *log = g_strconcat (database, "-wal", NULL);
  const char *const files[] = { database, log };

  open_setup (fixture);
  assert_save (fixture, fixture->address, KEY);
  testing_place_kill_engine (&fixture->place);
  while (is_ready (fixture))
    g_main_context_iteration (NULL, TRUE);
  proctor_testing_wait_for ("the key", has_key, fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = NULL;
      gsize length;

      if (g_file_get_contents (files[i], &text, &length, NULL))
        g_assert_null (memmem (text, length, KEY, strlen (KEY)));
    }
}

static ProctorModelTrial *
try (Fixture *fixture,
     GCancellable *cancellable,
     gboolean cancel,
     GError **error)
{
  g_autoptr (ProctorModelSource) source = make_source (fixture->address);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  guint n_before = proctor_testing_server_count_requests (fixture->server);

  proctor_model_setup_try_async (fixture->setup, source, NULL, cancellable, testing_result_cb, &kept);
  if (cancel)
    {
      proctor_testing_server_wait_requests (fixture->server, n_before + 1);
      g_cancellable_cancel (cancellable);
    }
  result = testing_result_wait (&kept);

  return proctor_model_setup_try_finish (fixture->setup, result, error);
}

static void
test_trial (Fixture *fixture,
            gconstpointer data)
{
  const ProctorTestingAnswer words = { .body = WORDS };
  const ProctorTestingAnswer refusal = { .status = 401, .body = "{\"error\":\"Unauthorized\"}" };
  const ProctorTestingAnswer never = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (ProctorModelTrial) partly = NULL;
  g_autoptr (ProctorModelTrial) refused = NULL;
  g_autoptr (ProctorModelTrial) cancelled = NULL;
  g_autoptr (GError) error = NULL;

  open_setup (fixture);
  for (guint i = 0; i < 6; i++)
    proctor_testing_server_answer (fixture->server, "POST", CHAT, &words);
  partly = try (fixture, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_trial_step_get_status (proctor_model_trial_get_chat (partly)), ==, "works");
  g_assert_cmpstr (proctor_trial_step_get_code (proctor_model_trial_get_tools (partly)), ==, "no_call");
  g_assert_cmpstr (proctor_trial_step_get_code (proctor_model_trial_get_schema (partly)), ==, "unusable");

  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &refusal);
  refused = try (fixture, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_trial_step_get_code (proctor_model_trial_get_chat (refused)), ==, "key");
  g_assert_cmpstr (proctor_trial_step_get_status (proctor_model_trial_get_schema (refused)), ==, "skipped");

  proctor_testing_server_reset (fixture->server);
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &never);
  cancelled = try (fixture, cancellable, TRUE, &error);
  g_assert_null (cancelled);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_addresses (void)
{
  guint n_servers;
  const ProctorModelServer *servers = proctor_model_servers_get_all (&n_servers);

  for (guint i = 0; i < n_servers; i++)
    {
      g_assert_true (proctor_model_setup_is_address (servers[i].base_url));
      g_assert_false (proctor_model_setup_is_unsafe (servers[i].base_url));
      g_assert_true (proctor_model_servers_find (servers[i].base_url) == &servers[i]);
    }
  g_assert_null (proctor_model_servers_find (NULL));
  g_assert_true (proctor_model_setup_is_unsafe (" http://192.168.1.5:8080/v1 "));
  g_assert_true (proctor_model_setup_is_unsafe ("HTTP://example.com"));
  g_assert_false (proctor_model_setup_is_unsafe ("https://example.com"));
  g_assert_false (proctor_model_setup_is_unsafe ("http://[::1]:8080/v1"));
  g_assert_false (proctor_model_setup_is_address ("example.com"));
  g_assert_false (proctor_model_setup_is_address ("http://"));
  g_assert_false (proctor_model_setup_is_address (NULL));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define add(name, test) g_test_add ("/model-setup/" name, Fixture, NULL, set_up, test, tear_down)
  add ("open", test_open);
  add ("no-engine", test_no_engine);
  add ("save", test_save);
  add ("refused", test_refused);
  add ("key", test_key);
  add ("handed-over", test_handed_over);
  add ("trial", test_trial);
#undef add
  g_test_add_func ("/model-setup/addresses", test_addresses);

  return g_test_run ();
}
