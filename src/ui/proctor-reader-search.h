/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorReaderMatch:
 * @position: in which row
 * @part: in which part of it
 * @start: at which byte of the part
 *
 * A place where what is looked for was found.
 */
typedef struct
{
  guint position;
  guint part;
  guint start;
} ProctorReaderMatch;

#define PROCTOR_TYPE_READER_SEARCH (proctor_reader_search_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderSearch, proctor_reader_search, PROCTOR, READER_SEARCH, GObject)

ProctorReaderSearch *proctor_reader_search_new (GListModel *items) G_GNUC_WARN_UNUSED_RESULT;

void proctor_reader_search_find_async (ProctorReaderSearch *self,
                                       const char *words,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GArray *proctor_reader_search_find_finish (ProctorReaderSearch *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_reader_search_dup_excerpt (ProctorReaderSearch *self,
                                         const ProctorReaderMatch *match,
                                         gsize length) G_GNUC_WARN_UNUSED_RESULT;

char *proctor_reader_search_cut (const char *text,
                                 gsize start,
                                 gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
