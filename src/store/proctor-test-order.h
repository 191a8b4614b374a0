/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-list.h"

G_BEGIN_DECLS

/**
 * ProctorTestOrder:
 * @sort: what tests are sorted by
 * @descending: whether the last come first
 *
 * An order of tests. Those that are alike in @sort are in the server's order, the newest being the
 * last; so no two tests are ever in the same place, and the other way round is exactly that.
 */
typedef struct
{
  ProctorTestSort sort;
  gboolean descending;
} ProctorTestOrder;

guint proctor_test_order_get_changes (const ProctorTestOrder *order);
void proctor_test_order_prepare (const ProctorTestOrder *order,
                                 ProctorTestItem *item);
int proctor_test_order_compare (const ProctorTestOrder *order,
                                ProctorTestItem *a,
                                ProctorTestItem *b);

void proctor_test_order_sort (const ProctorTestOrder *order,
                              GPtrArray *items);
void proctor_test_order_sort_async (const ProctorTestOrder *order,
                                    GPtrArray *items,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *proctor_test_order_sort_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
