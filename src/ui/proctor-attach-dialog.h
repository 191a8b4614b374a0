/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ATTACH_DIALOG (proctor_attach_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttachDialog, proctor_attach_dialog, PROCTOR, ATTACH_DIALOG, AdwDialog)

AdwDialog *proctor_attach_dialog_new (ProctorAgentPage *page);

void proctor_attach_dialog_choose (ProctorAttachDialog *self,
                                   const char *id,
                                   const char *name,
                                   gboolean chosen);
void proctor_attach_dialog_attach (ProctorAttachDialog *self);

G_END_DECLS
