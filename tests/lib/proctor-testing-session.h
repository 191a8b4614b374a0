/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"
#include "proctor-testing-server.h"

G_BEGIN_DECLS

ProctorSession *proctor_testing_session_new (ProctorTestingServer *server,
                                             ProctorCache *cache,
                                             ProctorHistory *history);
ProctorSession *proctor_testing_session_new_named (ProctorTestingServer *server,
                                                   const char *base_url);

G_END_DECLS
