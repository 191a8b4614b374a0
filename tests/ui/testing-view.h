/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "client-engine.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* A part of the window by itself, with a session of which the engine is at the other end. */

ProctorSession *testing_view_make_session (ClientEngine *engine) G_GNUC_WARN_UNUSED_RESULT;
void testing_view_load (ProctorSession *session);

GtkWidget *testing_view_open (GtkWidget *view,
                              int width,
                              int height);
void testing_view_close (GtkWidget *window);
void testing_view_save (GtkWidget *widget,
                        const char *name);

gpointer testing_view_find (GtkWidget *widget,
                            GType type,
                            guint nth);
gboolean testing_view_shows (GtkWidget *widget,
                             const char *text);
void testing_view_wait_hides (GtkWidget *widget,
                              const char *text);
void testing_view_wait_shows (GtkWidget *widget,
                              const char *text);
void testing_view_wait_sensitive (gpointer widget);
AdwDialog *testing_view_wait_dialog (GtkWidget *window);

char *testing_view_make_test (ClientEngine *engine,
                              const char *name,
                              const char *folder_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
