/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-inquiry.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SERVER (proctor_server_get_type ())

G_DECLARE_FINAL_TYPE (ProctorServer, proctor_server, PROCTOR, SERVER, GObject)

ProctorServer *proctor_server_new (ProctorWorker *worker);

void proctor_server_add_handler (ProctorServer *self,
                                 const char *method,
                                 const char *path,
                                 ProctorInquiryHandler handler,
                                 gpointer user_data);
gboolean proctor_server_listen_unix (ProctorServer *self,
                                     const char *path,
                                     GError **error);
gboolean proctor_server_listen_tcp (ProctorServer *self,
                                    const char *address,
                                    const char *key_hash,
                                    GError **error);
guint proctor_server_get_port (ProctorServer *self);
guint proctor_server_count_leases (ProctorServer *self);
void proctor_server_stop (ProctorServer *self);

G_END_DECLS
