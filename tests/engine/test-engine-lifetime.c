/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-calls.h"
#include "proctor-lifetime.h"
#include "proctor-testing.h"

/* When the engine is not needed any more. Nothing runs the runs here. */

static void
ended_cb (ProctorLifetime *lifetime,
          gboolean *ended)
{
  *ended = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static gboolean
has_passed (gpointer user_data)
{
  return g_get_monotonic_time () > *(gint64 *) user_data;
}

static void
let_pass (guint msecs)
{
  gint64 end = g_get_monotonic_time () + msecs * G_TIME_SPAN_MILLISECOND;

  proctor_testing_wait_for ("time to pass", has_passed, &end);
}

/* In the database's thread. */
static gpointer
run_sql (ProctorDatabase *database,
         gpointer data,
         GError **error)
{
  proctor_database_run (database, data, "");
  proctor_database_take_error (database, error);

  return NULL;
}

static void
test_nobody (EngineCalls *calls,
             gconstpointer user_data)
{
  gboolean ended = FALSE;
  g_autoptr (ProctorLifetime) lifetime = proctor_lifetime_new (calls->server, calls->worker, 0);

  g_signal_connect (lifetime, "ended", G_CALLBACK (ended_cb), &ended);
  proctor_testing_wait_for ("the end", is_true, &ended);
}

static void
test_pending (EngineCalls *calls,
              gconstpointer user_data)
{
  gboolean ended = FALSE;
  g_autoptr (ProctorLifetime) lifetime = NULL;

  engine_calls_work (calls, run_sql,
                     (gpointer) "INSERT INTO invocations (id, agent_id, created_at, title, folded, repeat_count, document) VALUES ('i', 'a', 0, '', '', 1, '{}')");
  engine_calls_work (calls, run_sql,
                     (gpointer) "INSERT INTO runs (id, invocation_id, position, test_id, status, ticket, updated_at, document)"
                                " VALUES ('r', 'i', 0, 't', 'pending', 0, 0, '{}')");
  lifetime = proctor_lifetime_new (calls->server, calls->worker, 0);
  g_signal_connect (lifetime, "ended", G_CALLBACK (ended_cb), &ended);
  let_pass (300);
  g_assert_false (ended);
  engine_calls_work (calls, run_sql, (gpointer) "UPDATE runs SET status = 'passed'");
  proctor_testing_wait_for ("the end", is_true, &ended);
}

#define ADD(name, function) g_test_add (name, EngineCalls, NULL, engine_calls_set_up, function, engine_calls_tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/engine-lifetime/nobody", test_nobody);
  ADD ("/engine-lifetime/pending", test_pending);

  return g_test_run ();
}
