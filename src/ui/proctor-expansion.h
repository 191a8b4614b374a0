/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_EXPANSION (proctor_expansion_get_type ())

G_DECLARE_FINAL_TYPE (ProctorExpansion, proctor_expansion, PROCTOR, EXPANSION, GObject)

/**
 * ProctorExpansionIdFunc:
 * @item: what a row of the tree holds
 *
 * Returns: (nullable): the name by which it is remembered, %NULL if it never is
 */
typedef const char *(*ProctorExpansionIdFunc) (gpointer item);

ProctorExpansion *proctor_expansion_new (GSettings *settings,
                                         const char *workspace_id,
                                         ProctorExpansionIdFunc get_id);

gboolean proctor_expansion_contains (ProctorExpansion *self,
                                     const char *id);
void proctor_expansion_set (ProctorExpansion *self,
                            const char *id,
                            gboolean expanded);
void proctor_expansion_apply (ProctorExpansion *self,
                              GtkTreeListModel *tree);

G_END_DECLS
