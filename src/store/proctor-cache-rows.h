/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-cache.h"
#include "proctor-database.h"

G_BEGIN_DECLS

const char *const *proctor_cache_rows_get_migrations (guint *n_migrations);

void proctor_cache_rows_load (ProctorDatabase *database,
                              const char *workspace_id,
                              guint first,
                              guint most,
                              ProctorCacheRowFunc func,
                              gpointer into);
guint proctor_cache_rows_save (ProctorDatabase *database,
                               const char *workspace_id,
                               GPtrArray *rows);
void proctor_cache_rows_note_refresh (ProctorDatabase *database,
                                      const char *workspace_id,
                                      gint64 refreshed_at);
gint64 proctor_cache_rows_get_refresh (ProctorDatabase *database,
                                       const char *workspace_id);
void proctor_cache_rows_forget (ProctorDatabase *database,
                                const char *workspace_id);

G_END_DECLS
