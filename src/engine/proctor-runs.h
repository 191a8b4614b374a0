/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

JsonObject *proctor_runs_load (ProctorDatabase *database,
                               const char *run_id,
                               gint64 *attempt) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_runs_dup_override (ProctorDatabase *database,
                                 const char *run_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_runs_write_result (ProctorDatabase *database,
                                    const char *run_id,
                                    gint64 attempt,
                                    JsonObject *document);

GPtrArray *proctor_runs_list_to_group (ProctorDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_runs_write_groups (ProctorDatabase *database,
                                    const char *invocation_id,
                                    const char *bucketing_status,
                                    JsonArray *result_groups);

GBytes *proctor_runs_compose (ProctorDatabase *database,
                              const char *invocation_id) G_GNUC_WARN_UNUSED_RESULT;

gint64 proctor_runs_get_last_ticket (ProctorDatabase *database);
char *proctor_runs_make_document (JsonObject *run,
                                  const char *status,
                                  gint64 now,
                                  const char *test_info) G_GNUC_WARN_UNUSED_RESULT;
gint64 proctor_runs_cancel (ProctorDatabase *database,
                            const char *invocation_id,
                            gint64 now);
void proctor_runs_submit_again (ProctorDatabase *database,
                                const char *run_id,
                                JsonObject *run,
                                gint64 ticket,
                                gint64 override_id,
                                gint64 now);

G_END_DECLS
