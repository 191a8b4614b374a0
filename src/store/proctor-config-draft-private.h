/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorConfigDraft and ProctorConfigDrafts share.
 */

#pragma once

#include "proctor-config-drafts.h"

G_BEGIN_DECLS

struct _ProctorConfigDraft
{
  GObject parent_instance;

  /* Owned */
  ProctorConfigDrafts *drafts;
  char *id;
  char *thing_id;
  char *branch_id;
  ProctorRecord *record;
  ProctorRecord *base;
  ProctorRecord *theirs;
  ProctorUndo *undo;
  GCancellable *cancellable;
  GError *error;
  GError *disk_error;
  guint write_source;

  ProctorConfigKind kind;
  guint64 saved_state;
  gboolean modified;
  gboolean restored;
  gboolean saving;
  gboolean gone;
  gboolean on_disk;
};

ProctorConfigDraft *proctor_config_draft_new (ProctorConfigDrafts *drafts,
                                              ProctorConfigKind kind,
                                              const char *id,
                                              const char *thing_id,
                                              const char *branch_id,
                                              ProctorRecord *record,
                                              ProctorRecord *base);
void proctor_config_draft_set_restored (ProctorConfigDraft *self);
void proctor_config_draft_flush (ProctorConfigDraft *self);
void proctor_config_draft_touch (ProctorConfigDraft *self);
void proctor_config_draft_forget_changes (ProctorConfigDraft *self);
void proctor_config_draft_assign (ProctorConfigDraft *self,
                                  ProctorRecord *record,
                                  const char *label);

void proctor_config_draft_set_modified (ProctorConfigDraft *self,
                                        gboolean modified);
void proctor_config_draft_set_saving (ProctorConfigDraft *self,
                                      gboolean saving);
void proctor_config_draft_set_gone (ProctorConfigDraft *self,
                                    gboolean gone);
void proctor_config_draft_set_error (ProctorConfigDraft *self,
                                     const GError *error);
void proctor_config_draft_set_disk_error (ProctorConfigDraft *self,
                                          const GError *error);
void proctor_config_draft_set_theirs (ProctorConfigDraft *self,
                                      ProctorRecord *theirs);

gpointer proctor_config_draft_clone (gpointer record,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_config_draft_complete (ProctorRecord *record);

ProctorSession *proctor_config_drafts_dup_session (ProctorConfigDrafts *self) G_GNUC_WARN_UNUSED_RESULT;
void proctor_config_drafts_put (ProctorConfigDrafts *self,
                                ProctorConfigDraft *draft);
void proctor_config_drafts_remove (ProctorConfigDrafts *self,
                                   const char *id);
void proctor_config_drafts_closed (ProctorConfigDrafts *self,
                                   ProctorConfigDraft *draft);
void proctor_config_drafts_saved (ProctorConfigDrafts *self,
                                  ProctorConfigDraft *draft);

/* Asks the server for an agent or a tool, of which no part is missing that can be edited. */
void proctor_config_draft_fetch_async (ProctorSession *session,
                                       ProctorConfigKind kind,
                                       const char *thing_id,
                                       const char *branch_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gpointer proctor_config_draft_fetch_finish (ProctorSession *session,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
