/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-aligned-item.h"
#include "proctor-run.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void proctor_aligned_list_make_async (ProctorRun *one,
                                      ProctorRun *other,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GListModel *proctor_aligned_list_make_finish (GAsyncResult *result,
                                              guint *n_differences,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
