/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNTIL_FAILURE_BAR (proctor_until_failure_bar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUntilFailureBar, proctor_until_failure_bar, PROCTOR, UNTIL_FAILURE_BAR, AdwBin)

void proctor_until_failure_bar_set_session (ProctorUntilFailureBar *self,
                                            ProctorSession *session);

G_END_DECLS
