/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-progress.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "proctor-ctl-tally.h"
#include "proctor-report-words.h"

/* To the line's beginning, and nothing on it. */
#define CLEAR "\r\033[K"
#define NARROWEST 20

/* The line is said about what is done, and so it is no part of the data on standard output. */
static gboolean
is_possible (void)
{
  return isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/* Asked each time, because windows are made larger and smaller. */
static guint
get_width (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;

  return MAX (size.ws_col, NARROWEST);
}

static char *
dup_duration (gint64 secs)
{
  if (secs < 90)
    /* Translators: how long it may still take, in seconds. */
    return g_strdup_printf (_ ("%u s left"), (guint) secs);

  /* Translators: how long it may still take, in minutes. */
  return g_strdup_printf (_ ("%u min left"), (guint) ((secs + 30) / 60));
}

/* What runs, or is the next to. */
static char *
dup_pending (ProctorInvocationSkim *skim)
{
  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      ProctorRunRow *row = proctor_invocation_skim_get_row (skim, i);

      if (proctor_run_row_get_outcome (row) == PROCTOR_OUTCOME_PENDING && proctor_run_row_get_test_name (row) != NULL)
        return proctor_ctl_make_harmless (proctor_run_row_get_test_name (row));
    }

  return NULL;
}

static char *
make_text (ProctorCtlProgress *self,
           ProctorInvocationSkim *skim)
{
  ProctorCtlTally tally = { 0 };
  guint n = proctor_invocation_skim_get_n_runs (skim);
  gint64 now = g_get_monotonic_time ();
  g_autofree char *pending = dup_pending (skim);
  g_autofree char *counts = NULL;
  GString *text = g_string_new (NULL);
  guint n_pending;
  double per_minute;
  gint64 remaining;

  proctor_ctl_tally_count (&tally, skim);
  n_pending = tally.n[PROCTOR_OUTCOME_PENDING];
  tally.n[PROCTOR_OUTCOME_PENDING] = 0;
  counts = proctor_report_dup_counts (tally.n);
  proctor_pace_note (&self->pace, now, n - n_pending);
  per_minute = proctor_pace_get_per_minute (&self->pace, now);
  remaining = proctor_pace_get_remaining_secs (&self->pace, now, n_pending);

  g_string_append_printf (text, "%u/%u", n - n_pending, n);
  if (n_pending < n)
    g_string_append_printf (text, " · %s", counts);
  if (per_minute > 0)
    {
      g_string_append (text, " · ");
      /* Translators: how many runs end in a minute. */
      g_string_append_printf (text, _ ("%u/min"), (guint) (per_minute + 0.5));
    }
  if (remaining > 0)
    {
      g_autofree char *duration = dup_duration (remaining);

      g_string_append_printf (text, " · %s", duration);
    }
  if (pending != NULL)
    g_string_append_printf (text, " · %s", pending);

  return g_string_free (text, FALSE);
}

/* No more than fits, because a line that is wrapped could not be taken back. */
static char *
cut (const char *text,
     guint most)
{
  const char *p = text;
  guint width = 0;

  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      guint more = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2
                                                                        : 1;

      if (width + more > most)
        break;
      width += more;
      p = g_utf8_next_char (p);
    }

  return g_strndup (text, (gsize) (p - text));
}

/**
 * proctor_ctl_progress_show:
 * @self: a line
 * @skim: what is known
 *
 * Says how far the runs are, where somebody looks on.
 */
void
proctor_ctl_progress_show (ProctorCtlProgress *self,
                           ProctorInvocationSkim *skim)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  if (!is_possible ())
    return;

  text = make_text (self, skim);
  line = cut (text, get_width () - 1);
  fprintf (stderr, CLEAR "%s", line);
  fflush (stderr);
  self->shown = TRUE;
}

/**
 * proctor_ctl_progress_hide:
 * @self: a line
 *
 * Takes it back, before anything else is printed.
 */
void
proctor_ctl_progress_hide (ProctorCtlProgress *self)
{
  if (!self->shown)
    return;

  fputs (CLEAR, stderr);
  fflush (stderr);
  self->shown = FALSE;
}
