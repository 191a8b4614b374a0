/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/* The session owns one, and includes this. */
typedef struct _ProctorSession ProctorSession;

/**
 * ProctorUntilFailureState:
 * @PROCTOR_UNTIL_FAILURE_NONE: there is nothing to tell
 * @PROCTOR_UNTIL_FAILURE_STARTING: the next attempt is being started
 * @PROCTOR_UNTIL_FAILURE_RUNNING: an attempt is running
 * @PROCTOR_UNTIL_FAILURE_FAILED: a test has failed
 * @PROCTOR_UNTIL_FAILURE_ENDED: there were as many attempts as were wanted, and no test failed
 * @PROCTOR_UNTIL_FAILURE_STOPPED: somebody stopped it
 * @PROCTOR_UNTIL_FAILURE_ERRORS: two attempts in a row had nothing but errors
 * @PROCTOR_UNTIL_FAILURE_TROUBLE: the next attempt could not be started, or the last was lost
 * @PROCTOR_UNTIL_FAILURE_INTERRUPTED: the program was ended meanwhile
 *
 * How far it is.
 */
typedef enum
{
  PROCTOR_UNTIL_FAILURE_NONE,
  PROCTOR_UNTIL_FAILURE_STARTING,
  PROCTOR_UNTIL_FAILURE_RUNNING,
  PROCTOR_UNTIL_FAILURE_FAILED,
  PROCTOR_UNTIL_FAILURE_ENDED,
  PROCTOR_UNTIL_FAILURE_STOPPED,
  PROCTOR_UNTIL_FAILURE_ERRORS,
  PROCTOR_UNTIL_FAILURE_TROUBLE,
  PROCTOR_UNTIL_FAILURE_INTERRUPTED,
} ProctorUntilFailureState;

/**
 * PROCTOR_UNTIL_FAILURE_MOST:
 *
 * How many attempts can be asked for.
 */
#define PROCTOR_UNTIL_FAILURE_MOST 50

#define PROCTOR_TYPE_UNTIL_FAILURE (proctor_until_failure_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUntilFailure, proctor_until_failure, PROCTOR, UNTIL_FAILURE, GObject)

ProctorUntilFailure *proctor_until_failure_new (ProctorSession *session,
                                                ProctorHistory *history,
                                                const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_until_failure_close (ProctorUntilFailure *self);

gboolean proctor_until_failure_start (ProctorUntilFailure *self,
                                      const char *agent_id,
                                      const char *branch_id,
                                      GListModel *tests,
                                      guint most);
void proctor_until_failure_stop (ProctorUntilFailure *self);
void proctor_until_failure_go_on (ProctorUntilFailure *self);
void proctor_until_failure_dismiss (ProctorUntilFailure *self);

ProctorUntilFailureState proctor_until_failure_get_state (ProctorUntilFailure *self);
gboolean proctor_until_failure_is_going (ProctorUntilFailure *self);
gboolean proctor_until_failure_can_go_on (ProctorUntilFailure *self);
gboolean proctor_until_failure_has (ProctorUntilFailure *self,
                                    const char *invocation_id);
gboolean proctor_until_failure_is_stopping (ProctorUntilFailure *self);
guint proctor_until_failure_get_attempt (ProctorUntilFailure *self);
guint proctor_until_failure_get_most (ProctorUntilFailure *self);
const char *proctor_until_failure_get_invocation_id (ProctorUntilFailure *self);
char *proctor_until_failure_dup_words (ProctorUntilFailure *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
