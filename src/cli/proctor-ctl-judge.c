/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "proctor-ctl-invocation.h"
#include "proctor-ctl-output.h"
#include "proctor-ctl-signals.h"
#include "proctor-folders.h"
#include "proctor-key-ring.h"
#include "proctor-rejudge.h"
#include "proctor-report-words.h"

/* Runs that were judged by their server are judged again by the models of this computer. */

#define VOTES 3

typedef struct
{
  int votes;
  int timeout;
  gboolean failed;
  gboolean builtin;
  char **run_ids;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_strfreev (wishes->run_ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* What is under way. */
typedef struct
{
  ProctorCtl *ctl;
  const Wishes *wishes;
  ProctorInvocationSkim *skim;
  ProctorModelSetup *models;
  GString *json;
  guint timeout;
  guint n_judged;
  guint n_agreeing;
  guint n_comparable;
  guint n_failed;
  guint n_undecided;
} Court;

static void
court_clear (Court *court)
{
  g_clear_handle_id (&court->timeout, g_source_remove);
  g_clear_object (&court->skim);
  g_clear_object (&court->models);
  g_string_free (court->json, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Court, court_clear)

static gboolean
parse (ProctorCtl *self,
       Wishes *wishes,
       int argc,
       char **argv,
       const char **id)
{
  const GOptionEntry entries[] = {
    { "votes", 'n', 0, G_OPTION_ARG_INT, &wishes->votes, N_ ("How often the judge is asked, 1 to 15; without this, 3 times"), N_ ("N") },
    { "run", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &wishes->run_ids, N_ ("Only this run; may be given more than once"), N_ ("ID") },
    { "failed", 'f', 0, G_OPTION_ARG_NONE, &wishes->failed, N_ ("Only those that failed"), NULL },
    { "builtin", 'b', 0, G_OPTION_ARG_NONE, &wishes->builtin, N_ ("Where no model is set up, have the built-in judge compare words"), NULL },
    { "timeout", 't', 0, G_OPTION_ARG_INT, &wishes->timeout, N_ ("Wait no longer than this for the votes; 0 is for ever"), N_ ("SECONDS") },
    G_OPTION_ENTRY_NULL
  };

  if (!proctor_ctl_parse (self, entries, argc, argv, id))
    return FALSE;
  if (wishes->votes < 1 || wishes->votes > PROCTOR_REJUDGE_MOST_VOTES)
    {
      proctor_ctl_complain (_ ("--votes takes a number from 1 to %u."), (guint) PROCTOR_REJUDGE_MOST_VOTES);
      return FALSE;
    }
  if (wishes->timeout < 0)
    {
      proctor_ctl_complain (_ ("--timeout takes a number of seconds, or 0 for no limit."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
has_run (ProctorInvocationSkim *skim,
         const char *run_id)
{
  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      if (g_strcmp0 (proctor_run_row_get_test_run_id (proctor_invocation_skim_get_row (skim, i)), run_id) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Somebody who names a run wants to hear that it isn't there. */
static gboolean
check_run_ids (const Court *court)
{
  for (gsize i = 0; court->wishes->run_ids != NULL && court->wishes->run_ids[i] != NULL; i++)
    {
      if (has_run (court->skim, court->wishes->run_ids[i]))
        continue;
      proctor_ctl_complain (_ ("There is no run with the id “%s” among them."), court->wishes->run_ids[i]);
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_wanted (const Court *court,
           ProctorRunRow *row)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  const char *id = proctor_run_row_get_test_run_id (row);

  if (outcome == PROCTOR_OUTCOME_PENDING || (court->wishes->failed && outcome != PROCTOR_OUTCOME_FAILED))
    return FALSE;

  return court->wishes->run_ids == NULL || (id != NULL && g_strv_contains ((const char *const *) court->wishes->run_ids, id));
}

static void
append_indented (GString *text,
                 const char *words)
{
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = proctor_ctl_make_harmless (lines[i]);

      if (*line != '\0')
        g_string_append_printf (text, "    %s\n", line);
    }
}

static void
print_words (ProctorRunRow *row,
             const ProctorRejudgement *judgement,
             const char *problem)
{
  const char *name = proctor_run_row_get_test_name (row);
  g_autofree char *harmless = proctor_ctl_make_harmless (name != NULL ? name : proctor_run_row_get_test_run_id (row));
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: how the votes and then the server have decided, and which test it is. */
  g_string_append_printf (text, _ ("%s (by the server: %s): %s\n"), proctor_report_get_outcome_word (proctor_rejudgement_get_outcome (judgement)),
                          proctor_report_get_outcome_word (judgement->outcome), harmless);
  for (guint i = 0; i < judgement->votes->len; i++)
    {
      const ProctorRejudgeVote *vote = judgement->votes->pdata[i];

      /* Translators: a vote's number, and what it says. */
      g_string_append_printf (text, _ ("  Vote %u: %s\n"), i + 1, proctor_report_get_outcome_word (vote->outcome));
      append_indented (text, vote->text);
    }
  proctor_ctl_print (text->str);
  if (problem != NULL)
    proctor_ctl_complain ("%s", problem);
}

static void
append_text (GString *json,
             const char *name,
             const char *value)
{
  if (value != NULL)
    proctor_ctl_append_member (json, name, value);
  else
    g_string_append_printf (json, "%s\"%s\":null", json->str[json->len - 1] != '{' ? "," : "", name);
}

static void
add_json (GString *json,
          ProctorRunRow *row,
          const ProctorRejudgement *judgement,
          const char *problem)
{
  g_string_append (json, json->len > 1 ? ",{" : "{");
  append_text (json, "test_run_id", proctor_run_row_get_test_run_id (row));
  append_text (json, "test_name", proctor_run_row_get_test_name (row));
  append_text (json, "server", proctor_report_get_outcome_id (judgement->outcome));
  append_text (json, "result", judgement->votes->len > 0 ? proctor_report_get_outcome_id (proctor_rejudgement_get_outcome (judgement)) : NULL);
  g_string_append_printf (json, ",\"agreeing\":%u,\"wanted\":%u", proctor_rejudgement_count (judgement, judgement->outcome), judgement->n_wanted);
  append_text (json, "judge", judgement->judge);
  append_text (json, "model", judgement->model);
  append_text (json, "problem", problem);
  g_string_append (json, ",\"votes\":[");
  for (guint i = 0; i < judgement->votes->len; i++)
    {
      const ProctorRejudgeVote *vote = judgement->votes->pdata[i];

      g_string_append (json, i > 0 ? ",{" : "{");
      append_text (json, "result", proctor_report_get_outcome_id (vote->outcome));
      append_text (json, "text", vote->text);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");
}

static void
tell (Court *court,
      ProctorRunRow *row,
      const ProctorRejudgement *judgement,
      const char *problem)
{
  if (court->ctl->json)
    add_json (court->json, row, judgement, problem);
  else if (judgement->votes->len > 0)
    print_words (row, judgement, problem);
  else
    proctor_ctl_complain ("%s: %s", proctor_run_row_get_test_name (row) != NULL ? proctor_run_row_get_test_name (row) : proctor_run_row_get_test_run_id (row), problem);
}

static void
count (Court *court,
       const ProctorRejudgement *judgement,
       const GError *error)
{
  ProctorOutcome outcome = proctor_rejudgement_get_outcome (judgement);

  if (judgement->votes->len > 0)
    {
      court->n_judged++;
      court->n_comparable += proctor_rejudgement_is_comparable (judgement) ? 1 : 0;
      court->n_agreeing += outcome == judgement->outcome ? 1 : 0;
    }
  court->n_failed += outcome == PROCTOR_OUTCOME_FAILED ? 1 : 0;
  court->n_undecided += error != NULL || outcome == PROCTOR_OUTCOME_INCONCLUSIVE ? 1 : 0;
}

static void
changed_cb (ProctorRejudge *rejudge)
{
  g_main_context_wakeup (NULL);
}

static void
wait_for (Court *court,
          ProctorRejudge *rejudge)
{
  gulong changed = g_signal_connect (rejudge, "changed", G_CALLBACK (changed_cb), NULL);

  proctor_rejudge_start (rejudge);
  while (proctor_rejudge_get_state (rejudge) != PROCTOR_REJUDGE_ENDED)
    {
      if (g_cancellable_is_cancelled (court->ctl->cancellable))
        proctor_rejudge_cancel (rejudge);
      else
        g_main_context_iteration (NULL, TRUE);
      if (g_cancellable_is_cancelled (court->ctl->cancellable))
        g_main_context_iteration (NULL, FALSE);
    }
  g_clear_signal_handler (&changed, rejudge);
}

/* Returns whether it makes sense to go on with the next. */
static gboolean
judge_run (Court *court,
           guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (court->skim, position);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_invocation_skim_dup_run (court->skim, position, &error);
  g_autoptr (ProctorRejudge) rejudge = NULL;
  g_autoptr (ProctorRejudgement) none = proctor_rejudgement_new (NULL, NULL);
  const ProctorRejudgement *judgement = none;
  const GError *problem;

  none->outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  none->n_wanted = (guint) court->wishes->votes;
  if (run == NULL || !proctor_rejudge_check (run, &error))
    {
      tell (court, row, none, error->message);
      return TRUE;
    }

  rejudge = proctor_rejudge_new (court->models, NULL, "", run, none->outcome, none->n_wanted);
  if (court->wishes->builtin)
    proctor_rejudge_set_content_with_builtin (rejudge);
  wait_for (court, rejudge);
  judgement = proctor_rejudge_get_judgement (rejudge);
  problem = proctor_rejudge_get_error (rejudge);
  if (judgement->votes->len > 0 || problem != NULL)
    tell (court, row, judgement, problem != NULL ? problem->message : NULL);
  count (court, judgement, problem);
  if (problem != NULL && proctor_rejudge_lacks_model (rejudge))
    proctor_ctl_say (_ ("Set one up in the window's preferences, start proctor-engine with --model-url, or use --builtin."));

  /* Where nobody could be asked the next time will be no better. */
  return !g_cancellable_is_cancelled (court->ctl->cancellable) && (problem == NULL || judgement->votes->len > 0);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Court *court = user_data;

  court->timeout = 0;
  proctor_ctl_say (_ ("The time is up."));
  proctor_ctl_end (court->ctl, PROCTOR_CTL_CANCELLED);

  return G_SOURCE_REMOVE;
}

static void
sum_up (Court *court)
{
  if (court->ctl->json)
    {
      g_string_append_c (court->json, ']');
      proctor_ctl_print_json (court->json->str, -1);
    }
  else if (court->n_comparable > 0)
    {
      /* Translators: runs that are judged as their server did, of those that it has judged. */
      g_autofree char *text = g_strdup_printf (ngettext ("\n%u of %u run is judged as by the server\n", "\n%u of %u runs are judged as by the server\n", court->n_comparable), court->n_agreeing, court->n_comparable);

      proctor_ctl_print (text);
    }
}

static ProctorCtlStatus
judge_all (Court *court)
{
  gboolean goes_on = TRUE;
  guint n_wanted = 0;

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (court->skim) && goes_on; i++)
    {
      if (!is_wanted (court, proctor_invocation_skim_get_row (court->skim, i)))
        continue;
      n_wanted++;
      goes_on = judge_run (court, i);
    }
  sum_up (court);

  if (g_cancellable_is_cancelled (court->ctl->cancellable))
    return court->ctl->ended_by;
  if (n_wanted == 0)
    {
      proctor_ctl_say (_ ("There are no such runs."));
      return PROCTOR_CTL_OK;
    }
  if (!goes_on)
    return PROCTOR_CTL_BROKEN;
  if (court->n_failed > 0)
    return PROCTOR_CTL_FAILED;

  return court->n_undecided > 0 || court->n_judged == 0 ? PROCTOR_CTL_UNDECIDED : PROCTOR_CTL_OK;
}

static ProctorCtlStatus
judge (ProctorCtl *self,
       int argc,
       char **argv)
{
  g_auto (Wishes) wishes = { .votes = VOTES };
  g_auto (ProctorCtlSignals) signals = { 0 };
  g_auto (Court) court = { .ctl = self, .wishes = &wishes, .json = g_string_new ("[") };
  g_autofree char *data = proctor_folders_dup_data ();
  g_autoptr (ProctorKeyRing) key_ring = NULL;
  const char *id;

  if (!parse (self, &wishes, argc, argv, &id))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  proctor_ctl_signals_begin (&signals, self);
  court.skim = proctor_ctl_load_invocation (self, id);
  if (court.skim == NULL)
    return g_cancellable_is_cancelled (self->cancellable) ? self->ended_by : PROCTOR_CTL_BROKEN;
  if (!check_run_ids (&court))
    return PROCTOR_CTL_BROKEN;

  key_ring = proctor_key_ring_new ();
  if (self->engine == NULL)
    self->engine = proctor_engine_service_new (data);
  court.models = proctor_model_setup_new (self->engine, key_ring);
  if (wishes.timeout > 0)
    court.timeout = g_timeout_add_seconds ((guint) wishes.timeout, timed_out_cb, &court);

  return judge_all (&court);
}

const ProctorCtlCommand proctor_ctl_judge_commands[] = {
  { NULL, N_ ("RUN"), N_ ("Judge runs again, by the models of this computer"), "  proctorctl judge invocation_1 --failed\n  proctorctl judge invocation_1 --run run_1 --votes 5 --json", judge },
  { NULL }
};
