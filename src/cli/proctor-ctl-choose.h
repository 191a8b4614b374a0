/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"

G_BEGIN_DECLS

/**
 * ProctorCtlChoice:
 * @tests: (nullable): tests by their ids
 * @folders: (nullable): folders by their ids, with all that is below them
 * @match: (nullable): what names have to be like, with * and ?
 * @attached: whether those that belong to the agent are meant
 *
 * Which tests somebody has chosen.
 */
typedef struct
{
  char **tests;
  char **folders;
  char *match;
  gboolean attached;
} ProctorCtlChoice;

void proctor_ctl_choice_clear (ProctorCtlChoice *choice);
gboolean proctor_ctl_choice_check (const ProctorCtlChoice *choice);

gboolean proctor_ctl_find_names (ProctorCtl *self,
                                 char **agent_id,
                                 char **branch_id);
GPtrArray *proctor_ctl_choose (ProctorCtl *self,
                               const ProctorCtlChoice *choice,
                               char **agent_id,
                               char **branch_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
