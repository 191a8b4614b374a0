/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-test-item.h"

G_BEGIN_DECLS

/**
 * ProctorTestChange:
 * @PROCTOR_TEST_CHANGE_NAME: its name
 * @PROCTOR_TEST_CHANGE_KIND: its kind
 * @PROCTOR_TEST_CHANGE_FOLDER: the folder it is in
 * @PROCTOR_TEST_CHANGE_TIMES: when it was made or changed
 * @PROCTOR_TEST_CHANGE_ACCESS: whose it is, and what one may do with it
 * @PROCTOR_TEST_CHANGE_RESULTS: how it ended last
 * @PROCTOR_TEST_CHANGE_RANK: where the server's list has it, seen from its neighbours
 *
 * What of an item is another than before.
 */
typedef enum
{
  PROCTOR_TEST_CHANGE_NAME = 1 << 0,
  PROCTOR_TEST_CHANGE_KIND = 1 << 1,
  PROCTOR_TEST_CHANGE_FOLDER = 1 << 2,
  PROCTOR_TEST_CHANGE_TIMES = 1 << 3,
  PROCTOR_TEST_CHANGE_ACCESS = 1 << 4,
  PROCTOR_TEST_CHANGE_RESULTS = 1 << 5,
  PROCTOR_TEST_CHANGE_RANK = 1 << 6,
} ProctorTestChange;

/**
 * ProctorTestFacts:
 * @name: (nullable): its name
 * @kind: (nullable): the API's word for its kind
 * @folder_id: (nullable): the folder it is in
 * @creator: (nullable): who made it
 * @role: (nullable): what one may do with it
 * @created_at: when it was made
 * @updated_at: when it was changed
 * @mine: whether the owner of the key made it
 * @shared: whether somebody else has shared it
 * @knows_access: whether creator, role and the two above are known at all
 *
 * What is known of a test, wherever it is from. Everything is borrowed.
 */
typedef struct
{
  const char *name;
  const char *kind;
  const char *folder_id;
  const char *creator;
  const char *role;
  gint64 created_at;
  gint64 updated_at;
  gboolean mine;
  gboolean shared;
  gboolean knows_access;
} ProctorTestFacts;

/* What of an item others need who look at a hundred thousand of them: nothing here is copied. Those
 * that are reference-counted may be kept, and read in any thread. */
struct _ProctorTestItem
{
  GObject parent_instance;

  /* Owned */
  GRefString *id;
  GRefString *name;
  GRefString *search_key;
  GRefString *kind_name;
  GRefString *folder_id;
  GRefString *creator;
  GRefString *role;
  /* Made when somebody sorts by it. */
  GRefString *sort_key;

  gint64 created_at;
  gint64 updated_at;
  gint64 last_result_at;
  /* Its place in the server's list, seen from the others'. */
  gint64 rank;
  /* For whoever has to know which of many items he has met; the number is his own. */
  guint mark;
  /* The last reading that came across it. */
  guint seen_in;
  /* ProctorTestChange, of what nobody has been told yet, and of what is being told. */
  guint8 changes;
  guint8 told_changes;
  guint8 kind;
  guint8 n_results;
  guint8 results[PROCTOR_TEST_ITEM_MOST_RESULTS];
  guint mine : 1;
  guint shared : 1;
  /* What the server has said on being asked for these alone. */
  guint learned_mine : 1;
  guint learned_shared : 1;
  guint read_only : 1;
  /* Whether it is being deleted. */
  guint hidden : 1;
  /* Whether the library has it, and whether everybody has been told so. */
  guint is_listed : 1;
  guint is_told : 1;
  guint is_noted : 1;
};

ProctorTestChange proctor_test_item_set_facts (ProctorTestItem *self,
                                               const ProctorTestFacts *facts);
ProctorTestChange proctor_test_item_set_folder (ProctorTestItem *self,
                                                const char *folder_id);
ProctorTestChange proctor_test_item_learn (ProctorTestItem *self,
                                           gboolean mine,
                                           gboolean shared);
ProctorTestChange proctor_test_item_set_results (ProctorTestItem *self,
                                                 const ProctorOutcome *results,
                                                 guint n_results,
                                                 gint64 last_at);
void proctor_test_item_changed (ProctorTestItem *self);

guint proctor_test_item_make_mark (void);

GRefString *proctor_test_item_fold (const char *text);
GRefString *proctor_test_item_make_sort_key (const char *name);

G_END_DECLS
