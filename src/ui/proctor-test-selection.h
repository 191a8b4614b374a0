/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-test-item.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_SELECTION (proctor_test_selection_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestSelection, proctor_test_selection, PROCTOR, TEST_SELECTION, GObject)

ProctorTestSelection *proctor_test_selection_new (GListModel *model);

GListModel *proctor_test_selection_get_model (ProctorTestSelection *self);
void proctor_test_selection_set_model (ProctorTestSelection *self,
                                       GListModel *model);

void proctor_test_selection_set_sticky (ProctorTestSelection *self,
                                        gboolean sticky);

guint proctor_test_selection_get_n_selected (ProctorTestSelection *self);
gboolean proctor_test_selection_contains (ProctorTestSelection *self,
                                          ProctorTestItem *item);
ProctorTestItem *proctor_test_selection_get_only (ProctorTestSelection *self);
GPtrArray *proctor_test_selection_dup_items (ProctorTestSelection *self);
guint proctor_test_selection_find (ProctorTestSelection *self,
                                   ProctorTestItem *item);

void proctor_test_selection_toggle (ProctorTestSelection *self,
                                    guint position);
void proctor_test_selection_set_items (ProctorTestSelection *self,
                                       GPtrArray *items);
void proctor_test_selection_prune (ProctorTestSelection *self);

G_END_DECLS
