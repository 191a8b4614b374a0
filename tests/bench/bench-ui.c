/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "engine-child.h"
#include "proctor-database.h"
#include "proctor-socket-place.h"
#include "proctor-testing.h"
#include "program-run.h"

/* The program, as it is, with a local workspace of very many tests: from exec to the first rows on the
 * screen, with and without a copy from the last time; from a keystroke in the search to what it
 * found; what a frame costs while the list is scrolled; memory. Beside them is an empty
 * AdwApplicationWindow, started in turn. The engine is running already. */

#define N_ROUNDS 7

typedef struct
{
  EngineChild *engine;
  ProgramPlace folders;
  guint n_tests;
} Place;

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

/* Tests with names that have something in common, as people's have, the last made being the newest. */
static void
fill (EngineChild *child,
      guint n_tests)
{
  g_autoptr (EngineLine) line = NULL;
  g_autofree char *id = NULL;
  g_autofree char *sql = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u),"
                                          " named (i, name) AS (SELECT i, CASE i %% 5 WHEN 0 THEN 'Refund of order ' WHEN 1 THEN 'Books a room for ' WHEN 2 THEN 'Greets by name ' WHEN 3"
                                          " THEN 'Refuses politely ' ELSE 'Hands over to a person ' END || CASE i %% 3 WHEN 0 THEN 'in German ' WHEN 1 THEN 'at night ' ELSE '' END || i FROM n)"
                                          " INSERT INTO entries (id, is_folder, kind, name, folded, folder_id, created_at, updated_at, source, document)"
                                          " SELECT 'test_' || i, 0, kind, named.name, lower (named.name), NULL, created_at + i, updated_at + i, source, document"
                                          " FROM named JOIN entries ON entries.kind = 'llm'",
                                          n_tests - 1);

  engine_child_launch (child, NULL, 8);
  engine_child_wait (child);
  line = engine_line_new (child->socket);
  id = engine_line_make (line, "/v1/convai/agent-testing/create",
                         "{\"name\": \"Refund\", \"type\": \"llm\", \"success_condition\": \"The agent says that a room is booked.\","
                         " \"chat_history\": [{\"role\": \"user\", \"message\": \"Is there a room with a view of the sea?\", \"time_in_call_secs\": 0}]}",
                         "id");
  engine_child_stop (child);
  run_sql (child, sql);
  engine_child_launch (child, NULL, 8);
  engine_child_wait (child);
}

static void
place_init (Place *place,
            guint n_tests)
{
  g_autofree char *meeting_place = NULL;
  g_autofree char *file = NULL;

  place->n_tests = n_tests;
  place->engine = engine_child_new ();
  place->folders.folder = proctor_testing_make_folder ();
  place->folders.data = g_build_filename (place->folders.folder, "data", NULL);
  place->folders.cache = g_build_filename (place->folders.folder, "cache", NULL);
  place->folders.rows = g_strdup_printf ("%u", n_tests);

  g_free (place->engine->data);
  place->engine->data = g_build_filename (place->folders.data, "proctor", NULL);
  g_assert_cmpint (g_mkdir_with_parents (place->engine->data, 0700), ==, 0);
  g_free (place->engine->socket);
  place->engine->socket = proctor_socket_place_find (place->engine->data);
  g_assert_nonnull (place->engine->socket);
  meeting_place = g_path_get_dirname (place->engine->socket);
  g_assert_cmpint (g_mkdir_with_parents (meeting_place, 0700), ==, 0);
  fill (place->engine, n_tests);

  file = g_build_filename (place->engine->data, "workspaces.ini", NULL);
  g_assert_true (g_file_set_contents (file, "[Workspaces]\nLast=local\n\n[Workspace local]\nName=Sample\n", -1, NULL));
}

static void
place_clear (Place *place)
{
  engine_child_stop (place->engine);
  engine_child_free (place->engine);
  proctor_testing_remove_folder (place->folders.folder);
  program_place_clear (&place->folders);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return (difference > 0) - (difference < 0);
}

static double
median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare_doubles);

  return values[N_ROUNDS / 2];
}

