/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-list.h"

#include <glib/gi18n.h>

#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-attached-test.h"

static void
add_row (ProctorCtlTable *table,
         ProctorRecord *record)
{
  ProctorAgentSummary *agent = PROCTOR_AGENT_SUMMARY (record);

  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_agent_summary_get_agent_id (agent));
  proctor_ctl_table_add_time (table, proctor_agent_summary_get_created_at (agent));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_agent_summary_get_name (agent));
}

static ProctorCtlStatus
list_agents (ProctorCtl *self,
             int argc,
             char **argv)
{
  g_autofree char *search = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_ ("Only those with this text in their name"), N_ ("TEXT") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("No more than this many; 0 is all"), N_ ("N") },
    G_OPTION_ENTRY_NULL
  };
  const char *const titles[] = { _ ("ID"), _ ("MADE"), _ ("NAME"), NULL };
  ProctorAgentsQuery query = { 0 };

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL) || !proctor_ctl_check_limit (limit))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  query.search = search;
  query.page_size = proctor_ctl_get_page_size (limit);

  return proctor_ctl_list (self, proctor_agents_list_all (self->client, &query), limit, titles, add_row, NULL);
}

static void
add_attached_tests (ProctorCtlTable *table,
                    ProctorAgent *agent)
{
  ProctorAgentSettings *settings = proctor_agent_get_platform_settings (agent);
  ProctorAgentTesting *testing = settings != NULL ? proctor_agent_settings_get_testing (settings) : NULL;
  GListModel *tests = testing != NULL ? proctor_agent_testing_get_attached_tests (testing) : NULL;

  for (guint i = 0; tests != NULL && i < g_list_model_get_n_items (tests); i++)
    {
      g_autoptr (ProctorRecord) test = g_list_model_get_item (tests, i);

      if (PROCTOR_IS_ATTACHED_TEST (test))
        proctor_ctl_table_add_field (table, _ ("Test"), proctor_attached_test_get_test_id (PROCTOR_ATTACHED_TEST (test)));
    }
}

static void
add_behaviour (ProctorCtlTable *table,
               ProctorAgentBehaviour *behaviour)
{
  ProctorAgentPrompt *prompt = proctor_agent_behaviour_get_prompt (behaviour);

  proctor_ctl_table_add_field (table, _ ("Language"), proctor_agent_behaviour_get_language (behaviour));
  proctor_ctl_table_add_field (table, _ ("Model"), prompt != NULL ? proctor_agent_prompt_get_llm (prompt) : NULL);
  proctor_ctl_table_add_field (table, _ ("First message"), proctor_agent_behaviour_get_first_message (behaviour));
  proctor_ctl_table_add_field (table, _ ("Prompt"), prompt != NULL ? proctor_agent_prompt_get_prompt (prompt) : NULL);
}

static void
print_agent (ProctorAgent *agent)
{
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new_fields ();
  ProctorAgentConfig *config = proctor_agent_get_conversation_config (agent);
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;

  proctor_ctl_table_add_field (table, _ ("ID"), proctor_agent_get_agent_id (agent));
  proctor_ctl_table_add_field (table, _ ("Name"), proctor_agent_get_name (agent));
  proctor_ctl_table_add_field (table, _ ("Branch"), proctor_agent_get_branch_id (agent));
  proctor_ctl_table_add_field (table, _ ("Version"), proctor_agent_get_version_id (agent));
  add_attached_tests (table, agent);
  if (behaviour != NULL)
    add_behaviour (table, behaviour);
  proctor_ctl_table_print (table);
}

static ProctorCtlStatus
show_agent (ProctorCtl *self,
            int argc,
            char **argv)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!proctor_ctl_parse (self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  proctor_agents_get_async (self->client, id, NULL, NULL, self->cancellable, proctor_ctl_keep_cb, &result);
  agent = proctor_agents_get_finish (self->client, proctor_ctl_wait (&result), &error);
  if (agent == NULL)
    {
      proctor_ctl_report_named (self, error, _ ("There is no agent with the id “%s”, or this key can't see it."), id);
      return PROCTOR_CTL_BROKEN;
    }
  if (self->json)
    return proctor_ctl_print_record (self, PROCTOR_RECORD (agent)) ? PROCTOR_CTL_OK : PROCTOR_CTL_BROKEN;

  print_agent (agent);
  proctor_ctl_say_problem (PROCTOR_RECORD (agent));

  return PROCTOR_CTL_OK;
}

const ProctorCtlCommand proctor_ctl_agents_commands[] = {
  { "list", NULL, N_ ("List agents"), "  proctorctl agents list --search clerk", list_agents },
  { "show", N_ ("ID"), N_ ("Show an agent"), "  proctorctl agents show agent_1", show_agent },
  { NULL }
};
