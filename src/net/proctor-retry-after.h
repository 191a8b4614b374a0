/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 proctor_retry_after_parse (const char *retry_after_msecs,
                                  const char *retry_after,
                                  const char *rate_limit_reset,
                                  gint64 now);

G_END_DECLS
