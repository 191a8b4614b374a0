/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-follow.h"
#include "proctor-ctl-list.h"
#include "proctor-ctl-results.h"
#include "proctor-ctl-signals.h"
#include "proctor-ctl-tally.h"
#include "proctor-ctl-telling.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-invocation-summary.h"
#include "proctor-invocations.h"
#include "proctor-report-words.h"

static guint
get_count (gint64 count)
{
  return (guint) CLAMP (count, 0, G_MAXINT);
}

/* The server counts what it could not carry out among what failed. */
static void
add_row (ProctorCtlTable *table,
         ProctorRecord *record)
{
  ProctorInvocationSummary *summary = PROCTOR_INVOCATION_SUMMARY (record);
  ProctorCtlTally tally = {
    .n[PROCTOR_OUTCOME_PASSED] = get_count (proctor_invocation_summary_get_passed_count (summary)),
    .n[PROCTOR_OUTCOME_FAILED] = get_count (proctor_invocation_summary_get_failed_count (summary)),
    .n[PROCTOR_OUTCOME_PENDING] = get_count (proctor_invocation_summary_get_pending_count (summary)),
    .n[PROCTOR_OUTCOME_CANCELLED] = get_count ((gint64) proctor_invocation_summary_get_cancelled_count (summary)),
  };
  g_autofree char *result = proctor_report_dup_counts (tally.n);

  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_invocation_summary_get_id (summary));
  proctor_ctl_table_add_time (table, proctor_invocation_summary_get_created_at (summary));
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, result);
  proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_invocation_summary_get_title (summary));
}

static ProctorCtlStatus
list_runs (ProctorCtl *self,
           int argc,
           char **argv)
{
  g_autofree char *agent = NULL;
  g_autofree char *missing = NULL;
  int limit = 0;
  const GOptionEntry entries[] = {
    { "agent", 0, 0, G_OPTION_ARG_STRING, &agent, N_ ("Only those of this agent"), N_ ("ID") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("No more than this many; 0 is all"), N_ ("N") },
    G_OPTION_ENTRY_NULL
  };
  const char *const titles[] = { _ ("ID"), _ ("BEGUN"), _ ("RESULT"), _ ("TITLE"), NULL };
  ProctorInvocationsQuery query = { 0 };

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL) || !proctor_ctl_check_limit (limit) || !proctor_ctl_check_id ("--agent", agent))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  query.agent_id = agent;
  missing = agent != NULL ? g_strdup_printf (_ ("There is no agent with the id “%s”, or this key can't see it."), agent) : NULL;
  query.page_size = proctor_ctl_get_page_size (limit);

  return proctor_ctl_list (self, proctor_invocations_list_all (self->client, &query), limit, titles, add_row, missing);
}

static void
print_head (ProctorInvocation *head)
{
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new_fields ();
  g_autofree char *begun = proctor_ctl_format_time (proctor_invocation_get_created_at (head));

  proctor_ctl_table_add_field (table, _ ("ID"), proctor_invocation_get_id (head));
  proctor_ctl_table_add_field (table, _ ("Agent"), proctor_invocation_get_agent_id (head));
  proctor_ctl_table_add_field (table, _ ("Branch"), proctor_invocation_get_branch_id (head));
  proctor_ctl_table_add_field (table, _ ("Version"), proctor_invocation_get_version_id (head));
  proctor_ctl_table_add_field (table, _ ("Begun"), begun);
  proctor_ctl_table_print (table);
}

static void
print_runs (ProctorInvocationSkim *skim)
{
  const char *const titles[] = { _ ("RESULT"), _ ("ID"), _ ("TEST"), NULL };
  g_autoptr (ProctorCtlTable) table = proctor_ctl_table_new (titles);
  g_autoptr (ProctorCtlTelling) telling = proctor_ctl_telling_new (skim);

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      ProctorRunRow *row = proctor_invocation_skim_get_row (skim, i);
      ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
      g_autofree char *name = proctor_ctl_telling_dup_name (telling, i);
      g_auto (GStrv) reasons = proctor_ctl_telling_dup_reasons (telling, i);

      proctor_ctl_table_add (table, proctor_ctl_outcome_get_paint (outcome), proctor_report_get_outcome_word (outcome));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_run_row_get_test_run_id (row));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, name);
      proctor_ctl_table_end_row (table);
      for (gsize j = 0; reasons[j] != NULL; j++)
        proctor_ctl_table_add_note (table, reasons[j]);
    }

  proctor_ctl_table_print (table);
}

static void
print_invocation (ProctorInvocationSkim *skim)
{
  ProctorCtlTally tally = { 0 };
  g_autofree char *summary = NULL;
  g_autofree char *line = NULL;

  print_head (proctor_invocation_skim_get_head (skim));
  proctor_ctl_print ("\n");
  print_runs (skim);
  proctor_ctl_tally_count (&tally, skim);
  summary = proctor_report_dup_counts (tally.n);
  line = g_strdup_printf ("\n%s\n", summary);
  proctor_ctl_print (line);
}

