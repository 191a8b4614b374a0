/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-found-run.h"
#include "proctor-history.h"
#include "proctor-search-terms.h"

G_BEGIN_DECLS

/**
 * ProctorTranscriptSearchState:
 * @PROCTOR_TRANSCRIPT_SEARCH_IDLE: nothing is looked for
 * @PROCTOR_TRANSCRIPT_SEARCH_BUSY: the history is being asked; what was found before is still there
 * @PROCTOR_TRANSCRIPT_SEARCH_DONE: what was found is there, or as much of it as anybody reads
 * @PROCTOR_TRANSCRIPT_SEARCH_ERROR: the history could not be asked
 *
 * How far a search is.
 */
typedef enum
{
  PROCTOR_TRANSCRIPT_SEARCH_IDLE,
  PROCTOR_TRANSCRIPT_SEARCH_BUSY,
  PROCTOR_TRANSCRIPT_SEARCH_DONE,
  PROCTOR_TRANSCRIPT_SEARCH_ERROR,
} ProctorTranscriptSearchState;

#define PROCTOR_TYPE_TRANSCRIPT_SEARCH (proctor_transcript_search_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTranscriptSearch, proctor_transcript_search, PROCTOR, TRANSCRIPT_SEARCH, GObject)

ProctorTranscriptSearch *proctor_transcript_search_new (ProctorHistory *history,
                                                        const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_transcript_search_set_terms (ProctorTranscriptSearch *self,
                                          const ProctorSearchTerms *terms);
const ProctorSearchTerms *proctor_transcript_search_get_terms (ProctorTranscriptSearch *self);
ProctorTranscriptSearchState proctor_transcript_search_get_state (ProctorTranscriptSearch *self);
const GError *proctor_transcript_search_get_error (ProctorTranscriptSearch *self);
GListModel *proctor_transcript_search_get_found (ProctorTranscriptSearch *self);
gboolean proctor_transcript_search_has_more (ProctorTranscriptSearch *self);

G_END_DECLS
