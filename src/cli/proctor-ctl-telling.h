/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-invocation-skim.h"

G_BEGIN_DECLS

typedef struct _ProctorCtlTelling ProctorCtlTelling;

ProctorCtlTelling *proctor_ctl_telling_new (ProctorInvocationSkim *skim);
void proctor_ctl_telling_free (ProctorCtlTelling *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorCtlTelling, proctor_ctl_telling_free)

char *proctor_ctl_telling_dup_name (ProctorCtlTelling *self,
                                    guint position);
char **proctor_ctl_telling_dup_reasons (ProctorCtlTelling *self,
                                        guint position);

G_END_DECLS
