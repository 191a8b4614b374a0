/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-tests.h"

#include <glib/gi18n.h>

#include "proctor-checks.h"
#include "proctor-ctl-files.h"
#include "proctor-ctl-table.h"
#include "proctor-finding.h"
#include "proctor-tests.h"

/* What can be said of tests before they are run: of those in files, so that it can be said before they are anywhere
 * else, and of those on a server. */

static const char *
get_word (ProctorSeverity severity)
{
  switch (severity)
    {
    case PROCTOR_SEVERITY_ERROR:
      return _ ("error");
    case PROCTOR_SEVERITY_WARNING:
      return _ ("warning");
    case PROCTOR_SEVERITY_HINT:
    default:
      return _ ("hint");
    }
}

static ProctorCtlPaint
get_paint (ProctorSeverity severity)
{
  switch (severity)
    {
    case PROCTOR_SEVERITY_ERROR:
      return PROCTOR_CTL_PAINT_BAD;
    case PROCTOR_SEVERITY_WARNING:
      return PROCTOR_CTL_PAINT_ODD;
    case PROCTOR_SEVERITY_HINT:
    default:
      return PROCTOR_CTL_PAINT_NONE;
    }
}

static const char *
get_id (ProctorSeverity severity)
{
  const char *const ids[] = { [PROCTOR_SEVERITY_ERROR] = "error", [PROCTOR_SEVERITY_WARNING] = "warning", [PROCTOR_SEVERITY_HINT] = "hint" };

  return severity < G_N_ELEMENTS (ids) ? ids[severity] : "hint";
}

static void
append_finding (GString *json,
                ProctorTest *test,
                ProctorFinding *finding)
{
  g_string_append (json, json->len > 1 ? ",\n{" : "\n{");
  proctor_ctl_append_member (json, "severity", get_id (proctor_finding_get_severity (finding)));
  proctor_ctl_append_member (json, "rule", proctor_finding_get_rule (finding));
  proctor_ctl_append_member (json, "test_id", proctor_test_get_id (test));
  proctor_ctl_append_member (json, "test", proctor_test_get_name (test));
  proctor_ctl_append_member (json, "where", proctor_finding_get_where (finding));
  proctor_ctl_append_member (json, "message", proctor_finding_get_message (finding));
  g_string_append_c (json, '}');
}

/* Returns how many errors there are. */
static guint
check_test (ProctorCtlTable *table,
            GString *json,
            ProctorTest *test)
{
  g_autoptr (GListModel) findings = proctor_checks_run (test, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);
      ProctorSeverity severity = proctor_finding_get_severity (finding);

      append_finding (json, test, finding);
      proctor_ctl_table_add (table, get_paint (severity), get_word (severity));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_finding_get_rule (finding));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_test_get_name (test));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_finding_get_where (finding));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_finding_get_message (finding));
      proctor_ctl_table_end_row (table);
    }

  return proctor_checks_count (findings, PROCTOR_SEVERITY_ERROR);
}

static gboolean
fetch_tests (ProctorCtl *self,
             char **ids,
             GPtrArray *tests)
{
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      ProctorTest *test;

      proctor_tests_get_async (self->client, ids[i], self->cancellable, proctor_ctl_keep_cb, &result);
      test = proctor_tests_get_finish (self->client, proctor_ctl_wait (&result), &error);
      if (test == NULL)
        {
          proctor_ctl_report_named (self, error, _ ("There is no test with the id “%s”, or this key can't see it."), ids[i]);
          return FALSE;
        }
      g_ptr_array_add (tests, test);
    }

  return TRUE;
}

static gboolean
are_files (char **things)
{
  gboolean all = TRUE;

  for (gsize i = 0; things[i] != NULL; i++)
    all &= g_file_test (things[i], G_FILE_TEST_EXISTS);

  return all;
}

static GPtrArray *
load_tests (ProctorCtl *self,
            char **things,
            ProctorCtlStatus *status)
{
  g_autoptr (GPtrArray) tests = NULL;

  if (are_files (things))
    {
      *status = PROCTOR_CTL_FAILED;
      return proctor_ctl_read_tests (things);
    }

  *status = PROCTOR_CTL_BROKEN;
  tests = g_ptr_array_new_with_free_func (g_object_unref);

  return proctor_ctl_connect (self) && fetch_tests (self, things, tests) ? g_steal_pointer (&tests) : NULL;
}

/**
 * proctor_ctl_check_tests:
 * @self: what all commands need
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 *
 * Returns: whether there is an error in one of them
 */
ProctorCtlStatus
proctor_ctl_check_tests (ProctorCtl *self,
                         int argc,
                         char **argv)
{
  g_auto (GStrv) things = NULL;
  const GOptionEntry entries[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &things, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  const char *const titles[] = { _ ("SEVERITY"), _ ("RULE"), _ ("TEST"), _ ("WHERE"), _ ("WHAT"), NULL };
  g_autoptr (ProctorCtlTable) table = NULL;
  g_autoptr (GPtrArray) tests = NULL;
  g_autoptr (GString) json = g_string_new ("[");
  ProctorCtlStatus status;
  guint n_errors = 0;

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL) || !proctor_ctl_check_things (self, things))
    return PROCTOR_CTL_USAGE;

  tests = load_tests (self, things, &status);
  if (tests == NULL)
    return status;

  table = proctor_ctl_table_new (titles);
  for (guint i = 0; i < tests->len; i++)
    n_errors += check_test (table, json, g_ptr_array_index (tests, i));
  g_string_append (json, json->len > 1 ? "\n]" : "]");
  if (self->json)
    proctor_ctl_print_json (json->str, (gssize) json->len);
  else
    proctor_ctl_table_print (table);
  proctor_ctl_say (ngettext ("%u test checked, %u of what was found are errors.", "%u tests checked, %u of what was found are errors.", tests->len), tests->len, n_errors);

  return n_errors > 0 ? PROCTOR_CTL_FAILED : PROCTOR_CTL_OK;
}
