/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-names.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"

/* What agents and branches are called, from the server and without it. */

#define AGENTS "/v1/convai/agents"
#define AGENT(id, name) "{\"agent_id\": \"" id "\", \"name\": \"" name "\", \"created_at_unix_secs\": 1}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorHistory *history;
  ProctorSession *session;
  char *folder;
} Fixture;

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
open_session (Fixture *self)
{
  self->history = proctor_history_new (self->folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
}

static void
close_session (Fixture *self)
{
  gboolean closed = FALSE;

  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->server = proctor_testing_server_new ();
  self->folder = proctor_testing_make_folder ();
  open_session (self);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  close_session (self);
  g_clear_object (&self->server);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static void
answer (Fixture *self,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static ProctorAgentNames *
get_names (Fixture *self)
{
  return proctor_session_get_agent_names (self->session);
}

typedef struct
{
  Fixture *fixture;
  const char *wanted;
} Place;

static gboolean
is_called (gpointer user_data)
{
  Place *place = user_data;
  g_autofree char *words = proctor_agent_names_dup_place (get_names (place->fixture), "agent_1", "b_1");

  return g_strcmp0 (words, place->wanted) == 0;
}

static void
wait_for (Fixture *self,
          const char *wanted)
{
  proctor_testing_wait_for (wanted, is_called, &(Place) { self, wanted });
}

/* Each is asked for once, page by page, and not before somebody wants to know. */
static void
test_asked_once (Fixture *self,
                 gconstpointer data)
{
  answer (self, AGENTS, 200, "{\"agents\": [" AGENT ("agent_2", "Other") ", 7], \"has_more\": true, \"next_cursor\": \"c\"}");
  answer (self, AGENTS "?cursor=c", 200, "{\"agents\": [" AGENT ("agent_1", "Hotel") "], \"has_more\": false}");
  answer (self, AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_1\", \"name\": \"Main\"}]}");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
  wait_for (self, "Hotel · Main");
  g_assert_cmpstr (proctor_agent_names_get_agent (get_names (self), "agent_2"), ==, "Other");
  g_assert_null (proctor_agent_names_get_agent (get_names (self), "agent_9"));
  g_assert_null (proctor_agent_names_get_agent (get_names (self), NULL));
  g_assert_null (proctor_agent_names_get_branch (get_names (self), "agent_1", NULL));
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 3);
}

/* At the next start they are known at once, also where the server is away; a new name replaces the old one. */
static void
test_kept (Fixture *self,
           gconstpointer data)
{
  answer (self, AGENTS, 200, "{\"agents\": [" AGENT ("agent_1", "Hotel") "], \"has_more\": false}");
  answer (self, AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_1\", \"name\": \"Main\"}]}");
  wait_for (self, "Hotel · Main");
  close_session (self);

  proctor_testing_server_reset (self->server);
  answer (self, AGENTS, 503, "{\"detail\": \"Not now\"}");
  answer (self, AGENTS "/agent_1/branches", 503, "{\"detail\": \"Not now\"}");
  open_session (self);
  wait_for (self, "Hotel · Main");
  close_session (self);

  proctor_testing_server_reset (self->server);
  answer (self, AGENTS, 200, "{\"agents\": [" AGENT ("agent_1", "Harbour Hotel") "], \"has_more\": false}");
  answer (self, AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_1\", \"name\": \"Main\"}]}");
  open_session (self);
  wait_for (self, "Harbour Hotel · Main");
}

/* What could not be had is asked for again with everything else, and what is wrong in itself is no name. */
static void
test_failed (Fixture *self,
             gconstpointer data)
{
  answer (self, AGENTS, 404, "{\"detail\": \"Not Found\"}");
  answer (self, AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_1\", \"name\": \"Main\"}, {\"id\": \"b_2\"}, \"b_3\"]}");
  wait_for (self, "Main");
  g_assert_null (proctor_agent_names_get_branch (get_names (self), "agent_1", "b_2"));
  proctor_testing_server_reset (self->server);
  answer (self, AGENTS, 200, "{\"agents\": [" AGENT ("agent_1", "Hotel") "], \"has_more\": false}");
  answer (self, AGENTS "/agent_1/branches", 200, "{\"results\": []}");
  proctor_session_refresh (self->session, FALSE);
  wait_for (self, "Hotel · Main");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/agent-names/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("asked-once", test_asked_once);
  ADD ("kept", test_kept);
  ADD ("failed", test_failed);
#undef ADD

  return g_test_run ();
}
