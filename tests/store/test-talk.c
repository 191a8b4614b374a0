/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"
#include "proctor-api-error.h"
#include "proctor-conversation-test.h"
#include "proctor-local.h"
#include "proctor-talk.h"
#include "proctor-testing-server.h"

#include <string.h>

/* Somebody talks to an agent, with the engine at the other end. */

#define CHAT "/v1/chat/completions"
#define WORDS "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello there\"}}]}"
#define CALL "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":null,\"tool_calls\":[" \
             "{\"type\":\"function\",\"id\":\"a\",\"function\":{\"name\":\"find_room\",\"arguments\":\"{\\\"room_type\\\":\\\"double\\\"}\"}}]}}]}"
#define ROOM "Have you got a double room from 14 March for 2 nights?"

static ProctorSession *
make_session (ClientEngine *self)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  return proctor_session_new (workspace, self->client, NULL, NULL);
}

static char *
load_sample (ClientEngine *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_local_load_sample_async (self->client, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  id = proctor_local_load_sample_finish (self->client, result, &error);
  g_assert_no_error (error);

  return id;
}

/* Models are a scripted server's from now on, and one question is asked at a time. */
static ProctorTestingServer *
use_server (ClientEngine *self)
{
  const ProctorTestingAnswer list = { .body = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"}]}" };
  ProctorTestingServer *server = proctor_testing_server_new ();
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (server), "/v1", NULL);
  g_autoptr (GError) error = NULL;

  proctor_testing_server_answer (server, "GET", "/v1/models", &list);
  proctor_models_fix (proctor_engine_get_models (self->engine), address, "tiny", &error);
  g_assert_no_error (error);

  return server;
}

static gboolean
is_settled (gpointer user_data)
{
  return proctor_talk_get_state (user_data) != PROCTOR_TALK_LOADING && !proctor_talk_is_busy (user_data);
}

static void
settle (ProctorTalk *talk,
        ProctorTalkState expected)
{
  proctor_testing_wait_for ("the agent", is_settled, talk);
  if (proctor_talk_get_error (talk) != NULL)
    g_test_message ("%s", proctor_talk_get_error (talk)->message);
  g_assert_cmpint (proctor_talk_get_state (talk), ==, expected);
}

static guint
count (ProctorTalk *talk)
{
  return g_list_model_get_n_items (proctor_talk_get_turns (talk));
}

static ProctorTurn *
dup_turn (ProctorTalk *talk,
          guint position)
{
  ProctorTurn *turn = g_list_model_get_item (proctor_talk_get_turns (talk), position);

  g_assert_nonnull (turn);

  return turn;
}

static void
assert_said (ProctorTalk *talk,
             guint position,
             const char *role,
             const char *part)
{
  g_autoptr (ProctorTurn) turn = dup_turn (talk, position);

  g_assert_cmpstr (proctor_turn_get_role (turn), ==, role);
  g_assert_nonnull (strstr (proctor_turn_get_message (turn), part));
}

static void
end (ProctorTalk *talk,
     ProctorSession *session)
{
  proctor_testing_assert_finalized (talk);
  proctor_testing_assert_finalized (session);
}

static void
calling_cb (ProctorTalk *talk,
            gboolean *seen)
{
  *seen = *seen || proctor_talk_get_state (talk) == PROCTOR_TALK_CALLING;
}

