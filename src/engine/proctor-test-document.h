/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

JsonObject *proctor_test_document_make (JsonObject *body,
                                        const char *kind);
JsonObject *proctor_test_document_make_info (JsonObject *document);
const char *proctor_test_document_get_environment (JsonObject *document);

G_END_DECLS
