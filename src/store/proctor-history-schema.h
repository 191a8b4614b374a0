/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

const char *const *proctor_history_schema_get_migrations (guint *n_migrations);

gint64 proctor_history_schema_find_workspace (ProctorDatabase *database,
                                              const char *workspace_id);
gint64 proctor_history_schema_ensure_workspace (ProctorDatabase *database,
                                                const char *workspace_id);

gboolean proctor_history_schema_ensure_index (ProctorDatabase *database,
                                              gboolean wanted);

G_END_DECLS
