/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-list.h"

#include <glib/gi18n.h>

#include "proctor-ctl-test-fields.h"
#include "proctor-ctl-tests.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-wire-names.h"

static const char *
get_kind_word (const char *kind)
{
  switch (proctor_wire_test_kind_from_name (kind))
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return _ ("next reply");
    case PROCTOR_TEST_KIND_TOOL:
      return _ ("tool call");
    case PROCTOR_TEST_KIND_SIMULATION:
      return _ ("simulation");
    case PROCTOR_TEST_KIND_UNKNOWN:
    default:
      return kind;
    }
}

static void
add_row (ProctorCtlTable *table,
         ProctorRecord *record)
{
  ProctorTestSummary *test = PROCTOR_TEST_SUMMARY (record);

  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_test_summary_get_id (test));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, get_kind_word (proctor_test_summary_get_kind (test)));
  proctor_ctl_table_add_time (table, proctor_test_summary_get_last_updated_at (test));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_test_summary_get_name (test));
}

static ProctorCtlStatus
list_tests (ProctorCtl *self,
            int argc,
            char **argv)
{
  g_autofree char *search = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *missing = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "search", 0, 0, G_OPTION_ARG_STRING, &search, N_ ("Only those with this text in their name"), N_ ("TEXT") },
    { "folder", 0, 0, G_OPTION_ARG_STRING, &folder, N_ ("Only what is in this folder; “root” is what is in none"), N_ ("ID") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("No more than this many; 0 is all"), N_ ("N") },
    G_OPTION_ENTRY_NULL
  };
  const char *const titles[] = { _ ("ID"), _ ("KIND"), _ ("CHANGED"), _ ("NAME"), NULL };
  ProctorTestsQuery query = { 0 };

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL) || !proctor_ctl_check_limit (limit) || !proctor_ctl_check_id ("--folder", folder))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  query.search = search;
  query.parent_folder_id = folder;
  missing = folder != NULL ? g_strdup_printf (_ ("There is no folder with the id “%s”, or this key can't see it."), folder) : NULL;
  query.page_size = proctor_ctl_get_page_size (limit);

  return proctor_ctl_list (self, proctor_tests_list_all (self->client, &query), limit, titles, add_row, missing);
}

static void
print_test (ProctorTest *test)
{
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new_fields ();

  proctor_ctl_table_add_field (table, _ ("ID"), proctor_test_get_id (test));
  proctor_ctl_table_add_field (table, _ ("Name"), proctor_test_get_name (test));
  proctor_ctl_table_add_field (table, _ ("Kind"), get_kind_word (proctor_test_get_kind (test)));
  proctor_ctl_add_test_fields (table, test);
  proctor_ctl_table_print (table);
}

static ProctorCtlStatus
show_test (ProctorCtl *self,
           int argc,
           char **argv)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!proctor_ctl_parse (self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  proctor_tests_get_async (self->client, id, self->cancellable, proctor_ctl_keep_cb, &result);
  test = proctor_tests_get_finish (self->client, proctor_ctl_wait (&result), &error);
  if (test == NULL)
    {
      proctor_ctl_report_named (self, error, _ ("There is no test with the id “%s”, or this key can't see it."), id);
      return PROCTOR_CTL_BROKEN;
    }
  if (self->json)
    return proctor_ctl_print_record (self, PROCTOR_RECORD (test)) ? PROCTOR_CTL_OK : PROCTOR_CTL_BROKEN;

  print_test (test);
  proctor_ctl_say_problem (PROCTOR_RECORD (test));

  return PROCTOR_CTL_OK;
}

/**
 * proctor_ctl_check_things:
 * @self: what all commands need
 * @things: (nullable): what follows the options
 *
 * Returns: whether there is something, and each is more than nothing; if not, it has been said
 */
gboolean
proctor_ctl_check_things (ProctorCtl *self,
                          char **things)
{
  if (things == NULL)
    {
      proctor_ctl_complain (_ ("“%s” is missing. “%s --help” says more."), self->command->arguments, g_get_prgname ());
      return FALSE;
    }

  for (gsize i = 0; things[i] != NULL; i++)
    {
      if (!proctor_ctl_check_id (self->command->arguments, things[i]))
        return FALSE;
    }

  return TRUE;
}

const ProctorCtlCommand proctor_ctl_tests_commands[] = {
  { "list", NULL, N_ ("List tests and folders"), "  proctorctl tests list --search refund\n  proctorctl tests list --folder folder_1 --json", list_tests },
  { "show", N_ ("ID"), N_ ("Show a test"), "  proctorctl tests show test_1", show_test },
  { "check", N_ ("FILE…|ID…"), N_ ("Say what is wrong with tests before they are run"), "  proctorctl tests check tests/\n  proctorctl tests check test_1", proctor_ctl_check_tests },
  { "pull", N_ ("[FOLDER]"), N_ ("Bring tests into a folder, in the layout of the official command line"), "  proctorctl tests pull\n  proctorctl tests pull --folder Refunds --dry-run tests/\n  proctorctl tests pull --prune -w Work project/", proctor_ctl_pull_tests },
  { "push", N_ ("[FOLDER]"), N_ ("Bring tests from a folder to the server"), "  proctorctl tests push --dry-run\n  proctorctl tests push --match 'refund*' project/\n  proctorctl tests push --map staging -w Staging project/", proctor_ctl_push_tests },
  { "diff", N_ ("[FOLDER]"), N_ ("Say in what tests in a folder and on the server differ"), "  proctorctl tests diff\n  proctorctl tests diff --json project/", proctor_ctl_diff_tests },
  { "delete", N_ ("ID…"), N_ ("Delete tests"), "  proctorctl tests delete test_1 test_2", proctor_ctl_delete_tests },
  { NULL }
};
