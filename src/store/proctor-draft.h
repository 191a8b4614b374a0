/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-kind.h"
#include "proctor-test.h"
#include "proctor-undo.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DRAFT (proctor_draft_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDraft, proctor_draft, PROCTOR, DRAFT, GObject)

const char *proctor_draft_get_id (ProctorDraft *self);
const char *proctor_draft_get_test_id (ProctorDraft *self);
const char *proctor_draft_get_folder_id (ProctorDraft *self);
void proctor_draft_set_folder_id (ProctorDraft *self,
                                  const char *folder_id);
ProctorTestKind proctor_draft_get_kind (ProctorDraft *self);
ProctorTest *proctor_draft_get_test (ProctorDraft *self);
ProctorTest *proctor_draft_get_base (ProctorDraft *self);
ProctorUndo *proctor_draft_get_undo (ProctorDraft *self);
const char *proctor_draft_get_read_only (ProctorDraft *self);

#define PROCTOR_DRAFT_NEW_PREFIX "new-"

gboolean proctor_draft_is_modified (ProctorDraft *self);
gboolean proctor_draft_is_restored (ProctorDraft *self);
gboolean proctor_draft_is_crashed (ProctorDraft *self);
gboolean proctor_draft_is_saving (ProctorDraft *self);
gboolean proctor_draft_is_gone (ProctorDraft *self);
gboolean proctor_draft_is_unsure (ProctorDraft *self);
const GError *proctor_draft_get_error (ProctorDraft *self);
const GError *proctor_draft_get_disk_error (ProctorDraft *self);

void proctor_draft_refresh (ProctorDraft *self);
void proctor_draft_save_async (ProctorDraft *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_draft_save_finish (ProctorDraft *self,
                                    GAsyncResult *result,
                                    GError **error);
void proctor_draft_save_as_new (ProctorDraft *self);
void proctor_draft_discard (ProctorDraft *self);
void proctor_draft_bring_back (ProctorDraft *self);
guint proctor_draft_count_changes (ProctorDraft *self);

gboolean proctor_draft_find_place (ProctorDraft *self,
                                   const char *path,
                                   ProctorRecord **record,
                                   guint *field,
                                   guint *position);
char *proctor_draft_dup_field_words (ProctorDraft *self,
                                     guint field) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ProctorDifference:
 * @field: a property of the test, G_MAXUINT for the members that Proctor doesn't know
 * @words: what a person calls it
 * @mine: what the draft says
 * @theirs: what the server says
 * @mine_changed: whether the draft has changed it
 * @theirs_changed: whether somebody else has
 *
 * A part of a test in which the draft and the server differ.
 */
typedef struct
{
  guint field;
  char *words;
  char *mine;
  char *theirs;
  gboolean mine_changed;
  gboolean theirs_changed;
} ProctorDifference;

void proctor_difference_free (ProctorDifference *difference);

ProctorTest *proctor_draft_get_theirs (ProctorDraft *self);
GPtrArray *proctor_draft_list_differences (ProctorDraft *self) G_GNUC_WARN_UNUSED_RESULT;
void proctor_draft_resolve (ProctorDraft *self,
                            const guint *fields,
                            guint n_fields);

G_END_DECLS
