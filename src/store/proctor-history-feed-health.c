/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-feed-private.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-watcher-private.h"

/* What the feed tells of the way to the server, and what it is told of it. */

void
proctor_history_feed_report (ProctorHistoryFeed *self,
                             const GError *error)
{
  if (self->health != NULL)
    proctor_health_report (self->health, error);
}

/* While the engine is away what is asked of it waits, and there is no error that would say so. At the
 * start nothing has been answered yet, and there is nothing to be missed. */
static void
health_changed_cb (ProctorHistoryFeed *self)
{
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer watcher;

  if (proctor_health_get_state (self->health) != PROCTOR_HEALTH_STARTING)
    return;

  g_set_error_literal (&error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK, _ ("The engine has stopped and is started again."));
  g_hash_table_iter_init (&iter, self->watchers);
  while (g_hash_table_iter_next (&iter, NULL, &watcher))
    if (proctor_watcher_get_answered_at (watcher) > 0)
      proctor_watcher_fail (watcher, error);
}

void
proctor_history_feed_follow_health (ProctorHistoryFeed *self)
{
  if (self->health != NULL)
    g_signal_connect_object (self->health, "notify::state", G_CALLBACK (health_changed_cb), self, G_CONNECT_SWAPPED);
}
