/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-tool.h"
#include "proctor-undo.h"

G_BEGIN_DECLS

/**
 * ProctorConfigKind:
 * @PROCTOR_CONFIG_AGENT: an agent, as it is on one of its branches
 * @PROCTOR_CONFIG_TOOL: a tool
 *
 * What is configured.
 */
typedef enum
{
  PROCTOR_CONFIG_AGENT,
  PROCTOR_CONFIG_TOOL,
} ProctorConfigKind;

#define PROCTOR_TYPE_CONFIG_DRAFT (proctor_config_draft_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConfigDraft, proctor_config_draft, PROCTOR, CONFIG_DRAFT, GObject)

ProctorConfigKind proctor_config_draft_get_kind (ProctorConfigDraft *self);
const char *proctor_config_draft_get_thing_id (ProctorConfigDraft *self);
const char *proctor_config_draft_get_branch_id (ProctorConfigDraft *self);
ProctorRecord *proctor_config_draft_get_record (ProctorConfigDraft *self);
ProctorAgent *proctor_config_draft_get_agent (ProctorConfigDraft *self);
ProctorTool *proctor_config_draft_get_tool (ProctorConfigDraft *self);
ProctorUndo *proctor_config_draft_get_undo (ProctorConfigDraft *self);
const char *proctor_config_draft_get_read_only (ProctorConfigDraft *self);

gboolean proctor_config_draft_is_modified (ProctorConfigDraft *self);
gboolean proctor_config_draft_is_restored (ProctorConfigDraft *self);
gboolean proctor_config_draft_is_saving (ProctorConfigDraft *self);
gboolean proctor_config_draft_is_gone (ProctorConfigDraft *self);
const GError *proctor_config_draft_get_error (ProctorConfigDraft *self);
const GError *proctor_config_draft_get_disk_error (ProctorConfigDraft *self);

void proctor_config_draft_refresh (ProctorConfigDraft *self);
void proctor_config_draft_save_async (ProctorConfigDraft *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_config_draft_save_finish (ProctorConfigDraft *self,
                                           GAsyncResult *result,
                                           GError **error);
void proctor_config_draft_discard (ProctorConfigDraft *self);

gboolean proctor_config_draft_has_conflict (ProctorConfigDraft *self);
char **proctor_config_draft_dup_conflicts (ProctorConfigDraft *self) G_GNUC_WARN_UNUSED_RESULT;
void proctor_config_draft_resolve (ProctorConfigDraft *self,
                                   gboolean keep_mine);

gboolean proctor_config_draft_find_place (ProctorConfigDraft *self,
                                          const char *path,
                                          ProctorRecord **record,
                                          guint *field);

G_END_DECLS
