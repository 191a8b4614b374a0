/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-choose.h"

#include <glib/gi18n.h>

#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-attached-test.h"
#include "proctor-branches.h"
#include "proctor-ctl-output.h"
#include "proctor-summaries.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"

/* A folder within folders: a server that went in circles would not be followed for ever. */
#define DEEPEST 64

/* What is being chosen. */
typedef struct
{
  ProctorCtl *ctl;

  /* Owned */
  GPtrArray *ids;
  GHashTable *seen;
  GPatternSpec *pattern;
} Choosing;

static void
choosing_clear (Choosing *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->pattern, g_pattern_spec_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Choosing, choosing_clear)

void
proctor_ctl_choice_clear (ProctorCtlChoice *choice)
{
  g_clear_pointer (&choice->tests, g_strfreev);
  g_clear_pointer (&choice->folders, g_strfreev);
  g_clear_pointer (&choice->match, g_free);
}

static gboolean
check_ids (const char *option,
           char **ids)
{
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      if (!proctor_ctl_check_id (option, ids[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_ctl_choice_check:
 * @choice: what somebody has chosen
 *
 * Returns: whether that makes sense; if not, it has been said
 */
gboolean
proctor_ctl_choice_check (const ProctorCtlChoice *choice)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (choice->tests == NULL && choice->folders == NULL && choice->match == NULL && !choice->attached)
    {
      proctor_ctl_complain (_ ("Which tests? There are --test, --folder, --match and --attached. “%s --help” says more."), g_get_prgname ());
      return FALSE;
    }
  if (!check_ids ("--test", choice->tests) || !check_ids ("--folder", choice->folders) || !proctor_ctl_check_id ("--match", choice->match))
    return FALSE;

  for (gsize i = 0; choice->tests != NULL && choice->tests[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, choice->tests[i]))
        continue;
      proctor_ctl_complain (_ ("The test “%s” is there twice. To run tests more than once there is --repeat."), choice->tests[i]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_called (const char *name,
           const char *wanted)
{
  g_autofree char *one = g_utf8_casefold (name != NULL ? name : "", -1);
  g_autofree char *other = g_utf8_casefold (wanted, -1);

  return g_str_equal (one, other);
}

/* The id of the one that is called so, if it is exactly one. */
static char *
find_agent (ProctorCtl *self,
            const char *name)
{
  const ProctorAgentsQuery query = { .search = name, .page_size = 100 };
  g_autoptr (ProctorPager) pager = proctor_agents_list_all (self->client, &query);
  g_autoptr (GPtrArray) rows = proctor_ctl_load (self, pager, 1000, NULL);
  const char *id = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      ProctorRecord *row = g_ptr_array_index (rows, i);

      if (!PROCTOR_IS_AGENT_SUMMARY (row) || !is_called (proctor_agent_summary_get_name (PROCTOR_AGENT_SUMMARY (row)), name))
        continue;
      if (id != NULL)
        {
          proctor_ctl_say (_ ("More than one agent is called “%s”."), name);
          return NULL;
        }
      id = proctor_agent_summary_get_agent_id (PROCTOR_AGENT_SUMMARY (row));
    }

  return g_strdup (id);
}

/* The id of the first that is called so. */
static char *
find_branch (ProctorCtl *self,
             const char *agent_id,
             const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorPage) page = NULL;

  proctor_branches_list_async (self->client, agent_id, FALSE, 100, self->cancellable, proctor_ctl_keep_cb, &result);
  page = proctor_branches_list_finish (self->client, proctor_ctl_wait (&result), NULL);
  for (guint i = 0; page != NULL && i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_page_get_items (page), i);

      if (PROCTOR_IS_BRANCH (row) && is_called (proctor_branch_get_name (PROCTOR_BRANCH (row)), name))
        return g_strdup (proctor_branch_get_id (PROCTOR_BRANCH (row)));
    }

  return NULL;
}

/**
 * proctor_ctl_find_names:
 * @self: what all commands need
 * @agent_id: (inout): what somebody calls an agent
 * @branch_id: (inout) (nullable): what somebody calls one of its branches
 *
 * What was named may be called so, and not have it as its id.
 *
 * Returns: whether that makes a difference
 */
gboolean
proctor_ctl_find_names (ProctorCtl *self,
                        char **agent_id,
                        char **branch_id)
{
  g_autofree char *found_agent = find_agent (self, *agent_id);
  g_autofree char *found_branch = NULL;
  gboolean differs = FALSE;

  if (found_agent != NULL)
    differs |= g_set_str (agent_id, found_agent);
  if (*branch_id != NULL)
    found_branch = find_branch (self, *agent_id, *branch_id);
  if (found_branch != NULL)
    differs |= g_set_str (branch_id, found_branch);

  return differs;
}

static void
add (Choosing *self,
     const char *id)
{
  if (id == NULL || g_hash_table_contains (self->seen, id))
    return;

  g_hash_table_add (self->seen, g_strdup (id));
  g_ptr_array_add (self->ids, g_strdup (id));
}

static gboolean
matches (Choosing *self,
         const char *name)
{
  g_autofree char *folded = g_utf8_casefold (name != NULL ? name : "", -1);

  return self->pattern == NULL || g_pattern_spec_match_string (self->pattern, folded);
}

static gboolean
is_folder (ProctorTestSummary *row)
{
  return g_strcmp0 (proctor_test_summary_get_kind (row), "folder") == 0 || g_strcmp0 (proctor_test_summary_get_entity_type (row), "folder") == 0;
}

/* All below a folder, or without one all there are. */
static gboolean
add_folder (Choosing *self,
            const char *folder_id,
            guint depth)
{
  const char *const types[] = { "llm", "tool", "simulation", "folder", NULL };
  const ProctorTestsQuery query = { .parent_folder_id = folder_id, .types = folder_id != NULL ? types : NULL, .page_size = 100 };
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (self->ctl->client, &query);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = proctor_ctl_load (self->ctl, pager, 0, &error);

  if (rows == NULL)
    {
      if (folder_id != NULL)
        proctor_ctl_report_named (self->ctl, error, _ ("There is no folder with the id “%s”, or this key can't see it."), folder_id);
      else
        proctor_ctl_report (self->ctl, error);
      return FALSE;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      ProctorTestSummary *row = PROCTOR_IS_TEST_SUMMARY (g_ptr_array_index (rows, i)) ? g_ptr_array_index (rows, i) : NULL;

      if (row == NULL)
        continue;
      if (!is_folder (row) && matches (self, proctor_test_summary_get_name (row)))
        add (self, proctor_test_summary_get_id (row));
      else if (is_folder (row) && folder_id != NULL && depth < DEEPEST && !add_folder (self, proctor_test_summary_get_id (row), depth + 1))
        return FALSE;
    }

  return TRUE;
}

static ProctorAgent *
get_agent (ProctorCtl *self,
           const char *agent_id,
           const char *branch_id,
           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_agents_get_async (self->client, agent_id, branch_id, NULL, self->cancellable, proctor_ctl_keep_cb, &result);

  return proctor_agents_get_finish (self->client, proctor_ctl_wait (&result), error);
}

/* What belongs to an agent is named by ids alone, and each may be a folder's. */
static gboolean
add_named (Choosing *self,
           const char *const *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (GError) error = NULL;

  if (ids[0] == NULL)
    return TRUE;

  proctor_summaries_load_async (self->ctl->client, ids, self->ctl->cancellable, proctor_ctl_keep_cb, &result);
  rows = proctor_summaries_load_finish (self->ctl->client, proctor_ctl_wait (&result), &error);
  if (rows == NULL)
    {
      proctor_ctl_report (self->ctl, error);
      return FALSE;
    }

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);

      if (!PROCTOR_IS_TEST_SUMMARY (row))
        continue;
      if (is_folder (PROCTOR_TEST_SUMMARY (row)))
        {
          if (!add_folder (self, proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)), 0))
            return FALSE;
        }
      else if (matches (self, proctor_test_summary_get_name (PROCTOR_TEST_SUMMARY (row))))
        add (self, proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)));
    }

  return TRUE;
}

