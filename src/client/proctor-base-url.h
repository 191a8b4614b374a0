/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *proctor_base_url_parse (const char *text,
                              GError **error);

gboolean proctor_base_url_is_loopback (const char *base_url);

G_END_DECLS
