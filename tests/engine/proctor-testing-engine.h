/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-engine.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

/**
 * ProctorTestingEngine:
 *
 * The engine on a socket in a folder that is thrown away, and somebody who asks it things. Every
 * answer is held against the API's contract, where there is one.
 */
typedef struct _ProctorTestingEngine ProctorTestingEngine;

ProctorTestingEngine *proctor_testing_engine_new (void);
void proctor_testing_engine_free (ProctorTestingEngine *engine);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestingEngine, proctor_testing_engine_free)

ProctorEngine *proctor_testing_engine_start (ProctorTestingEngine *engine,
                                             guint most_at_once);
ProctorWorker *proctor_testing_engine_get_worker (ProctorTestingEngine *engine);

JsonNode *proctor_testing_engine_ask (ProctorTestingEngine *engine,
                                      guint *status,
                                      const char *method,
                                      const char *path,
                                      const char *format,
                                      ...) G_GNUC_PRINTF (5, 6) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *proctor_testing_engine_get (ProctorTestingEngine *engine,
                                        const char *path) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *proctor_testing_engine_post (ProctorTestingEngine *engine,
                                         const char *path,
                                         const char *format,
                                         ...) G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_testing_engine_make (ProctorTestingEngine *engine,
                                   const char *path,
                                   const char *format,
                                   ...) G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;
void proctor_testing_engine_assert_status (ProctorTestingEngine *engine,
                                           guint status,
                                           const char *method,
                                           const char *path,
                                           const char *format,
                                           ...) G_GNUC_PRINTF (5, 6);
void proctor_testing_engine_assert_refused (ProctorTestingEngine *engine,
                                            const char *place,
                                            const char *method,
                                            const char *path,
                                            const char *format,
                                            ...) G_GNUC_PRINTF (5, 6);

gpointer proctor_testing_engine_work (ProctorTestingEngine *engine,
                                      ProctorWork work,
                                      gpointer data);
void proctor_testing_engine_run_sql (ProctorTestingEngine *engine,
                                     const char *sql);
void proctor_testing_engine_add_agent (ProctorTestingEngine *engine);

G_END_DECLS
