/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"
#include "proctor-rejudgement.h"
#include "proctor-review.h"
#include "proctor-search-terms.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryQuery:
 * @workspace_id: the workspace
 * @text: (nullable): what is looked for
 * @most: how much of it is wanted
 * @full_text: whether words may be indexed
 * @unanswered: (nullable) (element-type ProctorUnanswered): deletions to be noted
 * @ids: (nullable): what is meant
 * @review: (nullable): what was decided of a run
 * @rejudgement: (nullable): what a judge of one's own has said of a run
 * @terms: (nullable): which runs are looked for
 *
 * What the history is asked.
 */
typedef struct
{
  char *workspace_id;
  char *text;
  guint most;
  gboolean full_text;
  GPtrArray *unanswered;
  char **ids;
  ProctorReview *review;
  ProctorRejudgement *rejudgement;
  ProctorSearchTerms *terms;
} ProctorHistoryQuery;

ProctorHistoryQuery *proctor_history_query_new (const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_query_free (ProctorHistoryQuery *query);

gpointer proctor_history_query_results (ProctorDatabase *database,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);
gpointer proctor_history_query_runs (ProctorDatabase *database,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
gpointer proctor_history_query_settled (ProctorDatabase *database,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error);
gpointer proctor_history_query_known (ProctorDatabase *database,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);
gpointer proctor_history_query_forget (ProctorDatabase *database,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error);
gpointer proctor_history_query_note_unanswered (ProctorDatabase *database,
                                                gpointer data,
                                                GCancellable *cancellable,
                                                GError **error);
gpointer proctor_history_query_clear_unanswered (ProctorDatabase *database,
                                                 gpointer data,
                                                 GCancellable *cancellable,
                                                 GError **error);
gpointer proctor_history_query_unanswered (ProctorDatabase *database,
                                           gpointer data,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
