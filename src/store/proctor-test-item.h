/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-test-kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEST_ITEM (proctor_test_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestItem, proctor_test_item, PROCTOR, TEST_ITEM, GObject)

#define PROCTOR_TEST_ITEM_MOST_RESULTS 5

/* A test as the library has it: a hundred thousand of these are held, so no GObject properties, compact fields,
 * one signal "changed". Live: an item stays the same object as long as the test is there. */
ProctorTestItem *proctor_test_item_new (const char *id);

const char *proctor_test_item_get_id (ProctorTestItem *self);
const char *proctor_test_item_get_name (ProctorTestItem *self);
const char *proctor_test_item_get_kind_name (ProctorTestItem *self); /* the API's word, also where it is unknown */
ProctorTestKind proctor_test_item_get_kind (ProctorTestItem *self);
const char *proctor_test_item_get_folder_id (ProctorTestItem *self); /* NULL: in no folder */
gint64 proctor_test_item_get_created_at (ProctorTestItem *self);
gint64 proctor_test_item_get_updated_at (ProctorTestItem *self);
const char *proctor_test_item_get_creator (ProctorTestItem *self); /* name or e-mail, NULL if not known */
gboolean proctor_test_item_is_mine (ProctorTestItem *self);
gboolean proctor_test_item_is_shared (ProctorTestItem *self);         /* somebody else's, shared with me */
gboolean proctor_test_item_is_read_only (ProctorTestItem *self);      /* role viewer or commenter */
const char *proctor_test_item_get_search_key (ProctorTestItem *self); /* folded name */

/* Newest first; at most five. */
guint proctor_test_item_get_n_results (ProctorTestItem *self);
ProctorOutcome proctor_test_item_get_result (ProctorTestItem *self,
                                             guint position);
gint64 proctor_test_item_get_last_result_at (ProctorTestItem *self); /* 0 if it never ran */

G_END_DECLS
