/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void proctor_control_name_set (gpointer control,
                               const char *whole,
                               const char *part);

G_END_DECLS
