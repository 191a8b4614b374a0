/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-words.h"

#include <glib/gi18n.h>

/* What is going to be run, in words. */

/**
 * proctor_run_words_dup_total:
 * @setup: what is going to be run
 *
 * Returns: (transfer full): how many tests and runs that are
 */
char *
proctor_run_words_dup_total (ProctorRunSetup *setup)
{
  guint n_tests = g_list_model_get_n_items (proctor_run_setup_get_tests (setup));
  guint n_runs = proctor_run_setup_get_n_runs (setup);
  g_autofree char *tests = g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);

  /* Translators: first how many tests ("12 tests"), then how many runs that makes ("36 runs"). */
  return g_strdup_printf (_ ("%s, %s"), tests, runs);
}

static char *
dup_time (double seconds)
{
  guint rounded;

  if (seconds < 8)
    return g_strdup (_ ("a few seconds"));
  if (seconds < 90)
    {
      rounded = ((guint) seconds + 5) / 10 * 10;
      return g_strdup_printf (ngettext ("about %u second", "about %u seconds", rounded), rounded);
    }
  if (seconds < 90 * 60)
    {
      rounded = ((guint) seconds + 30) / 60;
      return g_strdup_printf (ngettext ("about %u minute", "about %u minutes", rounded), rounded);
    }

  rounded = ((guint) seconds + 30 * 60) / (60 * 60);
  return g_strdup_printf (ngettext ("about %u hour", "about %u hours", rounded), rounded);
}

static char *
dup_price (double price)
{
  if (price < 0.01)
    return g_strdup (_ ("less than US$0.01"));

  /* Translators: an amount of US dollars. */
  return g_strdup_printf (_ ("about US$%.2f"), price);
}

/* On what it rests: the reader decides what that is worth. */
static char *
dup_grounds (const ProctorHistoryEstimate *estimate,
             guint n_tests)
{
  if (estimate->n_past_runs == 0)
    return g_strdup (_ ("judging by other tests on this agent"));
  if (estimate->n_known_tests < n_tests)
    /* Translators: how many earlier runs there are, then of how many of the tests, then how many tests there are. */
    return g_strdup_printf (ngettext ("judging by %u earlier run of %u of %u tests", "judging by %u earlier runs of %u of %u tests", estimate->n_past_runs), estimate->n_past_runs, estimate->n_known_tests, n_tests);

  return g_strdup_printf (ngettext ("judging by %u earlier run", "judging by %u earlier runs", estimate->n_past_runs), estimate->n_past_runs);
}

/**
 * proctor_run_words_dup_estimate:
 * @setup: what is going to be run
 *
 * Returns: (transfer full): how long it may take and what it may cost, or that nobody knows; nothing while that is
 *   looked up
 */
char *
proctor_run_words_dup_estimate (ProctorRunSetup *setup)
{
  const ProctorHistoryEstimate *estimate = proctor_run_setup_get_estimate (setup);
  gboolean is_local = proctor_workspace_is_local (proctor_session_get_workspace (proctor_run_setup_get_session (setup)));
  guint n_tests = g_list_model_get_n_items (proctor_run_setup_get_tests (setup));
  g_autofree char *duration = NULL;
  g_autofree char *price = NULL;
  g_autofree char *grounds = NULL;

  if (estimate == NULL || n_tests == 0)
    return g_strdup ("");
  if (estimate->seconds < 0 && estimate->price < 0)
    return g_strdup (is_local ? _ ("How long it takes isn’t known: nothing has been run on this agent yet.") : _ ("How long it takes and what it costs isn’t known: nothing has been run on this agent yet."));

  duration = estimate->seconds >= 0 ? dup_time (estimate->seconds) : g_strdup (_ ("an unknown time"));
  grounds = dup_grounds (estimate, n_tests);
  if (is_local && estimate->price < 0)
    /* Translators: first how long it takes ("about 3 minutes"), then how that is known ("judging by 12 earlier runs"). */
    return g_strdup_printf (_ ("Takes %s, %s."), duration, grounds);
  if (estimate->price < 0)
    return g_strdup_printf (_ ("Takes %s, %s. What it costs isn’t known."), duration, grounds);

  price = dup_price (estimate->price);

  /* Translators: how long it takes, what it costs ("about US$0.40"), and how that is known ("judging by 12 earlier runs"). */
  return g_strdup_printf (_ ("Takes %s and costs %s, %s."), duration, price, grounds);
}

/**
 * proctor_run_words_dup_node:
 * @setup: what is going to be run
 * @test: one of its tests
 *
 * Returns: (transfer full): where in the agent's workflow it begins
 */
char *
proctor_run_words_dup_node (ProctorRunSetup *setup,
                            ProctorRunTest *test)
{
  const char *node_id = proctor_run_test_get_node_id (test);
  ProctorChoiceList *nodes = proctor_run_setup_get_nodes (setup);
  ProctorChoice *node = node_id != NULL && nodes != NULL ? proctor_choice_list_find (nodes, node_id) : NULL;

  if (node_id == NULL)
    return g_strdup (_ ("Where the workflow begins"));
  if (node != NULL)
    return g_strdup (proctor_choice_get_title (node));
  if (nodes != NULL && proctor_choice_list_get_state (nodes) == PROCTOR_CHOICE_READY)
    return g_strdup_printf (_ ("%s (not known here)"), node_id);

  return g_strdup (node_id);
}