/* A call is seen before it is answered, and its mock is told of. Then a test is made of it. */
static void
test_sample (ClientEngine *self,
             gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, agent_id, NULL);
  g_autoptr (ProctorConversation) conversation = NULL;
  g_autoptr (ProctorTest) test = NULL;
  gboolean seen = FALSE;
  guint cut;

  g_assert_true (proctor_talk_is_possible (session));
  g_assert_false (proctor_talk_can_say (talk));
  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  assert_said (talk, 0, "agent", "Harbour Hotel");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_talk_get_variables (talk)), ==, 1);

  g_signal_connect (talk, "changed", G_CALLBACK (calling_cb), &seen);
  proctor_talk_say (talk, ROOM);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_assert_true (seen);
  g_assert_cmpuint (count (talk), ==, 4);
  assert_said (talk, 1, "user", ROOM);
  assert_said (talk, 3, "agent", "120 euros");
  {
    g_autoptr (ProctorTurn) first = dup_turn (talk, 0);
    g_autoptr (ProctorTurn) said = dup_turn (talk, 1);
    g_autoptr (ProctorTurn) called = dup_turn (talk, 2);
    g_autoptr (ProctorTurn) reply = dup_turn (talk, 3);

    g_assert_cmpuint (g_list_model_get_n_items (proctor_turn_get_tool_results (called)), ==, 1);
    g_assert_cmpstr (proctor_talk_get_answered_by (talk, called)[0], ==, "mock");
    g_assert_false (proctor_talk_find_cut (talk, first, &cut));
    g_assert_true (proctor_talk_find_cut (talk, said, &cut));
    g_assert_cmpuint (cut, ==, 2);
    g_assert_true (proctor_talk_find_cut (talk, called, &cut));
    g_assert_cmpuint (cut, ==, 2);
    g_assert_true (proctor_talk_find_cut (talk, reply, &cut));
    g_assert_cmpuint (cut, ==, 2);
  }

  conversation = proctor_talk_dup_conversation (talk);
  g_assert_true (proctor_conversation_test_can_cut (conversation, cut));
  g_assert_true (proctor_conversation_test_has_call (conversation, cut));
  test = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, cut);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (test)), ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_dynamic_variables (test)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (test)), ==, 1);
  end (talk, session);
}

/* Variables and the prompt are the talk's own, until they are put back. */
static void
test_changes (ClientEngine *self,
              gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  g_autoptr (ProctorTestingServer) server = use_server (self);
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, agent_id, NULL);
  g_autoptr (ProctorVariable) variable = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *before = NULL;

  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .body = WORDS });
  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  before = g_strdup (proctor_talk_get_agent_prompt (talk));
  g_assert_nonnull (strstr (before, "telephone assistant"));
  proctor_talk_set_prompt (talk, "Whisper to {{guest_name}}.");
  g_assert_cmpstr (proctor_talk_get_prompt (talk), ==, "Whisper to {{guest_name}}.");
  variable = g_list_model_get_item (proctor_talk_get_variables (talk), 0);
  proctor_talk_set_variable (talk, variable, "Kim \"K\"");
  proctor_talk_say (talk, "Hello?");
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  assert_said (talk, 2, "agent", "Hello there");
  requests = proctor_testing_server_dup_requests (server);
  {
    const ProctorTestingRequest *request = requests->pdata[requests->len - 1];
    g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

    g_assert_nonnull (strstr (body, "Whisper to Kim \\\"K\\\"."));
    g_assert_null (strstr (body, "telephone assistant"));
  }

  proctor_talk_set_prompt (talk, before);
  g_assert_null (proctor_talk_get_prompt (talk));
  /* What was said to the agent can be said otherwise. */
  {
    g_autoptr (ProctorTurn) said = dup_turn (talk, 1);
    g_autofree char *message = proctor_talk_take_back (talk, said);

    g_assert_cmpstr (message, ==, "Hello?");
    g_assert_cmpuint (count (talk), ==, 1);
  }
  proctor_talk_restart (talk);
  g_assert_cmpuint (count (talk), ==, 0);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_assert_cmpuint (count (talk), ==, 1);
  end (talk, session);
}

/* What goes wrong is said, and can be tried again where it was. */
static void
test_failure (ClientEngine *self,
              gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  g_autoptr (ProctorTestingServer) server = use_server (self);
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, agent_id, NULL);

  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .status = 401, .body = "{\"error\":\"Unauthorized\"}" });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .body = CALL });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .status = 500, .body = "{\"error\":\"Broken\"}" });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .body = WORDS });
  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  proctor_talk_say (talk, ROOM);
  settle (talk, PROCTOR_TALK_FAILED);
  g_assert_nonnull (strstr (proctor_talk_get_error (talk)->message, "key"));
  g_assert_cmpuint (count (talk), ==, 2);
  g_assert_true (proctor_talk_can_say (talk));

  proctor_talk_retry (talk);
  settle (talk, PROCTOR_TALK_FAILED);
  g_assert_cmpuint (count (talk), ==, 3);
  proctor_talk_retry (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_assert_cmpuint (count (talk), ==, 4);
  g_assert_null (proctor_talk_get_error (talk));
  end (talk, session);
}

