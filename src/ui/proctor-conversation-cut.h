/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-conversation.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_CUT (proctor_conversation_cut_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationCut, proctor_conversation_cut, PROCTOR, CONVERSATION_CUT, GtkBox)

void proctor_conversation_cut_set_conversation (ProctorConversationCut *self,
                                                ProctorConversation *conversation);
guint proctor_conversation_cut_get_cut (ProctorConversationCut *self);
void proctor_conversation_cut_set_cut (ProctorConversationCut *self,
                                       guint cut);
gboolean proctor_conversation_cut_has_bar_at (ProctorConversationCut *self,
                                              double x,
                                              double y);
void proctor_conversation_cut_move_bar (ProctorConversationCut *self,
                                        double y);

G_END_DECLS
