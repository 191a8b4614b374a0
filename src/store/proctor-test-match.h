/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library.h"

G_BEGIN_DECLS

/**
 * ProctorTestCriteria:
 * @folder_id: (nullable): the folder they are in or below, %NULL for all
 * @search: (nullable): words, each of which is in the name or in the name of a folder around it
 * @creator: (nullable): who made them, %NULL for anybody
 * @kinds: #ProctorTestKinds, 0 for all
 * @shared_with_me: whether somebody else has shared them
 * @mine: whether the owner of the key made them
 *
 * Which tests are wanted.
 */
typedef struct
{
  const char *folder_id;
  const char *search;
  const char *creator;
  guint kinds;
  gboolean shared_with_me;
  gboolean mine;
} ProctorTestCriteria;

typedef struct _ProctorTestMatch ProctorTestMatch;

ProctorTestMatch *proctor_test_match_new (ProctorLibrary *library,
                                          const ProctorTestCriteria *criteria);
void proctor_test_match_free (ProctorTestMatch *self);

gboolean proctor_test_match_test (ProctorTestMatch *self,
                                  ProctorTestItem *item);
gboolean proctor_test_match_wants_all (ProctorTestMatch *self);
guint proctor_test_match_get_changes (ProctorTestMatch *self);
gboolean proctor_test_match_depends_on_folders (ProctorTestMatch *self);
gboolean proctor_test_match_is_narrower (ProctorTestMatch *self,
                                         ProctorTestMatch *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorTestMatch, proctor_test_match_free)

G_END_DECLS
