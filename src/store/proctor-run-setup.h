/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-attachments.h"
#include "proctor-choice-list.h"
#include "proctor-history-estimate.h"
#include "proctor-run-checks.h"
#include "proctor-run-test.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorRunSetupState:
 * @PROCTOR_RUN_SETUP_CHOOSING: somebody chooses what is run, and how
 * @PROCTOR_RUN_SETUP_WAITING: they are to be run as soon as all is known that has to be known before
 * @PROCTOR_RUN_SETUP_SENDING: the server was asked to run them
 * @PROCTOR_RUN_SETUP_SEARCHING: its answer got lost, and it is looked for what may have been begun
 * @PROCTOR_RUN_SETUP_LOST: what was found is to be chosen from by a person
 * @PROCTOR_RUN_SETUP_STARTED: they are running
 *
 * How far it has got with running tests.
 */
typedef enum
{
  PROCTOR_RUN_SETUP_CHOOSING,
  PROCTOR_RUN_SETUP_WAITING,
  PROCTOR_RUN_SETUP_SENDING,
  PROCTOR_RUN_SETUP_SEARCHING,
  PROCTOR_RUN_SETUP_LOST,
  PROCTOR_RUN_SETUP_STARTED,
} ProctorRunSetupState;

/**
 * PROCTOR_RUN_SETUP_MOST_TESTS:
 *
 * How many tests can be run at once.
 */
#define PROCTOR_RUN_SETUP_MOST_TESTS 5000

/**
 * PROCTOR_RUN_SETUP_MOST_REPEATS:
 *
 * How often each test can be run at once.
 */
#define PROCTOR_RUN_SETUP_MOST_REPEATS 20

#define PROCTOR_TYPE_RUN_SETUP (proctor_run_setup_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunSetup, proctor_run_setup, PROCTOR, RUN_SETUP, GObject)

ProctorRunSetup *proctor_run_setup_new (ProctorSession *session);
void proctor_run_setup_add_test (ProctorRunSetup *self,
                                 const char *test_id,
                                 const char *name,
                                 const char *node_id);
void proctor_run_setup_add_attached (ProctorRunSetup *self,
                                     ProctorAttachments *attachments);
void proctor_run_setup_set_folder (ProctorRunSetup *self,
                                   const char *folder_id,
                                   const char *name);
void proctor_run_setup_prefer (ProctorRunSetup *self,
                               const char *agent_id,
                               const char *branch_id);
void proctor_run_setup_load (ProctorRunSetup *self);

ProctorSession *proctor_run_setup_get_session (ProctorRunSetup *self);
GListModel *proctor_run_setup_get_tests (ProctorRunSetup *self);
guint proctor_run_setup_get_n_runs (ProctorRunSetup *self);
guint proctor_run_setup_count_unsaved (ProctorRunSetup *self);
void proctor_run_setup_save (ProctorRunSetup *self);
gboolean proctor_run_setup_is_saving (ProctorRunSetup *self);
void proctor_run_setup_remove (ProctorRunSetup *self,
                               ProctorRunTest *test);
guint proctor_run_setup_count_faulty (ProctorRunSetup *self);
void proctor_run_setup_remove_faulty (ProctorRunSetup *self);

ProctorChoiceList *proctor_run_setup_get_agents (ProctorRunSetup *self);
ProctorChoiceList *proctor_run_setup_get_branches (ProctorRunSetup *self);
ProctorChoiceList *proctor_run_setup_get_nodes (ProctorRunSetup *self);
gboolean proctor_run_setup_has_workflow (ProctorRunSetup *self);
const char *proctor_run_setup_get_agent_id (ProctorRunSetup *self);
void proctor_run_setup_choose_agent (ProctorRunSetup *self,
                                     const char *agent_id);
const char *proctor_run_setup_get_branch_id (ProctorRunSetup *self);
void proctor_run_setup_choose_branch (ProctorRunSetup *self,
                                      const char *branch_id);
void proctor_run_setup_choose_node (ProctorRunSetup *self,
                                    ProctorRunTest *test,
                                    const char *node_id);
guint proctor_run_setup_get_repeat_count (ProctorRunSetup *self);
void proctor_run_setup_set_repeat_count (ProctorRunSetup *self,
                                         guint repeat_count);
const char *proctor_run_setup_get_override (ProctorRunSetup *self);
void proctor_run_setup_set_override (ProctorRunSetup *self,
                                     const char *text);
const char *proctor_run_setup_get_override_problem (ProctorRunSetup *self);

ProctorRunChecks *proctor_run_setup_get_checks (ProctorRunSetup *self);
const ProctorHistoryEstimate *proctor_run_setup_get_estimate (ProctorRunSetup *self);

ProctorRunSetupState proctor_run_setup_get_state (ProctorRunSetup *self);
const GError *proctor_run_setup_get_error (ProctorRunSetup *self);
char *proctor_run_setup_dup_obstacle (ProctorRunSetup *self);
char *proctor_run_setup_dup_waiting_for (ProctorRunSetup *self);
void proctor_run_setup_start (ProctorRunSetup *self);
void proctor_run_setup_retry (ProctorRunSetup *self);
void proctor_run_setup_stop_waiting (ProctorRunSetup *self);
GListModel *proctor_run_setup_get_candidates (ProctorRunSetup *self);
void proctor_run_setup_look_again (ProctorRunSetup *self);
void proctor_run_setup_start_again (ProctorRunSetup *self);
void proctor_run_setup_adopt (ProctorRunSetup *self,
                              const char *invocation_id);
const char *proctor_run_setup_get_invocation_id (ProctorRunSetup *self);

G_END_DECLS