typedef struct
{
  double frame[N_ROUNDS];
  double rows[N_ROUNDS];
  double pss[N_ROUNDS];
  double n_rows;
} Starts;

static void
start (Place *place,
       Starts *starts,
       guint round)
{
  double begun;
  g_autoptr (GHashTable) values = program_run (&place->folders, PROGRAM, DRIVE_LIST, "rows", &begun);

  starts->frame[round] = program_get (values, "frame") - begun;
  starts->rows[round] = program_get (values, "rows") - begun;
  starts->pss[round] = program_get (values, "pss");
  starts->n_rows = program_get (values, "n-rows");
}

static void
print_starts (const char *what,
              Starts *starts,
              double empty,
              double empty_pss)
{
  double rows = median (starts->rows), pss = median (starts->pss);

  g_print ("  %-38s %7.0f ms (%.0f to %.0f), %4.2f of an empty window; %6.1f MiB PSS, %+.1f; %.0f rows\n", what, rows, starts->rows[0], starts->rows[N_ROUNDS - 1], rows / empty, pss,
           pss - empty_pss, starts->n_rows);
}

static void
measure (guint n_tests)
{
  Place place = { 0 };
  Starts cold = { 0 }, warm = { 0 };
  double empty[N_ROUNDS], empty_pss[N_ROUNDS], begun, empty_msecs, empty_mebibytes;
  g_autoptr (GHashTable) primed = NULL;
  g_autoptr (GHashTable) driven = NULL;

  place_init (&place, n_tests);
  program_start_empty (&place.folders, &empty[0], &empty_pss[0]);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      program_start_empty (&place.folders, &empty[round], &empty_pss[round]);
      if (g_file_test (place.folders.cache, G_FILE_TEST_EXISTS))
        proctor_testing_remove_folder (place.folders.cache);
      start (&place, &cold, round);
    }
  primed = program_run (&place.folders, PROGRAM, DRIVE_LIST, "prime", &begun);
  for (guint round = 0; round < N_ROUNDS; round++)
    start (&place, &warm, round);
  driven = program_run (&place.folders, PROGRAM, DRIVE_LIST, "drive", &begun);
  place_clear (&place);

  empty_msecs = median (empty);
  empty_mebibytes = median (empty_pss);
  g_print ("%u tests in the engine, %d starts each\n", n_tests, N_ROUNDS);
  g_print ("  %-38s %7.0f ms (%.0f to %.0f); %6.1f MiB PSS\n", "an empty AdwApplicationWindow", empty_msecs, empty[0], empty[N_ROUNDS - 1], empty_mebibytes);
  print_starts ("first rows, without a copy", &cold, empty_msecs, empty_mebibytes);
  print_starts ("first rows, with one", &warm, empty_msecs, empty_mebibytes);
  g_print ("  %-38s %7.0f ms, %4.2f of an empty window\n", "first frame, with one", median (warm.frame), warm.frame[N_ROUNDS / 2] / empty_msecs);
  g_print ("  %-38s %7.1f MiB PSS, %+.1f; %.1f after all that follows\n", "all of them there", program_get (driven, "all-pss"), program_get (driven, "all-pss") - empty_mebibytes, program_get (driven, "driven-pss"));
  program_print_spread (driven, "keystroke to the list's change", "keystroke-change");
  program_print_spread (driven, "keystroke to what is painted", "keystroke-paint");
  program_print_spread (driven, "a frame, by the wheel, CPU", "wheel");
  program_print_spread (driven, "a frame, dragged end to end, CPU", "drag");
  g_print ("  %-38s %7.0f\n\n", "tests found by the last letter", program_get (driven, "found"));
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  if (g_getenv ("PROCTOR_TEST_ENGINE") == NULL)
    g_setenv ("PROCTOR_TEST_ENGINE", ENGINE, TRUE);

  if (argc > 1)
    measure ((guint) g_ascii_strtoull (argv[1], NULL, 10));
  else
    {
      measure (10000);
      measure (100000);
    }

  return EXIT_SUCCESS;
}
