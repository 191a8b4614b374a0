/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-request-body.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-wire-names.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* What a request says differs from what an answer says. All of the differences are here. */

/* The members that belong to one kind of test only. */
static const struct
{
  const char *member;
  gboolean next_reply;
  gboolean tool;
  gboolean simulation;
} members_of_kinds[] = {
  { "success_condition", TRUE, FALSE, TRUE },
  { "success_examples", TRUE, FALSE, FALSE },
  { "failure_examples", TRUE, FALSE, FALSE },
  { "tool_call_parameters", FALSE, TRUE, FALSE },
  { "check_any_tool_matches", FALSE, TRUE, FALSE },
  { "success_conditions", FALSE, FALSE, TRUE },
  { "simulation_scenario", FALSE, FALSE, TRUE },
  { "simulation_max_turns", FALSE, FALSE, TRUE },
  { "simulation_environment", FALSE, FALSE, TRUE },
  { "tool_mock_config", FALSE, FALSE, TRUE },
  { "tool_mock_overrides", FALSE, FALSE, TRUE },
  { "evaluation_model", FALSE, FALSE, TRUE },
  { "simulated_user_model", FALSE, FALSE, TRUE },
};

/* Members that may be left out but may not be null. */
static const char *const never_null[] = {
  "name", "chat_history", "dynamic_variables", "success_conditions", "success_examples", "failure_examples",
  "simulation_scenario", "simulation_max_turns", "tool_mock_config", "tool_mock_overrides"
};

/* A document that we could only read in part must not replace the one that is there. */
static JsonNode *
write_whole (ProctorRecord *record,
             GError **error)
{
  if (proctor_record_get_read_only (record) != NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_READ_ONLY, proctor_record_get_read_only (record));
      return NULL;
    }

  return proctor_wire_write (record, error);
}

static void
remove_members_of_other_kinds (JsonObject *body,
                               ProctorTestKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (members_of_kinds); i++)
    {
      if ((kind == PROCTOR_TEST_KIND_NEXT_REPLY && !members_of_kinds[i].next_reply) || (kind == PROCTOR_TEST_KIND_TOOL && !members_of_kinds[i].tool) || (kind == PROCTOR_TEST_KIND_SIMULATION && !members_of_kinds[i].simulation))
        json_object_remove_member (body, members_of_kinds[i].member);
    }
}

static gboolean
is_null (JsonObject *body,
         const char *member)
{
  return json_object_has_member (body, member) && json_object_get_null_member (body, member);
}

