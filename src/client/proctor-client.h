/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-connection.h"

G_BEGIN_DECLS

/* What is sent is this layer's own business, and so is JSON. */
typedef struct _ProctorRequest ProctorRequest;

#define PROCTOR_TYPE_CLIENT (proctor_client_get_type ())

G_DECLARE_FINAL_TYPE (ProctorClient, proctor_client, PROCTOR, CLIENT, GObject)

ProctorClient *proctor_client_new (ProctorConnection *connection,
                                   const char *key);

ProctorConnection *proctor_client_get_connection (ProctorClient *self);
void proctor_client_set_key (ProctorClient *self,
                             const char *key);
void proctor_client_set_held (ProctorClient *self,
                              gboolean held);
const gint64 *proctor_client_get_clock_offset (ProctorClient *self);

void proctor_client_set_limits (ProctorClient *self,
                                guint most_at_once,
                                gsize most_bytes,
                                guint timeout_secs);
void proctor_client_set_tls_database (ProctorClient *self,
                                      GTlsDatabase *database);

void proctor_client_send_async (ProctorClient *self,
                                ProctorRequest *request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gpointer proctor_client_send_finish (ProctorClient *self,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_client_send_finish_nothing (ProctorClient *self,
                                             GAsyncResult *result,
                                             GError **error);

guint proctor_client_count_attempts (GAsyncResult *result);

G_END_DECLS
