/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-talk.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TALK_DIALOG (proctor_talk_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTalkDialog, proctor_talk_dialog, PROCTOR, TALK_DIALOG, AdwDialog)

AdwDialog *proctor_talk_dialog_new (ProctorSession *session,
                                    const char *agent_id,
                                    const char *branch_id,
                                    const char *name);

G_END_DECLS
