/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pager.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-request.h"

/**
 * ProctorPager:
 *
 * Goes through a list a page at a time. A page that could not be had can be asked for again.
 */
struct _ProctorPager
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorRequest *request;
  char *cursor;
  GHashTable *seen;

  gboolean has_more;
};

G_DEFINE_FINAL_TYPE (ProctorPager, proctor_pager, G_TYPE_OBJECT)

/* Returns whether the page leads on to one that has not been seen yet, or to none. */
static gboolean
note_page (ProctorPager *self,
           ProctorPage *page,
           GError **error)
{
  const char *cursor = proctor_page_get_next_cursor (page);

  /* Without a cursor there is no way on, whatever the page promises. */
  self->has_more = proctor_page_get_has_more (page) && cursor != NULL && *cursor != '\0';
  if (!self->has_more)
    return TRUE;

  if (!g_hash_table_add (self->seen, g_strdup (cursor)))
    {
      self->has_more = FALSE;
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's list goes round in circles."));
      return FALSE;
    }
  g_set_str (&self->cursor, cursor);

  return TRUE;
}

static void
proctor_pager_finalize (GObject *object)
{
  ProctorPager *self = PROCTOR_PAGER (object);

  g_clear_object (&self->client);
  g_clear_object (&self->request);
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->seen, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_pager_parent_class)->finalize (object);
}

static void
proctor_pager_class_init (ProctorPagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_pager_finalize;
}

static void
proctor_pager_init (ProctorPager *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->has_more = TRUE;
}

/**
 * proctor_pager_new:
 * @client: a client
 * @request: (transfer full): what asks for the first page
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_pager_new (ProctorClient *client,
                   ProctorRequest *request)
{
  ProctorPager *self = g_object_new (PROCTOR_TYPE_PAGER, NULL);

  self->client = g_object_ref (client);
  self->request = request;

  return self;
}

/**
 * proctor_pager_has_more:
 * @self: a pager
 *
 * Returns: whether there is a page that has not been asked for
 */
gboolean
proctor_pager_has_more (ProctorPager *self)
{
  g_return_val_if_fail (PROCTOR_IS_PAGER (self), FALSE);

  return self->has_more;
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (ProctorPage) page = NULL;
  GError *error = NULL;

  page = proctor_client_send_finish (PROCTOR_CLIENT (object), result, &error);
  if (page != NULL && note_page (g_task_get_source_object (task), page, &error))
    g_task_return_pointer (task, g_steal_pointer (&page), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_pager_next_async:
 * @self: a pager with more
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for the next page.
 */
void
proctor_pager_next_async (ProctorPager *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_PAGER (self));
  g_return_if_fail (self->has_more);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_pager_next_async);
  proctor_client_send_async (self->client, proctor_request_dup_with_cursor (self->request, self->cursor), cancellable, sent_cb, task);
}

/**
 * proctor_pager_next_finish:
 * @self: a pager
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page
 */
ProctorPage *
proctor_pager_next_finish (ProctorPager *self,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
