/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-workspace.h"

#include "proctor-testing.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The workspace on this computer, beside the window: what its engine has, asked as any other client
 * would ask it. */

#define TESTS "/v1/convai/agent-testing"
#define HASH_LENGTH 16

/* Where the button of a toast is: beside the middle of the window, and above its lower edge. */
#define UNDO_RIGHT 130
#define UNDO_ABOVE 52

/**
 * journey_workspace_dup_socket:
 * @app: the program
 *
 * Returns: (transfer full): where the engine of its data folder is met
 */
char *
journey_workspace_dup_socket (ProctorTestingApp *app)
{
  g_autofree char *data = proctor_testing_app_dup_data_folder (app);
  char *real = realpath (data, NULL);
  const char *sandboxed = g_getenv ("PROCTOR_TEST_SANDBOXED");
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  g_assert_nonnull (real);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  name = g_strdup_printf ("%.*s.sock", HASH_LENGTH, hash);
  free (real);

  /* Of the runtime folder, a sandbox has only what is its own. */
  if (sandboxed != NULL)
    return g_build_filename (g_get_user_runtime_dir (), "app", sandboxed, name, NULL);

  return g_build_filename (g_get_user_runtime_dir (), "proctor", name, NULL);
}

/**
 * journey_workspace_open_sample:
 * @app: the program, which shows its first page
 *
 * Takes the road to the sample workspace, as somebody does who sees the program for the first time.
 */
void
journey_workspace_open_sample (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Try the Sample Workspace");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LIST_ITEM, "Sees to a broken shower"));
}

/**
 * journey_workspace_ask:
 * @app: the program
 * @method: the HTTP method
 * @path: what is asked for
 * @body: (nullable): JSON
 * @status: (out) (optional): the answer's status
 *
 * Asks the engine, past the program.
 *
 * Returns: (transfer full) (nullable): what it answers
 */
JsonNode *
journey_workspace_ask (ProctorTestingApp *app,
                       const char *method,
                       const char *path,
                       const char *body,
                       guint *status)
{
  g_autofree char *socket = journey_workspace_dup_socket (app);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL, NULL);
  g_autofree char *uri = g_strconcat ("http://localhost", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", sent);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  if (status != NULL)
    *status = soup_message_get_status (message);
  else
    g_assert_cmpuint (soup_message_get_status (message), ==, 200);

  return g_bytes_get_size (answer) > 0 ? json_from_string (g_bytes_get_data (answer, NULL), NULL) : NULL;
}

/**
 * journey_workspace_make_test:
 * @app: the program
 * @name: a name without quotation marks
 * @folder_id: (nullable): a folder
 *
 * Makes a test somewhere else than in the window.
 *
 * Returns: (transfer full): its id
 */
char *
journey_workspace_make_test (ProctorTestingApp *app,
                             const char *name,
                             const char *folder_id)
{
  g_autofree char *folder = folder_id != NULL ? g_strdup_printf ("\"%s\"", folder_id) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"name\": \"%s\", \"type\": \"llm\", \"parent_folder_id\": %s, \"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}],"
                                           " \"success_condition\": \"It is polite.\", \"success_examples\": [], \"failure_examples\": []}",
                                           name, folder);
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "POST", TESTS "/create", body, NULL);

  return g_strdup (json_object_get_string_member (json_node_get_object (answer), "id"));
}

typedef void (*EntryFunc) (JsonObject *entry,
                           gpointer user_data);

/* All tests and folders, page by page. */
static void
for_each_entry (ProctorTestingApp *app,
                EntryFunc func,
                gpointer user_data)
{
  g_autofree char *cursor = NULL;
  gboolean more = TRUE;

  while (more)
    {
      g_autofree char *path = g_strconcat (TESTS "?page_size=100&types=llm&types=tool&types=simulation&types=folder", cursor != NULL ? "&cursor=" : "", cursor, NULL);
      g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", path, NULL, NULL);
      JsonObject *page = json_node_get_object (answer);
      JsonArray *tests = json_object_get_array_member (page, "tests");

      for (guint i = 0; i < json_array_get_length (tests); i++)
        func (json_array_get_object_element (tests, i), user_data);
      more = json_object_get_boolean_member (page, "has_more");
      g_set_str (&cursor, more ? json_object_get_string_member (page, "next_cursor") : NULL);
    }
}

typedef struct
{
  const char *name;
  const char *id;
  char *found_id;
  char *found_name;
  char *folder_id;
  guint n;
} Look;

static void
look_at_cb (JsonObject *entry,
            gpointer user_data)
{
  Look *look = user_data;
  const char *id = json_object_get_string_member (entry, "id");
  const char *name = json_object_get_string_member (entry, "name");

  if (look->name != NULL && g_strcmp0 (name, look->name) != 0)
    return;
  if (look->id != NULL && g_strcmp0 (id, look->id) != 0)
    return;

  look->n++;
  g_set_str (&look->found_id, id);
  g_set_str (&look->found_name, name);
  g_set_str (&look->folder_id, json_object_get_string_member_with_default (entry, "folder_parent_id", NULL));
}

