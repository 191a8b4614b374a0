/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-signals.h"

#include <glib-unix.h>
#include <signal.h>

static gboolean
hung_up_cb (gpointer user_data)
{
  proctor_ctl_end (user_data, PROCTOR_CTL_HUNG_UP);

  return G_SOURCE_CONTINUE;
}

static gboolean
interrupted_cb (gpointer user_data)
{
  proctor_ctl_end (user_data, PROCTOR_CTL_INTERRUPTED);

  return G_SOURCE_CONTINUE;
}

static gboolean
terminated_cb (gpointer user_data)
{
  proctor_ctl_end (user_data, PROCTOR_CTL_TERMINATED);

  return G_SOURCE_CONTINUE;
}

/* Under nohup(1) a terminal that goes away is of no interest. */
static gboolean
is_ignored (int signal_number)
{
  struct sigaction action = { 0 };

  return sigaction (signal_number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/**
 * proctor_ctl_signals_begin:
 * @signals: nothing so far
 * @self: what all commands need
 *
 * From now on, who wants an end of it ends the waiting, and it can be said how to go on.
 */
void
proctor_ctl_signals_begin (ProctorCtlSignals *signals,
                           ProctorCtl *self)
{
  if (!is_ignored (SIGHUP))
    signals->hung_up = g_unix_signal_add (SIGHUP, hung_up_cb, self);
  signals->interrupted = g_unix_signal_add (SIGINT, interrupted_cb, self);
  signals->terminated = g_unix_signal_add (SIGTERM, terminated_cb, self);
}

void
proctor_ctl_signals_end (ProctorCtlSignals *signals)
{
  g_clear_handle_id (&signals->hung_up, g_source_remove);
  g_clear_handle_id (&signals->interrupted, g_source_remove);
  g_clear_handle_id (&signals->terminated, g_source_remove);
}
