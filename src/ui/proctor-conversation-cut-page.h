/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-conversation.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_CUT_PAGE (proctor_conversation_cut_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationCutPage, proctor_conversation_cut_page, PROCTOR, CONVERSATION_CUT_PAGE, AdwNavigationPage)

void proctor_conversation_cut_page_load (ProctorConversationCutPage *self,
                                         ProctorSession *session,
                                         const char *conversation_id);
ProctorConversation *proctor_conversation_cut_page_get_conversation (ProctorConversationCutPage *self);
guint proctor_conversation_cut_page_get_cut (ProctorConversationCutPage *self);

G_END_DECLS
