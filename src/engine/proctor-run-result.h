/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"

G_BEGIN_DECLS

typedef struct _ProctorRunResult ProctorRunResult;

ProctorRunResult *proctor_run_result_new (const char *run_id,
                                          gint64 attempt,
                                          const char *invocation_id,
                                          JsonObject *run);
void proctor_run_result_free (ProctorRunResult *result);

void proctor_run_result_write (ProctorDatabase *database,
                               ProctorRunResult *result);

G_END_DECLS
