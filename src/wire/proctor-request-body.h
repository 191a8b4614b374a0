/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-environment-variable.h"
#include "proctor-model-source.h"
#include "proctor-test.h"
#include "proctor-tool.h"

G_BEGIN_DECLS

gboolean proctor_request_body_has_test_member (const char *kind,
                                               const char *member,
                                               gboolean is_null);
JsonNode *proctor_request_body_for_test (ProctorTest *test,
                                         const char *parent_folder_id,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_request_body_for_tool (ProctorTool *tool,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_request_body_for_variable (ProctorEnvironmentVariable *variable,
                                             gboolean is_new,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_request_body_for_models (ProctorModelSource *source,
                                           const char *key);
JsonNode *proctor_request_body_for_model_key (const char *key,
                                              const char *base_url);
JsonNode *proctor_request_body_for_record (ProctorRecord *record,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *proctor_request_body_for_members (const char *first_name,
                                            ...) G_GNUC_NULL_TERMINATED;
JsonNode *proctor_request_body_for_strings (const char *list_name,
                                            const char *const *list,
                                            const char *name,
                                            const char *text);
JsonNode *proctor_request_body_for_patch (ProctorRecord *before,
                                          ProctorRecord *after,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
