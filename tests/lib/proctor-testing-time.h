/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void proctor_testing_time_set_speed (double speed);

/* What the linker puts in the place of GLib's, in Proctor and not in the libraries: whoever wants it links
 * with testing_time_link_args. */
gint64 __wrap_g_get_monotonic_time (void);
gint64 __real_g_get_monotonic_time (void);
guint __wrap_g_timeout_add_once (guint msecs,
                                 GSourceOnceFunc function,
                                 gpointer data);
guint __real_g_timeout_add_once (guint msecs,
                                 GSourceOnceFunc function,
                                 gpointer data);

G_END_DECLS
