/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *proctor_wire_parse (GBytes *bytes,
                              char **read_only,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_wire_parse_text (const char *text,
                                   gssize length,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *proctor_wire_node_to_text (JsonNode *node);
GBytes *proctor_wire_node_to_bytes (JsonNode *node);
void proctor_wire_append_string (GString *text,
                                 const char *string);

gboolean proctor_wire_equal (JsonNode *one,
                             JsonNode *other);

G_END_DECLS
