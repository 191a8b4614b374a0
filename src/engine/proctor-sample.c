/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sample.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-call.h"
#include "proctor-serve-agents.h"
#include "proctor-serve-branches.h"
#include "proctor-serve-folders.h"
#include "proctor-serve-tests.h"
#include "proctor-serve-tools.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* The sample workspace is made of files, each of which is the body of a request, and is made by
 * those who answer such requests. What one file says of another it says by its name, as in
 * "sample:tools/find_room"; the id takes that place. */

#define REFERENCE "sample:"
#define SUFFIX ".json"

/* What there is, in an order in which everything is there before it is spoken of. */
static const struct
{
  const char *folder;
  ProctorCallHandler handler;
  const char *id;
} kinds[] = {
  { "tools", proctor_serve_tools_create, "id" },
  { "folders", proctor_serve_folders_create, "id" },
  { "tests", proctor_serve_tests_create, "id" },
  { "agents", proctor_serve_agents_create, "agent_id" },
  { "branches", proctor_serve_branches_create, "created_branch_id" },
};

typedef struct
{
  ProctorDatabase *database;
  /* The ids, by what the files call them. */
  GHashTable *ids;
  char *agent_id;
} Loading;

static void
loading_clear (Loading *loading)
{
  g_hash_table_unref (loading->ids);
  g_free (loading->agent_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loading, loading_clear)

/* Somebody who has nothing yet may have settings. */
static gboolean
is_empty (ProctorDatabase *database)
{
  return !proctor_database_get_int (database,
                                    "SELECT EXISTS (SELECT 1 FROM entries) OR EXISTS (SELECT 1 FROM agents) OR EXISTS (SELECT 1 FROM tools)"
                                    " OR EXISTS (SELECT 1 FROM variables) OR EXISTS (SELECT 1 FROM invocations) OR EXISTS (SELECT 1 FROM conversations)",
                                    "");
}

static const char *
find_id (Loading *loading,
         const char *text,
         GError **error)
{
  const char *id;

  if (!g_str_has_prefix (text, REFERENCE))
    return text;

  id = g_hash_table_lookup (loading->ids, text + strlen (REFERENCE));
  if (id == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("The sample has nothing called “%s”."), text);

  return id;
}

static JsonNode *put_ids (Loading *loading,
                          JsonNode *node,
                          GError **error);

static JsonNode *
put_ids_into_object (Loading *loading,
                     JsonObject *object,
                     GError **error)
{
  g_autoptr (JsonObject) result = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &value))
    {
      const char *name = find_id (loading, member, error);
      JsonNode *put = name != NULL ? put_ids (loading, value, error) : NULL;

      if (put == NULL)
        return NULL;
      json_object_set_member (result, name, put);
    }

  return json_node_init_object (json_node_alloc (), result);
}

static JsonNode *
put_ids_into_array (Loading *loading,
                    JsonArray *array,
                    GError **error)
{
  g_autoptr (JsonArray) result = json_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *put = put_ids (loading, json_array_get_element (array, i), error);

      if (put == NULL)
        return NULL;
      json_array_add_element (result, put);
    }

  return json_node_init_array (json_node_alloc (), result);
}

/* Returns a copy with ids where files are spoken of. */
static JsonNode *
put_ids (Loading *loading,
         JsonNode *node,
         GError **error)
{
  const char *text;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return put_ids_into_object (loading, json_node_get_object (node), error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return put_ids_into_array (loading, json_node_get_array (node), error);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return json_node_copy (node);

  text = find_id (loading, json_node_get_string (node), error);

  return text != NULL ? json_node_init_string (json_node_alloc (), text) : NULL;
}

/* The ids that such a request has in its path: a branch is an agent's. */
static char **
make_path_ids (Loading *loading,
               JsonNode *body)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body) : NULL;
  const char *version_id = proctor_validate_get_string (object, "parent_version_id");
  g_autofree char *agent_id = proctor_database_dup_text (loading->database, "SELECT agent_id FROM versions WHERE id = ?", "s", version_id);
  const char *ids[] = { agent_id != NULL ? agent_id : "", NULL };

  return g_strdupv ((char **) ids);
}

