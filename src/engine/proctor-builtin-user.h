/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-chat.h"

G_BEGIN_DECLS

ProctorChatAnswer *proctor_builtin_user_answer (const ProctorChat *chat);

G_END_DECLS
