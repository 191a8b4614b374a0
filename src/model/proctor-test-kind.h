/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorTestKind:
 * @PROCTOR_TEST_KIND_UNKNOWN: a kind that this version of Proctor does not know
 * @PROCTOR_TEST_KIND_NEXT_REPLY: judges the agent's next reply to a conversation
 * @PROCTOR_TEST_KIND_TOOL: checks which tool the agent calls, and with what
 * @PROCTOR_TEST_KIND_SIMULATION: lets a model play the user and judges the whole conversation
 *
 * What a test judges. The server may add kinds at any time, so every switch over this one
 * has to do something sensible with the unknown.
 */
typedef enum
{
  PROCTOR_TEST_KIND_UNKNOWN,
  PROCTOR_TEST_KIND_NEXT_REPLY,
  PROCTOR_TEST_KIND_TOOL,
  PROCTOR_TEST_KIND_SIMULATION,
} ProctorTestKind;

G_END_DECLS
