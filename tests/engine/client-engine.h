/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-engine.h"
#include "proctor-page.h"
#include "proctor-pager.h"
#include "proctor-server.h"
#include "proctor-testing-contract.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

/**
 * ClientEngine:
 * @folder: where the engine's data is
 * @worker: the database's thread
 * @server: the server, at a socket in @folder
 * @engine: (nullable): who runs tests; %NULL if nobody does
 * @client: the project's own client, at the other end of the socket
 * @contract: (nullable): what both are held against
 * @tap: looks at all that goes between them
 * @n_answers: how much went between them
 * @last_status: with what the last request was answered
 * @result: (nullable): of the last call
 *
 * An engine in this process and the project's own client. All that they say to each other is held
 * against the API's contract.
 */
typedef struct
{
  /* Owned */
  char *folder;
  ProctorWorker *worker;
  ProctorServer *server;
  ProctorEngine *engine;
  ProctorClient *client;
  ProctorTestingContract *contract;
  GAsyncResult *result;

  gulong tap;
  guint n_answers;
  guint last_status;
} ClientEngine;

/* Adds a test of an engine that runs what it is given, or that only takes it. */
void client_engine_add (const char *path,
                        void (*test) (ClientEngine *self,
                                      gconstpointer data));
void client_engine_add_resting (const char *path,
                                void (*test) (ClientEngine *self,
                                              gconstpointer data));

void client_engine_add_contract (const char *path);

void client_engine_cb (GObject *source,
                       GAsyncResult *result,
                       gpointer user_data);
GAsyncResult *client_engine_wait (ClientEngine *self);

gpointer client_engine_record (GType type,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;
gpointer client_engine_draft (GType type,
                              const char *text) G_GNUC_WARN_UNUSED_RESULT;
void client_engine_run_sql (ClientEngine *self,
                            const char *sql);

ProctorPage *client_engine_next_page (ClientEngine *self,
                                      ProctorPager *pager) G_GNUC_WARN_UNUSED_RESULT;
gpointer client_engine_dup_row (ProctorPage *page,
                                guint position) G_GNUC_WARN_UNUSED_RESULT;
char *client_engine_join (ProctorPage *page) G_GNUC_WARN_UNUSED_RESULT;

char *client_engine_make_agent (ClientEngine *self,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *client_engine_make_test (ClientEngine *self,
                               const char *text,
                               const char *folder_id) G_GNUC_WARN_UNUSED_RESULT;
char *client_engine_make_folder (ClientEngine *self,
                                 const char *name,
                                 const char *parent_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
