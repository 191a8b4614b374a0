/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A row that is in no place yet. */
#define PROCTOR_CACHE_NO_PLACE G_MININT64

gboolean proctor_cache_order_assign (gint64 *places,
                                     guint n_places);

G_END_DECLS
