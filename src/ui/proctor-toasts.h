/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void proctor_toasts_add (GtkWidget *widget,
                         AdwToast *toast);
void proctor_toasts_say (GtkWidget *widget,
                         const char *text);
void proctor_toasts_say_started (GtkWidget *widget,
                                 const char *text,
                                 const char *invocation_id);
void proctor_toasts_say_error (GtkWidget *widget,
                               const GError *error);

G_END_DECLS
