/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-settings.h"
#include "proctor-agent-testing.h"
#include "proctor-api-error.h"
#include "proctor-attach.h"
#include "proctor-attached-test.h"
#include "testing-job.h"

/* Attaching tests to an agent: what is read, and what is written. */

#define AGENT "/v1/convai/agents/agent_1"

/* The list has members that nobody knows, and so has what surrounds it. */
#define ONE "{\"test_id\":\"one\",\"environment\":\"staging\",\"referenced_tests_ids\":[\"x\"]}"
#define AGENT_WITH(list) "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"version_description\":\"As it was\",\"future\":{\"a\":1},"                      \
                         "\"conversation_config\":{\"agent\":{\"prompt\":{\"prompt\":\"Be kind.\",\"builtin_rules\":[]}},\"tts\":{\"voice_id\":\"v\"}}," \
                         "\"platform_settings\":{\"testing\":{\"attached_tests\":[" list "],\"other\":true},\"privacy\":{\"record_voice\":false}},"      \
                         "\"branch_id\":\"branch_1\",\"main_branch_id\":\"branch_1\"}"
#define PATCH_OF(list) "{\"platform_settings\":{\"testing\":{\"attached_tests\":[" list "]}},\"version_description\":\"Why\"}"

static ProctorAgent *
change (TestingJob *self,
        const char *const *add,
        const char *remove_id,
        const char *remove_node_id,
        GError **error)
{
  const ProctorAttachChange change = {
    .agent_id = "agent_1",
    .branch_id = "branch_1",
    .add = add,
    .remove_id = remove_id,
    .remove_node_id = remove_node_id,
    .description = "Why",
  };
  g_autoptr (GAsyncResult) result = NULL;

  proctor_attach_async (self->session, &change, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_attach_finish (self->session, result, error);
}

static ProctorAgent *
attach (TestingJob *self,
        const char *id,
        GError **error)
{
  const char *const ids[] = { id, NULL };

  return change (self, ids, NULL, NULL, error);
}

static void
assert_written (TestingJob *self,
                const char *expected)
{
  g_autofree char *body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_autofree char *quoted = g_strdelimit (g_strdup (expected), "\"", '\'');

  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 1);
  g_assert_cmpstr (body, ==, quoted);
}

/* The list is written back whole, with what nobody knows in it, and nothing else is. */
static void
test_attach (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  GListModel *list;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH (ONE ",{\"test_id\":\"two\"}"));
  agent = attach (self, "two", &error);
  g_assert_no_error (error);
  assert_written (self, PATCH_OF (ONE ",{\"test_id\":\"two\"}"));

  list = proctor_agent_testing_get_attached_tests (proctor_agent_settings_get_testing (proctor_agent_get_platform_settings (agent)));
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 2);
}

static void
test_branch (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (""));
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH ("{\"test_id\":\"one\"}"));
  agent = attach (self, "one", &error);
  g_assert_no_error (error);

  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 2);
  for (guint i = 0; i < requests->len; i++)
    g_assert_cmpstr (((ProctorTestingRequest *) requests->pdata[i])->query, ==, "branch_id=branch_1");
}

/* What is attached already is what was wanted: there is no version for that. */
static void
test_nothing_to_do (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (ProctorAgent) again = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
  agent = attach (self, "one", &error);
  g_assert_no_error (error);
  g_assert_nonnull (agent);
  again = change (self, NULL, "gone", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 0);
}

/* Of a test that is attached for several nodes, one entry goes. */
static void
test_detach (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH ("{\"test_id\":\"two\"},{\"test_id\":\"two\",\"workflow_node_id\":\"n1\"}," ONE ",{\"test_id\":\"two\",\"workflow_node_id\":\"n2\"}"));
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH (ONE));
  agent = change (self, NULL, "two", "n1", &error);
  g_assert_no_error (error);
  assert_written (self, PATCH_OF ("{\"test_id\":\"two\"}," ONE ",{\"test_id\":\"two\",\"workflow_node_id\":\"n2\"}"));
}

/* The last one leaves an empty list, and not none. */
static void
test_detach_last (TestingJob *self,
                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH (""));
  agent = change (self, NULL, "one", NULL, &error);
  g_assert_no_error (error);
  assert_written (self, PATCH_OF (""));
}

