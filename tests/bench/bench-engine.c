/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "engine-child.h"
#include "engine-stub.h"
#include "proctor-database.h"

/* What the engine, as the program it is, takes to answer and to carry out runs. What it answers is
 * answered once more by a server that has nothing to do but to send the same bytes; what it carries
 * out stands beside what the models' thinking alone would take. */

#define N_LINES 4
#define SECONDS 2
#define N_TESTS 10000
#define N_STORED 100000
#define THINKING_MSECS 20

typedef struct
{
  double per_second;
  double p50_msecs;
  double p95_msecs;
} Figures;

/* One of those who ask as fast as they are answered. */
typedef struct
{
  const char *socket;
  char **paths;
  gint64 end_usecs;
  GArray *usecs;
  GThread *thread;
} Asker;

static gpointer
asker_thread (gpointer data)
{
  Asker *asker = data;
  g_autoptr (EngineLine) line = engine_line_new (asker->socket);
  g_autoptr (GString) answer = g_string_new (NULL);
  guint n_paths = g_strv_length (asker->paths);
  gint64 now = g_get_monotonic_time ();

  for (guint i = 0; now < asker->end_usecs; i++)
    {
      gint64 before = now;
      guint status = 0;
      gint64 taken;

      if (!engine_line_ask (line, "GET", asker->paths[i % n_paths], NULL, &status, answer) || status != 200)
        g_error ("%s: %u", asker->paths[i % n_paths], status);
      now = g_get_monotonic_time ();
      taken = now - before;
      g_array_append_val (asker->usecs, taken);
    }

  return NULL;
}

static int
compare_usecs (gconstpointer a,
               gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static Figures
measure (const char *socket,
         char **paths)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  Asker askers[N_LINES];
  gint64 begin = g_get_monotonic_time ();
  Figures figures;

  for (gsize i = 0; i < N_LINES; i++)
    {
      askers[i] = (Asker) { socket, paths, begin + SECONDS * G_USEC_PER_SEC, g_array_new (FALSE, FALSE, sizeof (gint64)), NULL };
      askers[i].thread = g_thread_new ("asker", asker_thread, &askers[i]);
    }
  for (gsize i = 0; i < N_LINES; i++)
    {
      g_thread_join (askers[i].thread);
      g_array_append_vals (all, askers[i].usecs->data, askers[i].usecs->len);
      g_array_unref (askers[i].usecs);
    }
  figures.per_second = (double) all->len / ((double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  g_array_sort (all, compare_usecs);
  figures.p50_msecs = (double) g_array_index (all, gint64, all->len / 2) / 1000;
  figures.p95_msecs = (double) g_array_index (all, gint64, all->len * 95 / 100) / 1000;

  return figures;
}

/* The yardstick: a server with the same bytes and nothing else. */
typedef struct
{
  char *socket;
  GBytes *body;
  GMainLoop *loop;
  GAsyncQueue *ready;
  GThread *thread;
} Bare;

static void
bare_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  Bare *bare = user_data;

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bare->body);
}

static gpointer
bare_thread (gpointer data)
{
  Bare *bare = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (bare->socket);
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, bare_cb, bare, NULL);
  soup_server_listen (server, address, 0, &error);
  g_assert_no_error (error);
  bare->loop = g_main_loop_new (context, FALSE);
  g_async_queue_push (bare->ready, bare);
  g_main_loop_run (bare->loop);
  soup_server_disconnect (server);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static Figures
measure_bare (EngineChild *child,
              const char *body)
{
  const char *const paths[] = { "/", NULL };
  Bare bare = { g_build_filename (child->folder, "bare", NULL), g_bytes_new (body, strlen (body)), NULL, g_async_queue_new (), NULL };
  Figures figures;

  bare.thread = g_thread_new ("bare", bare_thread, &bare);
  g_async_queue_pop (bare.ready);
  figures = measure (bare.socket, (char **) paths);
  g_main_loop_quit (bare.loop);
  g_thread_join (bare.thread);
  g_main_loop_unref (bare.loop);
  g_async_queue_unref (bare.ready);
  g_bytes_unref (bare.body);
  g_unlink (bare.socket);
  g_free (bare.socket);

  return figures;
}

static void
ask (EngineLine *line,
     const char *method,
     const char *path,
     const char *body,
     GString *answer)
{
  guint status = 0;

  if (!engine_line_ask (line, method, path, body, &status, answer) || status != 200)
    g_error ("%s %s: %u %s", method, path, status, answer->str);
}

