/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-conversation-list.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_FILTERS (proctor_conversation_filters_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationFilters, proctor_conversation_filters, PROCTOR, CONVERSATION_FILTERS, GtkPopover)

GtkWidget *proctor_conversation_filters_new (ProctorSession *session);

void proctor_conversation_filters_fill (ProctorConversationFilters *self,
                                        ProctorConversationFilter *filter);
gboolean proctor_conversation_filters_is_filtered (ProctorConversationFilters *self);
char *proctor_conversation_filters_dup_words (ProctorConversationFilters *self) G_GNUC_WARN_UNUSED_RESULT;
void proctor_conversation_filters_clear (ProctorConversationFilters *self);

G_END_DECLS
