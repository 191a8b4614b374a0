/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

/**
 * TestingDesk:
 * @folder: a folder that is thrown away
 * @desk: a desk whose files are there
 * @application: the application, which windows need
 * @settings: its settings, as they are at first
 *
 * What tests of windows and dialogs begin with.
 */
typedef struct
{
  char *folder;
  ProctorDesk *desk;
  AdwApplication *application;
  GSettings *settings;
} TestingDesk;

int testing_desk_run (int *argc,
                      char ***argv,
                      void (*add_tests) (void));

void testing_desk_set_up (TestingDesk *self,
                          gconstpointer data);
void testing_desk_tear_down (TestingDesk *self,
                             gconstpointer data);

ProctorWorkspace *testing_desk_add (TestingDesk *self,
                                    const char *name,
                                    const char *base_url);
void testing_desk_remove (TestingDesk *self,
                          ProctorWorkspace *workspace);

GtkWidget *testing_desk_find (GtkWidget *widget,
                              GType type,
                              guint nth);
gboolean testing_desk_is_mapped (gpointer widget);

G_END_DECLS
