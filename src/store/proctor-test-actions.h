/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"
#include "proctor-test.h"

G_BEGIN_DECLS

void proctor_test_rename_async (ProctorSession *session,
                                const char *test_id,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_test_rename_finish (ProctorSession *session,
                                     GAsyncResult *result,
                                     GError **error);

void proctor_test_load_async (ProctorSession *session,
                              const char *test_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ProctorTest *proctor_test_load_finish (ProctorSession *session,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
