/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-conversation.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_KIND_PAGE (proctor_conversation_kind_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationKindPage, proctor_conversation_kind_page, PROCTOR, CONVERSATION_KIND_PAGE, AdwNavigationPage)

void proctor_conversation_kind_page_set_conversation (ProctorConversationKindPage *self,
                                                      ProctorSession *session,
                                                      ProctorConversation *conversation,
                                                      guint cut);

G_END_DECLS
