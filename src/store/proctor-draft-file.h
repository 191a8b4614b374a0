/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * ProctorDraftRow:
 * @id: what the draft is known by: the test's id, or one of its own
 * @test_id: (nullable): the test, %NULL if the server has none yet
 * @folder_id: (nullable): the folder that a new test goes into
 * @name: (nullable): what the test is called
 * @kind: (nullable): its kind, in the API's word
 * @changed_at: when it was changed last, in seconds since 1970
 * @base_text: (nullable): the test as it was on the server, as JSON
 * @text: (nullable): the draft, as JSON
 * @base: (nullable): what @base_text says, where it was asked for
 * @test: (nullable): what @text says, where it was asked for
 *
 * A draft, as it is kept on the disk.
 */
typedef struct
{
  char *id;
  char *test_id;
  char *folder_id;
  char *name;
  char *kind;
  gint64 changed_at;
  char *base_text;
  char *text;
  ProctorTest *base;
  ProctorTest *test;
} ProctorDraftRow;

void proctor_draft_row_free (ProctorDraftRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorDraftRow, proctor_draft_row_free)

#define PROCTOR_TYPE_DRAFT_FILE (proctor_draft_file_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDraftFile, proctor_draft_file, PROCTOR, DRAFT_FILE, GObject)

ProctorDraftFile *proctor_draft_file_new (const char *folder);
const char *proctor_draft_file_get_notice (ProctorDraftFile *self);

void proctor_draft_file_put_async (ProctorDraftFile *self,
                                   const char *workspace_id,
                                   ProctorDraftRow *row,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_draft_file_put_finish (ProctorDraftFile *self,
                                        GAsyncResult *result,
                                        GError **error);
void proctor_draft_file_remove_async (ProctorDraftFile *self,
                                      const char *workspace_id,
                                      const char *id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_draft_file_remove_finish (ProctorDraftFile *self,
                                           GAsyncResult *result,
                                           GError **error);
void proctor_draft_file_load_async (ProctorDraftFile *self,
                                    const char *workspace_id,
                                    const char *id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorDraftRow *proctor_draft_file_load_finish (ProctorDraftFile *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_draft_file_list_async (ProctorDraftFile *self,
                                    const char *workspace_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *proctor_draft_file_list_finish (ProctorDraftFile *self,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_draft_file_forget_async (ProctorDraftFile *self,
                                      const char *workspace_id,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_draft_file_forget_finish (ProctorDraftFile *self,
                                           GAsyncResult *result,
                                           GError **error);
void proctor_draft_file_close_async (ProctorDraftFile *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void proctor_draft_file_close_finish (ProctorDraftFile *self,
                                      GAsyncResult *result);

G_END_DECLS
