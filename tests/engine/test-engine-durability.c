/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "engine-child.h"
#include "engine-stub.h"
#include "proctor-database.h"
#include "proctor-testing.h"

/* An engine is killed at any moment while clients edit tests and start invocations. Whatever it has
 * answered has to be there afterwards, and every run has to end once and stay as it ended.
 * ./dev soak engine does this for longer, with PROCTOR_TEST_KILLS. */

#define N_CLIENTS 3
#define MOST_TESTS 12
#define DEFAULT_KILLS 5

/* A test that a client has made, and what it may be called as well because nobody answered. */
typedef struct
{
  char *id;
  char *name;
  char *doubtful;
  gboolean simulation;
} KnownTest;

/* A run that was answered, and what it was when it had ended. */
typedef struct
{
  char *invocation_id;
  char *digest;
  gboolean seen;
} KnownRun;

/* What one client has been answered. Only that client touches it while it runs. */
typedef struct
{
  EngineChild *child;
  const char *agent_id;
  GRand *rand;
  GPtrArray *tests;
  GHashTable *runs;
  GThread *thread;
  guint number;
  guint n_edits;
  guint n_invocations;
} Client;

typedef struct
{
  EngineChild *child;
  EngineStub *stub;
  char *agent_id;
  Client clients[N_CLIENTS];
  /* How every run ended that was ever seen to have ended, the unanswered ones too. */
  GHashTable *endings;
  guint n_lost;
  guint n_changed;
  guint n_doubled;
} Soak;

static void
known_test_free (gpointer data)
{
  KnownTest *test = data;

  g_free (test->id);
  g_free (test->name);
  g_free (test->doubtful);
  g_free (test);
}

static void
known_run_free (gpointer data)
{
  KnownRun *run = data;

  g_free (run->invocation_id);
  g_free (run->digest);
  g_free (run);
}

static char *
write_test (Client *client,
            gboolean simulation,
            char **name)
{
  *name = g_strdup_printf ("Test %u of %p", client->number++, (void *) client);

  if (simulation)
    return g_strdup_printf ("{\"name\": \"%s\", \"type\": \"simulation\", \"simulation_scenario\": \"Book a room.\", \"simulation_max_turns\": 3, "
                            "\"success_conditions\": [\"It books.\"]}",
                            *name);

  return g_strdup_printf ("{\"name\": \"%s\", \"type\": \"llm\", \"success_condition\": \"It books.\", "
                          "\"chat_history\": [{\"role\": \"user\", \"message\": \"Is there a room?\", \"time_in_call_secs\": 0}]}",
                          *name);
}

static JsonObject *
get_object (JsonNode *node)
{
  g_assert_true (node != NULL && JSON_NODE_HOLDS_OBJECT (node));

  return json_node_get_object (node);
}

static gboolean
ask (EngineLine *line,
     const char *method,
     const char *path,
     const char *body,
     GString *answer)
{
  guint status = 0;

  if (!engine_line_ask (line, method, path, body, &status, answer))
    return FALSE;
  if (status != 200)
    g_error ("%s %s: %u %s", method, path, status, answer->str);

  return TRUE;
}

static gboolean
make_test (Client *client,
           EngineLine *line,
           GString *answer)
{
  gboolean simulation = client->tests->len % 2 == 1;
  g_autofree char *name = NULL;
  g_autofree char *body = write_test (client, simulation, &name);
  g_autoptr (JsonNode) node = NULL;
  KnownTest *test;

  if (!ask (line, "POST", "/v1/convai/agent-testing/create", body, answer))
    return FALSE;

  node = json_from_string (answer->str, NULL);
  test = g_new0 (KnownTest, 1);
  test->id = g_strdup (json_object_get_string_member (get_object (node), "id"));
  test->name = g_steal_pointer (&name);
  test->simulation = simulation;
  g_ptr_array_add (client->tests, test);
  client->n_edits++;

  return TRUE;
}

static KnownTest *
choose_test (Client *client)
{
  return g_ptr_array_index (client->tests, g_rand_int_range (client->rand, 0, (gint32) client->tests->len));
}

