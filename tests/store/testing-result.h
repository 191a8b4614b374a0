/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void testing_result_cb (GObject *source,
                        GAsyncResult *result,
                        gpointer user_data);
GAsyncResult *testing_result_wait (GAsyncResult **result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
