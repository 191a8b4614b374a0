/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

/**
 * ProctorEditListMake:
 * @item: a thing
 * @user_data: whose list it is
 *
 * Returns: (transfer floating): what shows it
 */
typedef GtkWidget *(*ProctorEditListMake) (gpointer item,
                                           gpointer user_data);

/**
 * ProctorEditListName:
 * @content: what shows a thing
 * @position: where it stands
 * @user_data: whose list it is
 *
 * Tells what shows it where it stands now, where that matters.
 *
 * Returns: (transfer full): what a person would call it, as in "Condition 2"
 */
typedef char *(*ProctorEditListName) (GtkWidget *content,
                                      guint position,
                                      gpointer user_data);

#define PROCTOR_TYPE_EDIT_LIST (proctor_edit_list_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEditList, proctor_edit_list, PROCTOR, EDIT_LIST, GtkWidget)

GtkWidget *proctor_edit_list_new (void);

void proctor_edit_list_set_functions (ProctorEditList *self,
                                      ProctorEditListMake make,
                                      ProctorEditListName name,
                                      gpointer user_data);
void proctor_edit_list_set_add_label (ProctorEditList *self,
                                      const char *label);
void proctor_edit_list_set_limit (ProctorEditList *self,
                                  guint limit);
void proctor_edit_list_set_editable (ProctorEditList *self,
                                     gboolean editable);
void proctor_edit_list_set_stacked (ProctorEditList *self,
                                    gboolean stacked);

void proctor_edit_list_rename (ProctorEditList *self);
void proctor_edit_list_forget (ProctorEditList *self);
void proctor_edit_list_show (ProctorEditList *self,
                             GPtrArray *items);
void proctor_edit_list_bind (ProctorEditList *self,
                             ProctorEditing *editing,
                             gpointer record,
                             guint field);

guint proctor_edit_list_get_n_rows (ProctorEditList *self);
GtkWidget *proctor_edit_list_get_content (ProctorEditList *self,
                                          guint position);
gboolean proctor_edit_list_find (ProctorEditList *self,
                                 gpointer item,
                                 guint *position);
void proctor_edit_list_focus (ProctorEditList *self,
                              guint position);
void proctor_edit_list_add (ProctorEditList *self);

G_END_DECLS
