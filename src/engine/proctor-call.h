/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

/**
 * ProctorCall:
 * @database: the database; a call is one transaction, undone unless it is answered with success
 * @body: (nullable): what was sent
 * @now: what time it is, in seconds since 1970
 *
 * One request and what is answered. A handler runs in the database's thread, reads its ids, its
 * query and its body, and answers; whatever it has found wrong with the request is answered for it.
 */
typedef struct
{
  ProctorDatabase *database;
  JsonNode *body;
  gint64 now;

  /*< private >*/
  char **ids;
  GHashTable *query;
  JsonArray *problems;
  guint status;
  JsonNode *answer;
  GBytes *answer_bytes;
} ProctorCall;

typedef void (*ProctorCallHandler) (ProctorCall *call);

ProctorCall *proctor_call_new (char **ids,
                               const char *query,
                               JsonNode *body);
void proctor_call_free (ProctorCall *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorCall, proctor_call_free)

void proctor_call_parse_body (ProctorCall *call,
                              GBytes *bytes);

const char *proctor_call_get_id (ProctorCall *call,
                                 guint position);
const char *proctor_call_get_query (ProctorCall *call,
                                    const char *name);
const char *const *proctor_call_get_query_list (ProctorCall *call,
                                                const char *name);
gint64 proctor_call_get_query_int (ProctorCall *call,
                                   const char *name,
                                   gint64 fallback,
                                   gint64 least,
                                   gint64 most);
gboolean proctor_call_get_query_bool (ProctorCall *call,
                                      const char *name,
                                      gboolean fallback);
JsonObject *proctor_call_get_object (ProctorCall *call);

void proctor_call_add_problem (ProctorCall *call,
                               const char *kind,
                               const char *message,
                               const char *path);
gboolean proctor_call_has_problems (ProctorCall *call);

void proctor_call_answer (ProctorCall *call,
                          JsonNode *answer);
void proctor_call_answer_object (ProctorCall *call,
                                 JsonObject *answer);
void proctor_call_answer_bytes (ProctorCall *call,
                                GBytes *answer);
void proctor_call_answer_nothing (ProctorCall *call,
                                  guint status);
void proctor_call_refuse (ProctorCall *call,
                          guint status,
                          const char *code,
                          const char *message);
void proctor_call_refuse_unknown (ProctorCall *call,
                                  const char *what,
                                  const char *id);

GBytes *proctor_call_dup_answer (ProctorCall *call,
                                 guint *status);

G_END_DECLS
