/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_PICKER (proctor_conversation_picker_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationPicker, proctor_conversation_picker, PROCTOR, CONVERSATION_PICKER, AdwDialog)

AdwDialog *proctor_conversation_picker_new (ProctorSession *session,
                                            const char *folder_id);

G_END_DECLS