/* An entry that can't be read stays where it is, as it came. */
static void
test_strange_entry (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH ("\"odd\",{\"test_id\":7}," ONE));
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH (ONE));
  agent = attach (self, "two", &error);
  g_assert_no_error (error);
  assert_written (self, PATCH_OF ("\"odd\",{\"test_id\":7}," ONE ",{\"test_id\":\"two\"}"));
}

static void
test_strange_list (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_job_answer (self, "GET", AGENT, 200, "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"platform_settings\":{\"testing\":{\"attached_tests\":\"all\"}}}");
  g_assert_null (attach (self, "two", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_READ_ONLY);
  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 0);
}

/* An agent that says nothing of tests gets a list. */
static void
test_no_list (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  testing_job_answer (self, "GET", AGENT, 200, "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"platform_settings\":null}");
  testing_job_answer (self, "PATCH", AGENT, 200, AGENT_WITH ("{\"test_id\":\"two\"}"));
  agent = attach (self, "two", &error);
  g_assert_no_error (error);
  assert_written (self, PATCH_OF ("{\"test_id\":\"two\"}"));
}

typedef struct
{
  guint status;
  ProctorApiErrorCode code;
} Refusal;

static const Refusal refusals[] = {
  { 401, PROCTOR_API_ERROR_KEY },
  { 403, PROCTOR_API_ERROR_PERMISSION },
  { 404, PROCTOR_API_ERROR_NOT_FOUND },
  { 422, PROCTOR_API_ERROR_INVALID },
};

static void
test_not_read (TestingJob *self,
               gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "GET", AGENT, refusals[i].status, "{\"detail\":\"No\"}");
      g_assert_null (attach (self, "two", &error));
      g_assert_error (error, PROCTOR_API_ERROR, (int) refusals[i].code);
      g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 0);
    }
}

static void
test_not_written (TestingJob *self,
                  gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
      testing_job_answer (self, "PATCH", AGENT, refusals[i].status, "{\"detail\":\"No\"}");
      g_assert_null (attach (self, "two", &error));
      g_assert_error (error, PROCTOR_API_ERROR, (int) refusals[i].code);
      g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 1);
    }
}

/* A version is made once: what failed on the way is not sent again by itself. Whoever tries again finds that it was
 * done, and nothing is written. */
static void
test_lost (TestingJob *self,
           gconstpointer data)
{
  const ProctorTestingFault faults[] = { PROCTOR_TESTING_FAULT_DROP, PROCTOR_TESTING_FAULT_CUT };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorAgent) agent = NULL;

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
      testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE ",{\"test_id\":\"two\"}"));
      testing_job_answer_fault (self, "PATCH", AGENT, faults[i]);
      g_assert_null (attach (self, "two", &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 1);

      g_clear_error (&error);
      agent = attach (self, "two", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 1);
    }
}

static void
test_server_error (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH (ONE));
  testing_job_answer (self, "PATCH", AGENT, 500, "{\"detail\":\"No\"}");
  g_assert_null (attach (self, "two", &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 1);
}

static void
test_cancelled (TestingJob *self,
                gconstpointer data)
{
  const char *const ids[] = { "two", NULL };
  const ProctorAttachChange change = { .agent_id = "agent_1", .add = ids };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_job_answer_fault (self, "GET", AGENT, PROCTOR_TESTING_FAULT_STALL);
  proctor_attach_async (self->session, &change, cancellable, testing_job_cb, self);
  proctor_testing_server_wait_requests (self->server, 1);
  g_cancellable_cancel (cancellable);
  result = testing_job_wait (self);
  g_assert_null (proctor_attach_finish (self->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/attach/attach", test_attach);
  testing_job_add ("/attach/branch", test_branch);
  testing_job_add ("/attach/nothing-to-do", test_nothing_to_do);
  testing_job_add ("/attach/detach", test_detach);
  testing_job_add ("/attach/detach-last", test_detach_last);
  testing_job_add ("/attach/strange-entry", test_strange_entry);
  testing_job_add ("/attach/strange-list", test_strange_list);
  testing_job_add ("/attach/no-list", test_no_list);
  testing_job_add ("/attach/not-read", test_not_read);
  testing_job_add ("/attach/not-written", test_not_written);
  testing_job_add ("/attach/lost", test_lost);
  testing_job_add ("/attach/server-error", test_server_error);
  testing_job_add ("/attach/cancelled", test_cancelled);

  return g_test_run ();
}
