/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-test.h"

G_BEGIN_DECLS

void proctor_test_update_async (ProctorClient *client,
                                const char *test_id,
                                ProctorTest *test,
                                gint64 last_updated_at,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ProctorTest *proctor_test_update_finish (ProctorClient *client,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
