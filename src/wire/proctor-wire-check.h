/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean proctor_wire_check (GBytes *bytes,
                             char **read_only,
                             GError **error);

G_END_DECLS
