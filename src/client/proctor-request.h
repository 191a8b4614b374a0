/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REQUEST (proctor_request_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRequest, proctor_request, PROCTOR, REQUEST, GObject)

ProctorRequest *proctor_request_new (const char *method,
                                     const char *path,
                                     ...) G_GNUC_NULL_TERMINATED;

ProctorRequest *proctor_request_dup_with_cursor (ProctorRequest *self,
                                                 const char *cursor);

void proctor_request_add_query (ProctorRequest *self,
                                const char *name,
                                const char *value);
void proctor_request_add_query_list (ProctorRequest *self,
                                     const char *name,
                                     const char *const *values);
void proctor_request_add_query_int (ProctorRequest *self,
                                    const char *name,
                                    gint64 value);
void proctor_request_add_query_bool (ProctorRequest *self,
                                     const char *name,
                                     gboolean value);
void proctor_request_take_body (ProctorRequest *self,
                                JsonNode *body,
                                GError *error);
void proctor_request_take_body_bytes (ProctorRequest *self,
                                      GBytes *body,
                                      GError *error);
void proctor_request_set_repeatable (ProctorRequest *self,
                                     gboolean repeatable);
void proctor_request_set_lost (ProctorRequest *self,
                               gpointer lost);

void proctor_request_expect_record (ProctorRequest *self,
                                    GType type);
void proctor_request_expect_page (ProctorRequest *self,
                                  const char *member,
                                  GType type);
void proctor_request_expect_string (ProctorRequest *self,
                                    const char *member);
void proctor_request_expect_bytes (ProctorRequest *self);

const char *proctor_request_get_method (ProctorRequest *self);
const char *proctor_request_get_path (ProctorRequest *self);
char *proctor_request_dup_target (ProctorRequest *self);
GBytes *proctor_request_get_body (ProctorRequest *self);
gboolean proctor_request_is_repeatable (ProctorRequest *self);
GObject *proctor_request_get_lost (ProctorRequest *self);
gboolean proctor_request_check (ProctorRequest *self,
                                GError **error);

gpointer proctor_request_read_answer (ProctorRequest *self,
                                      GBytes *body,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GDestroyNotify proctor_request_get_free_answer (ProctorRequest *self);

G_END_DECLS