static GBytes *
get_invocation (ProctorCtl *self,
                const char *id,
                GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_invocations_get_async (self->client, id, self->cancellable, proctor_ctl_keep_cb, &result);

  return proctor_invocations_get_finish (self->client, proctor_ctl_wait (&result), error);
}

static ProctorCtlStatus
fail (ProctorCtl *self,
      const char *id,
      const GError *error)
{
  proctor_ctl_report_named (self, error, _ ("There are no runs with the id “%s”, or this key can't see them."), id);

  return PROCTOR_CTL_BROKEN;
}

/* The body is looked over even if it is printed as it came: what isn't JSON is not passed on as
 * such, and could be anything. */
static ProctorCtlStatus
show_run (ProctorCtl *self,
          int argc,
          char **argv)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!proctor_ctl_parse (self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  body = get_invocation (self, id, &error);
  skim = body != NULL ? proctor_invocation_skim_new (body, NULL, &error) : NULL;
  if (skim == NULL)
    return fail (self, id, error);

  if (self->json)
    proctor_ctl_print_bytes (body);
  else
    print_invocation (skim);

  return PROCTOR_CTL_OK;
}

/* The server answers with nothing, so there is nothing to print either, and cancels nothing as
 * readily as something. It is asked in any case: runs cost, and it may know of more than it shows. */
static ProctorCtlStatus
cancel_run (ProctorCtl *self,
            int argc,
            char **argv)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (ProctorInvocationSkim) before = NULL;
  g_autoptr (GError) unseen = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!proctor_ctl_parse (self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  body = get_invocation (self, id, &unseen);
  before = body != NULL ? proctor_invocation_skim_new (body, NULL, &unseen) : NULL;
  if (g_error_matches (unseen, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    return fail (self, id, unseen);

  proctor_invocations_cancel_async (self->client, id, self->cancellable, proctor_ctl_keep_cb, &result);
  if (!proctor_invocations_cancel_finish (self->client, proctor_ctl_wait (&result), &error))
    return fail (self, id, error);

  if (self->json)
    proctor_ctl_print_json ("{}", -1);
  if (before != NULL && proctor_invocation_skim_is_settled (before))
    proctor_ctl_say (_ ("All had ended already; there was nothing to cancel."));
  else
    proctor_ctl_say (_ ("What had not ended was cancelled."));

  return PROCTOR_CTL_OK;
}

static ProctorCtlStatus
watch_run (ProctorCtl *self,
           int argc,
           char **argv)
{
  g_auto (ProctorCtlWant) want = PROCTOR_CTL_WANT_INIT;
  g_auto (ProctorCtlSignals) signals = { 0 };
  const char *id;

  if (!proctor_ctl_want_parse (&want, self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;
  proctor_ctl_signals_begin (&signals, self);

  return proctor_ctl_follow (self, id, NULL, &want);
}

/* As it is now: what has not ended is in it as that. */
static ProctorCtlStatus
export_run (ProctorCtl *self,
            int argc,
            char **argv)
{
  g_auto (ProctorCtlWant) want = PROCTOR_CTL_WANT_INIT;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  if (!proctor_ctl_want_parse (&want, self, NULL, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (want.reports == NULL)
    {
      proctor_ctl_complain (_ ("--report is missing. “%s --help” says more."), g_get_prgname ());
      return PROCTOR_CTL_USAGE;
    }
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  body = get_invocation (self, id, &error);
  if (body == NULL)
    return fail (self, id, error);

  return proctor_ctl_write_reports (self, &want, body) ? PROCTOR_CTL_OK : PROCTOR_CTL_BROKEN;
}

const ProctorCtlCommand proctor_ctl_runs_commands[] = {
  { "list", NULL, N_ ("List what was run"), "  proctorctl runs list --agent agent_1 --limit 10", list_runs },
  { "show", N_ ("ID"), N_ ("Show what was run together, and how each run ended"), "  proctorctl runs show invocation_1", show_run },
  { "export", N_ ("ID"), N_ ("Write a report of what was run"), "  proctorctl runs export invocation_1 --report html=results.html --report junit=results.xml", export_run },
  { "cancel", N_ ("ID"), N_ ("Cancel the runs that have not ended"), "  proctorctl runs cancel invocation_1", cancel_run },
  { NULL }
};

const ProctorCtlCommand proctor_ctl_watch_commands[] = {
  { NULL, N_ ("ID"), N_ ("Wait for runs that were begun before"), "  proctorctl watch invocation_1 --report markdown=results.md", watch_run },
  { NULL }
};

const ProctorCtlCommand proctor_ctl_cancel_commands[] = {
  { NULL, N_ ("ID"), N_ ("Cancel the runs that have not ended"), "  proctorctl cancel invocation_1", cancel_run },
  { NULL }
};
