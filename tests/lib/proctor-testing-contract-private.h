/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-contract.h"

G_BEGIN_DECLS

/* What the reader, the checker and the generator know of each other. All nodes belong to the
 * contract. A schema is a node because true and false are schemas too. */

JsonObject *proctor_testing_contract_get_root (ProctorTestingContract *self);
JsonNode *proctor_testing_contract_get_schema (ProctorTestingContract *self,
                                               const char *schema_name);
JsonNode *proctor_testing_contract_follow (ProctorTestingContract *self,
                                           const char *reference);
JsonNode *proctor_testing_contract_resolve (ProctorTestingContract *self,
                                            JsonNode *node);

JsonObject *proctor_testing_json_get_object (JsonObject *object,
                                             const char *name);
JsonArray *proctor_testing_json_get_array (JsonObject *object,
                                           const char *name);
gboolean proctor_testing_json_equal (JsonNode *a,
                                     JsonNode *b);

JsonNode *proctor_testing_contract_get_mapped (ProctorTestingContract *self,
                                               JsonObject *schema,
                                               const char *tag);
gboolean proctor_testing_contract_check_node (ProctorTestingContract *self,
                                              JsonNode *schema,
                                              JsonNode *node,
                                              GError **error);

JsonObject *proctor_testing_contract_find_operation (ProctorTestingContract *self,
                                                     const char *method,
                                                     const char *path,
                                                     JsonObject **path_item,
                                                     GError **error);

char *proctor_testing_contract_describe_value (JsonNode *node);
const char *proctor_testing_contract_describe_type (const char *type);
char *proctor_testing_contract_describe_values (JsonArray *values,
                                                gboolean types);
char *proctor_testing_contract_describe_schema (JsonNode *node);

char *proctor_testing_contract_generate_text (GRand *rand,
                                              gint64 least,
                                              gint64 most);
JsonNode *proctor_testing_contract_generate_string (GRand *rand,
                                                    JsonObject *schema);
JsonNode *proctor_testing_contract_generate_integer (GRand *rand,
                                                     JsonObject *schema);
JsonNode *proctor_testing_contract_generate_number (GRand *rand,
                                                    JsonObject *schema);

G_END_DECLS
