/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-follow.h"

#include <glib/gi18n.h>

#include "proctor-ctl-tally.h"
#include "proctor-invocations.h"
#include "proctor-wire-verdict.h"

/* Runs take from seconds to minutes. */
#define FIRST_DELAY_MSECS 1000
#define LONGEST_DELAY_MSECS 5000

static gboolean
has_ended (ProctorRunRow *row)
{
  return proctor_run_row_get_problem (row) != NULL || proctor_wire_is_settled (proctor_run_row_get_status (row));
}

static void
print_ended (ProctorCtl *self,
             ProctorRunRow *row)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  const char *problem = proctor_run_row_get_problem (row);
  const char *why = problem != NULL ? problem : proctor_run_row_get_summary (row);
  const char *name = proctor_run_row_get_test_name (row) != NULL ? proctor_run_row_get_test_name (row) : proctor_run_row_get_test_id (row);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *harmless_name = proctor_ctl_make_harmless (name);
  g_autofree char *harmless_why = proctor_ctl_make_harmless (why);

  proctor_ctl_append_painted (line, proctor_ctl_outcome_get_paint (outcome), proctor_ctl_outcome_get_word (outcome));
  g_string_append_printf (line, ": %s", *harmless_name != '\0' ? harmless_name : "-");
  if (outcome != PROCTOR_OUTCOME_PASSED && *harmless_why != '\0')
    g_string_append_printf (line, ": %s", harmless_why);
  g_string_append_c (line, '\n');
  proctor_ctl_print (line->str);
}

/* Each run once, when it has ended; it may change afterwards, when it is known what it cost. */
static void
print_news (ProctorCtl *self,
            ProctorInvocationSkim *skim,
            GHashTable *told)
{
  const GArray *changes = proctor_invocation_skim_get_changes (skim);

  for (guint i = 0; !self->json && i < changes->len; i++)
    {
      guint position = g_array_index (changes, guint, i);
      ProctorRunRow *row = proctor_invocation_skim_get_row (skim, position);
      const char *id = proctor_run_row_get_test_run_id (row);

      if (has_ended (row) && g_hash_table_add (told, id != NULL ? g_strdup (id) : g_strdup_printf ("#%u", position)))
        print_ended (self, row);
    }
}

static ProctorCtlStatus
give_up (ProctorCtl *self,
         const char *id,
         const GError *error)
{
  gboolean interrupted = g_cancellable_is_cancelled (self->cancellable);

  if (!interrupted)
    proctor_ctl_report (self, error);
  proctor_ctl_say (_ ("The runs go on. This shows how they are: proctorctl runs show %s"), id);

  return interrupted ? PROCTOR_CTL_INTERRUPTED : PROCTOR_CTL_BROKEN;
}

static ProctorCtlStatus
sum_up (ProctorCtl *self,
        ProctorInvocationSkim *skim,
        GBytes *body)
{
  ProctorCtlTally tally = { 0 };
  g_autofree char *summary = NULL;
  g_autofree char *line = NULL;

  proctor_ctl_tally_count (&tally, skim);
  summary = proctor_ctl_tally_format (&tally);
  line = g_strconcat (summary, "\n", NULL);
  if (self->json)
    proctor_ctl_print_bytes (body);
  else
    proctor_ctl_print (line);

  return proctor_ctl_tally_get_status (&tally);
}

/**
 * proctor_ctl_follow:
 * @self: what all commands need
 * @id: an invocation
 * @first: (nullable): what is known of it
 *
 * Waits until all runs have ended, tells of each that does and sums up.
 *
 * Returns: what became of them
 */
ProctorCtlStatus
proctor_ctl_follow (ProctorCtl *self,
                    const char *id,
                    GBytes *first)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) body = first != NULL ? g_bytes_ref (first) : NULL;
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_autoptr (GError) error = NULL;
  guint delay_msecs = FIRST_DELAY_MSECS;

  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (ProctorInvocationSkim) next = body != NULL ? proctor_invocation_skim_new (body, skim, &error) : NULL;

      if (body != NULL && next == NULL)
        return give_up (self, id, error);
      if (next != NULL)
        {
          g_set_object (&skim, next);
          print_news (self, skim, told);
          if (proctor_invocation_skim_is_settled (skim))
            return sum_up (self, skim, body);
          proctor_ctl_sleep (self, delay_msecs);
          delay_msecs = MIN (delay_msecs * 3 / 2, LONGEST_DELAY_MSECS);
        }

      g_clear_pointer (&body, g_bytes_unref);
      proctor_invocations_get_async (self->client, id, self->cancellable, proctor_ctl_keep_cb, &result);
      body = proctor_invocations_get_finish (self->client, proctor_ctl_wait (&result), &error);
      if (body == NULL)
        return give_up (self, id, error);
    }
}
