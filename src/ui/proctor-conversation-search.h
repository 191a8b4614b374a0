/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_SEARCH (proctor_conversation_search_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationSearch, proctor_conversation_search, PROCTOR, CONVERSATION_SEARCH, AdwNavigationPage)

void proctor_conversation_search_set_session (ProctorConversationSearch *self,
                                              ProctorSession *session);

G_END_DECLS