/* Returns what is answered. */
static JsonObject *
ask (Loading *loading,
     ProctorCallHandler handler,
     JsonNode *body,
     GError **error)
{
  g_autoptr (ProctorCall) call = proctor_call_new (make_path_ids (loading, body), NULL, json_node_ref (body));
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) answer = NULL;
  guint status;

  call->database = loading->database;
  handler (call);
  if (proctor_database_take_error (loading->database, error))
    return NULL;

  bytes = proctor_call_dup_answer (call, &status);
  if (status >= 400)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%.*s", (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL));
      return NULL;
    }
  answer = proctor_wire_parse (bytes, NULL, error);

  return answer != NULL ? json_node_dup_object (answer) : NULL;
}

static void
note_id (Loading *loading,
         const char *folder,
         const char *name,
         const char *id)
{
  g_hash_table_insert (loading->ids, g_strconcat (folder, "/", name, NULL), g_strdup (id));
}

static gboolean
load_file (Loading *loading,
           gsize kind,
           const char *path,
           GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strndup (base, strlen (base) - strlen (SUFFIX));
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) body = NULL;
  g_autoptr (JsonObject) answer = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  node = proctor_wire_parse_text (text, (gssize) length, error);
  body = node != NULL ? put_ids (loading, node, error) : NULL;
  answer = body != NULL ? ask (loading, kinds[kind].handler, body, error) : NULL;
  if (answer == NULL)
    {
      /* Translators: a file. What is wrong with it follows. */
      g_prefix_error (error, _ ("“%s” can't be loaded. "), path);
      return FALSE;
    }

  note_id (loading, kinds[kind].folder, name, json_object_get_string_member (answer, kinds[kind].id));
  if (json_object_has_member (answer, "initial_version_id"))
    {
      note_id (loading, "versions", name, json_object_get_string_member (answer, "initial_version_id"));
      g_set_str (&loading->agent_id, json_object_get_string_member (answer, "agent_id"));
    }

  return TRUE;
}

static int
compare_backwards (gconstpointer one,
                   gconstpointer other)
{
  return -g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

/* The last comes first, because lists begin with the newest. */
static GPtrArray *
list_files (const char *folder,
            GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  GPtrArray *paths;
  const char *name;

  if (dir == NULL)
    return NULL;

  paths = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (g_str_has_suffix (name, SUFFIX))
        g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
    }
  g_ptr_array_sort (paths, compare_backwards);

  return paths;
}

static gboolean
load_kind (Loading *loading,
           gsize kind,
           GError **error)
{
  const char *top = g_getenv ("PROCTOR_SAMPLE_DIR");
  g_autofree char *folder = g_build_filename (top != NULL ? top : SAMPLE_DIR, kinds[kind].folder, NULL);
  g_autoptr (GPtrArray) paths = list_files (folder, error);

  if (paths == NULL)
    return FALSE;

  for (guint i = 0; i < paths->len; i++)
    {
      if (!load_file (loading, kind, g_ptr_array_index (paths, i), error))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_sample_load:
 * @database: the engine's database
 * @data: ignored
 * @error: return location for why it can't be; %G_IO_ERROR_EXISTS if there is something already
 *
 * Makes the sample workspace where there is nothing yet, with ids that nothing else has. It comes
 * without results; these are made by running it. This is a #ProctorWork, so that all of it is there
 * or none.
 *
 * An engine that was built but not installed finds the files through PROCTOR_SAMPLE_DIR.
 *
 * Returns: (transfer full) (nullable): the id of the agent
 */
gpointer
proctor_sample_load (ProctorDatabase *database,
                     gpointer data,
                     GError **error)
{
  g_auto (Loading) loading = { database, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), NULL };

  if (!is_empty (database))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("The sample can only be loaded into an empty workspace, and there is something in this one."));
      return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!load_kind (&loading, i, error))
        return NULL;
    }

  return g_steal_pointer (&loading.agent_id);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GAsyncResult **loaded = user_data;

  *loaded = g_object_ref (result);
}

/**
 * proctor_sample_load_now:
 * @worker: who has the database
 * @error: return location for why it can't be
 *
 * Does the same and waits for it, for an engine that begins with it.
 *
 * Returns: whether it is there now
 */
gboolean
proctor_sample_load_now (ProctorWorker *worker,
                         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *agent_id = NULL;

  proctor_worker_run_async (worker, proctor_sample_load, NULL, NULL, g_free, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  agent_id = proctor_worker_run_finish (worker, result, error);

  return agent_id != NULL;
}
