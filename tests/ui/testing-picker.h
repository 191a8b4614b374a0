/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-conversation-picker.h"
#include "testing-listing.h"

G_BEGIN_DECLS

#define TESTING_PICKER_CONVERSATIONS "/v1/convai/conversations"
#define TESTING_PICKER_ONE TESTING_PICKER_CONVERSATIONS "/conv_1"

#define TESTING_PICKER_ROW(id, title, summary, outcome)                                                                    \
  "{\"conversation_id\":\"" id "\",\"agent_id\":\"agent_1\",\"agent_name\":\"Hotel\",\"start_time_unix_secs\":1790000000," \
  "\"status\":\"done\",\"message_count\":5,\"call_successful\":\"" outcome "\",\"call_summary_title\":\"" title "\",\"transcript_summary\":\"" summary "\"}"

#define TESTING_PICKER_CONVERSATION                                                                                                                         \
  "{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"branch_id\":\"branch_1\",\"status\":\"done\",\"environment\":\"production\",\"transcript\":[" \
  "{\"role\":\"agent\",\"message\":\"Harbour Hotel, good evening. How can I help you?\",\"time_in_call_secs\":0},"                                          \
  "{\"role\":\"user\",\"message\":\"I'm Anna Schmidt, a@b.de, and I'd like a room for two.\",\"time_in_call_secs\":4},"                                     \
  "{\"role\":\"agent\",\"message\":\"Certainly, Anna. For how many nights?\",\"time_in_call_secs\":7},"                                                     \
  "{\"role\":\"user\",\"message\":\"Two. My card is 4111 1111 1111 1111.\",\"time_in_call_secs\":9},"                                                       \
  "{\"role\":\"agent\",\"message\":\"Thank you, it is booked.\",\"time_in_call_secs\":12}],"                                                                \
  "\"metadata\":{\"start_time_unix_secs\":1,\"call_duration_secs\":12},\"analysis\":{\"call_successful\":\"failure\",\"call_summary_title\":\"A room\"},"   \
  "\"conversation_initiation_client_data\":{\"dynamic_variables\":{\"user_name\":\"Anna Schmidt\",\"system__time\":\"now\"}}}"

/* A TestingListing whose pane is the picker, with an agent and what was said to it. */

void testing_picker_answer (TestingListing *self,
                            const char *path,
                            guint status,
                            const char *body);
void testing_picker_answer_rows (TestingListing *self,
                                 const char *rows);
void testing_picker_answer_agents (TestingListing *self);

void testing_picker_open (TestingListing *self,
                          int width);
gpointer testing_picker_get_part (gpointer widget,
                                  const char *name);

void testing_picker_choose (TestingListing *self);
void testing_picker_wait_turns (TestingListing *self);
void testing_picker_choose_and_read (TestingListing *self,
                                     int width);
guint testing_picker_get_cut (TestingListing *self);
void testing_picker_go_on (TestingListing *self);

G_END_DECLS
