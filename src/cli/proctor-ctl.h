/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-engine-service.h"
#include "proctor-pager.h"

G_BEGIN_DECLS

/**
 * ProctorCtlStatus:
 * @PROCTOR_CTL_OK: it was done, and enough runs passed
 * @PROCTOR_CTL_FAILED: it was done, and too many runs failed
 * @PROCTOR_CTL_USAGE: proctorctl was called with something it does not know
 * @PROCTOR_CTL_UNDECIDED: too many runs could not be carried out or are inconclusive
 * @PROCTOR_CTL_BROKEN: it could not be done: the server can't be reached, or it is not there or not allowed
 * @PROCTOR_CTL_CANCELLED: runs were cancelled, or the time was up
 * @PROCTOR_CTL_HUNG_UP: the terminal went away
 * @PROCTOR_CTL_INTERRUPTED: somebody pressed Ctrl+C
 * @PROCTOR_CTL_TERMINATED: somebody asked it to end
 *
 * The exit status, as --help and the manual page say.
 */
typedef enum
{
  PROCTOR_CTL_OK = 0,
  PROCTOR_CTL_FAILED = 1,
  PROCTOR_CTL_USAGE = 2,
  PROCTOR_CTL_UNDECIDED = 3,
  PROCTOR_CTL_BROKEN = 4,
  PROCTOR_CTL_CANCELLED = 5,
  PROCTOR_CTL_HUNG_UP = 129,
  PROCTOR_CTL_INTERRUPTED = 130,
  PROCTOR_CTL_TERMINATED = 143,
} ProctorCtlStatus;

typedef struct _ProctorCtl ProctorCtl;

/**
 * ProctorCtlCommand:
 * @name: (nullable): the word for it, %NULL if the group's name is all it takes
 * @arguments: (nullable): what has to follow
 * @summary: what it does
 * @examples: (nullable): how it is called, a line each
 * @run: does it, with an argv that begins with the name
 *
 * Something that proctorctl can do. Tables of them end with one that has no @run.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *examples;
  ProctorCtlStatus (*run) (ProctorCtl *self,
                           int argc,
                           char **argv);
} ProctorCtlCommand;

/**
 * ProctorCtl:
 * @client: (nullable): the way to the server, once there is one
 * @cancellable: what ends all waiting
 * @engine: (nullable): what keeps the engine on this computer, where that is what is talked to
 * @workspace: (nullable): the id or name of the workspace that is meant
 * @key: (nullable): the key, so that it can be kept out of what is printed
 * @command: what is to be done
 * @key_variable: (nullable): where the key is from
 * @ended_by: what is to be said to have ended it, once @cancellable is cancelled
 * @json: whether the output is for a program
 * @local: whether the workspace on this computer is meant
 * @completes: whether nothing is to be done, but to be said what can follow
 *
 * What all commands need.
 */
struct _ProctorCtl
{
  /* Owned */
  ProctorClient *client;
  GCancellable *cancellable;
  ProctorEngineService *engine;
  char *workspace;
  char *key;

  const ProctorCtlCommand *command;
  const char *key_variable;
  ProctorCtlStatus ended_by;
  gboolean json;
  gboolean local;
  gboolean completes;
};

extern const ProctorCtlCommand proctor_ctl_agents_commands[];
extern const ProctorCtlCommand proctor_ctl_cancel_commands[];
extern const ProctorCtlCommand proctor_ctl_engine_commands[];
extern const ProctorCtlCommand proctor_ctl_judge_commands[];
extern const ProctorCtlCommand proctor_ctl_rerun_commands[];
extern const ProctorCtlCommand proctor_ctl_run_commands[];
extern const ProctorCtlCommand proctor_ctl_runs_commands[];
extern const ProctorCtlCommand proctor_ctl_tests_commands[];
extern const ProctorCtlCommand proctor_ctl_watch_commands[];
extern const ProctorCtlCommand proctor_ctl_workspaces_commands[];

ProctorCtl *proctor_ctl_new (const ProctorCtlCommand *command);
void proctor_ctl_free (ProctorCtl *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorCtl, proctor_ctl_free)

gboolean proctor_ctl_parse (ProctorCtl *self,
                            const GOptionEntry *entries,
                            int argc,
                            char **argv,
                            const char **id);
gboolean proctor_ctl_check_id (const char *option,
                               const char *id);
gboolean proctor_ctl_connect (ProctorCtl *self);

void proctor_ctl_keep_cb (GObject *object,
                          GAsyncResult *result,
                          gpointer user_data);
GAsyncResult *proctor_ctl_wait (GAsyncResult **result);
void proctor_ctl_end (ProctorCtl *self,
                      ProctorCtlStatus status);
void proctor_ctl_sleep (ProctorCtl *self,
                        guint msecs);
GPtrArray *proctor_ctl_load (ProctorCtl *self,
                             ProctorPager *pager,
                             guint limit,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
