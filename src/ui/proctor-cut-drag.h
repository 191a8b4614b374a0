/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-conversation-cut.h"

G_BEGIN_DECLS

GtkGesture *proctor_cut_drag_attach (ProctorConversationCut *cut);

G_END_DECLS
