/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two sets of changes to one document, and what comes of both.
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-record.h"

G_BEGIN_DECLS

gboolean proctor_config_merge_is_said_by_server (const char *member);

JsonNode *proctor_config_merge_diff (ProctorRecord *before,
                                     ProctorRecord *after,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_config_merge_is_empty (JsonNode *changes);
void proctor_config_merge_list_overlaps (JsonNode *mine,
                                         JsonNode *theirs,
                                         GPtrArray *paths);
void proctor_config_merge_drop_overlaps (JsonNode *mine,
                                         JsonNode *theirs);
gpointer proctor_config_merge_apply (ProctorRecord *record,
                                     JsonNode *changes,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