static gboolean
edit_test (Client *client,
           EngineLine *line,
           GString *answer)
{
  KnownTest *test = choose_test (client);
  g_autofree char *path = g_strconcat ("/v1/convai/agent-testing/", test->id, NULL);
  g_autofree char *body = write_test (client, test->simulation, &test->doubtful);

  if (!ask (line, "PUT", path, body, answer))
    return FALSE;

  g_free (test->name);
  test->name = g_steal_pointer (&test->doubtful);
  client->n_edits++;

  return TRUE;
}

static gboolean
start_invocation (Client *client,
                  EngineLine *line,
                  GString *answer)
{
  g_autofree char *path = g_strdup_printf ("/v1/convai/agents/%s/run-tests", client->agent_id);
  g_autofree char *body = g_strdup_printf ("{\"tests\": [{\"test_id\": \"%s\"}, {\"test_id\": \"%s\"}], \"repeat_count\": %d}",
                                           choose_test (client)->id, choose_test (client)->id, g_rand_int_range (client->rand, 1, 4));
  g_autoptr (JsonNode) node = NULL;
  JsonArray *runs;

  if (!ask (line, "POST", path, body, answer))
    return FALSE;

  node = json_from_string (answer->str, NULL);
  runs = json_object_get_array_member (get_object (node), "test_runs");
  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      KnownRun *run = g_new0 (KnownRun, 1);

      run->invocation_id = g_strdup (json_object_get_string_member (get_object (node), "id"));
      g_hash_table_insert (client->runs, g_strdup (json_object_get_string_member (json_array_get_object_element (runs, i), "test_run_id")), run);
    }
  client->n_invocations++;

  return TRUE;
}

/* Goes on until nobody answers. */
static gpointer
client_thread (gpointer data)
{
  Client *client = data;
  g_autoptr (EngineLine) line = engine_line_new (client->child->socket);
  g_autoptr (GString) answer = g_string_new (NULL);
  gboolean answered = TRUE;

  while (answered)
    {
      gint32 chance = g_rand_int_range (client->rand, 0, 100);

      if (client->tests->len < 2 || (chance < 10 && client->tests->len < MOST_TESTS))
        answered = make_test (client, line, answer);
      else if (chance < 75)
        answered = edit_test (client, line, answer);
      else if (chance < 92)
        answered = ask (line, "GET", "/v1/convai/agent-testing?page_size=100", NULL, answer);
      else
        answered = start_invocation (client, line, answer);
      g_usleep ((gulong) g_rand_int_range (client->rand, 0, 5000));
    }

  return NULL;
}

/* The engine is to find its files as it left them; so a copy is looked at. */
static ProctorDatabase *
open_copy (Soak *soak)
{
  const char *const suffixes[] = { "", "-wal" };
  g_autofree char *copy = g_build_filename (soak->child->folder, "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  ProctorDatabase *database;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from_path = g_strconcat (soak->child->data, "/engine.db", suffixes[i], NULL);
      g_autofree char *to_path = g_strconcat (copy, suffixes[i], NULL);
      g_autoptr (GFile) from = g_file_new_for_path (from_path);
      g_autoptr (GFile) to = g_file_new_for_path (to_path);

      g_file_delete (to, NULL, NULL);
      if (g_file_query_exists (from, NULL))
        g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  database = proctor_database_open (copy, &error);
  g_assert_no_error (error);

  return database;
}

static void
close_copy (Soak *soak,
            ProctorDatabase *database)
{
  g_autofree char *copy = g_build_filename (soak->child->folder, "copy.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (copy);

  proctor_database_close (database);
  g_file_delete (file, NULL, NULL);
}

static void
verify_tests (Soak *soak,
              ProctorDatabase *database,
              Client *client)
{
  for (guint i = 0; i < client->tests->len; i++)
    {
      KnownTest *test = g_ptr_array_index (client->tests, i);
      g_autofree char *name = proctor_database_dup_text (database, "SELECT name FROM entries WHERE id = ?", "s", test->id);

      if (g_strcmp0 (name, test->name) != 0 && (test->doubtful == NULL || g_strcmp0 (name, test->doubtful) != 0))
        {
          g_test_message ("the test %s is “%s” and not “%s”", test->id, name, test->name);
          soak->n_lost++;
        }
      g_set_str (&test->name, name);
      g_clear_pointer (&test->doubtful, g_free);
    }
}

static KnownRun *
find_run (Soak *soak,
          const char *id)
{
  for (gsize i = 0; i < N_CLIENTS; i++)
    {
      KnownRun *run = g_hash_table_lookup (soak->clients[i].runs, id);

      if (run != NULL)
        return run;
    }

  return NULL;
}

static void
verify_ending (Soak *soak,
               const char *id,
               gboolean pending,
               const char *document)
{
  const char *before = g_hash_table_lookup (soak->endings, id);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, document, -1);

  if (before == NULL && !pending)
    g_hash_table_insert (soak->endings, g_strdup (id), g_steal_pointer (&digest));
  else if (before != NULL && !g_str_equal (before, digest))
    {
      g_test_message ("the run %s had ended and is something else now: %s", id, document);
      soak->n_changed++;
    }
}

static void
verify_runs (Soak *soak,
             ProctorDatabase *database)
{
  ProctorStatement *row = proctor_database_prepare (database, "SELECT id, invocation_id, status, attempt, document FROM runs", "");

  while (proctor_statement_next (row))
    {
      const char *id = proctor_statement_get_text (row, 0);
      KnownRun *run = find_run (soak, id);

      if (proctor_statement_get_int (row, 3) != 1)
        soak->n_changed++;
      if (run != NULL)
        {
          run->seen = TRUE;
          g_assert_cmpstr (run->invocation_id, ==, proctor_statement_get_text (row, 1));
        }
      verify_ending (soak, id, g_str_equal (proctor_statement_get_text (row, 2), "pending"), proctor_statement_get_text (row, 4));
    }
}

/* Those that were answered and not found, and forgets what was found. */
static void
count_lost_runs (Soak *soak,
                 Client *client)
{
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, client->runs);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      KnownRun *run = value;

      if (!run->seen)
        {
          g_test_message ("the run %s of %s is gone", (const char *) id, run->invocation_id);
          soak->n_lost++;
        }
      run->seen = FALSE;
    }
}

