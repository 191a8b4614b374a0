/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A transcript that somebody reads. */
typedef struct
{
  GtkWidget *window;
  ProctorReader *reader;
} TestingReader;

/* A conversation that has something of most kinds. */
#define TESTING_READER_HOTEL                                                                                                                                                                                                                                                                    \
  "{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Is a *room* free tonight?\", \"source_medium\": \"audio\"},"                                                                                                                                                                   \
  "{\"role\": \"agent\", \"time_in_call_secs\": 2, \"message\": \"Let me look.\", \"conversation_turn_metrics\": {\"metrics\": {\"convai_llm_service_ttfb\": {\"elapsed_time\": 0.42}, \"convai_tts_service_ttfb\": {\"elapsed_time\": 0.2}}},"                                                 \
  " \"tool_calls\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"find_room\", \"params_as_json\": \"{\\\"night\\\": \\\"today\\\", \\\"guests\\\": 2}\", \"tool_has_been_called\": true}]},"                                                                                \
  "{\"role\": \"agent\", \"time_in_call_secs\": 3, \"tool_results\": [{\"request_id\": \"a\", \"type\": \"webhook\", \"tool_name\": \"find_room\", \"result_value\": \"{\\\"rooms\\\": [\\\"sea view\\\"]}\", \"is_error\": false, \"tool_has_been_called\": true, \"tool_latency_secs\": 4.2," \
  "   \"dynamic_variable_updates\": [{\"variable_name\": \"room\", \"old_value\": null, \"new_value\": \"sea view\", \"updated_at\": 1, \"tool_name\": \"find_room\", \"tool_request_id\": \"a\"}]}]},"                                                                                         \
  "{\"role\": \"agent\", \"time_in_call_secs\": 6, \"message\": \"Yes, **one**:\\n- the room with the *sea view*, `no. 12`\\n- see [the page](https://example.com/rooms)\", \"interrupted\": true, \"original_message\": \"Yes, one, and breakfast is included.\","                             \
  " \"feedback\": {\"score\": \"dislike\", \"time_in_call_secs\": 7}, \"llm_usage\": {\"model_usage\": {\"gpt-4o\": {\"input\": {\"tokens\": 1200, \"price\": 0.003}, \"output_total\": {\"tokens\": 40, \"price\": 0.0004}}}},"                                                                \
  " \"rag_retrieval_info\": {\"chunks\": [{\"document_id\": \"rooms.pdf\", \"chunk_id\": \"c7\", \"vector_distance\": 0.21}], \"embedding_model\": \"e5\", \"retrieval_query\": \"rooms free tonight\", \"rag_latency_secs\": 0.1, \"used_chunk_ids\": [\"c7\"]},"                              \
  " \"conversation_turn_metrics\": {\"metrics\": {\"convai_llm_service_ttfb\": {\"elapsed_time\": 3.4}}}, \"some_new_thing\": {\"x\": 1}},"                                                                                                                                                     \
  "{\"role\": \"user\", \"time_in_call_secs\": 9, \"message\": \"I want to talk to a person.\"},"                                                                                                                                                                                               \
  "{\"role\": \"agent\", \"time_in_call_secs\": 10, \"message\": null, \"tool_calls\": [{\"request_id\": \"b\", \"type\": \"system\", \"tool_name\": \"transfer_to_number\", \"params_as_json\": \"{}\", \"tool_has_been_called\": true}],"                                                     \
  " \"tool_results\": [{\"request_id\": \"b\", \"type\": \"system\", \"tool_name\": \"transfer_to_number\", \"result_value\": \"x\", \"is_error\": false, \"tool_has_been_called\": true, \"result\": {\"result_type\": \"transfer_to_number_sip_success\", \"status\": \"success\", \"transfer_number\": \"+49 30 1234\", \"reason\": \"The guest asked for a person\"}}]}"

void testing_reader_init (int *argc,
                          char ***argv);
void testing_reader_set_up (TestingReader *self,
                            gconstpointer data);
void testing_reader_tear_down (TestingReader *self,
                               gconstpointer data);
ProctorRun *testing_reader_read_run (const char *json);
void testing_reader_show (TestingReader *self,
                          ProctorRun *run);
void testing_reader_show_json (TestingReader *self,
                               const char *turns);
ProctorReaderItem *testing_reader_get_item (TestingReader *self,
                                            guint position);
void testing_reader_open_all (TestingReader *self);
gboolean testing_reader_is_there (GtkWidget *widget);
gpointer testing_reader_find (GtkWidget *widget,
                              GType type,
                              guint *nth);
guint testing_reader_count_shown (TestingReader *self,
                                  const char *text);
void testing_reader_assert_shown (TestingReader *self,
                                  const char *text);
void testing_reader_add_shown (GtkWidget *widget,
                               GString *all);
void testing_reader_click (TestingReader *self,
                           const char *tooltip);
void testing_reader_wait_count (TestingReader *self,
                                const char *count);

G_END_DECLS
