/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-page.h"

G_BEGIN_DECLS

struct _ProctorAgentPage
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  char *agent_id;
  char *wanted_branch_id; /* (nullable): the one that was chosen */
  ProctorAgent *agent;
  GListStore *branches;
  GListStore *versions;
  GListStore *tools;
  ProctorAttachments *attachments;
  ProctorAgentResults *results;
  GError *error;
  GError *branches_error;
  GCancellable *agent_cancellable;
  GCancellable *branches_cancellable;
  GCancellable *versions_cancellable;
  GCancellable *tools_cancellable;

  ProctorAgentPageState state;
};

void proctor_agent_page_assign_branches (ProctorAgentPage *self,
                                         GListModel *rows);

G_END_DECLS
