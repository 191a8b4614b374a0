/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean proctor_openai_schema_is_strict (JsonNode *schema);
gboolean proctor_openai_schema_allows (JsonNode *schema,
                                       JsonNode *value);

G_END_DECLS
