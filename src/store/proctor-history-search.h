/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

GPtrArray *proctor_history_search_find (ProctorDatabase *database,
                                        const char *workspace_id,
                                        const char *text,
                                        guint most,
                                        gboolean full_text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
