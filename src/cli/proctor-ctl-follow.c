/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-follow.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-ctl-progress.h"
#include "proctor-ctl-results.h"
#include "proctor-ctl-tally.h"
#include "proctor-ctl-telling.h"
#include "proctor-ctl-workspace.h"
#include "proctor-invocations.h"
#include "proctor-report-words.h"
#include "proctor-wire-verdict.h"

/* Runs take from seconds to minutes. */
#define FIRST_DELAY_MSECS 1000
#define LONGEST_DELAY_MSECS 5000
/* So often a server that fails is asked again, and that long. */
#define TROUBLE_DELAY_MSECS 5000
#define LONGEST_SILENCE_MSECS (10 * 60 * 1000)

/* What is known while runs are followed. */
typedef struct
{
  ProctorCtl *ctl;
  const ProctorCtlWant *want;
  const char *id;

  /* Owned */
  ProctorInvocationSkim *skim;
  GHashTable *told;
  GHashTable *unknown;

  ProctorCtlProgress progress;
  gint64 answered_at;
  guint timeout;
  gboolean troubled;
} Following;

static void
following_clear (Following *self)
{
  g_clear_object (&self->skim);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->unknown, g_hash_table_unref);
  g_clear_handle_id (&self->timeout, g_source_remove);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Following, following_clear)

static gboolean
has_ended (ProctorRunRow *row)
{
  return proctor_run_row_get_problem (row) != NULL || proctor_wire_is_settled (proctor_run_row_get_status (row));
}

/* A line, and one for each further reason below it. */
static void
print_ended (ProctorRunRow *row,
             ProctorCtlTelling *telling,
             guint position)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  g_autofree char *name = proctor_ctl_telling_dup_name (telling, position);
  g_autofree char *harmless_name = proctor_ctl_make_harmless (name);
  g_auto (GStrv) reasons = proctor_ctl_telling_dup_reasons (telling, position);
  g_autoptr (GString) line = g_string_new (NULL);

  proctor_ctl_append_painted (line, proctor_ctl_outcome_get_paint (outcome), proctor_report_get_outcome_word (outcome));
  g_string_append_printf (line, ": %s", harmless_name);
  for (gsize i = 0; reasons[i] != NULL; i++)
    {
      g_autofree char *harmless = proctor_ctl_make_harmless (reasons[i]);

      g_string_append_printf (line, i == 0 ? ": %s" : "\n  %s", harmless);
    }
  g_string_append_c (line, '\n');
  proctor_ctl_print (line->str);
}

/* Each run once, when it has ended; it may change afterwards, when it is known what it cost. */
static void
print_news (Following *self)
{
  const GArray *changes = proctor_invocation_skim_get_changes (self->skim);
  g_autoptr (ProctorCtlTelling) telling = proctor_ctl_telling_new (self->skim);

  for (guint i = 0; !self->ctl->json && !self->want->quiet && i < changes->len; i++)
    {
      guint position = g_array_index (changes, guint, i);
      ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, position);
      const char *id = proctor_run_row_get_test_run_id (row);

      if (has_ended (row) && g_hash_table_add (self->told, id != NULL ? g_strdup (id) : g_strdup_printf ("#%u", position)))
        print_ended (row, telling, position);
    }
}

/* A newer server may know of more ways to wait, and more ways to end. */
static void
say_unknown (Following *self)
{
  const GArray *changes = proctor_invocation_skim_get_changes (self->skim);

  for (guint i = 0; i < changes->len; i++)
    {
      ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, g_array_index (changes, guint, i));
      const char *status = proctor_run_row_get_status (row);

      if (has_ended (row) || g_strcmp0 (status, "pending") == 0 || !g_hash_table_add (self->unknown, g_strdup (status != NULL ? status : "")))
        continue;
      proctor_ctl_say (_ ("A run has the status “%s”, which this version doesn't know. It is waited for."), status != NULL ? status : "");
    }
}

