/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-routes.h"

#include "proctor-serve-agents.h"
#include "proctor-serve-branches.h"
#include "proctor-serve-conversations.h"
#include "proctor-serve-environment.h"
#include "proctor-serve-folders.h"
#include "proctor-serve-invocations.h"
#include "proctor-serve-llms.h"
#include "proctor-serve-sample.h"
#include "proctor-serve-tests.h"
#include "proctor-serve-tools.h"
#include "proctor-serve-user.h"

/* Of two that fit, the one with fewer ids comes first. */
static const ProctorRoute routes[] = {
  { "GET", "/v1/convai/agent-testing", proctor_serve_tests_list },
  { "POST", "/v1/convai/agent-testing/create", proctor_serve_tests_create },
  { "POST", "/v1/convai/agent-testing/summaries", proctor_serve_tests_summaries },
  { "POST", "/v1/convai/agent-testing/bulk-move", proctor_serve_tests_move },
  { "POST", "/v1/convai/agent-testing/folders", proctor_serve_folders_create },
  { "GET", "/v1/convai/agent-testing/folders/%", proctor_serve_folders_get },
  { "PATCH", "/v1/convai/agent-testing/folders/%", proctor_serve_folders_rename },
  { "DELETE", "/v1/convai/agent-testing/folders/%", proctor_serve_folders_delete },
  { "GET", "/v1/convai/agent-testing/%", proctor_serve_tests_get },
  { "PUT", "/v1/convai/agent-testing/%", proctor_serve_tests_replace },
  { "DELETE", "/v1/convai/agent-testing/%", proctor_serve_tests_delete },
  { "GET", "/v1/convai/test-invocations", proctor_serve_invocations_list },
  { "GET", "/v1/convai/test-invocations/%", proctor_serve_invocations_get },
  { "POST", "/v1/convai/test-invocations/%/resubmit", proctor_serve_invocations_resubmit },
  { "POST", "/v1/convai/test-invocations/%/cancel", proctor_serve_invocations_cancel },
  { "GET", "/v1/convai/agents", proctor_serve_agents_list },
  { "GET", "/v1/convai/agents/summaries", proctor_serve_agents_summaries },
  { "POST", "/v1/convai/agents/create", proctor_serve_agents_create },
  { "GET", "/v1/convai/agents/%", proctor_serve_agents_get },
  { "PATCH", "/v1/convai/agents/%", proctor_serve_agents_patch },
  { "DELETE", "/v1/convai/agents/%", proctor_serve_agents_delete },
  { "POST", "/v1/convai/agents/%/run-tests", proctor_serve_invocations_run },
  { "GET", "/v1/convai/agents/%/branches", proctor_serve_branches_list },
  { "POST", "/v1/convai/agents/%/branches", proctor_serve_branches_create },
  { "GET", "/v1/convai/agents/%/branches/%", proctor_serve_branches_get },
  { "PATCH", "/v1/convai/agents/%/branches/%", proctor_serve_branches_patch },
  { "GET", "/v1/convai/agents/%/versions/%", proctor_serve_branches_get_version },
  { "GET", "/v1/convai/tools", proctor_serve_tools_list },
  { "POST", "/v1/convai/tools", proctor_serve_tools_create },
  { "GET", "/v1/convai/tools/%", proctor_serve_tools_get },
  { "PATCH", "/v1/convai/tools/%", proctor_serve_tools_patch },
  { "DELETE", "/v1/convai/tools/%", proctor_serve_tools_delete },
  { "GET", "/v1/convai/environment-variables", proctor_serve_environment_list },
  { "POST", "/v1/convai/environment-variables", proctor_serve_environment_create },
  { "GET", "/v1/convai/environment-variables/%", proctor_serve_environment_get },
  { "PATCH", "/v1/convai/environment-variables/%", proctor_serve_environment_patch },
  { "GET", "/v1/convai/conversations", proctor_serve_conversations_list },
  { "GET", "/v1/convai/conversations/%", proctor_serve_conversations_get },
  { "DELETE", "/v1/convai/conversations/%", proctor_serve_conversations_delete },
  { "GET", "/v1/convai/llm/list", proctor_serve_llms_list },
  { "GET", "/v1/user", proctor_serve_user_get },
  { "GET", "/v1/user/subscription", proctor_serve_user_get_subscription },
  { "POST", "/v1/proctor/sample", proctor_serve_sample_load },
};

/* Returns the ids in a path that fits, %NULL if it doesn't. */
static char **
match (const char *pattern,
       char **segments)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  if (g_strv_length (wanted) != g_strv_length (segments))
    return NULL;

  for (gsize i = 0; wanted[i] != NULL; i++)
    {
      g_autofree char *id = NULL;

      if (!g_str_equal (wanted[i], "%"))
        {
          if (!g_str_equal (wanted[i], segments[i]))
            return NULL;
          continue;
        }
      id = g_uri_unescape_string (segments[i], NULL);
      if (id == NULL || *id == '\0')
        return NULL;
      g_strv_builder_add (ids, id);
    }

  return g_strv_builder_end (ids);
}

/**
 * proctor_routes_find:
 * @method: an HTTP method
 * @path: a path, as it came
 * @ids: (out) (transfer full): the ids in it
 * @wrong_method: (out): whether there is the path, but not the method
 *
 * Returns: (transfer none) (nullable): who answers
 */
const ProctorRoute *
proctor_routes_find (const char *method,
                     const char *path,
                     char ***ids,
                     gboolean *wrong_method)
{
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);

  *wrong_method = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      g_auto (GStrv) found = match (routes[i].path, segments);

      if (found == NULL)
        continue;
      if (g_str_equal (routes[i].method, method))
        {
          *ids = g_steal_pointer (&found);
          *wrong_method = FALSE;
          return &routes[i];
        }
      *wrong_method = TRUE;
    }

  return NULL;
}
