/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGREEMENT_DIALOG (proctor_agreement_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgreementDialog, proctor_agreement_dialog, PROCTOR, AGREEMENT_DIALOG, AdwDialog)

AdwDialog *proctor_agreement_dialog_new (ProctorSession *session,
                                         const char *invocation_id);

G_END_DECLS
