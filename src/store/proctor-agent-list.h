/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-paged-list.h"

G_BEGIN_DECLS

/**
 * ProctorAgentOrder:
 * @PROCTOR_AGENT_ORDER_NEWEST: what was made last comes first
 * @PROCTOR_AGENT_ORDER_NAME: by name
 * @PROCTOR_AGENT_ORDER_CALLS: what was called most in the last seven days comes first
 *
 * What a list of agents is sorted by.
 */
typedef enum
{
  PROCTOR_AGENT_ORDER_NEWEST,
  PROCTOR_AGENT_ORDER_NAME,
  PROCTOR_AGENT_ORDER_CALLS,
} ProctorAgentOrder;

ProctorPagedList *proctor_agent_list_new (ProctorSession *session,
                                          const char *search,
                                          ProctorAgentOrder order,
                                          gboolean archived) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
