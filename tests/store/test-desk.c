/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "proctor-client.h"
#include "proctor-drafts.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-tests.h"
#include "proctor-trash.h"
#include "testing-place.h"
#include "testing-result.h"

/* What the program has, from its first start to its end. */

#define KEY "sk_test_0123456789abcdef"
#define OTHER_KEY "sk_other_0123456789abcde"

static ProctorDesk *
load_desk (TestingPlace *place)
{
  ProctorDesk *desk = proctor_desk_new (place->data, place->cache);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  proctor_desk_load_async (desk, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_desk_load_finish (desk, result, &error));
  g_assert_no_error (error);

  return desk;
}

static void
shut_down (ProctorDesk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_desk_shut_down_async (desk, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_desk_shut_down_finish (desk, result);
}

/* Takes the desk. */
static void
end (ProctorDesk *desk)
{
  shut_down (desk);
  proctor_testing_assert_finalized (desk);
}

typedef struct
{
  ProctorHealth *health;
  ProctorHealthState state;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_health_get_state (wanted->health) == wanted->state;
}

static void
wait_for_health (ProctorSession *session,
                 ProctorHealthState state)
{
  Wanted wanted = { proctor_session_get_health (session), state };

  if (!proctor_testing_wait (has_state, &wanted))
    g_error ("It is %u instead of %u: %s", proctor_health_get_state (wanted.health), state, proctor_health_get_message (wanted.health));
}

static guint
count_workspaces (ProctorDesk *desk)
{
  return g_list_model_get_n_items (G_LIST_MODEL (proctor_desk_get_workspaces (desk)));
}

static ProctorWorkspace *
add_sample (ProctorDesk *desk,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_desk_add_sample_async (desk, cancellable, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_desk_add_sample_finish (desk, result, error);
}

static guint
count_tests (ProctorSession *session)
{
  const ProctorTestsQuery query = { .page_size = 100 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (GError) error = NULL;

  proctor_tests_list_async (proctor_session_get_client (session), &query, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  page = proctor_tests_list_finish (proctor_session_get_client (session), result, &error);
  g_assert_no_error (error);

  return g_list_model_get_n_items (proctor_page_get_items (page));
}

static void
test_sample (TestingPlace *place,
             gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorWorkspace) again = NULL;
  g_autoptr (ProctorSession) session = NULL;
  g_autoptr (ProctorSession) same = NULL;

  g_assert_cmpuint (count_workspaces (desk), ==, 0);
  g_assert_null (proctor_desk_get_notice (desk));
  workspace = add_sample (desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (proctor_workspace_is_local (workspace));
  g_assert_cmpuint (count_workspaces (desk), ==, 1);

  session = proctor_desk_open (desk, workspace);
  same = proctor_desk_open (desk, workspace);
  g_assert_true (session == same);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (count_tests (session), >=, 12);

  /* Whoever asks for it twice has it once. */
  again = add_sample (desk, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (again == workspace);
  g_assert_cmpuint (count_workspaces (desk), ==, 1);

  g_clear_object (&same);
  g_clear_object (&session);
  end (desk);

  /* And has it at the next start. */
  desk = load_desk (place);
  g_assert_cmpuint (count_workspaces (desk), ==, 1);
  session = proctor_desk_open (desk, proctor_workspaces_get_last (proctor_desk_get_workspaces (desk)));
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (count_tests (session), >=, 12);
  g_clear_object (&session);
  end (desk);
}

static void
test_no_engine (TestingPlace *place,
                gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;

  g_setenv ("PROCTOR_ENGINE", nowhere, TRUE);
  workspace = add_sample (desk, cancellable, &error);
  g_assert_null (workspace);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "can't be found"));
  g_assert_cmpuint (count_workspaces (desk), ==, 0);
  end (desk);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_sample_cancelled (TestingPlace *place,
                       gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;

  testing_place_use_script (place, "exec sleep 60");
  g_timeout_add (50, cancel_cb, cancellable);
  workspace = add_sample (desk, cancellable, &error);
  g_assert_null (workspace);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end (desk);
}

static void
answer_well (ProctorTestingServer *server)
{
  const ProctorTestingAnswer tests = { .body = "{\"tests\": [], \"next_cursor\": null, \"has_more\": false}" };
  const ProctorTestingAnswer runs = { .body = "{\"results\": [], \"next_cursor\": null, \"has_more\": false}" };

  proctor_testing_server_answer (server, "*", "*", &tests);
  proctor_testing_server_answer (server, "GET", "/v1/convai/test-invocations", &runs);
}

static ProctorWorkspace *
add (ProctorDesk *desk,
     const char *name,
     const char *base_url,
     const char *key,
     GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_desk_add_async (desk, name, base_url, key, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_desk_add_finish (desk, result, error);
}

/* What is looked for among the requests. */
typedef struct
{
  ProctorTestingServer *server;
  const char *key;
} Sent;

static gboolean
was_sent (gpointer user_data)
{
  Sent *sent = user_data;
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (sent->server);

  for (guint i = 0; i < requests->len; i++)
    {
      if (g_strcmp0 (proctor_testing_request_get_header (g_ptr_array_index (requests, i), "xi-api-key"), sent->key) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
wait_for_key (ProctorTestingServer *server,
              const char *key)
{
  proctor_testing_wait_for (key, was_sent, &(Sent) { server, key });
}

static void
change_key (ProctorDesk *desk,
            ProctorWorkspace *workspace,
            const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  proctor_desk_change_key_async (desk, workspace, key, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_desk_change_key_finish (desk, result, &error));
  g_assert_no_error (error);
}

static void
take_away (ProctorDesk *desk,
           ProctorWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  proctor_desk_remove_async (desk, workspace, NULL, testing_result_cb, &kept);
  /* At once, whatever is still to be done. */
  g_assert_null (proctor_workspaces_find (proctor_desk_get_workspaces (desk), proctor_workspace_get_id (workspace)));
  result = testing_result_wait (&kept);
  proctor_desk_remove_finish (desk, result, &error);
  g_assert_no_error (error);
}

static void
test_server (TestingPlace *place,
             gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const char *url = proctor_testing_server_get_url (server);
  g_autofree char *path = g_build_filename (place->data, "workspaces.ini", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorSession) session = NULL;

  answer_well (server);
  workspace = add (desk, "  Work ", url, " " KEY "\n", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_workspace_get_name (workspace), ==, "Work");
  g_assert_true (g_uuid_string_is_valid (proctor_workspace_get_id (workspace)));
  /* There is no key ring here, and that is said. */
  g_assert_nonnull (proctor_desk_get_key_problem (desk));

  session = proctor_desk_open (desk, workspace);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  wait_for_key (server, KEY);
  change_key (desk, workspace, OTHER_KEY " ");
  wait_for_key (server, OTHER_KEY);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  proctor_desk_rename (desk, workspace, "Arbeit");
  g_assert_cmpstr (proctor_workspace_get_name (workspace), ==, "Arbeit");
  proctor_desk_rename (desk, workspace, " ");
  g_assert_cmpstr (proctor_workspace_get_name (workspace), ==, url);

  g_clear_object (&session);
  shut_down (desk);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, url));
  /* No key ends up in it. */
  g_assert_null (strstr (text, "sk_"));
  proctor_testing_assert_finalized (desk);
}

/* While the first window is being drawn nobody is asked anything; then all that waited goes out. */
static void
test_patient (TestingPlace *place,
              gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const char *url = proctor_testing_server_get_url (server);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorWorkspace) other = NULL;
  g_autoptr (ProctorSession) session = NULL;
  guint n_for_trial;

  answer_well (server);
  workspace = add (desk, "Work", url, KEY, &error);
  g_assert_no_error (error);
  n_for_trial = proctor_testing_server_count_requests (server);

  proctor_desk_set_patient (desk, TRUE);
  session = proctor_desk_open (desk, workspace);
  /* To try another key is asked for by a person and done at once, and takes as long as any request. */
  other = add (desk, "Other", url, OTHER_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 2 * n_for_trial);
  g_assert_cmpuint (proctor_health_get_state (proctor_session_get_health (session)), ==, PROCTOR_HEALTH_CONNECTING);

  proctor_desk_set_patient (desk, FALSE);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  wait_for_key (server, KEY);

  g_clear_object (&session);
  shut_down (desk);
  proctor_testing_assert_finalized (desk);
}

static void
test_remove (TestingPlace *place,
             gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorWorkspace) sample = NULL;
  g_autoptr (ProctorSession) session = NULL;
  g_autofree char *database = g_build_filename (place->data, "engine.db", NULL);

  answer_well (server);
  workspace = add (desk, NULL, proctor_testing_server_get_url (server), KEY, &error);
  g_assert_no_error (error);
  session = proctor_desk_open (desk, workspace);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  take_away (desk, workspace);
  g_assert_cmpuint (count_workspaces (desk), ==, 0);
  proctor_testing_assert_finalized (g_steal_pointer (&session));

  sample = add_sample (desk, NULL, &error);
  g_assert_no_error (error);
  session = proctor_desk_open (desk, sample);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  take_away (desk, sample);
  g_assert_cmpuint (proctor_engine_service_get_state (proctor_desk_get_engine (desk)), ==, PROCTOR_ENGINE_STOPPED);
  /* What is in it stays where it is. */
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
  g_clear_object (&session);
  end (desk);
}

/* What was deleted and can't be undone any more is sent before the workspace goes. */
static void
test_remove_with_trash (TestingPlace *place,
                        gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorSession) session = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  guint n_deleted = 0;

  answer_well (server);
  workspace = add (desk, NULL, proctor_testing_server_get_url (server), KEY, &error);
  g_assert_no_error (error);
  session = proctor_desk_open (desk, workspace);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  proctor_trash_put (proctor_session_get_trash (session), (const char *const[]) { "test_1", NULL });
  take_away (desk, workspace);

  requests = proctor_testing_server_dup_requests (server);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = requests->pdata[i];

      if (g_str_equal (request->method, "DELETE") && g_str_has_suffix (request->path, "/test_1"))
        n_deleted++;
    }
  g_assert_cmpuint (n_deleted, >, 0);
  g_assert_false (proctor_trash_is_busy (proctor_session_get_trash (session)));
  g_clear_object (&session);
  end (desk);
}

static void
test_nonsense (TestingPlace *place,
               gconstpointer data)
{
  const struct
  {
    const char *base_url;
    const char *key;
  } cases[] = {
    { "http://example.com", KEY },
    { "example", KEY },
    { "https://example.com", "sk_ü" },
  };
  ProctorDesk *desk = load_desk (place);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorWorkspace) workspace = add (desk, "Name", cases[i].base_url, cases[i].key, &error);

      g_assert_null (workspace);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_cmpuint (count_workspaces (desk), ==, 0);
  end (desk);
}

static void
test_probe (TestingPlace *place,
            gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorProbe) probe = NULL;

  answer_well (server);
  proctor_desk_probe_async (desk, proctor_testing_server_get_url (server), KEY, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  probe = proctor_desk_probe_finish (desk, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (probe->verdict, ==, PROCTOR_PROBE_WORKS);
  /* Nothing of it is kept. */
  g_assert_cmpuint (count_workspaces (desk), ==, 0);
  g_assert_null (proctor_desk_get_key_problem (desk));
  g_clear_object (&result);
  end (desk);
}

static void
test_damaged (TestingPlace *place,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->data, "workspaces.ini", NULL);
  ProctorDesk *desk;
  g_autofree char *notice = NULL;

  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "no group\n", -1, NULL));
  desk = load_desk (place);
  g_object_get (desk, "notice", &notice, NULL);
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "workspaces.ini.damaged-"));
  end (desk);
}

