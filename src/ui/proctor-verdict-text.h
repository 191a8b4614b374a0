/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-run-verdict.h"

G_BEGIN_DECLS

GtkWidget *proctor_verdict_text_new (const char *text,
                                     const GArray *quotes,
                                     guint first);

G_END_DECLS
