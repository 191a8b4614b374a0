/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

/**
 * ProctorReaderSection:
 * @PROCTOR_READER_REPLAYED: what the test begins with
 * @PROCTOR_READER_PRODUCED: what was said in the run
 * @PROCTOR_READER_ORIGINAL: what was said in the conversation that the test was made of
 *
 * Where a turn comes from.
 */
typedef enum
{
  PROCTOR_READER_REPLAYED,
  PROCTOR_READER_PRODUCED,
  PROCTOR_READER_ORIGINAL,
} ProctorReaderSection;

/**
 * ProctorReaderPair:
 * @call: (nullable): a call
 * @result: (nullable): what was answered; one of the two is not %NULL
 * @is_mocked: whether the test answered in the tool's place
 *
 * A tool that was called.
 */
typedef struct
{
  ProctorToolCall *call;
  ProctorToolResult *result;
  gboolean is_mocked;
} ProctorReaderPair;

#define PROCTOR_TYPE_READER_ITEM (proctor_reader_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderItem, proctor_reader_item, PROCTOR, READER_ITEM, GObject)

ProctorReaderItem *proctor_reader_item_new_heading (ProctorReaderSection section) G_GNUC_WARN_UNUSED_RESULT;
ProctorReaderItem *proctor_reader_item_new_turn (ProctorReaderSection section,
                                                 guint number,
                                                 ProctorRecord *record,
                                                 GPtrArray *pairs) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_reader_item_new_pairs (void) G_GNUC_WARN_UNUSED_RESULT;
void proctor_reader_item_add_pair (GPtrArray *pairs,
                                   ProctorToolCall *call,
                                   ProctorToolResult *result,
                                   gboolean is_mocked);

gboolean proctor_reader_item_is_heading (ProctorReaderItem *self);
ProctorReaderSection proctor_reader_item_get_section (ProctorReaderItem *self);
const char *proctor_reader_item_get_title (ProctorReaderItem *self);
guint proctor_reader_item_get_number (ProctorReaderItem *self);
ProctorRecord *proctor_reader_item_get_record (ProctorReaderItem *self);
ProctorTurn *proctor_reader_item_get_turn (ProctorReaderItem *self);
const GPtrArray *proctor_reader_item_get_pairs (ProctorReaderItem *self);

gboolean proctor_reader_item_get_shows_all (ProctorReaderItem *self);
void proctor_reader_item_set_shows_all (ProctorReaderItem *self,
                                        gboolean shows_all);
gboolean proctor_reader_item_get_shows_details (ProctorReaderItem *self);
void proctor_reader_item_set_shows_details (ProctorReaderItem *self,
                                            gboolean shows_details);
gboolean proctor_reader_item_get_tool_is_open (ProctorReaderItem *self,
                                               guint which);
void proctor_reader_item_set_tool_is_open (ProctorReaderItem *self,
                                           guint which,
                                           gboolean is_open);
guint proctor_reader_item_get_n_tools_shown (ProctorReaderItem *self);
void proctor_reader_item_show_more_tools (ProctorReaderItem *self,
                                          guint n);
void proctor_reader_item_set_marks (ProctorReaderItem *self,
                                    GArray *message_marks,
                                    GPtrArray *tool_lines);
const GArray *proctor_reader_item_get_message_marks (ProctorReaderItem *self);
GHashTable *proctor_reader_item_get_tool_lines (ProctorReaderItem *self,
                                                guint which);
const char *proctor_reader_item_get_excerpt (ProctorReaderItem *self);
void proctor_reader_item_set_excerpt (ProctorReaderItem *self,
                                      const char *excerpt);

G_END_DECLS
