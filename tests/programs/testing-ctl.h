/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-testing-server.h"

G_BEGIN_DECLS

#define TESTING_CTL_KEY "sk_0123456789abcdef_secret"

/* A row of a list of tests. */
#define TESTING_CTL_ROW(id, type, name) "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"" type "\",\"created_at_unix_secs\":1760000000," \
                                        "\"last_updated_at_unix_secs\":1760000000,\"new_member\":[1,2.50]}"

/**
 * TestingCtl:
 * @server: what proctorctl talks to
 * @environment: what proctorctl runs in
 *
 * The real proctorctl and a server for it. A shell's pipes are no terminal, so there is neither a
 * title nor a colour, and nothing is cut.
 */
typedef struct
{
  ProctorTestingServer *server;
  char **environment;
} TestingCtl;

/**
 * TestingCtlResult:
 * @status: how it ended
 * @output: what it wrote
 * @errors: what it said
 *
 * What became of a call.
 */
typedef struct
{
  int status;
  char *output;
  char *errors;
} TestingCtlResult;

void testing_ctl_result_clear (TestingCtlResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TestingCtlResult, testing_ctl_result_clear)

void testing_ctl_set_up (TestingCtl *ctl,
                         gconstpointer user_data);
void testing_ctl_tear_down (TestingCtl *ctl,
                            gconstpointer user_data);
void testing_ctl_set (TestingCtl *ctl,
                      const char *variable,
                      const char *value);

void testing_ctl_answer (TestingCtl *ctl,
                         const char *method,
                         const char *path,
                         guint status,
                         const char *body);
GSubprocess *testing_ctl_spawn (TestingCtl *ctl,
                                const char *command);
TestingCtlResult testing_ctl_finish (GSubprocess *process);
TestingCtlResult testing_ctl_run (TestingCtl *ctl,
                                  const char *command);

void testing_ctl_assert_contains (const char *text,
                                  const char *part);
JsonNode *testing_ctl_parse (const TestingCtlResult *result);
guint testing_ctl_count (TestingCtl *ctl,
                         const char *method,
                         const char *path);

const ProctorTestingRequest *testing_ctl_get_request (GPtrArray *requests,
                                                      guint i);

G_END_DECLS
