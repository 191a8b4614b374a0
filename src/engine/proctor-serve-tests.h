/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

void proctor_serve_tests_list (ProctorCall *call);
void proctor_serve_tests_create (ProctorCall *call);
void proctor_serve_tests_get (ProctorCall *call);
void proctor_serve_tests_replace (ProctorCall *call);
void proctor_serve_tests_delete (ProctorCall *call);
void proctor_serve_tests_summaries (ProctorCall *call);
void proctor_serve_tests_move (ProctorCall *call);

G_END_DECLS
