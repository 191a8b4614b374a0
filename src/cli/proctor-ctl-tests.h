/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-output.h"

G_BEGIN_DECLS

gboolean proctor_ctl_check_things (ProctorCtl *self,
                                   char **things);
ProctorCtlStatus proctor_ctl_check_tests (ProctorCtl *self,
                                          int argc,
                                          char **argv);
ProctorCtlStatus proctor_ctl_delete_tests (ProctorCtl *self,
                                           int argc,
                                           char **argv);

ProctorCtlStatus proctor_ctl_pull_tests (ProctorCtl *self,
                                         int argc,
                                         char **argv);
ProctorCtlStatus proctor_ctl_push_tests (ProctorCtl *self,
                                         int argc,
                                         char **argv);
ProctorCtlStatus proctor_ctl_diff_tests (ProctorCtl *self,
                                         int argc,
                                         char **argv);

G_END_DECLS
