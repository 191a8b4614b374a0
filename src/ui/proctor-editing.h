/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-surroundings.h"
#include "proctor-test.h"
#include "proctor-undo.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_EDITING (proctor_editing_get_type ())

/* Stands for the folder of a test, which a test doesn't say. */
#define PROCTOR_EDITING_FOLDER (G_MAXUINT - 1)

G_DECLARE_FINAL_TYPE (ProctorEditing, proctor_editing, PROCTOR, EDITING, GObject)

ProctorEditing *proctor_editing_new (gpointer root,
                                     ProctorUndo *undo,
                                     gboolean editable);

ProctorTest *proctor_editing_get_test (ProctorEditing *self);
ProctorRecord *proctor_editing_get_root (ProctorEditing *self);
ProctorUndo *proctor_editing_get_undo (ProctorEditing *self);
gboolean proctor_editing_is_editable (ProctorEditing *self);

ProctorSurroundings *proctor_editing_get_choices (ProctorEditing *self);
void proctor_editing_set_choices (ProctorEditing *self,
                                  ProctorSurroundings *choices);

const char *proctor_editing_get_agent_id (ProctorEditing *self);
void proctor_editing_set_agent_id (ProctorEditing *self,
                                   const char *agent_id);

void proctor_editing_register (ProctorEditing *self,
                               gpointer record,
                               guint field,
                               GtkWidget *widget);
GtkWidget *proctor_editing_find (ProctorEditing *self,
                                 gpointer record,
                                 guint field);
void proctor_editing_set_fold (GtkWidget *widget,
                               GtkExpander *expander);
gboolean proctor_editing_focus (ProctorEditing *self,
                                gpointer record,
                                guint field);
void proctor_editing_mark (ProctorEditing *self,
                           gpointer record,
                           guint field,
                           const char *problem);
void proctor_editing_clear_marks (ProctorEditing *self);

void proctor_editing_set_unfit (ProctorEditing *self,
                                GtkWidget *widget,
                                gboolean unfit);
GtkWidget *proctor_editing_get_unfit (ProctorEditing *self);

G_END_DECLS
