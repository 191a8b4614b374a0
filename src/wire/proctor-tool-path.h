/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *proctor_tool_path_find (JsonNode *arguments,
                                  const char *kind,
                                  const char *path,
                                  GError **error);
char *proctor_tool_path_to_text (JsonNode *value);

G_END_DECLS
