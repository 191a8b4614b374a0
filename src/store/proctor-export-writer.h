/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_EXPORT_WRITER (proctor_export_writer_get_type ())

G_DECLARE_FINAL_TYPE (ProctorExportWriter, proctor_export_writer, PROCTOR, EXPORT_WRITER, GObject)

ProctorExportWriter *proctor_export_writer_new (GFile *folder);

void proctor_export_writer_add (ProctorExportWriter *self,
                                const char *id,
                                const char *kind,
                                const char *name,
                                const char *const *folders);

void proctor_export_writer_prepare_async (ProctorExportWriter *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean proctor_export_writer_prepare_finish (ProctorExportWriter *self,
                                               GAsyncResult *result,
                                               GError **error);
void proctor_export_writer_write_async (ProctorExportWriter *self,
                                        const char *id,
                                        GBytes *document,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean proctor_export_writer_write_finish (ProctorExportWriter *self,
                                             GAsyncResult *result,
                                             GError **error);
gboolean proctor_export_writer_is_dirty (ProctorExportWriter *self);
void proctor_export_writer_commit_async (ProctorExportWriter *self,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean proctor_export_writer_commit_finish (ProctorExportWriter *self,
                                              GAsyncResult *result,
                                              GError **error);

G_END_DECLS
