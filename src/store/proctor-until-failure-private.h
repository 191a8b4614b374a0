/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-lost-run.h"
#include "proctor-until-failure.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

/* The name under which the history keeps what is going on. */
#define PROCTOR_UNTIL_FAILURE_KIND "until-failure"

struct _ProctorUntilFailure
{
  GObject parent_instance;

  /* Borrowed: it owns this. */
  ProctorSession *session;

  /* Owned */
  ProctorHistory *history;
  char *workspace_id;
  char *agent_id;
  char *branch_id;
  GListStore *tests;
  GPtrArray *attempts; /* the ids of what was started, each an attempt */
  ProctorWatcher *watcher;
  GSignalGroup *watcher_signals;
  ProctorLostRun *lost;
  GCancellable *cancellable;
  GError *error;

  ProctorUntilFailureState state;
  gint64 asked_at; /* when the last attempt was asked for */
  guint most;
  guint attempt;      /* which one is running or was the last; from 1 */
  guint n_errors;     /* runs that could not be carried out, in all attempts */
  guint n_barren;     /* attempts in a row that had nothing but errors */
  gboolean is_judged; /* the last attempt */
  gboolean is_lost;   /* nobody knows whether the last attempt was begun */
  gboolean wants_stop;
};

void proctor_until_failure_keep (ProctorUntilFailure *self);
void proctor_until_failure_watch (ProctorUntilFailure *self,
                                  ProctorWatcher *watcher);
void proctor_until_failure_look (ProctorUntilFailure *self);
void proctor_until_failure_set_state (ProctorUntilFailure *self,
                                      ProctorUntilFailureState state);
void proctor_until_failure_begin (ProctorUntilFailure *self);
void proctor_until_failure_search (ProctorUntilFailure *self);
void proctor_until_failure_follow (ProctorUntilFailure *self,
                                   const char *invocation_id);

char *proctor_until_failure_make_note (ProctorUntilFailure *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_until_failure_read_note (ProctorUntilFailure *self,
                                          const char *note);

G_END_DECLS
