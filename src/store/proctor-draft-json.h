/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DRAFT_JSON (proctor_draft_json_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDraftJson, proctor_draft_json, PROCTOR, DRAFT_JSON, GObject)

/**
 * ProctorDraftJsonMember:
 * @offset: at which character its name begins, with the quotation mark
 * @length: how many characters the name has
 * @path: where it is, as in "chat_history[3].novelty"
 *
 * A member that Proctor doesn't know.
 */
typedef struct
{
  guint offset;
  guint length;
  const char *path;
} ProctorDraftJsonMember;

void proctor_draft_write_json_async (ProctorDraft *draft,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *proctor_draft_write_json_finish (ProctorDraft *draft,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

ProctorDraftJson *proctor_draft_json_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void proctor_draft_json_read_async (const char *text,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorDraftJson *proctor_draft_json_read_finish (GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *proctor_draft_json_get_problem (ProctorDraftJson *self);
gboolean proctor_draft_json_get_place (ProctorDraftJson *self,
                                       guint *line,
                                       guint *column,
                                       guint *offset);
const char *proctor_draft_json_get_doubt (ProctorDraftJson *self);
guint proctor_draft_json_get_n_unknown (ProctorDraftJson *self);
ProctorDraftJsonMember proctor_draft_json_get_unknown (ProctorDraftJson *self,
                                                       guint position);

gboolean proctor_draft_take_json (ProctorDraft *draft,
                                  ProctorDraftJson *json);
void proctor_draft_end_json (ProctorDraft *draft);

const char *proctor_draft_get_kept_json (ProctorDraft *draft);
void proctor_draft_keep_json (ProctorDraft *draft,
                              const char *text);

G_END_DECLS
