/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_serve_conversations_list (ProctorCall *call);
void proctor_serve_conversations_get (ProctorCall *call);
void proctor_serve_conversations_delete (ProctorCall *call);

G_END_DECLS
