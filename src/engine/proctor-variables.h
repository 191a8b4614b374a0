/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-test.h"

G_BEGIN_DECLS

JsonObject *proctor_variables_collect (JsonObject *agent,
                                       ProctorTest *test);
void proctor_variables_add_system (JsonObject *variables,
                                   const char *agent_id,
                                   const char *conversation_id,
                                   gint64 now);

char *proctor_variables_put (const char *text,
                             JsonObject *variables,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_variables_put_into_json (JsonNode *node,
                                           JsonObject *variables,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
