/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-openai-request.h"

G_BEGIN_DECLS

ProctorChatAnswer *proctor_openai_answer_read (const ProctorOpenaiRequest *request,
                                               GBytes *body,
                                               GError **error);
char **proctor_openai_answer_read_models (GBytes *body,
                                          GError **error);

G_END_DECLS
