/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-feed.h"

#include "proctor-connection.h"
#include "proctor-testing.h"
#include "testing-result.h"

void
testing_feed_open (TestingFeed *self)
{
  self->history = proctor_history_new (self->folder);
  self->feed = proctor_history_feed_new (self->client, "w", self->history, self->health);
}

void
testing_feed_close (TestingFeed *self)
{
  GAsyncResult *kept = NULL;
  GAsyncResult *result;

  if (self->feed != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->feed));
  proctor_history_close_async (self->history, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_history_close_finish (self->history, result);
  g_object_unref (result);
  g_clear_object (&self->history);
}

void
testing_feed_set_up (TestingFeed *self)
{
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = proctor_testing_make_folder ();
  self->server = proctor_testing_server_new ();
  connection = proctor_connection_new ("w", "Work", proctor_testing_server_get_url (self->server), &error);
  g_assert_no_error (error);
  self->client = proctor_client_new (connection, "key");
  self->health = proctor_health_new ();
  testing_feed_open (self);
}

void
testing_feed_tear_down (TestingFeed *self)
{
  testing_feed_close (self);
  g_clear_object (&self->health);
  g_clear_object (&self->client);
  g_clear_object (&self->server);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

void
testing_feed_answer (TestingFeed *self,
                     const char *method,
                     const char *path,
                     guint status,
                     const char *body)
{
  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static gboolean
is_over (gpointer user_data)
{
  return g_get_monotonic_time () > *(gint64 *) user_data;
}

/* Long enough for what should not happen to happen. */
void
testing_feed_settle (guint msecs)
{
  gint64 end = g_get_monotonic_time () + (gint64) msecs * 1000;

  proctor_testing_wait_for ("nothing", is_over, &end);
}
