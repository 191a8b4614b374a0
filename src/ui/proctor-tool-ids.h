/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-config-drafts.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TOOL_IDS (proctor_tool_ids_get_type ())

G_DECLARE_FINAL_TYPE (ProctorToolIds, proctor_tool_ids, PROCTOR, TOOL_IDS, AdwBin)

void proctor_tool_ids_bind (ProctorToolIds *self,
                            ProctorEditing *editing,
                            gpointer record,
                            guint field);
void proctor_tool_ids_set_tools (ProctorToolIds *self,
                                 ProctorChoiceList *tools);
void proctor_tool_ids_set_drafts (ProctorToolIds *self,
                                  ProctorConfigDrafts *drafts);
void proctor_tool_ids_set_opens (ProctorToolIds *self,
                                 gboolean opens);
void proctor_tool_ids_add (ProctorToolIds *self,
                           const char *id);
gboolean proctor_tool_ids_focus (ProctorToolIds *self,
                                 guint position);

G_END_DECLS
