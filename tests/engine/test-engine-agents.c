/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-calls.h"
#include "proctor-testing.h"

/* Agents, their branches and their versions. */

#define AGENTS "/v1/convai/agents"

static char *
make_agent (EngineCalls *calls,
            const char *body)
{
  return engine_calls_make (calls, AGENTS "/create", body, "agent_id");
}

static JsonNode *
ask_agent (EngineCalls *calls,
           const char *format,
           ...) G_GNUC_PRINTF (2, 3);

static JsonNode *
ask_agent (EngineCalls *calls,
           const char *format,
           ...)
{
  g_autofree char *path = NULL;
  va_list arguments;

  va_start (arguments, format);
  path = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  return engine_calls_ask (calls, 200, "GET", path, NULL);
}

static void
test_create (EngineCalls *calls,
             gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'conversation_config':{'agent':{'first_message':'Hello','x_new':[1,{'a':null}]}},'x_unknown':{'deep':1.5}}");
  g_autoptr (JsonNode) agent = ask_agent (calls, AGENTS "/%s", id);

  g_assert_true (g_str_has_prefix (id, "agent_"));
  g_assert_cmpstr (engine_node_text (agent, "agent_id"), ==, id);
  g_assert_cmpstr (engine_node_text (agent, "name"), ==, "New agent");
  g_assert_cmpstr (engine_node_text (agent, "branch_id"), ==, engine_node_text (agent, "main_branch_id"));
  g_assert_nonnull (engine_node_text (agent, "version_id"));
  g_assert_cmpstr (engine_node_text (agent, "conversation_config.agent.first_message"), ==, "Hello");
  g_assert_true (JSON_NODE_HOLDS_NULL (engine_node_find (agent, "conversation_config.agent.x_new.1.a")));
  g_assert_cmpfloat (json_node_get_double (engine_node_find (agent, "x_unknown.deep")), ==, 1.5);
  g_assert_nonnull (engine_node_find (agent, "workflow.nodes"));
  g_assert_cmpint (engine_node_int (agent, "metadata.created_at_unix_secs"), >, 0);
}

static void
test_refused (EngineCalls *calls,
              gconstpointer user_data)
{
  const EngineCase cases[] = {
    { "POST", AGENTS "/create", NULL, 422, "'loc':['body'],'msg':'Field required'" },
    { "POST", AGENTS "/create", "[]", 422, "'loc':['body']" },
    { "POST", AGENTS "/create", "{", 422, "'json_invalid'" },
    { "POST", AGENTS "/create", "{'a':1,'a':2}", 422, "'loc':['body']" },
    { "POST", AGENTS "/create", "{}", 422, "'loc':['body','conversation_config'],'msg':'Field required'" },
    { "POST", AGENTS "/create", "{'conversation_config':null}", 422, "'dict_type'" },
    { "POST", AGENTS "/create", "{'conversation_config':{},'name':1}", 422, "'loc':['body','name']" },
    { "POST", AGENTS "/create", "{'conversation_config':{},'tags':['a',1]}", 422, "'loc':['body','tags',1]" },
    { "POST", AGENTS "/create", "{'conversation_config':{},'platform_settings':{'testing':{'attached_tests':[{}]}}}", 422, "'attached_tests',0,'test_id'" },
    { "GET", AGENTS "/agent_none", NULL, 404, "'code':'agent_not_found'" },
    { "PATCH", AGENTS "/agent_none", "{}", 404, "'code':'agent_not_found'" },
    { "PATCH", AGENTS "/%s", "{'conversation_config':7}", 422, "'loc':['body','conversation_config']" },
    { "PATCH", AGENTS "/%s?branch_id=agtbrch_none", "{}", 404, "'code':'branch_not_found'" },
    { "GET", AGENTS "/%s?branch_id=agtbrch_none", NULL, 404, "'code':'branch_not_found'" },
    { "GET", AGENTS "/%s?version_id=agtvrsn_none", NULL, 404, "'code':'version_not_found'" },
    { "DELETE", AGENTS "/agent_none", NULL, 404, "'code':'agent_not_found'" },
    { "GET", AGENTS "?page_size=0", NULL, 422, "'greater_than_equal'" },
    { "GET", AGENTS "?page_size=101", NULL, 422, "'less_than_equal'" },
    { "GET", AGENTS "?cursor=nonsense", NULL, 422, "'loc':['query','cursor']" },
    { "GET", AGENTS "?sort_by=age", NULL, 422, "'loc':['query','sort_by']" },
    { "GET", AGENTS "?sort_direction=up", NULL, 422, "'loc':['query','sort_direction']" },
    { "GET", AGENTS "?archived=perhaps", NULL, 422, "'bool_parsing'" },
    { "GET", AGENTS "/summaries", NULL, 422, "'loc':['query','agent_ids']" },
    { "PUT", AGENTS "/%s", "{}", 405, "'Method Not Allowed'" },
    { "GET", "/v1/convai/nothing", NULL, 404, "'Not Found'" },
  };
  g_autofree char *id = make_agent (calls, "{'conversation_config':{}}");

  engine_calls_check_table (calls, cases, G_N_ELEMENTS (cases), id);
}

