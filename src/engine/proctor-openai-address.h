/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *proctor_openai_address_parse (const char *text,
                                    gboolean with_key,
                                    GError **error);
gboolean proctor_openai_address_is_loopback (const char *address);
gboolean proctor_openai_address_is_safe (const char *address);
gboolean proctor_openai_address_is_same_origin (const char *one,
                                                const char *other);

G_END_DECLS
