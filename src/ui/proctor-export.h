/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_export_tests_async (GtkWidget *parent,
                                 ProctorSession *session,
                                 const char *const *test_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void proctor_export_folder_async (GtkWidget *parent,
                                  ProctorSession *session,
                                  const char *folder_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorJob *proctor_export_tests_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_export_tell (GtkWidget *widget,
                          ProctorJob *job);

G_END_DECLS
