/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-tool-call.h"
#include "proctor-tool-expectation.h"

G_BEGIN_DECLS

ProctorToolExpectation *proctor_conversation_call_expect (ProctorToolCall *call) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