/* Every simulation that ended is one conversation, written with its result. */
static void
verify_conversations (Soak *soak,
                      ProctorDatabase *database)
{
  gint64 n_ended = proctor_database_get_int (database,
                                             "SELECT COUNT (*) FROM runs WHERE status IN ('passed', 'failed') AND"
                                             " json_extract (document, '$.test_info.type') = 'simulation' AND json_array_length (document, '$.agent_responses') > 0",
                                             "");
  gint64 n_conversations = proctor_database_get_int (database, "SELECT COUNT (*) FROM conversations", "");

  if (n_ended != n_conversations)
    {
      g_test_message ("of %" G_GINT64_FORMAT " simulations there are %" G_GINT64_FORMAT " conversations", n_ended, n_conversations);
      soak->n_doubled += (guint) ABS (n_ended - n_conversations);
    }
}

static void
verify (Soak *soak)
{
  ProctorDatabase *database = open_copy (soak);
  g_autoptr (GError) error = NULL;

  proctor_database_check (database, &error);
  g_assert_no_error (error);
  /* Killed before it had made anything. */
  if (proctor_database_get_int (database, "PRAGMA user_version", "") > 0)
    {
      verify_runs (soak, database);
      for (gsize i = 0; i < N_CLIENTS; i++)
        {
          verify_tests (soak, database, &soak->clients[i]);
          count_lost_runs (soak, &soak->clients[i]);
        }
      verify_conversations (soak, database);
    }
  proctor_database_take_error (database, &error);
  g_assert_no_error (error);
  close_copy (soak, database);
}

static void
soak_set_up (Soak *soak)
{
  g_autoptr (EngineLine) line = NULL;

  soak->child = engine_child_new ();
  soak->stub = engine_stub_new (5, 20);
  soak->endings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  engine_child_launch (soak->child, engine_stub_get_url (soak->stub), 8);
  engine_child_wait (soak->child);
  line = engine_line_new (soak->child->socket);
  soak->agent_id = engine_line_make (line, "/v1/convai/agents/create",
                                     "{\"name\": \"Agent\", \"conversation_config\": {\"agent\": {\"first_message\": \"Welcome.\", \"prompt\": {\"prompt\": \"Be kind.\"}}}}", "agent_id");
  engine_child_kill (soak->child);

  for (gsize i = 0; i < N_CLIENTS; i++)
    {
      Client *client = &soak->clients[i];

      client->child = soak->child;
      client->agent_id = soak->agent_id;
      client->rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
      client->tests = g_ptr_array_new_with_free_func (known_test_free);
      client->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_run_free);
    }
}

