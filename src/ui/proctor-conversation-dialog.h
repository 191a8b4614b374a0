/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_DIALOG (proctor_conversation_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationDialog, proctor_conversation_dialog, PROCTOR, CONVERSATION_DIALOG, AdwDialog)

AdwDialog *proctor_conversation_dialog_new (ProctorSession *session,
                                            const char *conversation_id);

G_END_DECLS
