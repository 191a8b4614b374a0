/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_TEST (proctor_verdict_test_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictTest, proctor_verdict_test, PROCTOR, VERDICT_TEST, AdwBin)

void proctor_verdict_test_show (ProctorVerdictTest *self,
                                ProctorSession *session,
                                ProctorRun *run);

G_END_DECLS
