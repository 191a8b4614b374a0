/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-markdown.h"
#include "proctor-turn.h"

G_BEGIN_DECLS

/**
 * ProctorTurnChip:
 * @text: a few words
 * @css_class: (nullable): how it looks
 *
 * What one should see of a turn at once.
 */
typedef struct
{
  char *text;
  const char *css_class;
} ProctorTurnChip;

void proctor_turn_words_add_chip (GPtrArray *chips,
                                  char *text,
                                  const char *css_class);
GPtrArray *proctor_turn_words_new_chips (void) G_GNUC_WARN_UNUSED_RESULT;

const char *proctor_turn_words_get_speaker (ProctorTurn *turn);
char *proctor_turn_words_dup_time (ProctorTurn *turn) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_turn_words_has_message (ProctorTurn *turn);
void proctor_turn_words_read_message (ProctorTurn *turn,
                                      gsize most,
                                      ProctorMarkdown *markdown);
gsize proctor_turn_words_measure_message (ProctorTurn *turn);
GPtrArray *proctor_turn_words_dup_chips (ProctorTurn *turn) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_turn_words_dup_facts (ProctorTurn *turn) G_GNUC_WARN_UNUSED_RESULT;
double proctor_turn_words_sum_usage (ProctorTurn *turn,
                                     gint64 *n_tokens);
char *proctor_turn_words_dup_seconds (double seconds) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_turn_words_dup_metric (const char *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
