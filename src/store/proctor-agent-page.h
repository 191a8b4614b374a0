/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-results.h"
#include "proctor-agent.h"
#include "proctor-attachments.h"
#include "proctor-branch.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorAgentPageState:
 * @PROCTOR_AGENT_PAGE_LOADING: nothing is known of the agent yet
 * @PROCTOR_AGENT_PAGE_ERROR: it can't be had, and the error says why
 * @PROCTOR_AGENT_PAGE_CONTENT: it is here; an error beside it means that what is new can't be had
 *
 * What there is to show.
 */
typedef enum
{
  PROCTOR_AGENT_PAGE_LOADING,
  PROCTOR_AGENT_PAGE_ERROR,
  PROCTOR_AGENT_PAGE_CONTENT,
} ProctorAgentPageState;

#define PROCTOR_TYPE_AGENT_PAGE (proctor_agent_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentPage, proctor_agent_page, PROCTOR, AGENT_PAGE, GObject)

ProctorAgentPage *proctor_agent_page_new (ProctorSession *session,
                                          const char *agent_id);

ProctorSession *proctor_agent_page_get_session (ProctorAgentPage *self);
const char *proctor_agent_page_get_agent_id (ProctorAgentPage *self);
ProctorAgentPageState proctor_agent_page_get_state (ProctorAgentPage *self);
const GError *proctor_agent_page_get_error (ProctorAgentPage *self);
gboolean proctor_agent_page_says (ProctorAgentPage *self,
                                  const GError *error);
gboolean proctor_agent_page_is_switching (ProctorAgentPage *self);
ProctorAgent *proctor_agent_page_get_agent (ProctorAgentPage *self);
const char *proctor_agent_page_get_branch_id (ProctorAgentPage *self);
const char *proctor_agent_page_get_wanted_branch_id (ProctorAgentPage *self);
ProctorBranch *proctor_agent_page_find_branch (ProctorAgentPage *self);
gboolean proctor_agent_page_is_main (ProctorAgentPage *self,
                                     const char *branch_id);
char *proctor_agent_page_dup_branch_name (ProctorAgentPage *self);
char *proctor_agent_page_dup_dashboard_uri (ProctorAgentPage *self);
GListModel *proctor_agent_page_get_branches (ProctorAgentPage *self);
const GError *proctor_agent_page_get_branches_error (ProctorAgentPage *self);
GListModel *proctor_agent_page_get_versions (ProctorAgentPage *self);
GListModel *proctor_agent_page_get_tools (ProctorAgentPage *self);
ProctorAttachments *proctor_agent_page_get_attachments (ProctorAgentPage *self);
ProctorAgentResults *proctor_agent_page_get_results (ProctorAgentPage *self);

void proctor_agent_page_refresh (ProctorAgentPage *self);
void proctor_agent_page_retry (ProctorAgentPage *self);
void proctor_agent_page_choose_branch (ProctorAgentPage *self,
                                       const char *branch_id);
void proctor_agent_page_take_agent (ProctorAgentPage *self,
                                    ProctorAgent *agent);

G_END_DECLS
