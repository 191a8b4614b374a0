/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_VIEW (proctor_conversation_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationView, proctor_conversation_view, PROCTOR, CONVERSATION_VIEW, GtkBox)

void proctor_conversation_view_set_turns (ProctorConversationView *self,
                                          GListModel *turns);

G_END_DECLS
