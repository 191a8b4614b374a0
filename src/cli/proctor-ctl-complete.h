/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"

G_BEGIN_DECLS

void proctor_ctl_complete_word (const char *typed,
                                const char *word,
                                const char *summary);
void proctor_ctl_complete_command (ProctorCtl *self,
                                   const GOptionEntry *entries,
                                   const GOptionEntry *common,
                                   int argc,
                                   char **argv);

G_END_DECLS
