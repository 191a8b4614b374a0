/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"

G_BEGIN_DECLS

gboolean proctor_bucket_titles_are_wanted (JsonArray *groups);

void proctor_bucket_titles_ask_async (ProctorProvider *provider,
                                      JsonArray *groups,
                                      guint msecs,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
JsonArray *proctor_bucket_titles_ask_finish (ProctorProvider *provider,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