static void
test_list (EngineCalls *calls,
           gconstpointer user_data)
{
  const struct
  {
    const char *query;
    const char *names;
  } cases[] = {
    { "", "Straße beta Alpha" },
    { "?sort_direction=asc", "Alpha beta Straße" },
    { "?sort_by=name&sort_direction=asc", "Alpha beta Straße" },
    { "?sort_by=name", "Straße beta Alpha" },
    { "?sort_by=call_count_7d&sort_direction=asc", "Alpha beta Straße" },
    { "?search=STRASSE", "Straße" },
    { "?search=A", "Straße beta Alpha" },
    { "?search=%25", "" },
    { "?tags=one", "beta Alpha" },
    { "?tags=two&tags=none", "beta" },
    { "?archived=true", "Old" },
    { "?created_by_user_id=@me", "Straße beta Alpha" },
    { "?created_by_user_id=somebody", "" },
  };
  g_autofree char *first = make_agent (calls, "{'name':'Alpha','conversation_config':{'tts':{'voice_id':'v1'}},'tags':['one']}");
  g_autofree char *second = make_agent (calls, "{'name':'beta','conversation_config':{},'tags':['one','two']}");
  g_autofree char *third = make_agent (calls, "{'name':'Straße','conversation_config':{}}");
  g_autofree char *fourth = make_agent (calls, "{'name':'Old','conversation_config':{},'platform_settings':{'archived':true}}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) page = ask_agent (calls, AGENTS "%s", cases[i].query);
      g_autofree char *names = engine_node_join (page, "agents", "name");

      g_test_message ("%s", cases[i].query);
      g_assert_cmpstr (names, ==, cases[i].names);
    }
}

static void
check_pages (EngineCalls *calls,
             const char *query,
             const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *cursor = g_strdup ("");

  while (cursor != NULL)
    {
      g_autoptr (JsonNode) page = ask_agent (calls, AGENTS "?page_size=2&%s&cursor=%s", query, cursor);
      g_autofree char *some = engine_node_join (page, "agents", "name");

      g_string_append_printf (names, "%s|", some);
      g_free (cursor);
      cursor = g_uri_escape_string (engine_node_text (page, "next_cursor") != NULL ? engine_node_text (page, "next_cursor") : "", NULL, FALSE);
      g_assert_cmpint (json_node_get_boolean (engine_node_find (page, "has_more")), ==, *cursor != '\0');
      if (*cursor == '\0')
        g_clear_pointer (&cursor, g_free);
    }
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_pages (EngineCalls *calls,
            gconstpointer user_data)
{
  /* Two have the same name, which the cursor has to tell apart. */
  const char *const names[] = { "b", "a", "c", "a", "d" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *body = g_strdup_printf ("{'name':'%s','conversation_config':{}}", names[i]);
      g_autofree char *id = make_agent (calls, body);
    }
  check_pages (calls, "sort_by=created_at", "d a|c a|b|");
  check_pages (calls, "sort_direction=asc", "b a|c a|d|");
  check_pages (calls, "sort_by=name&sort_direction=asc", "a a|b c|d|");
  check_pages (calls, "sort_by=name", "d c|b a|a|");
  check_pages (calls, "sort_by=call_count_7d", "d a|c a|b|");
}

static void
test_summaries (EngineCalls *calls,
                gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'name':'Alpha','conversation_config':{}}");
  g_autoptr (JsonNode) answer = ask_agent (calls, AGENTS "/summaries?agent_ids=%s&agent_ids=agent_none", id);
  JsonObject *object = json_node_get_object (answer);

  g_assert_cmpuint (json_object_get_size (object), ==, 2);
  g_assert_cmpstr (engine_node_text (json_object_get_member (object, id), "status"), ==, "success");
  g_assert_cmpstr (engine_node_text (json_object_get_member (object, id), "data.name"), ==, "Alpha");
  g_assert_cmpstr (engine_node_text (answer, "agent_none.status"), ==, "failure");
  g_assert_cmpint (engine_node_int (answer, "agent_none.error_code"), ==, 404);
}

