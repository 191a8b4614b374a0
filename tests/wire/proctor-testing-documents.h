/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ProctorTestingWildness:
 * @PROCTOR_TESTING_TAME: documents as the API describes them
 * @PROCTOR_TESTING_WILD: with members nobody knows, values of the wrong kind and rows that are none
 *
 * How far a random document strays.
 */
typedef enum
{
  PROCTOR_TESTING_TAME,
  PROCTOR_TESTING_WILD,
} ProctorTestingWildness;

char *proctor_testing_random_text (GRand *rand);
JsonNode *proctor_testing_random_json (GRand *rand,
                                       guint depth);
JsonNode *proctor_testing_random_document (GRand *rand,
                                           GType type,
                                           ProctorTestingWildness wildness);
JsonNode *proctor_testing_random_invocation (GRand *rand,
                                             guint n_runs,
                                             ProctorTestingWildness wildness);

G_END_DECLS
