/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_test_since_async (ProctorSession *session,
                               ProctorRun *run,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_test_since_finish (ProctorSession *session,
                                    GAsyncResult *result,
                                    char **changes,
                                    GError **error);

G_END_DECLS
