/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * PROCTOR_TESTING_NO_CONTRACT:
 *
 * What a test says to g_test_skip() when proctor_testing_contract_load() has nothing to load.
 */
#define PROCTOR_TESTING_NO_CONTRACT "no contract: set PROCTOR_TEST_CONTRACT"

#define PROCTOR_TESTING_CONTRACT_ERROR (proctor_testing_contract_error_quark ())

GQuark proctor_testing_contract_error_quark (void);

/**
 * ProctorTestingContractError:
 * @PROCTOR_TESTING_CONTRACT_ERROR_OPERATION: the contract has no such operation, status or schema
 * @PROCTOR_TESTING_CONTRACT_ERROR_QUERY: the query is not one that the operation takes
 * @PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT: the document is not what the contract says
 *
 * What was not as agreed.
 */
typedef enum
{
  PROCTOR_TESTING_CONTRACT_ERROR_OPERATION,
  PROCTOR_TESTING_CONTRACT_ERROR_QUERY,
  PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT,
} ProctorTestingContractError;

#define PROCTOR_TYPE_TESTING_CONTRACT (proctor_testing_contract_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingContract, proctor_testing_contract, PROCTOR, TESTING_CONTRACT, GObject)

ProctorTestingContract *proctor_testing_contract_load (void);
ProctorTestingContract *proctor_testing_contract_new (const char *path);

gboolean proctor_testing_contract_covers (const char *path);

gboolean proctor_testing_contract_check_request (ProctorTestingContract *self,
                                                 const char *method,
                                                 const char *path,
                                                 JsonNode *body,
                                                 GError **error);
gboolean proctor_testing_contract_check_query (ProctorTestingContract *self,
                                               const char *method,
                                               const char *path,
                                               const char *query,
                                               GError **error);
gboolean proctor_testing_contract_check_response (ProctorTestingContract *self,
                                                  const char *method,
                                                  const char *path,
                                                  guint status,
                                                  JsonNode *body,
                                                  GError **error);
gboolean proctor_testing_contract_check_schema (ProctorTestingContract *self,
                                                const char *schema_name,
                                                JsonNode *node,
                                                GError **error);

JsonNode *proctor_testing_contract_generate (ProctorTestingContract *self,
                                             const char *schema_name,
                                             GRand *rand);

G_END_DECLS
