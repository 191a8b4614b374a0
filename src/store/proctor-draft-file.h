/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-record.h"

G_BEGIN_DECLS

/* Whoever shows drafts doesn't see JSON. */
typedef struct _JsonNode JsonNode;

/* What can be edited. */
#define PROCTOR_DRAFT_OF_TEST "test"
#define PROCTOR_DRAFT_OF_AGENT "agent"
#define PROCTOR_DRAFT_OF_TOOL "tool"

/**
 * ProctorDraftRow:
 * @id: what the draft is known by: the test's id, or one of its own
 * @test_id: (nullable): the test, %NULL if the server has none yet
 * @folder_id: (nullable): the folder that a new test goes into
 * @name: (nullable): what the test is called
 * @kind: (nullable): its kind, in the API's word
 * @thing: (nullable): what is edited, %NULL for a test. Of an agent, @test_id is the agent and
 *   @folder_id the branch; of a tool, @test_id is the tool
 * @changed_at: when it was changed last, in seconds since 1970
 * @base_text: (nullable): what it was on the server, as JSON
 * @text: (nullable): the draft, as JSON
 * @unfinished: (nullable): JSON that was written for it and can't be read yet
 * @base: (nullable): what @base_text says, where it was asked for
 * @record: (nullable): what @text says, where it was asked for
 * @base_node: (nullable): what is to be @base_text, which is written where nobody waits for it
 * @node: (nullable): the same for @text
 * @keeps_base: whether @base_text is to be what is kept already
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
  char *thing;
  gint64 changed_at;
  char *base_text;
  char *text;
  char *unfinished;
  ProctorRecord *base;
  ProctorRecord *record;
  JsonNode *base_node;
  JsonNode *node;
  gboolean keeps_base;
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
