/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-private.h"

#include "proctor-run-test.h"

/* What is kept of it on the disk, so that it can be told of, and gone on with, after the program was ended. */

#define GROUP "until-failure"

/* In turn the id of a test, its name, and the node that it begins at. */
static char **
dup_tests (ProctorUntilFailure *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);
      const char *name = proctor_run_test_get_name (test);
      const char *node_id = proctor_run_test_get_node_id (test);

      g_strv_builder_add (builder, proctor_run_test_get_id (test));
      g_strv_builder_add (builder, name != NULL ? name : "");
      g_strv_builder_add (builder, node_id != NULL ? node_id : "");
    }

  return g_strv_builder_end (builder);
}

/**
 * proctor_until_failure_make_note:
 * @self: runs until one fails
 *
 * Returns: (transfer full): all that has to be known to go on with it
 */
char *
proctor_until_failure_make_note (ProctorUntilFailure *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) tests = dup_tests (self);

  g_key_file_set_string (file, GROUP, "agent", self->agent_id);
  if (self->branch_id != NULL)
    g_key_file_set_string (file, GROUP, "branch", self->branch_id);
  g_key_file_set_string_list (file, GROUP, "tests", (const char *const *) tests, g_strv_length (tests));
  g_key_file_set_string_list (file, GROUP, "attempts", (const char *const *) self->attempts->pdata, self->attempts->len);
  g_key_file_set_integer (file, GROUP, "most", (int) self->most);
  g_key_file_set_integer (file, GROUP, "attempt", (int) self->attempt);
  g_key_file_set_integer (file, GROUP, "errors", (int) self->n_errors);
  g_key_file_set_integer (file, GROUP, "barren", (int) self->n_barren);
  g_key_file_set_int64 (file, GROUP, "asked-at", self->asked_at);

  return g_key_file_to_data (file, NULL, NULL);
}

static guint
get_number (GKeyFile *file,
            const char *name)
{
  return (guint) CLAMP (g_key_file_get_integer (file, GROUP, name, NULL), 0, G_MAXINT16);
}

/**
 * proctor_until_failure_read_note:
 * @self: runs until one fails, of which nothing is known yet
 * @note: what was kept of them
 *
 * Returns: whether that makes sense
 */
gboolean
proctor_until_failure_read_note (ProctorUntilFailure *self,
                                 const char *note)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) tests = NULL;
  g_auto (GStrv) attempts = NULL;
  gsize n_tests = 0, n_attempts = 0;

  if (!g_key_file_load_from_data (file, note, (gsize) -1, G_KEY_FILE_NONE, NULL))
    return FALSE;

  tests = g_key_file_get_string_list (file, GROUP, "tests", &n_tests, NULL);
  attempts = g_key_file_get_string_list (file, GROUP, "attempts", &n_attempts, NULL);
  self->agent_id = g_key_file_get_string (file, GROUP, "agent", NULL);
  self->branch_id = g_key_file_get_string (file, GROUP, "branch", NULL);
  self->most = get_number (file, "most");
  self->attempt = get_number (file, "attempt");
  self->n_errors = get_number (file, "errors");
  self->n_barren = get_number (file, "barren");
  self->asked_at = g_key_file_get_int64 (file, GROUP, "asked-at", NULL);
  if (self->agent_id == NULL || n_tests < 3 || self->most == 0 || self->attempt == 0 || n_attempts > self->attempt)
    return FALSE;

  for (gsize i = 0; i + 2 < n_tests; i += 3)
    {
      g_autoptr (ProctorRunTest) test = proctor_run_test_new (tests[i], tests[i + 1], *tests[i + 2] != '\0' ? tests[i + 2] : NULL);

      g_list_store_append (self->tests, test);
    }
  for (gsize i = 0; i < n_attempts; i++)
    g_ptr_array_add (self->attempts, g_strdup (attempts[i]));
  /* It was about to be started, or it was, and the answer came too late. */
  self->is_lost = n_attempts < self->attempt;

  return TRUE;
}
