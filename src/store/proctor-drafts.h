/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft-file.h"
#include "proctor-draft-item.h"
#include "proctor-draft.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DRAFTS (proctor_drafts_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDrafts, proctor_drafts, PROCTOR, DRAFTS, GObject)

/* The session makes one. Without a file, drafts live as long as the program. */
ProctorDrafts *proctor_drafts_new (ProctorSession *session);
void proctor_drafts_use_file (ProctorDrafts *self,
                              ProctorDraftFile *file);
void proctor_drafts_load (ProctorDrafts *self);
void proctor_drafts_flush (ProctorDrafts *self);
void proctor_drafts_settle_async (ProctorDrafts *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void proctor_drafts_settle_finish (ProctorDrafts *self,
                                   GAsyncResult *result);
void proctor_drafts_stop (ProctorDrafts *self);

gboolean proctor_drafts_has (ProctorDrafts *self,
                             const char *test_id);
GListModel *proctor_drafts_get_unplaced (ProctorDrafts *self);

gboolean proctor_drafts_set_crashed (ProctorDrafts *self,
                                     const char *id);
void proctor_drafts_open_async (ProctorDrafts *self,
                                const char *id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ProctorDraft *proctor_drafts_open_finish (ProctorDrafts *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorDraft *proctor_drafts_create (ProctorDrafts *self,
                                     ProctorTest *test,
                                     const char *folder_id) G_GNUC_WARN_UNUSED_RESULT;

void proctor_drafts_copy_async (ProctorDrafts *self,
                                const char *test_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ProctorTest *proctor_drafts_copy_finish (ProctorDrafts *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_drafts_count_among (ProctorDrafts *self,
                                  const char *const *test_ids);
void proctor_drafts_save_among_async (ProctorDrafts *self,
                                      const char *const *test_ids,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_drafts_save_among_finish (ProctorDrafts *self,
                                           GAsyncResult *result,
                                           GError **error);

G_END_DECLS
