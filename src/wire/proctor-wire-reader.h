/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-record.h"

G_BEGIN_DECLS

gpointer proctor_wire_read (GType type,
                            JsonNode *node,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer proctor_wire_read_bytes (GType type,
                                  GBytes *bytes,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

GPtrArray *proctor_wire_read_list (GType type,
                                   JsonArray *array,
                                   const char *path) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_wire_read_map (GType type,
                                  JsonObject *object,
                                  const char *path) G_GNUC_WARN_UNUSED_RESULT;

char *proctor_wire_describe_mismatch (const char *path,
                                      const char *expected,
                                      JsonNode *found);

G_END_DECLS