/* A server that never answers doesn't keep the program. */
static void
test_hangs (TestingPlace *place,
            gconstpointer data)
{
  const ProctorTestingAnswer stalled = { .fault = PROCTOR_TESTING_FAULT_STALL };
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorSession) session = NULL;

  proctor_testing_server_answer (server, "*", "*", &stalled);
  workspace = add (desk, "Work", proctor_testing_server_get_url (server), KEY, &error);
  g_assert_no_error (error);
  session = proctor_desk_open (desk, workspace);
  proctor_testing_server_wait_requests (server, 1);
  g_clear_object (&session);
  end (desk);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  *(gboolean *) user_data = proctor_draft_save_finish (PROCTOR_DRAFT (object), result, NULL);
}

/* Whoever saves and quits at once has saved: what the server has is no draft at the next start. */
static void
test_saving (TestingPlace *place,
             gconstpointer data)
{
  ProctorDesk *desk = load_desk (place);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (ProctorSession) session = NULL;
  g_autoptr (ProctorTest) test = proctor_test_new ();
  g_autoptr (ProctorDraft) draft = NULL;
  gboolean saved = FALSE;

  answer_well (server);
  proctor_testing_server_answer (server, "POST", "/v1/convai/agent-testing/create", &(ProctorTestingAnswer) { .body = "{\"id\": \"test_9\"}", .delay_msecs = 300 });
  workspace = add (desk, NULL, proctor_testing_server_get_url (server), KEY, &error);
  g_assert_no_error (error);
  session = proctor_desk_open (desk, workspace);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  proctor_test_set_name (test, "New");
  proctor_test_set_kind (test, "llm");
  draft = proctor_drafts_create (proctor_session_get_drafts (session), test, NULL);
  proctor_draft_save_async (draft, NULL, saved_cb, &saved);
  shut_down (desk);
  g_assert_true (saved);
  g_clear_object (&draft);
  g_clear_object (&session);
  g_clear_object (&workspace);
  proctor_testing_assert_finalized (g_steal_pointer (&desk));

  desk = load_desk (place);
  workspace = g_list_model_get_item (G_LIST_MODEL (proctor_desk_get_workspaces (desk)), 0);
  session = proctor_desk_open (desk, workspace);
  wait_for_health (session, PROCTOR_HEALTH_CONNECTED);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_drafts_get_unplaced (proctor_session_get_drafts (session))), ==, 0);
  g_clear_object (&session);
  end (desk);
}

#define ADD(name, function) g_test_add (name, TestingPlace, NULL, testing_place_set_up, function, testing_place_tear_down)

int
main (int argc,
      char **argv)
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  proctor_testing_init (&argc, &argv);

  ADD ("/desk/sample", test_sample);
  ADD ("/desk/no-engine", test_no_engine);
  ADD ("/desk/sample-cancelled", test_sample_cancelled);
  ADD ("/desk/server", test_server);
  ADD ("/desk/patient", test_patient);
  ADD ("/desk/remove", test_remove);
  ADD ("/desk/remove-with-trash", test_remove_with_trash);
  ADD ("/desk/nonsense", test_nonsense);
  ADD ("/desk/probe", test_probe);
  ADD ("/desk/damaged", test_damaged);
  ADD ("/desk/hangs", test_hangs);
  ADD ("/desk/saving", test_saving);

  return g_test_run ();
}
