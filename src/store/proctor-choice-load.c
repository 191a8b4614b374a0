/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-choice-load.h"

#include <glib/gi18n.h>

#include "proctor-account.h"
#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-branch.h"
#include "proctor-branches.h"
#include "proctor-environment.h"
#include "proctor-llm-deprecation.h"
#include "proctor-llm.h"
#include "proctor-schema-paths.h"
#include "proctor-tools.h"
#include "proctor-variable.h"

/* What can be chosen from is read from the server, page by page, and then made sense of in a thread: schemas
 * may be large. */

/* Nobody chooses from more, and a server that never ends is one, too. */
#define MOST_PAGES 20
#define MOST_BRANCHES 100

typedef struct
{
  /* Owned */
  ProctorClient *client;
  ProctorPager *pager;
  GPtrArray *pages;
  ProctorAgent *agent;
  char *agent_id;

  ProctorChoiceKind kind;
} Load;

static void
load_free (Load *load)
{
  g_clear_object (&load->client);
  g_clear_object (&load->pager);
  g_clear_object (&load->agent);
  g_free (load->agent_id);
  g_clear_pointer (&load->pages, g_ptr_array_unref);
  g_free (load);
}

static void
take_choice (GPtrArray *choices,
             const ProctorChoiceFacts *facts)
{
  if (facts->id != NULL && facts->id[0] != '\0')
    g_ptr_array_add (choices, proctor_choice_new (facts));
}

static void
add_tool (GPtrArray *choices,
          ProctorTool *tool)
{
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);
  g_auto (GStrv) paths = config != NULL ? proctor_schema_paths_dup (config) : NULL;
  const ProctorChoiceFacts facts = {
    .id = proctor_tool_get_id (tool),
    .title = config != NULL ? proctor_tool_config_get_name (config) : NULL,
    .kind = config != NULL ? proctor_tool_config_get_kind (config) : NULL,
    .detail = config != NULL ? proctor_tool_config_get_description (config) : NULL,
    .names = (const char *const *) paths,
    .has_answers = g_list_model_get_n_items (proctor_tool_get_response_mocks (tool)) > 0,
  };

  take_choice (choices, &facts);
}