/* A model that is not waited for any longer is free for the next question: it answers one at a time. */
static void
test_stopped (ClientEngine *self,
              gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  g_autoptr (ProctorTestingServer) server = NULL;
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, agent_id, NULL);
  guint n_asked;

  server = use_server (self);
  for (guint i = 0; i < 4; i++)
    proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .body = WORDS });
  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  n_asked = proctor_testing_server_count_requests (server);
  for (guint i = 0; i < 4; i++)
    {
      if (i == 0)
        proctor_talk_say (talk, "Hello?");
      else
        proctor_talk_retry (talk);
      proctor_testing_server_wait_requests (server, n_asked + i + 1);
      g_assert_true (proctor_talk_is_busy (talk));
      proctor_talk_stop (talk);
      g_assert_cmpint (proctor_talk_get_state (talk), ==, PROCTOR_TALK_STOPPED);
    }
  /* As many as may be asked at a time have been given up: somebody is free only if that was heard. */
  proctor_talk_retry (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_assert_cmpuint (count (talk), ==, 3);
  end (talk, session);
}

/* Whoever says something while the agent waits for its tools goes on without them. */
static void
test_interrupted (ClientEngine *self,
                  gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, agent_id, NULL);
  gboolean seen = FALSE;

  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_signal_connect (talk, "changed", G_CALLBACK (calling_cb), &seen);
  proctor_talk_say (talk, ROOM);
  while (!seen)
    g_main_context_iteration (NULL, TRUE);
  proctor_talk_stop (talk);
  g_assert_cmpuint (count (talk), ==, 3);
  proctor_talk_say (talk, "When is the reception open?");
  settle (talk, PROCTOR_TALK_YOUR_TURN);
  g_assert_cmpuint (count (talk), ==, 4);
  assert_said (talk, 2, "user", "reception");
  end (talk, session);
}

static void
test_unknown (ClientEngine *self,
              gconstpointer data)
{
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_new (session, "nobody", NULL);

  proctor_talk_start (talk);
  settle (talk, PROCTOR_TALK_FAILED);
  g_assert_error (proctor_talk_get_error (talk), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_false (proctor_talk_can_say (talk));
  proctor_talk_retry (talk);
  settle (talk, PROCTOR_TALK_FAILED);

  /* Whoever leaves while it is being asked takes nothing along. */
  proctor_talk_retry (talk);
  end (talk, session);
}

/* A talk stays with its session, and lets it go. */
static void
test_kept (ClientEngine *self,
           gconstpointer data)
{
  g_autofree char *agent_id = load_sample (self);
  ProctorSession *session = make_session (self);
  ProctorTalk *talk = proctor_talk_of (session, agent_id, NULL);

  proctor_talk_start (talk);
  g_assert_true (proctor_talk_of (session, agent_id, "other") == talk);
  g_object_ref (talk);
  proctor_testing_assert_finalized (session);
  g_assert_null (proctor_talk_get_session (talk));
  g_assert_false (proctor_talk_can_say (talk));
  proctor_talk_retry (talk);
  proctor_testing_assert_finalized (talk);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add ("/talk/sample", test_sample);
  client_engine_add ("/talk/changes", test_changes);
  client_engine_add ("/talk/failure", test_failure);
  client_engine_add ("/talk/stopped", test_stopped);
  client_engine_add ("/talk/interrupted", test_interrupted);
  client_engine_add ("/talk/unknown", test_unknown);
  client_engine_add ("/talk/kept", test_kept);

  return g_test_run ();
}
