/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_serve_invocations_run (ProctorCall *call);
void proctor_serve_invocations_list (ProctorCall *call);
void proctor_serve_invocations_get (ProctorCall *call);
void proctor_serve_invocations_resubmit (ProctorCall *call);
void proctor_serve_invocations_cancel (ProctorCall *call);

G_END_DECLS
