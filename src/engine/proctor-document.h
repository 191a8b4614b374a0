/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonObject *proctor_document_parse (const char *text);
char *proctor_document_to_text (JsonObject *object);

JsonObject *proctor_document_copy (JsonObject *object);
JsonObject *proctor_document_merge (JsonObject *base,
                                    JsonObject *patch);

void proctor_document_set_text (JsonObject *object,
                                const char *member,
                                const char *text);
gboolean proctor_document_lacks (JsonObject *object,
                                 const char *member);
JsonObject *proctor_document_make_access_info (void);

G_END_DECLS