static JsonArray *
get_array (JsonObject *object,
           const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* The API insists on a time for every turn, even of none. */
static void
complete_turns (JsonObject *body,
                const char *member)
{
  JsonArray *turns = get_array (body, member);

  for (guint i = 0; turns != NULL && i < json_array_get_length (turns); i++)
    {
      JsonNode *turn = json_array_get_element (turns, i);

      if (JSON_NODE_HOLDS_OBJECT (turn) && !json_object_has_member (json_node_get_object (turn), "time_in_call_secs"))
        json_object_set_int_member (json_node_get_object (turn), "time_in_call_secs", 0);
    }
}

static void
complete_examples (JsonObject *body,
                   const char *member,
                   const char *type)
{
  JsonArray *examples = get_array (body, member);

  if (examples == NULL)
    return;

  /* The list may be absent but not empty. */
  if (json_array_get_length (examples) == 0)
    {
      json_object_remove_member (body, member);
      return;
    }
  for (guint i = 0; i < json_array_get_length (examples); i++)
    {
      JsonNode *example = json_array_get_element (examples, i);

      if (JSON_NODE_HOLDS_OBJECT (example) && !json_object_has_member (json_node_get_object (example), "type"))
        json_object_set_string_member (json_node_get_object (example), "type", type);
    }
}

/**
 * proctor_request_body_has_test_member:
 * @kind: (nullable): which kind of test it is, in the API's word
 * @member: a member of it
 * @is_null: whether it is null
 *
 * Returns: whether a request may say so
 */
gboolean
proctor_request_body_has_test_member (const char *kind,
                                      const char *member,
                                      gboolean is_null)
{
  ProctorTestKind wanted = proctor_wire_test_kind_from_name (kind);

  for (gsize i = 0; i < G_N_ELEMENTS (members_of_kinds); i++)
    {
      if (!g_str_equal (members_of_kinds[i].member, member))
        continue;
      if ((wanted == PROCTOR_TEST_KIND_NEXT_REPLY && !members_of_kinds[i].next_reply) || (wanted == PROCTOR_TEST_KIND_TOOL && !members_of_kinds[i].tool) || (wanted == PROCTOR_TEST_KIND_SIMULATION && !members_of_kinds[i].simulation))
        return FALSE;
    }
  for (gsize i = 0; is_null && i < G_N_ELEMENTS (never_null); i++)
    {
      if (g_str_equal (never_null[i], member))
        return FALSE;
    }

  return !is_null || g_strcmp0 (kind, "llm") != 0 || !g_str_equal (member, "success_condition");
}

/**
 * proctor_request_body_for_test:
 * @test: a test
 * @parent_folder_id: (nullable): the folder it is in, %NULL for none
 * @error: return location for why it can't be sent
 *
 * Returns: (transfer full) (nullable): what creates the test or replaces it
 */
JsonNode *
proctor_request_body_for_test (ProctorTest *test,
                               const char *parent_folder_id,
                               GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonNode *source;
  JsonObject *body;

  g_return_val_if_fail (PROCTOR_IS_TEST (test), NULL);

  if (proctor_test_get_kind (test) == NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("The test doesn't say what kind of test it is."));
      return NULL;
    }
  node = write_whole (PROCTOR_RECORD (test), error);
  if (node == NULL)
    return NULL;

  body = json_node_get_object (node);
  json_object_remove_member (body, "id");
  json_object_remove_member (body, "access_info");
  remove_members_of_other_kinds (body, proctor_wire_test_kind_from_name (proctor_test_get_kind (test)));
  for (gsize i = 0; i < G_N_ELEMENTS (never_null); i++)
    {
      if (is_null (body, never_null[i]))
        json_object_remove_member (body, never_null[i]);
    }
  if (g_str_equal (proctor_test_get_kind (test), "llm") && is_null (body, "success_condition"))
    json_object_remove_member (body, "success_condition");

  complete_turns (body, "chat_history");
  source = json_object_get_member (body, "from_conversation_metadata");
  if (source != NULL && JSON_NODE_HOLDS_OBJECT (source))
    complete_turns (json_node_get_object (source), "original_agent_reply");
  complete_examples (body, "success_examples", "success");
  complete_examples (body, "failure_examples", "failure");
  if (parent_folder_id != NULL)
    json_object_set_string_member (body, "parent_folder_id", parent_folder_id);

  return g_steal_pointer (&node);
}

/**
 * proctor_request_body_for_tool:
 * @tool: a tool
 * @error: return location for why it can't be sent
 *
 * Returns: (transfer full) (nullable): what creates the tool or replaces it
 */
JsonNode *
proctor_request_body_for_tool (ProctorTool *tool,
                               GError **error)
{
  const char *const answers[] = { "id", "access_info", "usage_stats" };
  JsonNode *node;

  g_return_val_if_fail (PROCTOR_IS_TOOL (tool), NULL);

  node = write_whole (PROCTOR_RECORD (tool), error);
  for (gsize i = 0; node != NULL && i < G_N_ELEMENTS (answers); i++)
    json_object_remove_member (json_node_get_object (node), answers[i]);

  return node;
}

/**
 * proctor_request_body_for_variable:
 * @variable: an environment variable
 * @is_new: whether it is to be made; one that is there only changes its values
 * @error: return location for why it can't be sent
 *
 * Returns: (transfer full) (nullable): what creates the variable or changes it
 */
