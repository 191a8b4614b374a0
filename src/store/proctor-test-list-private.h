/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library-private.h"
#include "proctor-test-list.h"
#include "proctor-test-match.h"
#include "proctor-test-order.h"

G_BEGIN_DECLS

struct _ProctorTestList
{
  GObject parent_instance;

  /* Owned */
  ProctorLibrary *library;
  ProctorTestMatch *match;
  char *folder_id;
  char *search;
  char *creator;
  GCancellable *sorting;
  /* Tests that were added or have changed since the worker has begun to sort. */
  GPtrArray *news_while_sorting;
  /* Tests that have gone since then: the worker's result has them. */
  GPtrArray *gone_while_sorting;
  /* All tests of the library in order, and those of them that are wanted. The library has them, and
   * says so before one goes. */
  GPtrArray *all;
  GPtrArray *shown;

  /* What @all is in, and what it will be in. */
  ProctorTestOrder order;
  ProctorTestOrder next_order;
  ProctorTestListState state;
  guint kinds;
  /* Tests that are gone, but still in the rows that are being told. */
  GPtrArray *kept;
  guint search_source;
  guint check_source;
  /* How far down somebody has looked. */
  guint looked_at;
  guint told_n_items;
  gboolean shared_with_me;
  gboolean mine;
  /* What a handler does while others have yet to be told. */
  gboolean is_telling;
  gboolean has_to_start_over;
};

/* proctor-test-list.c */
void proctor_test_list_update_state (ProctorTestList *self);
void proctor_test_list_schedule_check (ProctorTestList *self);

/* proctor-test-list-rows.c */
void proctor_test_list_fill (ProctorTestList *self);
void proctor_test_list_take_news (ProctorTestList *self,
                                  ProctorLibraryNews *news);
void proctor_test_list_filter (ProctorTestList *self);
void proctor_test_list_sort (ProctorTestList *self);

/* proctor-test-list-edits.c */
void proctor_test_list_show (ProctorTestList *self,
                             GPtrArray *shown);
void proctor_test_list_show_reordered (ProctorTestList *self,
                                       GPtrArray *shown);

G_END_DECLS