static void
test_patch (EngineCalls *calls,
            gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'conversation_config':{'agent':{'language':'en','first_message':'Hello','list':[1,2],'deep':{'keep':1,'change':2}}},"
                                           "'platform_settings':{'widget':{'x':1}},'tags':['t']}");
  g_autofree char *path = g_strconcat (AGENTS "/", id, NULL);
  g_autoptr (JsonNode) before = engine_calls_ask (calls, 200, "GET", path, NULL);
  g_autoptr (JsonNode) after = engine_calls_ask (calls, 200, "PATCH", path,
                                                 "{'conversation_config':{'agent':{'list':[3],'deep':{'change':null,'add':4}}},'version_description':'Why'}");
  g_autoptr (JsonNode) renamed = NULL;
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) version = NULL;

  g_assert_cmpstr (engine_node_text (after, "conversation_config.agent.language"), ==, "en");
  g_assert_cmpint (engine_node_int (after, "conversation_config.agent.list.0"), ==, 3);
  g_assert_null (engine_node_find (after, "conversation_config.agent.list.1"));
  g_assert_cmpint (engine_node_int (after, "conversation_config.agent.deep.keep"), ==, 1);
  g_assert_cmpint (engine_node_int (after, "conversation_config.agent.deep.add"), ==, 4);
  g_assert_true (JSON_NODE_HOLDS_NULL (engine_node_find (after, "conversation_config.agent.deep.change")));
  g_assert_cmpint (engine_node_int (after, "platform_settings.widget.x"), ==, 1);
  g_assert_null (engine_node_find (after, "version_description"));
  g_assert_cmpstr (engine_node_text (after, "version_id"), !=, engine_node_text (before, "version_id"));

  old = ask_agent (calls, "%s?version_id=%s", path, engine_node_text (before, "version_id"));
  g_assert_cmpint (engine_node_int (old, "conversation_config.agent.deep.change"), ==, 2);
  version = ask_agent (calls, "%s/versions/%s", path, engine_node_text (after, "version_id"));
  g_assert_cmpstr (engine_node_text (version, "version_description"), ==, "Why");
  g_assert_cmpint (engine_node_int (version, "seq_no_in_branch"), ==, 2);
  g_assert_cmpstr (engine_node_text (version, "parents.in_branch_parent_id"), ==, engine_node_text (before, "version_id"));

  /* The name and the tags are the agent's, whatever its version. */
  renamed = engine_calls_ask (calls, 200, "PATCH", path, "{'name':'Other','tags':[],'agent_id':'x','metadata':{}}");
  g_assert_cmpstr (engine_node_text (renamed, "name"), ==, "Other");
  g_assert_cmpstr (engine_node_text (renamed, "agent_id"), ==, id);
  g_assert_null (engine_node_find (renamed, "tags.0"));
  g_assert_cmpstr (engine_node_text (renamed, "version_id"), ==, engine_node_text (after, "version_id"));
}

static void
test_archive_and_delete (EngineCalls *calls,
                         gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'conversation_config':{}}");
  g_autofree char *path = g_strconcat (AGENTS "/", id, NULL);
  g_autofree char *branches = g_strconcat (path, "/branches", NULL);
  g_autoptr (JsonNode) archived = NULL;

  engine_calls_do (calls, 200, "PATCH", path, "{'platform_settings':{'archived':true}}");
  archived = ask_agent (calls, AGENTS "?archived=true");
  g_assert_cmpstr (engine_node_text (archived, "agents.0.agent_id"), ==, id);
  engine_calls_do (calls, 200, "DELETE", path, NULL);
  engine_calls_do (calls, 404, "GET", path, NULL);
  engine_calls_do (calls, 404, "GET", branches, NULL);
}