JsonNode *
proctor_request_body_for_variable (ProctorEnvironmentVariable *variable,
                                   gboolean is_new,
                                   GError **error)
{
  const char *const sent[] = { "values", "type", "label" };
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) body = NULL;

  g_return_val_if_fail (PROCTOR_IS_ENVIRONMENT_VARIABLE (variable), NULL);

  node = write_whole (PROCTOR_RECORD (variable), error);
  if (node == NULL)
    return NULL;

  body = json_object_new ();
  for (gsize i = 0; i < (is_new ? G_N_ELEMENTS (sent) : 1); i++)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), sent[i]);

      if (member != NULL)
        json_object_set_member (body, sent[i], json_node_ref (member));
    }

  return json_node_init_object (json_node_alloc (), body);
}

/* A text that isn't there is said, too: it would stay as it was. */
static void
set_text (JsonObject *body,
          const char *name,
          const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (body, name, text);
  else
    json_object_set_null_member (body, name);
}

static void
set_number (JsonObject *body,
            const char *name,
            gint64 number)
{
  if (number > 0)
    json_object_set_int_member (body, name, number);
  else
    json_object_set_null_member (body, name);
}

/**
 * proctor_request_body_for_models:
 * @source: where models are
 * @key: (nullable): the key for them, %NULL to say nothing of it
 *
 * Returns: (transfer full): the body
 */
JsonNode *
proctor_request_body_for_models (ProctorModelSource *source,
                                 const char *key)
{
  const char *base_url = proctor_model_source_get_base_url (source);
  g_autoptr (JsonObject) body = json_object_new ();

  set_text (body, "kind", base_url != NULL && *base_url != '\0' ? "openai" : "builtin");
  set_text (body, "base_url", base_url);
  set_text (body, "model", proctor_model_source_get_model (source));
  set_text (body, "judge_model", proctor_model_source_get_judge_model (source));
  set_text (body, "simulated_user_model", proctor_model_source_get_simulated_user_model (source));
  set_number (body, "runs_at_a_time", proctor_model_source_get_runs_at_a_time (source));
  set_number (body, "answer_secs", proctor_model_source_get_answer_secs (source));
  set_number (body, "run_secs", proctor_model_source_get_run_secs (source));
  if (key != NULL)
    set_text (body, "key", key);

  return json_node_init_object (json_node_alloc (), body);
}

/**
 * proctor_request_body_for_model_key:
 * @key: (nullable): a key, %NULL for none
 * @base_url: where it may be sent
 *
 * Returns: (transfer full): the body
 */
JsonNode *
proctor_request_body_for_model_key (const char *key,
                                    const char *base_url)
{
  g_autoptr (JsonObject) body = json_object_new ();

  set_text (body, "key", key);
  set_text (body, "base_url", base_url);

  return json_node_init_object (json_node_alloc (), body);
}

/**
 * proctor_request_body_for_record:
 * @record: a record that is a request itself
 * @error: return location for why it can't be sent
 *
 * Returns: (transfer full) (nullable): its members, without those that say nothing
 */
JsonNode *
proctor_request_body_for_record (ProctorRecord *record,
                                 GError **error)
{
  JsonNode *node = write_whole (record, error);
  g_autoptr (GList) members = node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      if (is_null (json_node_get_object (node), l->data))
        json_object_remove_member (json_node_get_object (node), l->data);
    }

  return node;
}

/**
 * proctor_request_body_for_members:
 * @first_name: the name of a member
 * @...: its text, %NULL for a member that is left out; then further names and texts, and %NULL
 *
 * Returns: (transfer full): a body of a few texts
 */