static void
print_served (EngineChild *child,
              const char *what,
              char **paths)
{
  g_autoptr (EngineLine) line = engine_line_new (child->socket);
  g_autoptr (GString) body = g_string_new (NULL);
  Figures engine, bare;
  double cpu;

  ask (line, "GET", paths[0], NULL, body);
  cpu = engine_child_get_cpu_msecs (child);
  engine = measure (child->socket, paths);
  cpu = (engine_child_get_cpu_msecs (child) - cpu) / (engine.per_second * SECONDS);
  bare = measure_bare (child, body->str);
  g_print ("%-34s %8.1f %10.0f %8.2f %8.2f %8.2f %10.0f %8.2f %7.2fx\n", what, (double) body->len / 1024, engine.per_second, engine.p50_msecs, engine.p95_msecs,
           cpu, bare.per_second, bare.p50_msecs, engine.per_second / bare.per_second);
}

/* Works on the database of an engine that isn't running. */
static void
run_sql (EngineChild *child,
         const char *sql)
{
  g_autofree char *path = g_build_filename (child->data, "engine.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

  g_assert_no_error (error);
  proctor_database_run (database, sql, "");
  proctor_database_take_error (database, &error);
  g_assert_no_error (error);
}

/* An agent, and a test of each kind. */
typedef struct
{
  char *agent;
  char *plain;
  char *judged;
  char *simulation;
} Things;

static void
make_things (EngineChild *child,
             Things *things)
{
  g_autoptr (EngineLine) line = engine_line_new (child->socket);
  g_autofree char *tool = engine_line_make (line, "/v1/convai/tools",
                                            "{\"tool_config\": {\"type\": \"client\", \"name\": \"book\", \"description\": \"Books.\", \"parameters\": {\"type\": \"object\", \"properties\": {}}}}", "id");
  g_autofree char *agent = g_strdup_printf ("{\"name\": \"Agent\", \"conversation_config\": {\"agent\": {\"first_message\": \"Welcome.\","
                                            " \"prompt\": {\"prompt\": \"You work at the desk of a hotel. Be kind, and only say what you know.\", \"tool_ids\": [\"%s\"]}}}}",
                                            tool);
  g_autofree char *plain = g_strdup_printf ("{\"name\": \"Calls nothing\", \"type\": \"tool\", \"chat_history\": [{\"role\": \"user\", \"message\": \"Is there a room?\", \"time_in_call_secs\": 0}],"
                                            " \"tool_call_parameters\": {\"parameters\": [], \"verify_absence\": true, \"referenced_tool\": {\"id\": \"%s\", \"type\": \"client\"}}}",
                                            tool);

  things->agent = engine_line_make (line, "/v1/convai/agents/create", agent, "agent_id");
  things->plain = engine_line_make (line, "/v1/convai/agent-testing/create", plain, "id");
  things->judged = engine_line_make (line, "/v1/convai/agent-testing/create",
                                     "{\"name\": \"Books\", \"type\": \"llm\", \"success_condition\": \"The agent says that a room is booked.\","
                                     " \"chat_history\": [{\"role\": \"user\", \"message\": \"Is there a room with a view of the sea?\", \"time_in_call_secs\": 0}]}",
                                     "id");
  things->simulation = engine_line_make (line, "/v1/convai/agent-testing/create",
                                         "{\"name\": \"Books a room\", \"type\": \"simulation\", \"simulation_max_turns\": 10, \"success_conditions\": [\"A room is booked.\", \"The agent is kind.\"],"
                                         " \"simulation_scenario\": \"You want a room for two nights with a view of the sea. You ask for breakfast, for a parking space, for the price and for a late check-out.\"}",
                                         "id");
}

static void
things_clear (Things *things)
{
  g_free (things->agent);
  g_free (things->plain);
  g_free (things->judged);
  g_free (things->simulation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Things, things_clear)

/* Returns the invocation's id, once it has been accepted. */
static char *
start_runs (EngineLine *line,
            const Things *things,
            const char *test,
            guint n_tests,
            guint repeat_count)
{
  g_autofree char *path = g_strdup_printf ("/v1/convai/agents/%s/run-tests", things->agent);
  g_autoptr (GString) body = g_string_new ("{\"tests\": [");

  for (guint i = 0; i < n_tests; i++)
    {
      g_string_append_printf (body, "%s{\"test_id\": \"%s\"}", i > 0 ? ", " : "", test);
    }
  g_string_append_printf (body, "], \"repeat_count\": %u}", repeat_count);

  return engine_line_make (line, path, body->str, "id");
}

static void
wait_for_runs (EngineLine *line)
{
  g_autoptr (GString) answer = g_string_new (NULL);

  do
    {
      g_usleep (10000);
      ask (line, "GET", "/v1/convai/test-invocations?page_size=1", NULL, answer);
    }
  while (strstr (answer->str, "\"pending_count\":0") == NULL);
}

static void
print_runs (EngineChild *child,
            const Things *things,
            const char *what,
            const char *test,
            guint n_runs,
            double ideal)
{
  g_autoptr (EngineLine) line = engine_line_new (child->socket);
  double cpu = engine_child_get_cpu_msecs (child);
  gint64 begin = g_get_monotonic_time ();
  g_autofree char *id = start_runs (line, things, test, n_runs / 50, 50);
  double seconds, rate;

  wait_for_runs (line);
  seconds = (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC;
  rate = n_runs / seconds;
  g_print ("%-34s %8u %10.0f %10.2f %10.1f ", what, n_runs, rate, (engine_child_get_cpu_msecs (child) - cpu) / n_runs, engine_child_get_mebibytes (child, "VmHWM"));
  if (ideal > 0)
    g_print ("%10.0f %7.2fx", ideal, rate / ideal);
  g_print ("\n");
}

static void
compare_runs (guint at_once,
              EngineStub *stub)
{
  g_autoptr (EngineChild) child = engine_child_new ();
  g_auto (Things) things = { 0 };
  guint n_runs = at_once < 10 ? 500 : 5000;
  double ideal = at_once * 1000.0 / THINKING_MSECS;
  g_autofree char *plain = g_strdup_printf ("%u at a time", at_once);
  g_autofree char *judged = g_strdup_printf ("%u at a time, with judge", at_once);

  engine_child_launch (child, stub != NULL ? engine_stub_get_url (stub) : NULL, at_once);
  engine_child_wait (child);
  make_things (child, &things);
  if (stub == NULL)
    {
      print_runs (child, &things, "built-in models, without judge", things.plain, n_runs, 0);
      print_runs (child, &things, "built-in models, with judge", things.judged, n_runs, 0);
      print_runs (child, &things, "built-in models, simulations", things.simulation, 1000, 0);
    }
  else
    {
      print_runs (child, &things, plain, things.plain, n_runs, ideal);
      print_runs (child, &things, judged, things.judged, n_runs, ideal / 2);
    }
  engine_child_stop (child);
}

static char **
list_pages (EngineLine *line)
{
  g_autoptr (GStrvBuilder) pages = g_strv_builder_new ();
  g_autoptr (GString) answer = g_string_new (NULL);
  g_autofree char *path = g_strdup ("/v1/convai/agent-testing?page_size=100");

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (JsonNode) node = NULL;
      const char *cursor;

      ask (line, "GET", path, NULL, answer);
      g_strv_builder_add (pages, path);
      node = json_from_string (answer->str, NULL);
      cursor = json_object_get_string_member (json_node_get_object (node), "next_cursor");
      g_free (path);
      path = g_strconcat ("/v1/convai/agent-testing?page_size=100&cursor=", cursor, NULL);
    }

  return g_strv_builder_end (pages);
}

static void
compare_served (void)
{
  g_autoptr (EngineChild) child = engine_child_new ();
  g_autoptr (EngineLine) line = engine_line_new (child->socket);
  g_auto (Things) things = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_auto (GStrv) pages = NULL;
  char *paths[2] = { NULL, NULL };

  engine_child_launch (child, NULL, 8);
  engine_child_wait (child);
  make_things (child, &things);
  id = start_runs (line, &things, things.simulation, 4, 50);
  wait_for_runs (line);
  engine_child_stop (child);
  run_sql (child, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_TESTS) ")"
                                                                                                                     " INSERT INTO entries (id, is_folder, kind, name, folded, folder_id, created_at, updated_at, source, document)"
                                                                                                                     " SELECT 'test_' || i, 0, kind, name || ' ' || i, folded || ' ' || i, NULL, created_at, updated_at, source, document"
                                                                                                                     " FROM n JOIN entries ON entries.kind = 'llm'");

  engine_child_launch (child, NULL, 8);
  engine_child_wait (child);
  engine_line_free (line);
  line = engine_line_new (child->socket);
  g_print ("%-34s %8s %10s %8s %8s %8s %10s %8s %8s\n", "", "KiB", "answers/s", "p50 ms", "p95 ms", "CPU ms", "bare: /s", "p50 ms", "");
  pages = list_pages (line);
  print_served (child, "list, 100 of 10,000 tests", pages);
  path = g_strconcat ("/v1/convai/test-invocations/", id, NULL);
  paths[0] = path;
  print_served (child, "invocation of 200 runs", paths);
  paths[0] = (char *) "/v1/convai/test-invocations?page_size=1";
  print_served (child, "list, 1 invocation", paths);
  engine_child_stop (child);
}

/* How long somebody waits for an invocation of very many tests to be accepted; and what is kept in
 * memory of very many runs that are stored. */
static void
measure_sizes (void)
{
  g_autoptr (EngineChild) child = engine_child_new ();
  g_autoptr (EngineLine) line = engine_line_new (child->socket);
  g_autoptr (GString) body = g_string_new ("{\"tests\": [");
  g_auto (Things) things = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autofree char *large = NULL;
  gint64 begin;
  double fresh;

  engine_child_launch (child, NULL, 8);
  engine_child_wait (child);
  fresh = engine_child_get_mebibytes (child, "VmRSS");
  make_things (child, &things);
  large = start_runs (line, &things, things.simulation, 20, 50);
  wait_for_runs (line);
  engine_child_stop (child);
  run_sql (child, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                  " INSERT INTO entries (id, is_folder, kind, name, folded, folder_id, created_at, updated_at, source, document)"
                  " SELECT 'test_' || i, 0, kind, name || ' ' || i, folded || ' ' || i, NULL, created_at, updated_at, source, document"
                  " FROM n JOIN entries ON entries.kind = 'llm'");
  run_sql (child, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_STORED) " / 1000)"
                                                                                                                      " INSERT INTO invocations (id, agent_id, branch_id, version_id, created_at, title, folded, repeat_count, bucketing_status, document)"
                                                                                                                      " SELECT 'suite_' || i, agent_id, branch_id, version_id, created_at, title, folded, repeat_count, bucketing_status, document FROM n JOIN invocations");
  run_sql (child, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_STORED) " / 1000)"
                                                                                                                      " INSERT INTO runs (id, invocation_id, position, test_id, status, attempt, ticket, updated_at, version_id, document)"
                                                                                                                      " SELECT runs.id || i, 'suite_' || i, position, test_id, status, attempt, ticket + i * 1000, updated_at, version_id, document FROM n JOIN runs");

  engine_child_launch (child, NULL, 8);
  begin = g_get_monotonic_time ();
  engine_child_wait (child);
  engine_line_free (line);
  line = engine_line_new (child->socket);
  g_print ("%-50s %8.0f ms\n", "to begin with 100,000 runs stored", (double) (g_get_monotonic_time () - begin) / 1000);
  ask (line, "GET", "/v1/convai/test-invocations?page_size=100", NULL, body);
  g_print ("%-50s %8.1f MiB (%.1f with none)\n", "memory with 100,000 runs stored", engine_child_get_mebibytes (child, "VmRSS"), fresh);

  g_string_assign (body, "{\"tests\": [");
  for (guint i = 1; i <= 5000; i++)
    g_string_append_printf (body, "%s{\"test_id\": \"test_%u\"}", i > 1 ? ", " : "", i);
  g_string_append (body, "]}");
  path = g_strdup_printf ("/v1/convai/agents/%s/run-tests", things.agent);
  begin = g_get_monotonic_time ();
  id = engine_line_make (line, path, body->str, "id");
  g_print ("%-50s %8.0f ms\n", "to accept an invocation of 5,000 tests", (double) (g_get_monotonic_time () - begin) / 1000);
  wait_for_runs (line);
  g_print ("%-50s %8.1f MiB at most\n", "memory when it has run", engine_child_get_mebibytes (child, "VmHWM"));
  engine_child_stop (child);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (EngineStub) stub = engine_stub_new (THINKING_MSECS, THINKING_MSECS);
  const char *only = argc > 1 ? argv[1] : "";

  setlocale (LC_ALL, "");
  if (g_getenv ("PROCTOR_TEST_ENGINE") == NULL)
    g_setenv ("PROCTOR_TEST_ENGINE", ENGINE, TRUE);

  if (*only == '\0' || g_str_equal (only, "serve"))
    {
      g_print ("%d connections; “bare” is a server that sends the same bytes and does nothing else.\n\n", N_LINES);
      compare_served ();
    }
  if (*only == '\0' || g_str_equal (only, "runs"))
    {
      g_print ("\nModels that think for %d ms; “ideal” is what their thinking alone allows.\n\n", THINKING_MSECS);
      g_print ("%-34s %8s %10s %10s %10s %10s\n", "", "runs", "runs/s", "CPU ms/run", "peak MiB", "ideal");
      compare_runs (50, NULL);
      compare_runs (4, stub);
      compare_runs (50, stub);
      compare_runs (200, stub);
    }
  if (*only == '\0' || g_str_equal (only, "sizes"))
    {
      g_print ("\n");
      measure_sizes ();
    }

  return 0;
}
