/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_json_sorted_dup (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
