/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-lost-run.h"
#include "proctor-run-setup.h"

G_BEGIN_DECLS

struct _ProctorRunSetup
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GListStore *tests;
  ProctorRunChecks *checks;
  ProctorChoiceList *branches; /* (nullable): of the agent */
  ProctorChoiceList *nodes;    /* (nullable): of the agent on the branch */
  GPtrArray *remembered;       /* (nullable): how agents were run before */
  ProctorHistoryEstimate *estimate;
  GListStore *candidates;
  ProctorLostRun *lost;
  GError *error;
  GCancellable *cancellable;
  GCancellable *estimate_cancellable;
  GCancellable *override_cancellable;
  char *folder_id;
  char *folder_name;
  char *given_agent_id;
  char *given_branch_id;
  char *agent_id;
  char *branch_id;
  char *override;
  char *override_problem;
  char *invocation_id;
  char *obstacle; /* (nullable): what stood in the way when somebody wanted them to be run */

  ProctorRunSetupState state;
  guint repeat_count;
  gboolean has_chosen_agent;  /* a person, that is */
  gboolean has_chosen_repeat; /* the same */
  gboolean is_remembering;
  gboolean has_guessed;
  gboolean is_guessing; /* which agent the first test is for */
  gboolean is_saving;
  gboolean save_failed;
};

void proctor_run_setup_tell (ProctorRunSetup *self);
void proctor_run_setup_set_state (ProctorRunSetup *self,
                                  ProctorRunSetupState state);
void proctor_run_setup_set_error (ProctorRunSetup *self,
                                  const GError *error);
void proctor_run_setup_go_on (ProctorRunSetup *self);
void proctor_run_setup_reload (ProctorRunSetup *self);
void proctor_run_setup_remember (ProctorRunSetup *self);
void proctor_run_setup_check (ProctorRunSetup *self);
void proctor_run_setup_let_go_of_nodes (ProctorRunSetup *self);
void proctor_run_setup_let_go_of_branches (ProctorRunSetup *self);
void proctor_run_setup_update_estimate (ProctorRunSetup *self);
gboolean proctor_run_setup_can_change (ProctorRunSetup *self);
GStrv proctor_run_setup_dup_ids (ProctorRunSetup *self,
                                 gboolean each_once);

G_END_DECLS
