/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"
#include "proctor-agent-page.h"
#include "proctor-agent-version.h"
#include "proctor-agents.h"
#include "proctor-attach.h"
#include "proctor-branches.h"
#include "proctor-wire-writer.h"

/* Attaching tests to an agent, with the engine at the other end. */

#define SMALL "{'name': 'Greets', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], 'success_condition': 'It greets.'}"

static ProctorSession *
make_session (ClientEngine *self)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  return proctor_session_new (workspace, self->client, NULL, NULL);
}

static ProctorAgent *
get_agent (ClientEngine *self,
           const char *agent_id,
           const char *branch_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorAgent *agent;

  proctor_agents_get_async (self->client, agent_id, branch_id, NULL, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent = proctor_agents_get_finish (self->client, result, &error);
  g_assert_no_error (error);

  return agent;
}

/* All of it but what a new version is bound to change. */
static char *
dup_rest (ProctorAgent *agent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (agent), &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (node);
  json_object_remove_member (object, "version_id");
  json_object_remove_member (object, "metadata");
  if (json_object_has_member (object, "platform_settings"))
    json_object_remove_member (json_object_get_object_member (object, "platform_settings"), "testing");

  return json_to_string (node, TRUE);
}

static void
change (ClientEngine *self,
        ProctorSession *session,
        const ProctorAttachChange *change)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;

  proctor_attach_async (session, change, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent = proctor_attach_finish (session, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (agent);
}

static char *
dup_attached (ProctorSession *session,
              ProctorAgent *agent)
{
  g_autoptr (ProctorAttachments) attachments = proctor_attachments_new (session);
  GListModel *list = proctor_attachments_get_list (attachments);
  g_autoptr (GString) text = g_string_new (NULL);

  proctor_attachments_set_agent (attachments, agent);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s;", proctor_attachment_get_id (attachment));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
test_round_trip (ClientEngine *self,
                 gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autofree char *test_id = client_engine_make_test (self, SMALL, NULL);
  g_autofree char *folder_id = client_engine_make_folder (self, "Folder", NULL);
  const char *const ids[] = { test_id, folder_id, NULL };
  g_autoptr (ProctorAgent) before = get_agent (self, agent_id, NULL);
  g_autofree char *rest = dup_rest (before);
  g_autofree char *both = g_strdup_printf ("%s;%s;", test_id, folder_id);
  g_autofree char *one = g_strdup_printf ("%s;", folder_id);

  change (self, session, &(ProctorAttachChange) { .agent_id = agent_id, .add = ids, .description = "Attach two" });
  {
    g_autoptr (ProctorAgent) after = get_agent (self, agent_id, NULL);
    g_autofree char *rest_after = dup_rest (after);
    g_autofree char *attached = dup_attached (session, after);

    g_assert_cmpstr (rest_after, ==, rest);
    g_assert_cmpstr (attached, ==, both);
    g_assert_cmpstr (proctor_agent_get_version_id (after), !=, proctor_agent_get_version_id (before));
  }

  change (self, session, &(ProctorAttachChange) { .agent_id = agent_id, .remove_id = test_id, .description = "Detach one" });
  {
    g_autoptr (ProctorAgent) after = get_agent (self, agent_id, NULL);
    g_autofree char *rest_after = dup_rest (after);
    g_autofree char *attached = dup_attached (session, after);

    g_assert_cmpstr (rest_after, ==, rest);
    g_assert_cmpstr (attached, ==, one);
  }
}

/* The version that it makes is called what was said before. */
static void
test_description (ClientEngine *self,
                  gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autofree char *test_id = client_engine_make_test (self, SMALL, NULL);
  const char *const ids[] = { test_id, NULL };
  g_autoptr (ProctorAgent) agent = get_agent (self, agent_id, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) branch = NULL;
  g_autoptr (ProctorAgentVersion) version = NULL;

  change (self, session, &(ProctorAttachChange) { .agent_id = agent_id, .branch_id = proctor_agent_get_branch_id (agent), .add = ids, .description = "Attach “Greets”" });
  proctor_branches_get_async (self->client, agent_id, proctor_agent_get_branch_id (agent), NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  branch = proctor_branches_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_branch_get_most_recent_versions (branch)), ==, 2);
  version = g_list_model_get_item (proctor_branch_get_most_recent_versions (branch), 0);
  g_assert_cmpstr (proctor_agent_version_get_version_description (version), ==, "Attach “Greets”");
}

/* What is attached on one branch isn't on another. */
static void
test_branches (ClientEngine *self,
               gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autofree char *test_id = client_engine_make_test (self, SMALL, NULL);
  const char *const ids[] = { test_id, NULL };
  g_autoptr (ProctorAgent) agent = get_agent (self, agent_id, NULL);
  g_autofree char *text = g_strdup_printf ("{'parent_version_id': '%s', 'name': 'second', 'description': ''}", proctor_agent_get_version_id (agent));
  g_autoptr (ProctorBranchRequest) request = client_engine_record (PROCTOR_TYPE_BRANCH_REQUEST, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *branch_id = NULL;
  g_autoptr (ProctorAgent) on_main = NULL;
  g_autoptr (ProctorAgent) on_branch = NULL;
  g_autofree char *of_main = NULL;
  g_autofree char *of_branch = NULL;
  g_autofree char *expected = g_strdup_printf ("%s;", test_id);

  proctor_branches_create_async (self->client, agent_id, request, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  branch_id = proctor_branches_create_finish (self->client, result, &error);
  g_assert_no_error (error);

  change (self, session, &(ProctorAttachChange) { .agent_id = agent_id, .branch_id = branch_id, .add = ids, .description = "Attach" });
  on_main = get_agent (self, agent_id, NULL);
  on_branch = get_agent (self, agent_id, branch_id);
  of_main = dup_attached (session, on_main);
  of_branch = dup_attached (session, on_branch);
  g_assert_cmpstr (of_main, ==, "");
  g_assert_cmpstr (of_branch, ==, expected);
}

static gboolean
is_known (gpointer user_data)
{
  GListModel *list = proctor_attachments_get_list (proctor_agent_page_get_attachments (user_data));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (list, i);

      if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_UNKNOWN)
        return FALSE;
      if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_FOLDER && !proctor_attachment_is_complete (attachment))
        return FALSE;
    }

  return proctor_agent_page_get_state (user_data) == PROCTOR_AGENT_PAGE_CONTENT && g_list_model_get_n_items (list) == 3;
}

/* A page finds out what is behind the ids: a test, a folder with what is in it, and nothing. */
static void
test_page (ClientEngine *self,
           gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autofree char *test_id = client_engine_make_test (self, SMALL, NULL);
  g_autofree char *folder_id = client_engine_make_folder (self, "Folder", NULL);
  g_autofree char *inner_id = client_engine_make_folder (self, "Inner", folder_id);
  g_autofree char *in_folder = client_engine_make_test (self, SMALL, inner_id);
  const char *const ids[] = { test_id, folder_id, "test_gone", NULL };
  g_autoptr (ProctorAgentPage) page = NULL;
  GListModel *list;
  g_autoptr (ProctorAttachment) test = NULL;
  g_autoptr (ProctorAttachment) folder = NULL;
  g_autoptr (ProctorAttachment) gone = NULL;
  g_autoptr (ProctorAttachment) child = NULL;
  g_auto (GStrv) all = NULL;
  gboolean complete;

  change (self, session, &(ProctorAttachChange) { .agent_id = agent_id, .add = ids });
  page = proctor_agent_page_new (session, agent_id);
  proctor_agent_page_refresh (page);
  proctor_testing_wait_for ("the page", is_known, page);

  list = proctor_attachments_get_list (proctor_agent_page_get_attachments (page));
  test = g_list_model_get_item (list, 0);
  folder = g_list_model_get_item (list, 1);
  gone = g_list_model_get_item (list, 2);
  g_assert_cmpint (proctor_attachment_get_state (test), ==, PROCTOR_ATTACHMENT_TEST);
  g_assert_cmpstr (proctor_attachment_get_name (test), ==, "Greets");
  g_assert_cmpint (proctor_attachment_get_state (folder), ==, PROCTOR_ATTACHMENT_FOLDER);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_attachment_get_children (folder)), ==, 1);
  child = g_list_model_get_item (proctor_attachment_get_children (folder), 0);
  g_assert_cmpstr (proctor_attachment_get_id (child), ==, in_folder);
  g_assert_cmpint (proctor_attachment_get_state (gone), ==, PROCTOR_ATTACHMENT_DANGLING);

  all = proctor_attachments_dup_test_ids (proctor_agent_page_get_attachments (page), &complete);
  g_assert_true (complete);
  g_assert_cmpuint (g_strv_length (all), ==, 2);
  proctor_testing_assert_finalized (g_steal_pointer (&page));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_contract ("/attach-engine/contract");
  client_engine_add_resting ("/attach-engine/round-trip", test_round_trip);
  client_engine_add_resting ("/attach-engine/description", test_description);
  client_engine_add_resting ("/attach-engine/branches", test_branches);
  client_engine_add_resting ("/attach-engine/page", test_page);

  return g_test_run ();
}
