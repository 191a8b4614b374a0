/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-testing-contract.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

/* What the tests of endpoints share. */

#define TESTING_KEY "sk_test_0123456789abcdef"

/* Ids that would lead elsewhere if they went out as they are. */
#define ODD_ID "a/b?c#d ü%"
#define ODD_ID_SENT "a%2Fb%3Fc%23d%20%C3%BC%25"
#define OTHER_ID "../x&y=z+%2e;"
#define OTHER_ID_SENT "..%2Fx%26y%3Dz%2B%252e%3B"

/* What most things say of who made them. */
#define ACCESS "{'is_creator': true, 'creator_name': 'Ada', 'creator_email': 'ada@example.com', 'role': 'admin'}"

/**
 * TestingExpectation:
 * @method: the HTTP method
 * @path: the path, encoded as it is sent
 * @query: (nullable): the query, encoded as it is sent
 * @body: (nullable): the body
 * @status: the status of the answer, 200 if it is 0
 * @answer: (nullable): the body of the answer
 *
 * What a call is to ask, to the letter, and what it is answered. JSON is written with apostrophes
 * in place of quotation marks.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *query;
  const char *body;
  guint status;
  const char *answer;
} TestingExpectation;

/**
 * TestingEndpoint:
 *
 * A client, the server at its other end, and the contract that both should keep, if there is one.
 */
typedef struct
{
  /* Owned */
  ProctorTestingServer *server;
  ProctorClient *client;
  ProctorTestingContract *contract;
  GAsyncResult *result;

  /* Borrowed */
  const TestingExpectation *expected;
} TestingEndpoint;

void testing_endpoint_set_up (TestingEndpoint *self,
                              gconstpointer data);
void testing_endpoint_tear_down (TestingEndpoint *self,
                                 gconstpointer data);
void testing_endpoint_add (const char *path,
                           void (*test) (TestingEndpoint *self,
                                         gconstpointer data));
void testing_endpoint_add_contract (const char *path);

void testing_endpoint_expect (TestingEndpoint *self,
                              const TestingExpectation *expected);
void testing_endpoint_answer (TestingEndpoint *self,
                              const char *method,
                              const char *path,
                              guint status,
                              const char *answer);
void testing_endpoint_cb (GObject *source,
                          GAsyncResult *result,
                          gpointer user_data);
GAsyncResult *testing_endpoint_wait (TestingEndpoint *self);
GAsyncResult *testing_endpoint_finish (TestingEndpoint *self);
void testing_endpoint_finish_unsent (TestingEndpoint *self);

const ProctorTestingRequest *testing_endpoint_get_request (GPtrArray *requests,
                                                           guint position,
                                                           const char *method,
                                                           const char *path);

char *testing_json (const char *text);
GBytes *testing_json_bytes (const char *text);
gpointer testing_record (GType type,
                         const char *text) G_GNUC_WARN_UNUSED_RESULT;
void testing_assert_body (const ProctorTestingRequest *request,
                          const char *expected);
void testing_assert_record (gpointer record,
                            GType type,
                            const char *expected);
gpointer testing_page_dup_row (ProctorPage *page,
                               guint position,
                               GType type) G_GNUC_WARN_UNUSED_RESULT;
void testing_assert_rows (ProctorPage *page,
                          guint n_rows,
                          const char *next_cursor);

G_END_DECLS
