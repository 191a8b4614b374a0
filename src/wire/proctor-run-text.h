/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_run_text_dup (GBytes *run,
                            char ***tools) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
