/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-branch-deeds.h"
#include "proctor-branches.h"
#include "proctor-local.h"

#include <string.h>

/* What is done with branches, with the engine at the other end. */

static ProctorSession *
make_session (ClientEngine *self)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  return proctor_session_new (workspace, self->client, NULL, NULL);
}

static char *
finish (ClientEngine *self,
        ProctorSession *session)
{
  g_autoptr (GAsyncResult) result = client_engine_wait (self);
  g_autoptr (GError) error = NULL;
  char *id = proctor_branch_deeds_finish (session, result, &error);

  g_assert_no_error (error);

  return id;
}

static ProctorBranch *
get_branch (ClientEngine *self,
            const char *agent_id,
            const char *branch_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorBranch *branch;

  proctor_branches_get_async (self->client, agent_id, branch_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  branch = proctor_branches_get_finish (self->client, result, &error);
  g_assert_no_error (error);

  return branch;
}

static GPtrArray *
compare (ClientEngine *self,
         ProctorSession *session,
         const char *agent_id,
         const char *one,
         const char *other)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *differences;

  proctor_branch_deeds_compare_async (session, agent_id, one, other, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  differences = proctor_branch_deeds_compare_finish (session, result, &error);
  g_assert_no_error (error);

  return differences;
}

/* A branch is made as its parent is, gets another name, is put away and brought back. */
static void
test_life (ClientEngine *self,
           gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autofree char *id = NULL;
  g_autofree char *again = NULL;
  g_autoptr (ProctorBranch) branch = NULL;
  g_autoptr (GPtrArray) differences = NULL;

  proctor_branch_deeds_create_async (session, agent_id, NULL, "kinder", NULL, client_engine_cb, self);
  id = finish (self, session);
  differences = compare (self, session, agent_id, NULL, id);
  g_assert_cmpuint (differences->len, ==, 0);

  proctor_branch_deeds_rename_async (session, agent_id, id, "kindest", NULL, client_engine_cb, self);
  again = finish (self, session);
  g_assert_cmpstr (again, ==, id);
  branch = get_branch (self, agent_id, id);
  g_assert_cmpstr (proctor_branch_get_name (branch), ==, "kindest");
  g_assert_false (proctor_branch_get_is_archived (branch));

  for (guint archived = 2; archived-- > 0;)
    {
      g_clear_pointer (&again, g_free);
      g_clear_object (&branch);
      proctor_branch_deeds_archive_async (session, agent_id, id, archived != 0, NULL, client_engine_cb, self);
      again = finish (self, session);
      branch = get_branch (self, agent_id, id);
      g_assert_cmpint (proctor_branch_get_is_archived (branch), ==, archived);
    }
}

static const ProctorDifference *
find (GPtrArray *differences,
      const char *words)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const ProctorDifference *difference = g_ptr_array_index (differences, i);

      if (g_str_equal (difference->words, words))
        return difference;
    }
  g_error ("Nothing is said of “%s”", words);
}

/* Each part is said once, with what either has there; what is the same isn't spoken of. */
static void
test_compare (ClientEngine *self,
              gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  const char *other = NULL;

  proctor_local_load_sample_async (self->client, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  agent_id = proctor_local_load_sample_finish (self->client, result, &error);
  g_assert_no_error (error);
  proctor_branches_list_async (self->client, agent_id, TRUE, 10, NULL, client_engine_cb, self);
  listed = client_engine_wait (self);
  page = proctor_branches_list_finish (self->client, listed, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorBranch) branch = client_engine_dup_row (page, i);

      if (g_str_equal (proctor_branch_get_name (branch), "shorter-answers"))
        other = proctor_branch_get_id (branch);
    }
  g_assert_nonnull (other);

  differences = compare (self, session, agent_id, NULL, other);
  g_assert_cmpstr (find (differences, "First Message")->mine, ==, "Harbour Hotel, good day! How can I help you?");
  g_assert_cmpstr (find (differences, "First Message")->theirs, ==, "Harbour Hotel, hello!");
  g_assert_nonnull (strstr (find (differences, "System Prompt")->theirs, "# What you do\n- Answer in as few words as you can."));
  find (differences, "Rules Without a Model");
  for (guint i = 0; i < differences->len; i++)
    {
      const ProctorDifference *difference = g_ptr_array_index (differences, i);

      g_assert_cmpstr (difference->words, !=, "Tools");
      g_assert_cmpstr (difference->words, !=, "version_id");
      g_assert_cmpstr (difference->mine, !=, difference->theirs);
    }
}

/* What can't be done is an error, and never half a success. */
static void
test_refused (ClientEngine *self,
              gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *agent_id = client_engine_make_agent (self, "Hotel");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GError) no_agent = NULL;
  g_autoptr (GError) no_branch = NULL;
  g_autoptr (GError) cancelled = NULL;

  proctor_branch_deeds_create_async (session, "agent_none", NULL, "kinder", NULL, client_engine_cb, self);
  first = client_engine_wait (self);
  g_assert_null (proctor_branch_deeds_finish (session, first, &no_agent));
  g_assert_error (no_agent, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);

  proctor_branch_deeds_compare_async (session, agent_id, NULL, "branch_none", NULL, client_engine_cb, self);
  second = client_engine_wait (self);
  g_assert_null (proctor_branch_deeds_compare_finish (session, second, &no_branch));
  g_assert_error (no_branch, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);

  proctor_branch_deeds_compare_async (session, agent_id, NULL, NULL, cancellable, client_engine_cb, self);
  g_cancellable_cancel (cancellable);
  third = client_engine_wait (self);
  g_assert_null (proctor_branch_deeds_compare_finish (session, third, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_resting ("/branch-deeds/life", test_life);
  client_engine_add_resting ("/branch-deeds/compare", test_compare);
  client_engine_add_resting ("/branch-deeds/refused", test_refused);

  return g_test_run ();
}
