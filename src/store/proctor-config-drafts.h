/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-config-draft.h"
#include "proctor-draft-file.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONFIG_DRAFTS (proctor_config_drafts_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConfigDrafts, proctor_config_drafts, PROCTOR, CONFIG_DRAFTS, GObject)

/* The session makes one. Without a file, drafts live as long as the program. */
ProctorConfigDrafts *proctor_config_drafts_new (ProctorSession *session);
void proctor_config_drafts_use_file (ProctorConfigDrafts *self,
                                     ProctorDraftFile *file);
void proctor_config_drafts_load (ProctorConfigDrafts *self);
void proctor_config_drafts_stop (ProctorConfigDrafts *self);

gboolean proctor_config_drafts_has (ProctorConfigDrafts *self,
                                    const char *thing_id);

void proctor_config_drafts_open_async (ProctorConfigDrafts *self,
                                       ProctorConfigKind kind,
                                       const char *thing_id,
                                       const char *branch_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
ProctorConfigDraft *proctor_config_drafts_open_finish (ProctorConfigDrafts *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
