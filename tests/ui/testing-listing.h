/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-testing-session.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

/**
 * TestingListing:
 * @server: what the workspace is read from
 * @session: the workspace, without a history
 * @window: (nullable): the window
 * @pane: (nullable): the pane in it, which has a property "session"
 *
 * The pane of a place that lists what a scripted server has.
 */
typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GtkWidget *window;
  GtkWidget *pane;
} TestingListing;

void testing_listing_set_up (TestingListing *self,
                             gconstpointer data);
void testing_listing_tear_down (TestingListing *self,
                                gconstpointer data);

void testing_listing_answer (TestingListing *self,
                             const char *path,
                             const char *member,
                             const char *rows,
                             const char *next_cursor);
void testing_listing_open (TestingListing *self,
                           GtkWidget *pane,
                           int width);

GtkWidget *testing_listing_find (TestingListing *self,
                                 GType type,
                                 guint nth);
void testing_listing_wait_rows (TestingListing *self,
                                guint n);
void testing_listing_wait_title (TestingListing *self,
                                 const char *title);
void testing_listing_wait_shown (TestingListing *self,
                                 const char *text);
gboolean testing_listing_shows (TestingListing *self,
                                const char *text);

G_END_DECLS
