/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ProctorListJumpGetItem:
 * @row: what a list item has as its child
 *
 * Returns: (transfer none) (nullable): the item of the list's model that @row shows
 */
typedef gpointer (*ProctorListJumpGetItem) (GtkWidget *row);

/**
 * ProctorListJumpFindPlace:
 * @row: what a list item has as its child
 * @place: (out): what of @row somebody wants to see, in its coordinates
 *
 * Returns: whether there is something that somebody wants to see above all
 */
typedef gboolean (*ProctorListJumpFindPlace) (GtkWidget *row,
                                              graphene_rect_t *place);

#define PROCTOR_TYPE_LIST_JUMP (proctor_list_jump_get_type ())

G_DECLARE_FINAL_TYPE (ProctorListJump, proctor_list_jump, PROCTOR, LIST_JUMP, GObject)

ProctorListJump *proctor_list_jump_new (GtkListView *view,
                                        ProctorListJumpGetItem get_item,
                                        ProctorListJumpFindPlace find_place) G_GNUC_WARN_UNUSED_RESULT;

void proctor_list_jump_go_to (ProctorListJump *self,
                              guint position);
void proctor_list_jump_give_up (ProctorListJump *self);
guint proctor_list_jump_get_place (ProctorListJump *self);

G_END_DECLS
