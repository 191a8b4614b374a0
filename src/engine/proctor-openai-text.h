/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-openai-request.h"

G_BEGIN_DECLS

char *proctor_openai_text_strip_thinking (const char *text);
JsonNode *proctor_openai_text_find_json (const char *text);
void proctor_openai_text_take_calls (const ProctorOpenaiRequest *request,
                                     char **text,
                                     GPtrArray *calls);
ProctorChatCall *proctor_openai_text_read_call (const char *id,
                                                JsonObject *object);

G_END_DECLS
