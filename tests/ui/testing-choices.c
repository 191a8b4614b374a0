/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-choices.h"

#define TOOLS "{\"tools\": ["                                                                                                                                                                                                                   \
              "{\"id\": \"tool_1\", \"tool_config\": {\"type\": \"webhook\", \"name\": \"book_room\", \"description\": \"Books a room\", \"api_schema\": {\"url\": \"https://a.example\","                                                      \
              " \"request_body_schema\": {\"type\": \"object\", \"properties\": {\"date\": {\"type\": \"string\"}, \"guests\": {\"type\": \"array\", \"items\": {\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\"}}}}}}," \
              " \"query_params_schema\": {\"properties\": {\"lang\": {\"type\": \"string\"}}}, \"path_params_schema\": {\"hotel\": {\"type\": \"string\"}}}}, \"access_info\": {}},"                                                            \
              "{\"id\": \"tool_2\", \"tool_config\": {\"type\": \"client\", \"name\": \"show_map\", \"description\": \"Shows where it is\", \"parameters\": {\"type\": \"object\", \"properties\": {\"zoom\": {\"type\": \"integer\"}}}}}"      \
              "], \"has_more\": false, \"next_cursor\": null}"
#define AGENTS "{\"agents\": [{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1}], \"has_more\": false}"
#define AGENT "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"conversation_config\": {\"agent\": {\"first_message\": \"Hello {{guest_name}}\","                                                                 \
              " \"dynamic_variables\": {\"dynamic_variable_placeholders\": {\"hotel\": \"Harbour\"}}, \"prompt\": {\"prompt\": \"You are {{hotel}} at {{ system__time }}. Room {{room}}.\", \"tool_ids\": [\"tool_2\"]}}}," \
              " \"workflow\": {\"nodes\": {\"start_node\": {\"type\": \"start\"}, \"node_1\": {\"type\": \"override_agent\", \"label\": \"Bookings\"}}, \"edges\": {}}}"
#define MODELS "{\"llms\": [{\"llm\": \"claude-sonnet-4-6\"}, {\"llm\": \"gpt-3\", \"deprecation_info\": {\"is_deprecated\": true, \"replacement_model\": \"gpt-5\"}}], \"default_deprecation_config\": {}}"
#define VARIABLES "{\"environment_variables\": [{\"id\": \"v\", \"label\": \"url\", \"type\": \"string\", \"values\": {\"production\": \"a\", \"staging\": \"b\"}, \"created_at_unix_secs\": 1, \"updated_at_unix_secs\": 1}], \"has_more\": false}"

static void
answer (TestingChoices *self,
        const char *path,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .status = 200, .body = body });
}

void
testing_choices_set_up (TestingChoices *self,
                        gconstpointer data)
{
  testing_form_set_up (&self->form, data);
  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  answer (self, "/v1/convai/tools", TOOLS);
  answer (self, "/v1/convai/agents", AGENTS);
  answer (self, "/v1/convai/agents/agent_1", AGENT);
  answer (self, "/v1/convai/llm/list", MODELS);
  answer (self, "/v1/convai/environment-variables", VARIABLES);
  proctor_editing_set_choices (self->form.editing, proctor_surroundings_of (self->session));
}

void
testing_choices_tear_down (TestingChoices *self,
                           gconstpointer data)
{
  testing_form_tear_down (&self->form, data);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

static gboolean
is_settled (gpointer user_data)
{
  return proctor_choice_list_get_state (user_data) >= PROCTOR_CHOICE_ERROR;
}

/**
 * testing_choices_wait:
 * @list: what there is to choose from
 *
 * Waits until it is known, or known not to be had.
 */
void
testing_choices_wait (ProctorChoiceList *list)
{
  proctor_choice_list_want (list);
  proctor_testing_wait_for ("what there is to choose from", is_settled, list);
}
