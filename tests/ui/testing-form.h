/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

/**
 * TestingForm:
 * @test: a test that is edited
 * @undo: what changes it
 * @editing: both
 * @window: (nullable): a window that is as large as wanted
 * @page: (nullable): what scrolls in it
 * @box: (nullable): where the parts of a form go
 *
 * A form's page, with nothing on it yet.
 */
typedef struct
{
  ProctorTest *test;
  ProctorUndo *undo;
  ProctorEditing *editing;
  GtkWidget *window;
  GtkWidget *page;
  GtkBox *box;
} TestingForm;

void testing_form_init (int *argc,
                        char ***argv);
void testing_form_set_up (TestingForm *self,
                          gconstpointer data);
void testing_form_tear_down (TestingForm *self,
                             gconstpointer data);

void testing_form_open (TestingForm *self,
                        GtkWidget *part,
                        int width);
void testing_form_settle (TestingForm *self);
void testing_form_close (TestingForm *self);

char *testing_form_dup_state (TestingForm *self);
void testing_form_assert_step (TestingForm *self,
                               const char *label,
                               const char *before);

void testing_form_type (GtkTextView *view,
                        const char *text);
gboolean testing_form_press (GtkWidget *widget,
                             const char *key);

gpointer testing_form_find (gpointer widget,
                            GType type,
                            guint number);
gpointer testing_form_find_labelled (gpointer widget,
                                     GType type,
                                     const char *label);

G_END_DECLS
