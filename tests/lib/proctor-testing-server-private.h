/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-server.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

struct _ProctorTestingServer
{
  GObject parent_instance;

  /* Owned */
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GTlsCertificate *certificate;
  char *folder;
  char *ca_file;
  char *socket_path;
  char *url;

  /* Owned by the server's thread. The exchanges are those that are not over. */
  SoupServer *server;
  GPtrArray *exchanges;

  /* Guarded by the lock: the threads share these. */
  GMutex lock;
  GCond ready;
  GHashTable *answers;
  GPtrArray *requests;
  guint n_connections;
  guint n_in_flight;
  guint peak;
};

/**
 * ProctorTestingScript:
 *
 * A #ProctorTestingAnswer that is kept: all of it is owned, and the body is what goes over the wire.
 */
typedef struct
{
  guint status;
  GBytes *body;
  char *content_type;
  char **headers;
  guint delay_msecs;
  ProctorTestingFault fault;
  gboolean gzip;
  gboolean close;
} ProctorTestingScript;

ProctorTestingScript *proctor_testing_script_new (const ProctorTestingAnswer *told);
ProctorTestingScript *proctor_testing_script_copy (const ProctorTestingScript *script);
void proctor_testing_script_free (ProctorTestingScript *script);
void proctor_testing_script_give (const ProctorTestingScript *script,
                                  SoupServerMessage *message);
GBytes *proctor_testing_script_dup_wire (const ProctorTestingScript *script,
                                         gsize *head_length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestingScript, proctor_testing_script_free)

void proctor_testing_exchange_begin (ProctorTestingServer *server,
                                     SoupServerMessage *message,
                                     ProctorTestingScript *script);
void proctor_testing_exchange_end_all (ProctorTestingServer *server);

GTlsCertificate *proctor_testing_certificate_make (ProctorTestingCertificate kind,
                                                   const char *folder,
                                                   char **ca_file);

G_END_DECLS
