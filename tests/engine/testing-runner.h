/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"
#include "proctor-runner.h"
#include "proctor-server.h"

G_BEGIN_DECLS

/**
 * TestingAnswer:
 *
 * Writes what a scripted model answers; %NULL for an error, which @error then has. A model that
 * never answers sets @never.
 */
typedef ProctorChatAnswer *(*TestingAnswer) (const ProctorChat *chat,
                                             guint n_asked,
                                             gboolean *never,
                                             GError **error);

#define TESTING_TYPE_PROVIDER (testing_provider_get_type ())

G_DECLARE_FINAL_TYPE (TestingProvider, testing_provider, TESTING, PROVIDER, GObject)

TestingProvider *testing_provider_new (TestingAnswer answer);
guint testing_provider_count (TestingProvider *self);
guint testing_provider_get_peak (TestingProvider *self);

/**
 * TestingEngine:
 *
 * An engine in this process, with a scripted model.
 */
typedef struct
{
  char *folder;
  ProctorWorker *worker;
  ProctorServer *server;
  TestingProvider *provider;
  ProctorRunner *runner;
} TestingEngine;

TestingEngine *testing_engine_new (TestingAnswer answer,
                                   guint most_at_once);
void testing_engine_free (TestingEngine *engine);
void testing_engine_restart (TestingEngine *engine);

JsonNode *testing_engine_ask (TestingEngine *engine,
                              const char *method,
                              const char *path,
                              const char *body,
                              guint expected_status);
char *testing_engine_make_agent (TestingEngine *engine,
                                 const char *prompt);
char *testing_engine_make_test (TestingEngine *engine,
                                const char *body);
char *testing_engine_run (TestingEngine *engine,
                          const char *agent_id,
                          const char *test_id,
                          guint repeat_count);
JsonNode *testing_engine_wait (TestingEngine *engine,
                               const char *invocation_id);

const char *testing_get (JsonNode *node,
                         const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestingEngine, testing_engine_free)

G_END_DECLS
