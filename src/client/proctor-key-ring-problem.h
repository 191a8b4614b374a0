/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean proctor_key_ring_is_missing (const GError *error);

char *proctor_key_ring_describe_problem (const GError *error);
GError *proctor_key_ring_new_clear_error (const GError *error);

G_END_DECLS
