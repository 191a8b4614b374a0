/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "proctor-server.h"
#include "proctor-testing-contract.h"

G_BEGIN_DECLS

/**
 * EngineCalls:
 * @folder: where its data is
 * @worker: the database's thread
 * @server: the server, at a socket in @folder
 * @session: with which it is asked
 * @contract: (nullable): what its answers are held against
 *
 * An engine in this process, for asking it things.
 */
typedef struct
{
  char *folder;
  ProctorWorker *worker;
  ProctorServer *server;
  SoupSession *session;
  ProctorTestingContract *contract;
} EngineCalls;

/**
 * EngineCase:
 * @method: the method
 * @path: the path with the query; "%s" is the id that the test is about
 * @body: (nullable): the body, with ' for each "
 * @status: what it is answered with
 * @said: (nullable): what the answer says somewhere, with ' for each "
 *
 * A line of a table: what is asked and what comes of it.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *body;
  guint status;
  const char *said;
} EngineCase;

void engine_calls_set_up (EngineCalls *calls,
                          gconstpointer user_data);
void engine_calls_tear_down (EngineCalls *calls,
                             gconstpointer user_data);

JsonNode *engine_calls_ask (EngineCalls *calls,
                            guint status,
                            const char *method,
                            const char *path,
                            const char *body);
void engine_calls_do (EngineCalls *calls,
                      guint status,
                      const char *method,
                      const char *path,
                      const char *body);
char *engine_calls_make (EngineCalls *calls,
                         const char *path,
                         const char *body,
                         const char *member);
void engine_calls_check_table (EngineCalls *calls,
                               const EngineCase *cases,
                               gsize n_cases,
                               const char *id);
void engine_calls_work (EngineCalls *calls,
                        ProctorWork work,
                        gpointer data);

JsonNode *engine_node_find (JsonNode *node,
                            const char *path);
const char *engine_node_text (JsonNode *node,
                              const char *path);
gint64 engine_node_int (JsonNode *node,
                        const char *path);
char *engine_node_join (JsonNode *node,
                        const char *array,
                        const char *member);

G_END_DECLS
