/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-telling.h"

#include <glib/gi18n.h>

#include "proctor-wire-verdict.h"

/**
 * ProctorCtlTelling:
 *
 * What is told of the runs of an invocation: which they are, so that one can be told from the next,
 * and why they ended as they did.
 */
struct _ProctorCtlTelling
{
  /* Owned */
  ProctorInvocationSkim *skim;
  GHashTable *counts;
};

/* The runs of a test on a node of a workflow are repetitions of each other. */
static char *
make_key (ProctorRunRow *row)
{
  const char *test = proctor_run_row_get_test_id (row);
  const char *node = proctor_run_row_get_workflow_node_id (row);

  return g_strdup_printf ("%s\n%s", test != NULL ? test : "", node != NULL ? node : "");
}

static guint
get_count (ProctorCtlTelling *self,
           const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, key));
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        return FALSE;
    }

  return TRUE;
}

static void
add_reason (GStrvBuilder *reasons,
            const char *text)
{
  if (!is_blank (text))
    g_strv_builder_take (reasons, g_strstrip (g_strdup (text)));
}

static gboolean
is_known (const char *status)
{
  return proctor_wire_is_settled (status) || g_strcmp0 (status, "pending") == 0;
}

static void
add_rationale (GStrvBuilder *reasons,
               ProctorInvocationSkim *skim,
               guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (skim, position);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRun) run = proctor_invocation_skim_dup_run (skim, position, &error);
  ProctorConditionResult *verdict = run != NULL ? proctor_run_get_condition_result (run) : NULL;
  ProctorRationale *rationale = verdict != NULL ? proctor_condition_result_get_rationale (verdict) : NULL;
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  const char *summary = rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL;

  /* What can't be taken apart has been skimmed nevertheless. */
  if (run == NULL)
    summary = proctor_run_row_get_summary (row);

  if (proctor_run_row_get_outcome (row) == PROCTOR_OUTCOME_ERROR && proctor_run_row_get_result (row) == NULL && is_blank (summary))
    add_reason (reasons, _ ("no verdict"));
  add_reason (reasons, summary);
  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    {
      if (g_strcmp0 (messages[i], summary) != 0)
        add_reason (reasons, messages[i]);
    }
}

/**
 * proctor_ctl_telling_new:
 * @skim: an invocation
 *
 * Returns: (transfer full): what is told of its runs
 */
ProctorCtlTelling *
proctor_ctl_telling_new (ProctorInvocationSkim *skim)
{
  ProctorCtlTelling *self = g_new0 (ProctorCtlTelling, 1);

  self->skim = g_object_ref (skim);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      char *key = make_key (proctor_invocation_skim_get_row (skim, i));
      guint count = get_count (self, key);

      g_hash_table_replace (self->counts, key, GUINT_TO_POINTER (count + 1));
    }

  return self;
}

void
proctor_ctl_telling_free (ProctorCtlTelling *self)
{
  g_clear_object (&self->skim);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_free (self);
}

/**
 * proctor_ctl_telling_dup_name:
 * @self: what is told of runs
 * @position: which run
 *
 * Returns: (transfer full): the test's name, and which repetition it is if there are several
 */
char *
proctor_ctl_telling_dup_name (ProctorCtlTelling *self,
                              guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, position);
  g_autofree char *key = make_key (row);
  g_autofree char *name = g_strdup (proctor_run_row_get_test_name (row));
  guint count = get_count (self, key);

  if (name != NULL)
    g_strstrip (name);
  if (name == NULL || *name == '\0')
    g_set_str (&name, proctor_run_row_get_test_id (row));
  if (name == NULL || *name == '\0')
    g_set_str (&name, "-");
  if (count < 2 || proctor_run_row_get_test_id (row) == NULL)
    return g_steal_pointer (&name);

  /* Translators: a test's name, and which of its repetitions, as in "Greets (3 of 5)". */
  return g_strdup_printf (_ ("%s (%u of %u)"), name, (guint) proctor_run_row_get_repetition (row), count);
}

/**
 * proctor_ctl_telling_dup_reasons:
 * @self: what is told of runs
 * @position: which run
 *
 * Returns: (transfer full): why a run that has not passed ended as it did, one thing after the other
 */
char **
proctor_ctl_telling_dup_reasons (ProctorCtlTelling *self,
                                 guint position)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (self->skim, position);
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  const char *status = proctor_run_row_get_status (row);
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();

  if (proctor_run_row_get_problem (row) != NULL)
    add_reason (reasons, proctor_run_row_get_problem (row));
  else if (outcome != PROCTOR_OUTCOME_PASSED && outcome != PROCTOR_OUTCOME_PENDING && !is_known (status))
    g_strv_builder_take (reasons, g_strdup_printf (_ ("has the status “%s”, which this version doesn't know"), status != NULL ? status : ""));
  else if (outcome != PROCTOR_OUTCOME_PASSED && outcome != PROCTOR_OUTCOME_PENDING)
    add_rationale (reasons, self->skim, position);

  return g_strv_builder_end (reasons);
}
