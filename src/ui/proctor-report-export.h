/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-session.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

void proctor_report_export_ask (GtkWidget *widget,
                                ProctorSession *session,
                                ProctorWatcher *watcher,
                                const char *kind);
void proctor_report_export_save (GtkWidget *widget,
                                 ProctorSession *session,
                                 ProctorWatcher *watcher,
                                 const char *kind,
                                 GFile *file);

G_END_DECLS
