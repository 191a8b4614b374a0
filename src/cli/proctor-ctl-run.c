/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-output.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-ctl-follow.h"
#include "proctor-ctl-signals.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-invocations.h"
#include "proctor-lost-run-search.h"
#include "proctor-run-target.h"

/* What the command line says. */
typedef struct
{
  char **agents;
  char **tests;
  const char *agent;
  char *branch;
  ProctorCtlWant want;
  int repeat;
  gboolean no_wait;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_clear_pointer (&wishes->agents, g_strfreev);
  g_clear_pointer (&wishes->tests, g_strfreev);
  g_clear_pointer (&wishes->branch, g_free);
  proctor_ctl_want_clear (&wishes->want);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static gboolean
check_ids (Wishes *wishes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (wishes->agents == NULL || wishes->tests == NULL)
    {
      proctor_ctl_complain (_ ("--agent and at least one --test are needed. “%s --help” says more."), g_get_prgname ());
      return FALSE;
    }
  if (wishes->agents[1] != NULL)
    {
      proctor_ctl_complain (_ ("There can be only one --agent. Tests of another need a call of their own."));
      return FALSE;
    }
  wishes->agent = wishes->agents[0];
  if (!proctor_ctl_check_id ("--agent", wishes->agent) || !proctor_ctl_check_id ("--branch", wishes->branch))
    return FALSE;

  for (gsize i = 0; wishes->tests[i] != NULL; i++)
    {
      if (!proctor_ctl_check_id ("--test", wishes->tests[i]))
        return FALSE;
      if (!g_hash_table_add (seen, wishes->tests[i]))
        {
          proctor_ctl_complain (_ ("The test “%s” is there twice. To run tests more than once there is --repeat."), wishes->tests[i]);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
parse (ProctorCtl *self,
       Wishes *wishes,
       int argc,
       char **argv)
{
  const GOptionEntry entries[] = {
    { "agent", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes->agents, N_ ("The agent to test"), N_ ("ID") },
    { "test", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes->tests, N_ ("A test to run; once for each"), N_ ("ID") },
    { "branch", 0, 0, G_OPTION_ARG_STRING, &wishes->branch, N_ ("The agent's branch, if not the main one"), N_ ("ID") },
    { "repeat", 0, 0, G_OPTION_ARG_INT, &wishes->repeat, N_ ("How often each test is run: once, or up to 50 times"), N_ ("N") },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &wishes->no_wait, N_ ("Don't wait for the results"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!proctor_ctl_want_parse (&wishes->want, self, entries, argc, argv, NULL))
    return FALSE;
  if (!check_ids (wishes))
    return FALSE;
  if (wishes->repeat < 1)
    {
      proctor_ctl_complain (_ ("--repeat takes a number from 1 on."));
      return FALSE;
    }
  return TRUE;
}

static ProctorRunRequest *
make_request (const Wishes *wishes)
{
  ProctorRunRequest *run = proctor_run_request_new ();
  GListStore *tests = G_LIST_STORE (proctor_run_request_get_tests (run));

  for (gsize i = 0; wishes->tests[i] != NULL; i++)
    {
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, wishes->tests[i]);
      g_list_store_append (tests, target);
    }
  if (wishes->branch != NULL)
    proctor_run_request_set_branch_id (run, wishes->branch);
  if (wishes->repeat > 1)
    proctor_run_request_set_repeat_count (run, wishes->repeat);

  return run;
}

/* For a program the id is in the JSON that it gets. Without the id nobody would find the runs again,
 * so where it can't be written it is said. */
static void
tell_id (ProctorCtl *self,
         const char *id)
{
  g_autofree char *harmless = proctor_ctl_make_harmless (id);
  g_autofree char *line = g_strconcat (harmless, "\n", NULL);
  g_autofree char *hint = g_strdup_printf (_ ("The runs go on. This waits for them: proctorctl watch %s"), id);

  if (self->json)
    proctor_ctl_say ("%s", id);
  else
    proctor_ctl_print_or_say (line, hint);
}

static void
say_where_to_look (const Wishes *wishes)
{
  proctor_ctl_say (_ ("Nothing was sent again. This shows what was run: proctorctl runs list --agent %s"), wishes->agent);
}

static ProctorCtlStatus
say_interrupted (ProctorCtl *self,
                 const Wishes *wishes)
{
  proctor_ctl_say (_ ("It is not known whether the tests were begun."));
  say_where_to_look (wishes);

  return self->ended_by;
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

/* The body is as yet unknown if the id had to be searched for. */
static ProctorCtlStatus
go_on (ProctorCtl *self,
       const Wishes *wishes,
       const char *id,
       GBytes *body)
{
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;

  tell_id (self, id);
  if (!wishes->no_wait)
    return proctor_ctl_follow (self, id, body, &wishes->want);
  if (!self->json)
    return PROCTOR_CTL_OK;

  found = body != NULL ? g_bytes_ref (body) : get_invocation (self, id, &error);
  if (found == NULL)
    {
      proctor_ctl_report (self, error);
      return PROCTOR_CTL_BROKEN;
    }
  proctor_ctl_print_bytes (found);

  return PROCTOR_CTL_OK;
}

static GListModel *
search (ProctorCtl *self,
        ProctorLostRun *lost,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_lost_run_search_async (self->client, lost, self->cancellable, proctor_ctl_keep_cb, &result);

  return proctor_lost_run_search_finish (self->client, proctor_ctl_wait (&result), error);
}

/* Running tests costs, so they are looked for before anybody thinks of trying again. */
static ProctorCtlStatus
search_and_go_on (ProctorCtl *self,
                  const Wishes *wishes,
                  ProctorLostRun *lost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = search (self, lost, &error);
  guint n_found = found != NULL ? g_list_model_get_n_items (found) : 0;

  if (found == NULL && g_cancellable_is_cancelled (self->cancellable))
    return say_interrupted (self, wishes);
  if (found == NULL)
    proctor_ctl_report (self, error);
  else if (n_found == 1)
    {
      g_autoptr (ProctorRecord) summary = g_list_model_get_item (found, 0);

      proctor_ctl_say (_ ("The server's answer got lost, but the runs were begun: exactly one invocation has these tests."));
      return go_on (self, wishes, proctor_record_get_identity (summary), NULL);
    }
  else if (n_found == 0)
    proctor_ctl_say (_ ("No invocation with these tests was found. It may still appear."));
  else
    proctor_ctl_say (ngettext ("%u invocation has these tests, and any may be the one:", "%u invocations have these tests, and any may be the one:", n_found), n_found);

  for (guint i = 0; i < n_found; i++)
    {
      g_autoptr (ProctorRecord) summary = g_list_model_get_item (found, i);

      proctor_ctl_say ("  %s", proctor_record_get_identity (summary));
    }
  say_where_to_look (wishes);

  return PROCTOR_CTL_BROKEN;
}

/* An answer that makes no sense, from something between here and the server perhaps, says as little
 * of what was begun as none. */
static const char *
find_id (ProctorInvocationSkim *skim,
         GError **error)
{
  const char *id = skim != NULL ? proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)) : NULL;

  if (skim != NULL && id == NULL)
    g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's answer has no id in it."));

  return id;
}

static ProctorCtlStatus
begin (ProctorCtl *self,
       const Wishes *wishes)
{
  g_autoptr (ProctorRunRequest) run = make_request (wishes);
  g_autoptr (ProctorLostRun) lost = proctor_lost_run_new (wishes->agent, run, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  proctor_invocations_run_async (self->client, wishes->agent, run, self->cancellable, proctor_ctl_keep_cb, &result);
  body = proctor_invocations_run_finish (self->client, proctor_ctl_wait (&result), &error);
  skim = body != NULL ? proctor_invocation_skim_new (body, NULL, &error) : NULL;
  id = find_id (skim, &error);
  if (id != NULL)
    return go_on (self, wishes, id, body);

  if (g_cancellable_is_cancelled (self->cancellable))
    return say_interrupted (self, wishes);
  proctor_ctl_report_named (self, error, _ ("The agent “%s”, its branch or one of the tests isn't there, or this key can't see it."), wishes->agent);
  if (body == NULL && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    return PROCTOR_CTL_BROKEN;

  return search_and_go_on (self, wishes, lost);
}

static ProctorCtlStatus
run_tests (ProctorCtl *self,
           int argc,
           char **argv)
{
  g_auto (Wishes) wishes = { .repeat = 1, .want = PROCTOR_CTL_WANT_INIT };
  g_auto (ProctorCtlSignals) signals = { 0 };

  if (!parse (self, &wishes, argc, argv))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  proctor_ctl_signals_begin (&signals, self);

  return begin (self, &wishes);
}

const ProctorCtlCommand proctor_ctl_run_commands[] = {
  { NULL, "--agent=ID --test=ID…", N_ ("Run tests and wait for their results"), "  proctorctl run --agent agent_1 --test test_1 --repeat 5 --fail-under 80\n  proctorctl run --agent agent_1 --test test_1 --report junit=results.xml --quiet", run_tests },
  { NULL }
};
