/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-ctl-follow.h"
#include "proctor-ctl-invocation.h"
#include "proctor-ctl-output.h"
#include "proctor-ctl-signals.h"
#include "proctor-invocations.h"
#include "proctor-rerun.h"

/* Runs that are run again in their invocation. */

typedef struct
{
  ProctorCtlWant want;
  gboolean failed;
  gboolean errors;
  gboolean no_wait;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  proctor_ctl_want_clear (&wishes->want);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static gboolean
parse (ProctorCtl *self,
       Wishes *wishes,
       int argc,
       char **argv,
       const char **id)
{
  const GOptionEntry entries[] = {
    { "failed", 0, 0, G_OPTION_ARG_NONE, &wishes->failed, N_ ("Only those that failed"), NULL },
    { "errors", 0, 0, G_OPTION_ARG_NONE, &wishes->errors, N_ ("Only those that could not be carried out"), NULL },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &wishes->no_wait, N_ ("Don't wait for the results"), NULL },
    G_OPTION_ENTRY_NULL
  };

  return proctor_ctl_want_parse (&wishes->want, self, entries, argc, argv, id);
}

static void
add_all (GStrvBuilder *ids,
         char **more)
{
  g_auto (GStrv) owned = more;

  g_strv_builder_addv (ids, (const char **) owned);
}

/* Both together are what did neither pass nor is inconclusive. */
static char **
dup_runs (const Wishes *wishes,
          ProctorInvocationSkim *skim)
{
  g_autoptr (ProctorMatrix) matrix = proctor_matrix_new ();
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  proctor_matrix_take (matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  if (!wishes->failed && !wishes->errors)
    return proctor_rerun_dup_ended (matrix);

  if (wishes->failed)
    add_all (ids, proctor_rerun_dup_runs (matrix, PROCTOR_OUTCOME_FAILED));
  if (wishes->errors)
    add_all (ids, proctor_rerun_dup_runs (matrix, PROCTOR_OUTCOME_ERROR));

  return g_strv_builder_end (ids);
}

/* It is sent once: where the answer got lost, the invocation itself tells whether they were begun. */
static gboolean
resubmit (ProctorCtl *self,
          const char *id,
          ProctorInvocation *head,
          char **run_ids)
{
  g_autoptr (ProctorResubmitRequest) request = proctor_resubmit_request_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_resubmit_request_set_test_run_ids (request, (const char *const *) run_ids);
  proctor_resubmit_request_set_agent_id (request, proctor_invocation_get_agent_id (head));
  if (proctor_invocation_get_branch_id (head) != NULL)
    proctor_resubmit_request_set_branch_id (request, proctor_invocation_get_branch_id (head));
  proctor_invocations_resubmit_async (self->client, id, request, self->cancellable, proctor_ctl_keep_cb, &result);
  if (proctor_invocations_resubmit_finish (self->client, proctor_ctl_wait (&result), &error))
    return TRUE;

  proctor_ctl_report (self, error);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    proctor_ctl_say (_ ("Nothing was sent again. This shows what was run: proctorctl runs show %s"), id);

  return FALSE;
}

static ProctorCtlStatus
rerun (ProctorCtl *self,
       int argc,
       char **argv)
{
  g_auto (Wishes) wishes = { .want = PROCTOR_CTL_WANT_INIT };
  g_auto (ProctorCtlSignals) signals = { 0 };
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_auto (GStrv) run_ids = NULL;
  const char *id;
  guint n;

  if (!parse (self, &wishes, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  proctor_ctl_signals_begin (&signals, self);
  skim = proctor_ctl_load_invocation (self, id);
  if (skim == NULL)
    return PROCTOR_CTL_BROKEN;
  run_ids = dup_runs (&wishes, skim);
  n = g_strv_length (run_ids);
  if (n == 0)
    {
      proctor_ctl_say (_ ("There are no such runs."));
      return PROCTOR_CTL_OK;
    }
  if (!resubmit (self, id, proctor_invocation_skim_get_head (skim), run_ids))
    return PROCTOR_CTL_BROKEN;

  proctor_ctl_say (ngettext ("%u run is run again.", "%u runs are run again.", n), n);

  return wishes.no_wait ? PROCTOR_CTL_OK : proctor_ctl_follow (self, id, NULL, &wishes.want);
}

const ProctorCtlCommand proctor_ctl_rerun_commands[] = {
  { NULL, N_ ("ID"), N_ ("Run runs again, where they were run"), "  proctorctl rerun invocation_1 --failed --errors", rerun },
  { NULL }
};
