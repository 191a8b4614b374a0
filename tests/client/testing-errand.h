/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-testing-server.h"

G_BEGIN_DECLS

/* What the tests of the client share. */

/* What no sentence and no other server may ever see. */
#define TESTING_KEY "sk_0123456789abcdef0123456789abcdef"
/* An answer that each of the operations understands. */
#define TESTING_BODY "{\"id\":\"t1\",\"name\":\"One\",\"type\":\"llm\",\"tests\":[]}"
/* How far a time limit is in tests that are not about it. */
#define TESTING_PATIENCE_SECS 60

#define TESTING_PATH_GET "/v1/convai/agent-testing/t1"
#define TESTING_PATH_LIST "/v1/convai/agent-testing"
#define TESTING_PATH_CREATE "/v1/convai/agent-testing/create"

/**
 * TestingOperation:
 * @TESTING_GET: asks for a test
 * @TESTING_LIST: asks for a page of tests
 * @TESTING_REPLACE: replaces a test, which may be done twice
 * @TESTING_CREATE: makes a test, which must not be done twice
 * @TESTING_DELETE: deletes a test, which may be done twice
 *
 * One of each sort of request.
 */
typedef enum
{
  TESTING_GET,
  TESTING_LIST,
  TESTING_REPLACE,
  TESTING_CREATE,
  TESTING_DELETE,
} TestingOperation;

#define TESTING_N_OPERATIONS 5

/**
 * TestingErrand:
 * @operation: what is asked
 * @cancellable: gives it up
 * @times: how often it ended
 * @attempts: how often the client says that it went out
 * @error: why it came to nothing
 * @began_usecs: when it began
 * @ended_usecs: when it ended
 *
 * A request, and what came of it.
 */
typedef struct
{
  TestingOperation operation;
  GCancellable *cancellable;
  guint times;
  guint attempts;
  GError *error;
  gint64 began_usecs;
  gint64 ended_usecs;
} TestingErrand;

ProctorClient *testing_client_new (const char *url,
                                   const char *folder);

TestingErrand *testing_errand_new (ProctorClient *client,
                                   TestingOperation operation);
TestingErrand *testing_errand_new_large (ProctorClient *client,
                                         TestingOperation operation,
                                         gsize size);
void testing_errand_free (TestingErrand *errand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestingErrand, testing_errand_free)

void testing_errand_wait (TestingErrand *errand);
void testing_errand_assert_done (TestingErrand *errand);
void testing_errand_assert_error (TestingErrand *errand,
                                  ProctorApiErrorCode code);
void testing_errand_assert_cancelled (TestingErrand *errand);

const char *testing_operation_get_method (TestingOperation operation);
const char *testing_operation_get_path (TestingOperation operation);

void testing_assert_sentence (const char *sentence);
void testing_assert_works (ProctorClient *client,
                           ProctorTestingServer *server,
                           const char *folder);
guint testing_count_requests (ProctorTestingServer *server,
                              const char *method,
                              const char *folder);
void testing_settle (guint msecs);

G_END_DECLS