static void
test_branches (EngineCalls *calls,
               gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'conversation_config':{'agent':{'language':'en','first_message':'Hello'}}}");
  g_autofree char *agent_path = g_strconcat (AGENTS "/", id, NULL);
  g_autofree char *path = g_strconcat (agent_path, "/branches", NULL);
  g_autoptr (JsonNode) agent = engine_calls_ask (calls, 200, "GET", agent_path, NULL);
  g_autofree char *body = g_strdup_printf ("{'parent_version_id':'%s','name':'Try','description':'It','conversation_config':{'agent':{'first_message':'Hi'}}}",
                                           engine_node_text (agent, "version_id"));
  g_autofree char *branch_id = engine_calls_make (calls, path, body, "created_branch_id");
  g_autofree char *branch_path = g_strconcat (path, "/", branch_id, NULL);
  g_autofree char *on_branch = g_strconcat (agent_path, "?branch_id=", branch_id, NULL);
  g_autoptr (JsonNode) branch = engine_calls_ask (calls, 200, "GET", branch_path, NULL);
  g_autoptr (JsonNode) seen = engine_calls_ask (calls, 200, "PATCH", on_branch, "{'conversation_config':{'agent':{'language':'de'}}}");
  g_autoptr (JsonNode) unchanged = engine_calls_ask (calls, 200, "GET", agent_path, NULL);
  g_autoptr (JsonNode) list = ask_agent (calls, "%s?include_commit_status=true", path);

  g_assert_cmpstr (engine_node_text (branch, "parent_branch.name"), ==, "Main");
  g_assert_cmpint (engine_node_int (branch, "most_recent_versions.0.seq_no_in_branch"), ==, 1);
  g_assert_cmpstr (engine_node_text (branch, "most_recent_versions.0.parents.out_of_branch_parent_id"), ==, engine_node_text (agent, "version_id"));
  g_assert_cmpstr (engine_node_text (seen, "branch_id"), ==, branch_id);
  g_assert_cmpstr (engine_node_text (seen, "conversation_config.agent.first_message"), ==, "Hi");
  g_assert_cmpstr (engine_node_text (seen, "conversation_config.agent.language"), ==, "de");
  g_assert_cmpstr (engine_node_text (unchanged, "conversation_config.agent.first_message"), ==, "Hello");
  g_assert_cmpstr (engine_node_text (unchanged, "conversation_config.agent.language"), ==, "en");
  g_assert_cmpstr (engine_node_text (list, "results.0.name"), ==, "Main");
  g_assert_cmpint (engine_node_int (list, "results.0.commits_ahead"), ==, 0);
  g_assert_cmpint (engine_node_int (list, "results.1.commits_ahead"), ==, 2);
  g_assert_cmpint (engine_node_int (list, "results.1.commits_behind"), ==, 0);

  /* Another agent's versions and branches are none of this one's. */
  {
    g_autofree char *other = make_agent (calls, "{'conversation_config':{}}");
    g_autofree char *elsewhere = g_strconcat (AGENTS "/", other, "?branch_id=", branch_id, NULL);
    g_autofree char *version = g_strconcat (AGENTS "/", other, "/versions/", engine_node_text (agent, "version_id"), NULL);
    g_autofree char *other_branches = g_strconcat (AGENTS "/", other, "/branches", NULL);

    engine_calls_do (calls, 404, "GET", elsewhere, NULL);
    engine_calls_do (calls, 404, "GET", version, NULL);
    engine_calls_do (calls, 404, "POST", other_branches, body);
  }
  engine_calls_do (calls, 409, "POST", path, body);
}

