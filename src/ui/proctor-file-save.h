/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ProctorFileSaveKind:
 * @begin: begins to write @what to a file; the callback is for @finish
 * @finish: returns whether it was written
 * @dup_saved: says that it was, by the name of the file
 * @get_saving: says that it is being written
 * @what_free: frees what was to be written
 *
 * What is written to a file that somebody chooses.
 */
typedef struct
{
  void (*begin) (gpointer what,
                 GFile *file,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data);
  gboolean (*finish) (GObject *source,
                      GAsyncResult *result,
                      GError **error);
  char *(*dup_saved) (const char *name);
  const char *(*get_saving) (void);
  GDestroyNotify what_free;
} ProctorFileSaveKind;

void proctor_file_save_ask (GtkWidget *widget,
                            GtkFileDialog *dialog,
                            const ProctorFileSaveKind *kind,
                            gpointer what);
void proctor_file_save_to (GtkWidget *widget,
                           GFile *file,
                           const ProctorFileSaveKind *kind,
                           gpointer what);

G_END_DECLS
