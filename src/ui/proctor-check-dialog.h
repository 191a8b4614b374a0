/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CHECK_DIALOG (proctor_check_dialog_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCheckDialog, proctor_check_dialog, PROCTOR, CHECK_DIALOG, AdwDialog)

AdwDialog *proctor_check_dialog_new (ProctorSession *session,
                                     const char *const *test_ids);
AdwDialog *proctor_check_dialog_new_for_job (ProctorJob *job);

G_END_DECLS
