/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-chat.h"

G_BEGIN_DECLS

JsonObject *proctor_transcript_make_turn (const char *role,
                                          const char *message,
                                          gint64 seconds);
JsonObject *proctor_transcript_make_agent_turn (const ProctorChatAnswer *answer,
                                                gint64 seconds);
void proctor_transcript_add_call (JsonObject *turn,
                                  const ProctorChatCall *call,
                                  const char *kind,
                                  gboolean was_called);
void proctor_transcript_add_result (JsonObject *turn,
                                    const ProctorChatCall *call,
                                    const char *kind,
                                    const char *value,
                                    gboolean is_error,
                                    gboolean was_called,
                                    double seconds);

void proctor_transcript_add_to_chat (JsonArray *turns,
                                     ProctorChat *chat,
                                     gboolean from_user);
char *proctor_transcript_to_text (JsonArray *turns);
const char *proctor_transcript_get_role (JsonArray *turns,
                                         guint position);

G_END_DECLS