static void
soak_tear_down (Soak *soak)
{
  for (gsize i = 0; i < N_CLIENTS; i++)
    {
      g_rand_free (soak->clients[i].rand);
      g_ptr_array_unref (soak->clients[i].tests);
      g_hash_table_unref (soak->clients[i].runs);
    }
  g_hash_table_unref (soak->endings);
  g_free (soak->agent_id);
  engine_child_free (soak->child);
  engine_stub_free (soak->stub);
}

static void
kill_once (Soak *soak)
{
  gboolean early = g_test_rand_int_range (0, 8) == 0;

  engine_child_launch (soak->child, engine_stub_get_url (soak->stub), 8);
  if (early)
    {
      g_usleep ((gulong) g_test_rand_int_range (0, 60000));
      engine_child_kill (soak->child);
      return;
    }

  engine_child_wait (soak->child);
  for (gsize i = 0; i < N_CLIENTS; i++)
    soak->clients[i].thread = g_thread_new ("client", client_thread, &soak->clients[i]);
  g_usleep ((gulong) g_test_rand_int_range (1000, 500000));
  engine_child_kill (soak->child);
  for (gsize i = 0; i < N_CLIENTS; i++)
    g_thread_join (soak->clients[i].thread);
}

static gboolean
nothing_pends (gpointer user_data)
{
  ProctorDatabase *database = user_data;

  return proctor_database_get_int (database, "SELECT (SELECT COUNT (*) FROM runs WHERE status = 'pending') +"
                                             " (SELECT COUNT (*) FROM invocations WHERE bucketing_status = 'pending')",
                                   "")
         == 0;
}

/* At the end all has ended, and every run that was repeated is in one group. */
static void
let_it_end (Soak *soak)
{
  g_autofree char *path = g_build_filename (soak->child->data, "engine.db", NULL);
  g_autoptr (ProctorDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  engine_child_launch (soak->child, engine_stub_get_url (soak->stub), 100);
  engine_child_wait (soak->child);
  database = proctor_database_open (path, &error);
  g_assert_no_error (error);
  while (!proctor_testing_wait (nothing_pends, database))
    g_test_message ("there is still something to do");
  g_assert_cmpint (proctor_database_get_int (database, "SELECT COUNT (*) FROM runs JOIN invocations ON invocations.id = runs.invocation_id WHERE repeat_count > 1", ""), ==,
                   proctor_database_get_int (database, "SELECT COUNT (DISTINCT id.value) FROM invocations, json_each (document, '$.result_groups') groups,"
                                                       " json_each (groups.value, '$.buckets') bucket, json_each (bucket.value, '$.test_run_ids') id",
                                             ""));
  engine_child_stop (soak->child);
  verify (soak);
}

static void
report (Soak *soak,
        guint n_kills)
{
  guint n_edits = 0, n_invocations = 0, n_runs = 0;

  for (gsize i = 0; i < N_CLIENTS; i++)
    {
      n_edits += soak->clients[i].n_edits;
      n_invocations += soak->clients[i].n_invocations;
      n_runs += g_hash_table_size (soak->clients[i].runs);
    }
  g_test_message ("%u kills, %u edits, %u invocations with %u runs answered, %u runs ended: %u lost, %u changed, %u doubled",
                  n_kills, n_edits, n_invocations, n_runs, g_hash_table_size (soak->endings), soak->n_lost, soak->n_changed, soak->n_doubled);
  g_assert_cmpuint (soak->n_lost, ==, 0);
  g_assert_cmpuint (soak->n_changed, ==, 0);
  g_assert_cmpuint (soak->n_doubled, ==, 0);
  g_assert_cmpuint (n_edits, >, 0);
}

static void
test_kills (void)
{
  const char *wanted = g_getenv ("PROCTOR_TEST_KILLS");
  guint n_kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_KILLS;
  Soak soak = { 0 };

  soak_set_up (&soak);
  for (guint i = 0; i < n_kills; i++)
    {
      kill_once (&soak);
      verify (&soak);
    }
  let_it_end (&soak);
  report (&soak, n_kills);
  soak_tear_down (&soak);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/engine-durability/kills", test_kills);

  return g_test_run ();
}