static gboolean
add_attached (Choosing *self,
              char **agent_id,
              char **branch_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = get_agent (self->ctl, *agent_id, *branch_id, &error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  ProctorAgentSettings *settings;
  GListModel *attached;

  if (agent == NULL && g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND) && proctor_ctl_find_names (self->ctl, agent_id, branch_id))
    {
      g_clear_error (&error);
      agent = get_agent (self->ctl, *agent_id, *branch_id, &error);
    }
  if (agent == NULL)
    {
      proctor_ctl_report_named (self->ctl, error, _ ("There is no agent with the id or name “%s”, or this key can't see it."), *agent_id);
      return FALSE;
    }

  settings = proctor_agent_get_platform_settings (agent);
  attached = settings != NULL && proctor_agent_settings_get_testing (settings) != NULL ? proctor_agent_testing_get_attached_tests (proctor_agent_settings_get_testing (settings)) : NULL;
  for (guint i = 0; attached != NULL && i < g_list_model_get_n_items (attached); i++)
    {
      g_autoptr (ProctorRecord) test = g_list_model_get_item (attached, i);

      if (PROCTOR_IS_ATTACHED_TEST (test) && proctor_attached_test_get_test_id (PROCTOR_ATTACHED_TEST (test)) != NULL)
        g_strv_builder_add (ids, proctor_attached_test_get_test_id (PROCTOR_ATTACHED_TEST (test)));
    }
  all = g_strv_builder_end (ids);

  return add_named (self, (const char *const *) all);
}

/**
 * proctor_ctl_choose:
 * @self: what all commands need
 * @choice: what somebody has chosen
 * @agent_id: (inout): the agent, by its id or name; it has an id when that was found out
 * @branch_id: (inout) (nullable): one of its branches, likewise
 *
 * Finds out which tests that is. If it is none, it has been said why when this returns.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): their ids, each once
 */
GPtrArray *
proctor_ctl_choose (ProctorCtl *self,
                    const ProctorCtlChoice *choice,
                    char **agent_id,
                    char **branch_id)
{
  g_auto (Choosing) choosing = { .ctl = self, .ids = g_ptr_array_new_with_free_func (g_free), .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autofree char *folded = choice->match != NULL ? g_utf8_casefold (choice->match, -1) : NULL;

  choosing.pattern = folded != NULL ? g_pattern_spec_new (folded) : NULL;
  for (gsize i = 0; choice->tests != NULL && choice->tests[i] != NULL; i++)
    add (&choosing, choice->tests[i]);
  if (choice->attached && !add_attached (&choosing, agent_id, branch_id))
    return NULL;
  for (gsize i = 0; choice->folders != NULL && choice->folders[i] != NULL; i++)
    {
      if (!add_folder (&choosing, choice->folders[i], 0))
        return NULL;
    }
  if (choice->match != NULL && !choice->attached && choice->folders == NULL && !add_folder (&choosing, NULL, 0))
    return NULL;
  if (choosing.ids->len == 0)
    {
      proctor_ctl_complain (_ ("There are no such tests."));
      return NULL;
    }

  return g_steal_pointer (&choosing.ids);
}