/* The tools that the service itself has are in no list; what they are called is their id. */
static void
add_system_tools (GPtrArray *choices)
{
  const struct
  {
    const char *id;
    const char *detail;
  } tools[] = {
    { "end_call", _ ("Ends the conversation") },
    { "transfer_to_number", _ ("Hands the call over to a phone number") },
    { "transfer_to_agent", _ ("Hands the conversation over to another agent") },
    { "language_detection", _ ("Goes on in another language") },
    { "skip_turn", _ ("Waits and says nothing") },
    { "voicemail_detection", _ ("Notices when an answering machine picks up") },
    { "play_keypad_touch_tone", _ ("Presses keys on a phone") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      const ProctorChoiceFacts facts = { .id = tools[i].id, .kind = "system", .detail = tools[i].detail };

      take_choice (choices, &facts);
    }
}

static void
add_model (GPtrArray *choices,
           ProctorLlm *model)
{
  ProctorLlmDeprecation *deprecation = proctor_llm_get_deprecation_info (model);
  const ProctorChoiceFacts facts = {
    .id = proctor_llm_get_llm (model),
    .detail = deprecation != NULL ? proctor_llm_deprecation_get_replacement_model (deprecation) : NULL,
    .is_outdated = deprecation != NULL && (proctor_llm_deprecation_get_is_deprecated (deprecation) || proctor_llm_deprecation_get_is_in_warning_period (deprecation) || proctor_llm_deprecation_get_is_in_fallback_period (deprecation)),
  };

  take_choice (choices, &facts);
}

static void
append (GString *text,
        const char *words)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

/* The main branch comes first. */
static void
add_branch (GPtrArray *choices,
            ProctorBranch *branch,
            ProctorAgent *agent)
{
  const char *id = proctor_branch_get_id (branch);
  gboolean is_main = g_strcmp0 (id, proctor_agent_get_main_branch_id (agent)) == 0;
  double live = proctor_branch_get_current_live_percentage (branch);
  g_autoptr (GString) detail = g_string_new (NULL);
  ProctorChoiceFacts facts = { .id = id, .title = proctor_branch_get_name (branch), .kind = "branch" };

  if (is_main)
    append (detail, _ ("Main branch"));
  if (live > 0)
    {
      /* Translators: how much of the conversations with an agent take place on this branch. */
      g_autofree char *words = g_strdup_printf (_ ("%.4g %% live"), live);

      append (detail, words);
    }
  if (proctor_branch_get_draft_exists (branch))
    append (detail, _ ("With a draft"));
  if (proctor_branch_get_is_archived (branch))
    append (detail, _ ("Archived"));
  if (id == NULL || id[0] == '\0')
    return;

  facts.detail = detail->str;
  g_ptr_array_insert (choices, is_main ? 0 : -1, proctor_choice_new (&facts));
}

static void
add_row (GPtrArray *choices,
         ProctorRecord *row)
{
  if (PROCTOR_IS_TOOL (row))
    add_tool (choices, PROCTOR_TOOL (row));
  else if (PROCTOR_IS_LLM (row))
    add_model (choices, PROCTOR_LLM (row));
  else if (PROCTOR_IS_AGENT_SUMMARY (row))
    {
      const ProctorChoiceFacts facts = {
        .id = proctor_agent_summary_get_agent_id (PROCTOR_AGENT_SUMMARY (row)),
        .title = proctor_agent_summary_get_name (PROCTOR_AGENT_SUMMARY (row)),
      };

      take_choice (choices, &facts);
    }
}

static void
note_variable (GHashTable *environments,
               GPtrArray *names,
               ProctorEnvironmentVariable *variable)
{
  GListModel *values = proctor_environment_variable_get_values (variable);

  for (guint i = 0; i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr (GObject) value = g_list_model_get_item (values, i);
      const char *name = PROCTOR_IS_VARIABLE (value) ? proctor_variable_get_key (PROCTOR_VARIABLE (value)) : NULL;
      GPtrArray *labels;

      if (name == NULL)
        continue;
      labels = g_hash_table_lookup (environments, name);
      if (labels == NULL)
        {
          labels = g_ptr_array_new_null_terminated (0, g_free, TRUE);
          g_hash_table_insert (environments, g_strdup (name), labels);
          g_ptr_array_add (names, g_strdup (name));
        }
      g_ptr_array_add (labels, g_strdup (proctor_environment_variable_get_label (variable)));
    }
}

/* Nobody lists the environments: they are those that some variable has a value for. There is always one. */
static void
add_environments (GPtrArray *choices,
                  GPtrArray *rows)
{
  g_autoptr (GHashTable) environments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_insert (environments, g_strdup ("production"), g_ptr_array_new_null_terminated (0, g_free, TRUE));
  g_ptr_array_add (names, g_strdup ("production"));
  for (guint i = 0; i < rows->len; i++)
    {
      if (PROCTOR_IS_ENVIRONMENT_VARIABLE (g_ptr_array_index (rows, i)))
        note_variable (environments, names, g_ptr_array_index (rows, i));
    }

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      GPtrArray *labels = g_hash_table_lookup (environments, name);
      const ProctorChoiceFacts facts = { .id = name, .names = (const char *const *) labels->pdata };

      take_choice (choices, &facts);
    }
}

static GPtrArray *
dup_rows (Load *load)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < load->pages->len; i++)
    {
      GListModel *items = proctor_page_get_items (g_ptr_array_index (load->pages, i));

      for (guint j = 0; j < g_list_model_get_n_items (items); j++)
        g_ptr_array_add (rows, g_list_model_get_item (items, j));
    }

  return rows;
}