static void
look_clear (Look *look)
{
  g_free (look->found_id);
  g_free (look->found_name);
  g_free (look->folder_id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/**
 * journey_workspace_find:
 * @app: the program
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the id of the test or folder that is called that
 */
char *
journey_workspace_find (ProctorTestingApp *app,
                        const char *name)
{
  g_auto (Look) look = { .name = name };

  for_each_entry (app, look_at_cb, &look);

  return g_steal_pointer (&look.found_id);
}

/**
 * journey_workspace_count:
 * @app: the program
 * @name: (nullable): a name
 *
 * Returns: how many tests and folders are called that, or how many there are
 */
guint
journey_workspace_count (ProctorTestingApp *app,
                         const char *name)
{
  g_auto (Look) look = { .name = name };

  for_each_entry (app, look_at_cb, &look);

  return look.n;
}

/**
 * journey_workspace_dup_place:
 * @app: the program
 * @name: the name of a test or a folder
 *
 * Returns: (transfer full) (nullable): the name of the folder that it is in, "" for none; %NULL if there
 *   is no such thing
 */
char *
journey_workspace_dup_place (ProctorTestingApp *app,
                             const char *name)
{
  g_auto (Look) look = { .name = name };
  g_auto (Look) folder = { NULL };

  for_each_entry (app, look_at_cb, &look);
  if (look.found_id == NULL || look.folder_id == NULL)
    return look.found_id != NULL ? g_strdup ("") : NULL;

  folder.id = look.folder_id;
  for_each_entry (app, look_at_cb, &folder);

  return g_steal_pointer (&folder.found_name);
}

typedef struct
{
  ProctorTestingApp *app;
  const char *name;
  const char *place;
} Wanted;

static gboolean
is_at_place (gpointer user_data)
{
  const Wanted *wanted = user_data;
  g_autofree char *place = journey_workspace_dup_place (wanted->app, wanted->name);

  return g_strcmp0 (place, wanted->place) == 0;
}

static void
wait_for_place (ProctorTestingApp *app,
                const char *name,
                const char *place)
{
  Wanted wanted = { app, name, place };
  g_autofree char *what = g_strdup_printf ("“%s” to be in “%s”", name, place != NULL ? place : "nothing");

  if (proctor_testing_wait (is_at_place, &wanted))
    return;

  proctor_testing_app_save_picture (app, "failure");
  g_error ("Waited in vain for %s", what);
}

/**
 * journey_workspace_wait_for_place:
 * @app: the program
 * @name: the name of a test or a folder
 * @place: the name of the folder that it is to be in, "" for none
 *
 * Waits until the engine has it there.
 */
void
journey_workspace_wait_for_place (ProctorTestingApp *app,
                                  const char *name,
                                  const char *place)
{
  wait_for_place (app, name, place);
}

/**
 * journey_workspace_wait_until_gone:
 * @app: the program
 * @name: the name of a test or a folder
 *
 * Waits until the engine has nothing that is called that.
 */
void
journey_workspace_wait_until_gone (ProctorTestingApp *app,
                                   const char *name)
{
  wait_for_place (app, name, NULL);
}

/**
 * journey_workspace_find_engine:
 * @app: the program, which has started an engine
 *
 * Returns: the engine's process, 0 if the program has none
 */
int
journey_workspace_find_engine (ProctorTestingApp *app)
{
  g_autofree char *list = g_strdup_printf ("/proc/%d/task/%d/children", proctor_testing_app_get_pid (app), proctor_testing_app_get_pid (app));
  g_autofree char *children = NULL;
  g_auto (GStrv) pids = NULL;

  if (!g_file_get_contents (list, &children, NULL, NULL))
    return 0;

  pids = g_strsplit (g_strstrip (children), " ", -1);
  for (char **pid = pids; *pid != NULL; pid++)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/comm", *pid);
      g_autofree char *name = NULL;

      if (g_file_get_contents (path, &name, NULL, NULL) && g_str_has_prefix (name, "proctor-engine"))
        return atoi (*pid);
    }

  return 0;
}

/**
 * journey_workspace_undo:
 * @app: the program, which shows a toast with a short text
 *
 * Clicks on the toast's button. libadwaita 1.7 has no toasts in the accessibility tree, so it is hit
 * where it is seen.
 */
void
journey_workspace_undo (ProctorTestingApp *app)
{
  int width, height;

  proctor_testing_screen_get_size (proctor_testing_app_get_screen (app), proctor_testing_app_get_window (app), &width, &height);
  proctor_testing_app_point_at (app, width / 2 + UNDO_RIGHT, height - UNDO_ABOVE, 1, "");
}