static ProctorCtlStatus
give_up (Following *self,
         const GError *error)
{
  gboolean ended = g_cancellable_is_cancelled (self->ctl->cancellable);
  g_autofree char *call = NULL;

  proctor_ctl_progress_hide (&self->progress);
  if (!ended)
    proctor_ctl_report_named (self->ctl, error, _ ("There are no runs with the id “%s”, or this key can't see them."), self->id);
  if (!ended && g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    return PROCTOR_CTL_BROKEN;
  call = proctor_ctl_dup_call (self->ctl, "watch", self->id);
  /* Translators: a command. */
  proctor_ctl_say (_ ("The runs go on. This waits for them: %s"), call);

  return ended ? self->ctl->ended_by : PROCTOR_CTL_BROKEN;
}

static ProctorCtlStatus
sum_up (Following *self,
        GBytes *body)
{
  ProctorCtlTally tally = { 0 };
  g_autofree char *summary = NULL;
  g_autofree char *line = NULL;
  gboolean reported = proctor_ctl_write_reports (self->ctl, self->want, body);
  ProctorCtlStatus status;

  proctor_ctl_tally_count (&tally, self->skim);
  summary = proctor_report_dup_counts (tally.n);
  line = g_strconcat (summary, "\n", NULL);
  if (self->ctl->json)
    proctor_ctl_print_bytes (body);
  else if (self->want->quiet)
    proctor_ctl_print (line);
  else
    {
      proctor_ctl_print_results (self->skim);
      proctor_ctl_print (line);
    }
  status = proctor_ctl_want_judge (self->want, self->skim);

  return status == PROCTOR_CTL_OK && !reported ? PROCTOR_CTL_BROKEN : status;
}

static gboolean
is_passing (const GError *error)
{
  const ProctorApiErrorCode codes[] = {
    PROCTOR_API_ERROR_NETWORK,
    PROCTOR_API_ERROR_TIMEOUT,
    PROCTOR_API_ERROR_SERVER,
    PROCTOR_API_ERROR_RATE_LIMITED,
    PROCTOR_API_ERROR_CONCURRENCY_LIMITED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, PROCTOR_API_ERROR, (int) codes[i]))
        return TRUE;
    }

  return FALSE;
}

/* Runs cost, and their results are worth some patience. Returns whether to ask again. */
static gboolean
sit_out (Following *self,
         const GError *error)
{
  gint64 silence_msecs = (g_get_monotonic_time () - self->answered_at) / 1000;
  gint64 delay_msecs = TROUBLE_DELAY_MSECS;

  if (g_cancellable_is_cancelled (self->ctl->cancellable) || !is_passing (error) || silence_msecs >= LONGEST_SILENCE_MSECS)
    return FALSE;

  if (!self->troubled)
    {
      proctor_ctl_progress_hide (&self->progress);
      proctor_ctl_report (self->ctl, error);
      proctor_ctl_say (_ ("It is tried again for ten minutes."));
      self->troubled = TRUE;
    }
  if (proctor_api_error_get_details (error)->delay_msecs >= 0)
    delay_msecs = MAX (proctor_api_error_get_details (error)->delay_msecs, FIRST_DELAY_MSECS);
  proctor_ctl_sleep (self->ctl, (guint) MIN (delay_msecs, LONGEST_SILENCE_MSECS - silence_msecs));

  return TRUE;
}

/* Returns NULL if there is no hope. */
static GBytes *
ask (Following *self,
     GError **error)
{
  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) problem = NULL;
      GBytes *body;

      proctor_invocations_get_async (self->ctl->client, self->id, self->ctl->cancellable, proctor_ctl_keep_cb, &result);
      body = proctor_invocations_get_finish (self->ctl->client, proctor_ctl_wait (&result), &problem);
      if (body != NULL)
        {
          self->answered_at = g_get_monotonic_time ();
          self->troubled = FALSE;
          return body;
        }
      if (!sit_out (self, problem))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Following *self = user_data;

  self->timeout = 0;
  proctor_ctl_progress_hide (&self->progress);
  proctor_ctl_say (_ ("The time is up."));
  proctor_ctl_end (self->ctl, PROCTOR_CTL_CANCELLED);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_ctl_follow:
 * @self: what all commands need
 * @id: an invocation
 * @first: (nullable): what is known of it
 * @want: for how long, and what is done in the end
 *
 * Waits until all runs have ended, tells of each that does and sums up.
 *
 * Returns: what became of them
 */
ProctorCtlStatus
proctor_ctl_follow (ProctorCtl *self,
                    const char *id,
                    GBytes *first,
                    const ProctorCtlWant *want)
{
  g_auto (Following) following = {
    .ctl = self,
    .want = want,
    .id = id,
    .told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .answered_at = g_get_monotonic_time (),
  };
  g_autoptr (GBytes) body = first != NULL ? g_bytes_ref (first) : NULL;
  g_autoptr (GError) error = NULL;
  guint delay_msecs = FIRST_DELAY_MSECS;

  if (want->timeout > 0)
    following.timeout = g_timeout_add_seconds ((guint) want->timeout, timed_out_cb, &following);

  for (;;)
    {
      g_autoptr (ProctorInvocationSkim) next = NULL;

      if (body == NULL)
        body = ask (&following, &error);
      next = body != NULL ? proctor_invocation_skim_new (body, following.skim, &error) : NULL;
      if (next == NULL)
        return give_up (&following, error);

      g_set_object (&following.skim, next);
      proctor_ctl_progress_hide (&following.progress);
      print_news (&following);
      say_unknown (&following);
      if (proctor_invocation_skim_is_settled (following.skim))
        return sum_up (&following, body);
      if (!self->json && !want->quiet)
        proctor_ctl_progress_show (&following.progress, following.skim);

      g_clear_pointer (&body, g_bytes_unref);
      proctor_ctl_sleep (self, delay_msecs);
      delay_msecs = MIN (delay_msecs * 3 / 2, LONGEST_DELAY_MSECS);
    }
}
