/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-job.h"
#include "proctor-session.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

/* What the tests of jobs share. */

#define TESTS "/v1/convai/agent-testing"
#define FOLDERS TESTS "/folders"

/**
 * TestingJob:
 * @server: a server that does as it is told
 * @folder: where the history is
 * @history: what is noted
 * @session: a workspace at the server, which has not been started
 * @result: (nullable): of the last call
 *
 * A workspace to do things to.
 */
typedef struct
{
  /* Owned */
  ProctorTestingServer *server;
  char *folder;
  ProctorHistory *history;
  ProctorSession *session;
  GAsyncResult *result;
} TestingJob;

void testing_job_set_up (TestingJob *self,
                         gconstpointer data);
void testing_job_tear_down (TestingJob *self,
                            gconstpointer data);
void testing_job_add (const char *path,
                      void (*test) (TestingJob *self,
                                    gconstpointer data));
void testing_job_reopen (TestingJob *self);

void testing_job_settle (void);
void testing_job_add_test (TestingJob *self,
                           const char *id,
                           const char *name,
                           const char *folder_id);
void testing_job_add_folder (TestingJob *self,
                             const char *id,
                             const char *name,
                             const char *folder_id);

void testing_job_answer (TestingJob *self,
                         const char *method,
                         const char *path,
                         guint status,
                         const char *answer);
void testing_job_answer_fault (TestingJob *self,
                               const char *method,
                               const char *path,
                               ProctorTestingFault fault);
guint testing_job_count (TestingJob *self,
                         const char *method,
                         const char *path);
char *testing_job_dup_body (TestingJob *self,
                            const char *method,
                            const char *path,
                            guint position);

void testing_job_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data);
GAsyncResult *testing_job_wait (TestingJob *self);
void testing_job_run (TestingJob *self,
                      ProctorJob *job);
char *testing_job_dup_failures (ProctorJob *job);

char *testing_job_dup_noted (TestingJob *self);

G_END_DECLS