static void
test_branch_limits (EngineCalls *calls,
                    gconstpointer user_data)
{
  const EngineCase cases[] = {
    { "GET", AGENTS "/%s/branches?limit=1", NULL, 422, "'loc':['query','limit']" },
    { "GET", AGENTS "/%s/branches?limit=101", NULL, 422, "'loc':['query','limit']" },
    { "GET", AGENTS "/agent_none/branches", NULL, 404, "'agent_not_found'" },
    { "GET", AGENTS "/%s/branches/none", NULL, 404, "'branch_not_found'" },
    { "GET", AGENTS "/%s/versions/none", NULL, 404, "'version_not_found'" },
    { "POST", AGENTS "/%s/branches", "{}", 422, "'parent_version_id'" },
    { "POST", AGENTS "/%s/branches", "{'parent_version_id':'none','name':'n','description':''}", 404, "'version_not_found'" },
    { "POST", AGENTS "/%s/branches", "{'parent_version_id':'none','name':'','description':''}", 422, "'string_too_short'" },
    { "PATCH", AGENTS "/%s/branches/none", "{}", 404, "'branch_not_found'" },
  };
  g_autofree char *id = make_agent (calls, "{'conversation_config':{}}");
  g_autofree char *agent_path = g_strconcat (AGENTS "/", id, NULL);
  g_autoptr (JsonNode) agent = engine_calls_ask (calls, 200, "GET", agent_path, NULL);
  g_autofree char *name = g_strnfill (141, 'n');
  g_autofree char *body = g_strdup_printf ("{'parent_version_id':'none','name':'%s','description':''}", name);
  g_autofree char *branches = g_strconcat (agent_path, "/branches", NULL);
  g_autofree char *main_path = g_strconcat (branches, "/", engine_node_text (agent, "main_branch_id"), NULL);

  engine_calls_check_table (calls, cases, G_N_ELEMENTS (cases), id);
  engine_calls_do (calls, 422, "POST", branches, body);
  engine_calls_do (calls, 400, "PATCH", main_path, "{'is_archived':true}");
  engine_calls_do (calls, 422, "PATCH", main_path, "{'protection_status':'none'}");
  engine_calls_do (calls, 422, "PATCH", main_path, "{'name':''}");
}

static void
test_branch_patch (EngineCalls *calls,
                   gconstpointer user_data)
{
  g_autofree char *id = make_agent (calls, "{'conversation_config':{}}");
  g_autofree char *agent_path = g_strconcat (AGENTS "/", id, NULL);
  g_autofree char *branches = g_strconcat (agent_path, "/branches", NULL);
  g_autoptr (JsonNode) agent = engine_calls_ask (calls, 200, "GET", agent_path, NULL);
  g_autofree char *body = g_strdup_printf ("{'parent_version_id':'%s','name':'Try','description':''}", engine_node_text (agent, "version_id"));
  g_autofree char *branch_id = engine_calls_make (calls, branches, body, "created_branch_id");
  g_autofree char *path = g_strconcat (branches, "/", branch_id, NULL);
  g_autoptr (JsonNode) taken = engine_calls_ask (calls, 409, "PATCH", path, "{'name':'Main','auto_rebase':true}");
  g_autoptr (JsonNode) changed = engine_calls_ask (calls, 200, "PATCH", path, "{'name':'Tried','is_archived':true,'protection_status':'admin_perms_required'}");
  g_autoptr (JsonNode) list = engine_calls_ask (calls, 200, "GET", branches, NULL);
  g_autoptr (JsonNode) all = ask_agent (calls, "%s?include_archived=true", branches);
  g_autofree char *shown = engine_node_join (list, "results", "name");
  g_autofree char *all_names = engine_node_join (all, "results", "name");

  /* What was refused has not been done by half. */
  g_assert_true (JSON_NODE_HOLDS_NULL (engine_node_find (changed, "auto_rebase")));
  g_assert_cmpstr (engine_node_text (changed, "name"), ==, "Tried");
  g_assert_cmpstr (engine_node_text (changed, "protection_status"), ==, "admin_perms_required");
  g_assert_true (json_node_get_boolean (engine_node_find (changed, "is_archived")));
  g_assert_cmpstr (shown, ==, "Main");
  g_assert_cmpstr (all_names, ==, "Main Tried");
}

#define ADD(name, function) g_test_add (name, EngineCalls, NULL, engine_calls_set_up, function, engine_calls_tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/engine-agents/create", test_create);
  ADD ("/engine-agents/refused", test_refused);
  ADD ("/engine-agents/list", test_list);
  ADD ("/engine-agents/pages", test_pages);
  ADD ("/engine-agents/summaries", test_summaries);
  ADD ("/engine-agents/patch", test_patch);
  ADD ("/engine-agents/archive-and-delete", test_archive_and_delete);
  ADD ("/engine-agents/branches", test_branches);
  ADD ("/engine-agents/branch-limits", test_branch_limits);
  ADD ("/engine-agents/branch-patch", test_branch_patch);

  return g_test_run ();
}
