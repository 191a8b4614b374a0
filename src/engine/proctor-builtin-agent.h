/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-chat.h"

G_BEGIN_DECLS

ProctorChatAnswer *proctor_builtin_agent_answer (const ProctorChat *chat,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