JsonNode *
proctor_request_body_for_members (const char *first_name,
                                  ...)
{
  g_autoptr (JsonObject) body = json_object_new ();
  va_list arguments;

  va_start (arguments, first_name);
  for (const char *name = first_name; name != NULL; name = va_arg (arguments, const char *))
    {
      const char *text = va_arg (arguments, const char *);

      if (text != NULL)
        json_object_set_string_member (body, name, text);
    }
  va_end (arguments);

  return json_node_init_object (json_node_alloc (), body);
}

/**
 * proctor_request_body_for_strings:
 * @list_name: the name of a member
 * @list: (array zero-terminated=1): its texts; one that is there twice is sent once
 * @name: (nullable): the name of another member
 * @text: (nullable): its text, %NULL for leaving it out
 *
 * Returns: (transfer full): a body with a list of texts
 */
JsonNode *
proctor_request_body_for_strings (const char *list_name,
                                  const char *const *list,
                                  const char *name,
                                  const char *text)
{
  JsonNode *body = proctor_request_body_for_members (name, text, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array = json_array_new ();

  for (gsize i = 0; list[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, (gpointer) list[i]))
        json_array_add_string_element (array, list[i]);
    }
  json_object_set_array_member (json_node_get_object (body), list_name, array);

  return body;
}

static JsonNode *make_patch (JsonObject *before,
                             JsonObject *after);

static JsonNode *
make_member_patch (JsonNode *before,
                   JsonNode *after)
{
  if (before != NULL && JSON_NODE_HOLDS_OBJECT (before) && JSON_NODE_HOLDS_OBJECT (after))
    return make_patch (json_node_get_object (before), json_node_get_object (after));

  return json_node_copy (after);
}

static JsonNode *
make_patch (JsonObject *before,
            JsonObject *after)
{
  g_autoptr (JsonObject) patch = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      JsonNode *old = json_object_get_member (before, member);

      if (old == NULL || !proctor_wire_equal (old, node))
        json_object_set_member (patch, member, make_member_patch (old, node));
    }
  json_object_iter_init_ordered (&iter, before);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      if (!json_object_has_member (after, member))
        json_object_set_null_member (patch, member);
    }

  return json_node_init_object (json_node_alloc (), patch);
}

static JsonObject *
find_system_tools (JsonNode *node)
{
  static const char *const path[] = { "conversation_config", "agent", "prompt", "built_in_tools" };

  for (gsize i = 0; i < G_N_ELEMENTS (path) && node != NULL; i++)
    node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), path[i]) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The API takes a system tool as a whole or not at all. */
static void
complete_system_tools (JsonNode *changes,
                       ProctorRecord *after)
{
  JsonObject *tools = find_system_tools (changes);
  g_autoptr (JsonNode) document = tools != NULL ? proctor_wire_write (after, NULL) : NULL;
  JsonObject *wanted = find_system_tools (document);
  g_autoptr (GList) names = wanted != NULL ? json_object_get_members (tools) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strdup (l->data);

      if (JSON_NODE_HOLDS_OBJECT (json_object_get_member (tools, name)) && json_object_has_member (wanted, name))
        json_object_set_member (tools, name, json_node_copy (json_object_get_member (wanted, name)));
    }
}

/**
 * proctor_request_body_for_patch:
 * @before: a record as the server has it
 * @after: what it should become
 * @error: return location for why it can't be sent
 *
 * The server merges objects and replaces lists, so only what is another now is sent, and nothing
 * that somebody else has changed meanwhile is undone.
 *
 * Returns: (transfer full) (nullable): the difference
 */
JsonNode *
proctor_request_body_for_patch (ProctorRecord *before,
                                ProctorRecord *after,
                                GError **error)
{
  JsonNode *changes;
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) new = NULL;

  old = write_whole (before, error);
  new = old != NULL ? write_whole (after, error) : NULL;

  changes = new != NULL ? make_patch (json_node_get_object (old), json_node_get_object (new)) : NULL;
  if (changes != NULL)
    complete_system_tools (changes, after);

  return changes;
}
