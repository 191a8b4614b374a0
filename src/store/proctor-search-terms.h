/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No outcome in particular. */
#define PROCTOR_SEARCH_ANY_OUTCOME (-1)
/* Whatever anybody thinks of the verdict. */
#define PROCTOR_SEARCH_ANY_OPINION (-1)

/**
 * ProctorSearchTerms:
 * @text: (nullable): what a person typed, which is never taken for anything else
 * @agent_id: (nullable): the agent that it was said by
 * @branch_id: (nullable): the branch that that was on
 * @tool: (nullable): the name of a tool that was called
 * @outcome: how the run ended, a #ProctorOutcome, or %PROCTOR_SEARCH_ANY_OUTCOME
 * @opinion: what a person thinks of the verdict, a #ProctorOpinion, or %PROCTOR_SEARCH_ANY_OPINION
 * @since: when it ended at the earliest, in seconds since 1970; 0 if that doesn't matter
 * @until: before when it ended, likewise
 *
 * Which runs are looked for.
 */
typedef struct
{
  char *text;
  char *agent_id;
  char *branch_id;
  char *tool;
  int outcome;
  int opinion;
  gint64 since;
  gint64 until;
} ProctorSearchTerms;

ProctorSearchTerms *proctor_search_terms_copy (const ProctorSearchTerms *terms) G_GNUC_WARN_UNUSED_RESULT;
void proctor_search_terms_free (ProctorSearchTerms *terms);
gboolean proctor_search_terms_are_filters (const ProctorSearchTerms *terms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorSearchTerms, proctor_search_terms_free)

G_END_DECLS