static void
make_choices (GTask *task,
              gpointer source,
              gpointer data,
              GCancellable *cancellable)
{
  Load *load = data;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) rows = dup_rows (load);

  if (load->kind == PROCTOR_CHOICE_NODES)
    choices = proctor_schema_paths_dup_nodes (load->agent);
  else
    choices = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      if (PROCTOR_IS_BRANCH (g_ptr_array_index (rows, i)))
        add_branch (choices, g_ptr_array_index (rows, i), load->agent);
      else
        add_row (choices, g_ptr_array_index (rows, i));
    }
  if (load->kind == PROCTOR_CHOICE_TOOLS)
    add_system_tools (choices);
  else if (load->kind == PROCTOR_CHOICE_ENVIRONMENTS)
    add_environments (choices, rows);

  g_task_return_pointer (task, g_steal_pointer (&choices), (GDestroyNotify) g_ptr_array_unref);
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  ProctorPage *page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (load->pages, page);
  if (proctor_pager_has_more (load->pager) && load->pages->len < MOST_PAGES)
    proctor_pager_next_async (load->pager, cancellable, page_cb, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, make_choices);
}

static void
models_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  ProctorPage *page = proctor_account_list_llms_finish (PROCTOR_CLIENT (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (load->pages, page);
  g_task_run_in_thread (task, make_choices);
}

static void
branches_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  ProctorPage *page = proctor_branches_list_finish (PROCTOR_CLIENT (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_add (load->pages, page);
  g_task_run_in_thread (task, make_choices);
}

static void
agent_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  load->agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  if (load->agent == NULL)
    g_task_return_error (task, error);
  else if (load->kind == PROCTOR_CHOICE_BRANCHES)
    proctor_branches_list_async (PROCTOR_CLIENT (object), load->agent_id, FALSE, MOST_BRANCHES, cancellable, branches_cb, g_steal_pointer (&task));
  else
    g_task_run_in_thread (task, make_choices);
}

/**
 * proctor_choice_load_async:
 * @client: the way to the server
 * @kind: what is chosen from
 * @agent_id: (nullable): whose, where that matters
 * @branch_id: (nullable): as they are on that branch, where that matters
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Asks for all there is to choose from.
 */
void
proctor_choice_load_async (ProctorClient *client,
                           ProctorChoiceKind kind,
                           const char *agent_id,
                           const char *branch_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  const ProctorToolsQuery tools = { .sort_by = "name", .ascending = TRUE, .page_size = 100 };
  const ProctorAgentsQuery agents = { .sort_by = "name", .ascending = TRUE, .page_size = 100 };
  const ProctorEnvironmentQuery variables = { .page_size = 100 };
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, proctor_choice_load_async);
  load->client = g_object_ref (client);
  load->kind = kind;
  load->agent_id = g_strdup (agent_id);
  load->pages = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  switch (kind)
    {
    case PROCTOR_CHOICE_TOOLS:
      load->pager = proctor_tools_list_all (client, &tools);
      break;
    case PROCTOR_CHOICE_AGENTS:
      load->pager = proctor_agents_list_all (client, &agents);
      break;
    case PROCTOR_CHOICE_ENVIRONMENTS:
      load->pager = proctor_environment_list_all (client, &variables);
      break;
    case PROCTOR_CHOICE_MODELS:
      proctor_account_list_llms_async (client, cancellable, models_cb, g_steal_pointer (&task));
      return;
    case PROCTOR_CHOICE_NODES:
    case PROCTOR_CHOICE_BRANCHES:
      proctor_agents_get_async (client, agent_id, branch_id, NULL, cancellable, agent_cb, g_steal_pointer (&task));
      return;
    }

  proctor_pager_next_async (load->pager, cancellable, page_cb, g_steal_pointer (&task));
}

/**
 * proctor_choice_load_finish:
 * @client: the way to the server
 * @result: what the callback was given
 * @agent: (out) (transfer full) (nullable): the agent whose nodes or branches they are
 * @has_more: (out): whether the server has more than that
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type ProctorChoice): what can be chosen
 */
GPtrArray *
proctor_choice_load_finish (ProctorClient *client,
                            GAsyncResult *result,
                            ProctorAgent **agent,
                            gboolean *has_more,
                            GError **error)
{
  GPtrArray *choices;

  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  choices = g_task_propagate_pointer (G_TASK (result), error);
  if (choices != NULL)
    {
      Load *load = g_task_get_task_data (G_TASK (result));

      *agent = g_steal_pointer (&load->agent);
      *has_more = load->pager != NULL && proctor_pager_has_more (load->pager);
    }

  return choices;
}
