/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_folder_deletion_start (GtkWidget *widget,
                                    ProctorSession *session,
                                    const char *folder_id);

G_END_DECLS
