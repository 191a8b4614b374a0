/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-provider.h"

G_BEGIN_DECLS

/**
 * ProctorJuryCase:
 * @test: the test, as it was when it was run
 * @turns: all that was said
 * @conditions: (element-type utf8): what has to be so
 * @first: the number of the first vote, from 0
 * @n_votes: how many votes are wanted
 * @seed: what chance depends on
 *
 * A conversation that is to be judged once more, by several votes.
 */
typedef struct
{
  ProctorTest *test;
  JsonArray *turns;
  GPtrArray *conditions;
  guint first;
  guint n_votes;
  guint64 seed;
} ProctorJuryCase;

ProctorJuryCase *proctor_jury_case_new (ProctorTest *test);
void proctor_jury_case_free (ProctorJuryCase *jury_case);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorJuryCase, proctor_jury_case_free)

void proctor_jury_async (ProctorProvider *provider,
                         ProctorJuryCase *jury_case,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
JsonArray *proctor_jury_finish (ProctorProvider *provider,
                                GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

const char *proctor_jury_count (JsonArray *votes,
                                guint *n_agree);

G_END_DECLS
