/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-output.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-ctl-choose.h"
#include "proctor-ctl-files.h"
#include "proctor-ctl-follow.h"
#include "proctor-ctl-local.h"
#include "proctor-ctl-override.h"
#include "proctor-ctl-signals.h"
#include "proctor-ctl-workspace.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-invocations.h"
#include "proctor-lost-run-search.h"
#include "proctor-run-target.h"
#include "proctor-wire-text.h"

/* What the command line says. */
typedef struct
{
  char **agents;
  char *agent; /* the one, by its id or name, and by its id when that was found out */
  char *branch;
  char *override;
  char **variables;
  char **paths;
  GPtrArray *tests; /* in files */
  GPtrArray *made;  /* of them, for as long as they run */
  GPtrArray *ids;
  JsonNode *config;
  ProctorCtlChoice choice;
  ProctorCtlWant want;
  int repeat;
  int until_fail;
  gboolean no_wait;
  gboolean sample;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_clear_pointer (&wishes->agents, g_strfreev);
  g_clear_pointer (&wishes->agent, g_free);
  g_clear_pointer (&wishes->branch, g_free);
  g_clear_pointer (&wishes->override, g_free);
  g_clear_pointer (&wishes->variables, g_strfreev);
  g_clear_pointer (&wishes->paths, g_strfreev);
  g_clear_pointer (&wishes->tests, g_ptr_array_unref);
  g_clear_pointer (&wishes->made, g_ptr_array_unref);
  g_clear_pointer (&wishes->ids, g_ptr_array_unref);
  g_clear_pointer (&wishes->config, json_node_unref);
  proctor_ctl_choice_clear (&wishes->choice);
  proctor_ctl_want_clear (&wishes->want);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

static gboolean
check_agent (Wishes *wishes)
{
  /* The sample has one, as is seen when there is a sample. */
  if (wishes->agents == NULL && wishes->sample)
    return TRUE;
  if (wishes->agents == NULL)
    {
      proctor_ctl_complain (_ ("--agent is missing. “%s --help” says more."), g_get_prgname ());
      return FALSE;
    }
  if (wishes->agents[1] != NULL)
    {
      proctor_ctl_complain (_ ("There can be only one --agent. Tests of another need a call of their own."));
      return FALSE;
    }
  g_set_str (&wishes->agent, wishes->agents[0]);

  return proctor_ctl_check_id ("--agent", wishes->agent) && proctor_ctl_check_id ("--branch", wishes->branch);
}

static void
be_sample (ProctorCtl *self,
           Wishes *wishes)
{
  self->local = TRUE;
  if (wishes->choice.tests == NULL && wishes->choice.folders == NULL && wishes->choice.match == NULL && wishes->paths == NULL)
    wishes->choice.match = g_strdup ("*");
}

static gboolean
parse (ProctorCtl *self,
       Wishes *wishes,
       int argc,
       char **argv)
{
  const GOptionEntry entries[] = {
    { "agent", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &wishes->agents, N_ ("The agent to test, by its id or name"), N_ ("AGENT") },
    { "test", 't', 0, G_OPTION_ARG_STRING_ARRAY, &wishes->choice.tests, N_ ("A test to run; once for each"), N_ ("ID") },
    { "folder", 'f', 0, G_OPTION_ARG_STRING_ARRAY, &wishes->choice.folders, N_ ("All tests in this folder and below it; once for each"), N_ ("ID") },
    { "attached", 0, 0, G_OPTION_ARG_NONE, &wishes->choice.attached, N_ ("All tests that belong to the agent"), NULL },
    { "match", 'm', 0, G_OPTION_ARG_STRING, &wishes->choice.match, N_ ("Of those, or of all there are, only those with names like this"), N_ ("PATTERN") },
    { "branch", 'b', 0, G_OPTION_ARG_STRING, &wishes->branch, N_ ("The agent's branch, by its id or name, if not the main one"), N_ ("BRANCH") },
    { "override", 0, 0, G_OPTION_ARG_FILENAME, &wishes->override, N_ ("A whole configuration in place of the agent's own, as JSON"), N_ ("FILE") },
    { "var", 0, 0, G_OPTION_ARG_STRING_ARRAY, &wishes->variables, N_ ("Another value for one of the agent's variables; once for each"), N_ ("NAME=VALUE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &wishes->sample, N_ ("The sample workspace on this computer, which needs nothing: all its tests on its agent, if nothing else is said"), NULL },
    { "until-fail", 0, 0, G_OPTION_ARG_INT, &wishes->until_fail, N_ ("Run them again and again until it is no success, so often at most"), N_ ("N") },
    { "repeat", 'r', 0, G_OPTION_ARG_INT, &wishes->repeat, N_ ("How often each test is run: once, or up to 50 times"), N_ ("N") },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &wishes->no_wait, N_ ("Don't wait for the results"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &wishes->paths, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!proctor_ctl_want_parse (&wishes->want, self, entries, argc, argv, NULL))
    return FALSE;
  if (wishes->sample)
    be_sample (self, wishes);
  if (wishes->paths != NULL && (wishes->tests = proctor_ctl_read_tests (wishes->paths)) == NULL)
    return FALSE;
  if (wishes->paths != NULL && wishes->no_wait)
    {
      proctor_ctl_complain (_ ("Tests in files are there as long as they run, so their results have to be waited for."));
      return FALSE;
    }
  if (!check_agent (wishes) || (wishes->paths == NULL && !proctor_ctl_choice_check (&wishes->choice)) || !proctor_ctl_check_variables (wishes->variables))
    return FALSE;
  if (wishes->until_fail < 0 || (wishes->until_fail > 0 && wishes->no_wait))
    {
      proctor_ctl_complain (_ ("--until-fail takes a number from 1 on, and the results have to be waited for."));
      return FALSE;
    }
  if (wishes->override != NULL && (wishes->config = proctor_ctl_read_override (wishes->override)) == NULL)
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

  for (guint i = 0; i < wishes->ids->len; i++)
    {
      g_autoptr (ProctorRunTarget) target = proctor_run_target_new ();

      proctor_run_target_set_test_id (target, g_ptr_array_index (wishes->ids, i));
      g_list_store_append (tests, target);
    }
  if (wishes->branch != NULL)
    proctor_run_request_set_branch_id (run, wishes->branch);
  if (wishes->repeat > 1)
    proctor_run_request_set_repeat_count (run, wishes->repeat);
  if (wishes->config != NULL)
    {
      g_autofree char *config = proctor_wire_node_to_text (wishes->config);

      proctor_run_request_set_agent_config_override (run, config);
    }

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
  g_autofree char *call = proctor_ctl_dup_call (self, "watch", id);
  g_autofree char *hint = g_strdup_printf (_ ("The runs go on. This waits for them: %s"), call);

  if (self->json)
    proctor_ctl_say ("%s", id);
  else
    proctor_ctl_print_or_say (line, hint);
}

static void
say_where_to_look (ProctorCtl *self,
                   const Wishes *wishes)
{
  g_autofree char *call = proctor_ctl_dup_call (self, "runs list --agent", wishes->agent);

  /* Translators: a command. */
  proctor_ctl_say (_ ("Nothing was sent again. This shows what was run: %s"), call);
}

static ProctorCtlStatus
say_interrupted (ProctorCtl *self,
                 const Wishes *wishes)
{
  proctor_ctl_say (_ ("It is not known whether the tests were begun."));
  say_where_to_look (self, wishes);

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
                  Wishes *wishes,
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
  say_where_to_look (self, wishes);

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

static GBytes *
send (ProctorCtl *self,
      Wishes *wishes,
      ProctorLostRun **lost,
      GError **error)
{
  g_autoptr (ProctorRunRequest) run = make_request (wishes);
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (lost);
  *lost = proctor_lost_run_new (wishes->agent, run, g_get_real_time () / G_USEC_PER_SEC);
  proctor_invocations_run_async (self->client, wishes->agent, run, self->cancellable, proctor_ctl_keep_cb, &result);

  return proctor_invocations_run_finish (self->client, proctor_ctl_wait (&result), error);
}

static ProctorCtlStatus
begin (ProctorCtl *self,
       Wishes *wishes)
{
  g_autoptr (ProctorLostRun) lost = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = send (self, wishes, &lost, &error);
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  const char *id;

  /* What isn't there was not begun. */
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND) && proctor_ctl_find_names (self, &wishes->agent, &wishes->branch))
    {
      g_clear_error (&error);
      body = send (self, wishes, &lost, &error);
    }
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

/* What was chosen, and what is in files. */
static gboolean
collect (ProctorCtl *self,
         Wishes *wishes)
{
  const ProctorCtlChoice *choice = &wishes->choice;

  if (choice->tests != NULL || choice->folders != NULL || choice->match != NULL || choice->attached)
    wishes->ids = proctor_ctl_choose (self, choice, &wishes->agent, &wishes->branch);
  else
    wishes->ids = g_ptr_array_new_with_free_func (g_free);
  if (wishes->ids == NULL || wishes->tests == NULL)
    return wishes->ids != NULL;

  if (proctor_connection_get_kind (proctor_client_get_connection (self->client)) != PROCTOR_CONNECTION_LOCAL)
    {
      proctor_ctl_complain (_ ("Files can be run in the workspace on this computer only: --local. Elsewhere they have to be imported before."));
      return FALSE;
    }
  wishes->made = g_ptr_array_new_with_free_func (g_free);
  if (!proctor_ctl_make_tests (self, wishes->tests, wishes->made))
    return FALSE;
  for (guint i = 0; i < wishes->made->len; i++)
    g_ptr_array_add (wishes->ids, g_strdup (g_ptr_array_index (wishes->made, i)));

  return TRUE;
}

/* Variables are part of the agent's configuration, which the server wants whole. */
static gboolean
prepare (ProctorCtl *self,
         Wishes *wishes)
{
  if (wishes->sample)
    {
      g_autofree char *agent_id = proctor_ctl_load_sample (self);

      if (wishes->agent == NULL)
        wishes->agent = g_steal_pointer (&agent_id);
      if (wishes->agent == NULL)
        return FALSE;
    }
  if (!collect (self, wishes))
    return FALSE;
  if (wishes->variables == NULL)
    return TRUE;

  if (wishes->config == NULL)
    wishes->config = proctor_ctl_fetch_override (self, wishes->agent, wishes->branch);
  if (wishes->config == NULL)
    return FALSE;
  proctor_ctl_set_variables (wishes->config, wishes->variables);

  return TRUE;
}

static ProctorCtlStatus
begin_all (ProctorCtl *self,
           Wishes *wishes)
{
  ProctorCtlStatus status;

  if (!prepare (self, wishes))
    return g_cancellable_is_cancelled (self->cancellable) ? self->ended_by : PROCTOR_CTL_BROKEN;

  status = begin (self, wishes);
  for (int i = 1; status == PROCTOR_CTL_OK && i < wishes->until_fail; i++)
    status = begin (self, wishes);

  return status;
}

static ProctorCtlStatus
run_tests (ProctorCtl *self,
           int argc,
           char **argv)
{
  g_auto (Wishes) wishes = { .repeat = 1, .want = PROCTOR_CTL_WANT_INIT };
  g_auto (ProctorCtlSignals) signals = { 0 };
  ProctorCtlStatus status;

  if (!parse (self, &wishes, argc, argv))
    return PROCTOR_CTL_USAGE;
  proctor_ctl_signals_begin (&signals, self);
  if (!proctor_ctl_connect (self))
    return g_cancellable_is_cancelled (self->cancellable) ? self->ended_by : PROCTOR_CTL_BROKEN;

  status = begin_all (self, &wishes);
  if (wishes.made != NULL)
    proctor_ctl_drop_tests (self, wishes.made);

  return status;
}

const ProctorCtlCommand proctor_ctl_run_commands[] = {
  { NULL, N_ ("[FILE…]"), N_ ("Run tests and wait for their results"), "  proctorctl run --sample\n  proctorctl run --local --agent 'Harbour Hotel' tests/refund.json\n  proctorctl run --agent Clerk --attached --repeat 5 --fail-under 80\n  proctorctl run --agent agent_1 --match 'refund*' --branch draft\n  proctorctl run --agent agent_1 --folder folder_1 --var city=Oslo --until-fail 20\n  proctorctl run --agent agent_1 --test test_1 --report junit=results.xml --quiet", run_tests },
  { NULL }
};
