/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-exchange.h"
#include "proctor-request.h"

G_BEGIN_DECLS

void proctor_reading_async (ProctorRequest *request,
                            ProctorAnswer *answer,
                            gboolean gone_is_done,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer proctor_reading_finish (GAsyncResult *result,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
