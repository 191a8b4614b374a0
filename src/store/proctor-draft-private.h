/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorDraft and ProctorDrafts share.
 */

#pragma once

#include "proctor-creation.h"
#include "proctor-drafts.h"

G_BEGIN_DECLS

struct _ProctorDraft
{
  GObject parent_instance;

  /* Owned */
  ProctorDrafts *drafts;
  char *id;
  char *test_id;
  char *folder_id;
  char *unfinished; /* JSON that is no test yet */
  ProctorTest *test;
  ProctorTest *base;
  ProctorTest *theirs;
  ProctorTest *kept_base; /* the base that is on the disk */
  ProctorTest *maybe;     /* what was sent, and nobody knows whether it arrived */
  ProctorUndo *undo;
  ProctorCreation *creation; /* one that it isn't known of whether it came to anything */
  GCancellable *cancellable;
  GError *error;
  GError *disk_error;
  guint write_source;

  guint64 saved_state;
  guint64 json_state; /* of the step that JSON was taken in, which the next replaces; 0 if there is none */
  gboolean modified;
  gboolean restored;
  gboolean crashed;
  gboolean saving;
  gboolean gone;
  gboolean discarded;
  gboolean on_disk;
};

struct _ProctorDrafts
{
  GObject parent_instance;

  /* Owned */
  GWeakRef session;
  ProctorDraftFile *file;
  GHashTable *known;    /* id to ProctorDraftRow: what is on the disk */
  GHashTable *open;     /* id to ProctorDraft, which isn't owned */
  GHashTable *memory;   /* ProctorDraft that there is no disk for */
  GHashTable *seen;     /* ids of what was open since the program was started */
  GListStore *unplaced; /* ProctorDraftItem */
  GCancellable *cancellable;
  char *workspace_id;
  char *crashed_id; /* the draft that was shown when the program died */
};

ProctorDraft *proctor_draft_new (ProctorDrafts *drafts,
                                 const char *id,
                                 const char *test_id,
                                 const char *folder_id,
                                 ProctorTest *test,
                                 ProctorTest *base);
void proctor_draft_set_restored (ProctorDraft *self);
void proctor_draft_flush (ProctorDraft *self);
void proctor_draft_touch (ProctorDraft *self);
void proctor_draft_throw_away (ProctorDraft *self);
void proctor_draft_forget_changes (ProctorDraft *self);

void proctor_draft_set_modified (ProctorDraft *self,
                                 gboolean modified);
void proctor_draft_set_saving (ProctorDraft *self,
                               gboolean saving);
void proctor_draft_set_discarded (ProctorDraft *self,
                                  gboolean discarded);
void proctor_draft_set_gone (ProctorDraft *self,
                             gboolean gone);
void proctor_draft_set_error (ProctorDraft *self,
                              const GError *error);
void proctor_draft_set_disk_error (ProctorDraft *self,
                                   const GError *error);
gboolean proctor_draft_take_maybe (ProctorDraft *self,
                                   ProctorTest *theirs);
void proctor_draft_set_theirs (ProctorDraft *self,
                               ProctorTest *theirs);
void proctor_draft_set_id (ProctorDraft *self,
                           const char *id,
                           const char *test_id);

gboolean proctor_draft_is_like (ProctorTest *one,
                                ProctorTest *other);
ProctorTest *proctor_draft_clone (ProctorTest *test,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

ProctorSession *proctor_drafts_dup_session (ProctorDrafts *self) G_GNUC_WARN_UNUSED_RESULT;
ProctorDraft *proctor_drafts_take_up (ProctorDrafts *self,
                                      const char *id,
                                      const char *test_id,
                                      const char *folder_id,
                                      ProctorTest *test,
                                      ProctorTest *base);
void proctor_drafts_put (ProctorDrafts *self,
                         ProctorDraft *draft);
void proctor_drafts_remove (ProctorDrafts *self,
                            const char *id);
void proctor_drafts_closed (ProctorDrafts *self,
                            ProctorDraft *draft);
void proctor_drafts_renamed (ProctorDrafts *self,
                             ProctorDraft *draft,
                             const char *before);

/* Reads a test from the server, twice: to edit it, and to know what it was. */
void proctor_draft_fetch_async (ProctorSession *session,
                                const char *test_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_draft_fetch_finish (ProctorSession *session,
                                     GAsyncResult *result,
                                     ProctorTest **test,
                                     ProctorTest **base,
                                     GError **error);

G_END_DECLS
