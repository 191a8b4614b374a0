/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "testing-listing.h"

G_BEGIN_DECLS

#define TESTING_VERDICT_HISTORY "\"chat_history\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"May I send back the boots?\"}]"

/* A test that judges a reply, without its braces. */
#define TESTING_VERDICT_TEST "\"type\":\"llm\"," TESTING_VERDICT_HISTORY ",\"success_condition\":\"The agent names the time limit and the label.\"," \
                             "\"success_examples\":[{\"response\":\"Within 30 days, with the label.\",\"type\":\"success\"}],"                       \
                             "\"failure_examples\":[{\"response\":\"I don't know.\",\"type\":\"failure\"}]"
#define TESTING_VERDICT_SAID "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"You can send it back within 30 days – just tell us.\"}"

/* A run that one looks at, in a workspace with a history. */
typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
  guint jump_position;
  char *jump_text;
  char *place; /* where in a test one was led */
} TestingVerdict;

void testing_verdict_set_up (TestingVerdict *self,
                             gconstpointer data);
void testing_verdict_tear_down (TestingVerdict *self,
                                gconstpointer data);
void testing_verdict_add (const char *path,
                          void (*test) (TestingVerdict *self,
                                        gconstpointer data));

void testing_verdict_open (TestingVerdict *self,
                           int width,
                           const char *status,
                           const char *result,
                           const char *rationale,
                           const char *test,
                           const char *said,
                           const char *now);

gpointer testing_verdict_find (TestingVerdict *self,
                               GType type,
                               guint nth);
void testing_verdict_wait_shown (TestingVerdict *self,
                                 const char *text);
gboolean testing_verdict_has_panel (gpointer user_data);
AdwDialog *testing_verdict_get_dialog (TestingVerdict *self);
gboolean testing_verdict_has_dialog (gpointer user_data);

G_END_DECLS
