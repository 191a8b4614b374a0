/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-invocation-skim.h"

G_BEGIN_DECLS

/**
 * ProctorCtlWant:
 * @fail_under: how many of all runs have to pass, in percent; all, if nothing was said of each test either
 * @fail_under_each: how many of each test's, in percent
 * @timeout: how long results are waited for in seconds, 0 is for ever
 * @required: (nullable): tests all of whose runs have to pass whatever else is said
 * @reports: (nullable): what is written when all has ended, as in “junit=FILE”
 * @case_per_test: whether JUnit gets a case for a test
 * @quiet: whether only the sum is printed
 *
 * What is wanted of results.
 */
typedef struct
{
  int fail_under;
  int fail_under_each;
  int timeout;
  char **required;
  char **reports;
  gboolean case_per_test;
  gboolean quiet;
} ProctorCtlWant;

#define PROCTOR_CTL_WANT_INIT { .fail_under = -1 }

void proctor_ctl_want_clear (ProctorCtlWant *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProctorCtlWant, proctor_ctl_want_clear)

gboolean proctor_ctl_want_parse (ProctorCtlWant *self,
                                 ProctorCtl *ctl,
                                 const GOptionEntry *entries,
                                 int argc,
                                 char **argv,
                                 const char **id);
ProctorCtlStatus proctor_ctl_want_judge (const ProctorCtlWant *self,
                                         ProctorInvocationSkim *skim);

G_END_DECLS
