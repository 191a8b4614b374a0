/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

void proctor_history_keep_names (ProctorHistory *self,
                                 const char *workspace_id,
                                 GHashTable *names);
void proctor_history_list_names_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GHashTable *proctor_history_list_names_finish (ProctorHistory *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
