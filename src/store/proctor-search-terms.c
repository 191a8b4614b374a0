/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-search-terms.h"

/**
 * proctor_search_terms_copy:
 * @terms: terms
 *
 * Returns: (transfer full): others that say the same
 */
ProctorSearchTerms *
proctor_search_terms_copy (const ProctorSearchTerms *terms)
{
  ProctorSearchTerms *copy = g_memdup2 (terms, sizeof *terms);

  copy->text = g_strdup (terms->text);
  copy->agent_id = g_strdup (terms->agent_id);
  copy->branch_id = g_strdup (terms->branch_id);
  copy->tool = g_strdup (terms->tool);

  return copy;
}

/**
 * proctor_search_terms_free:
 * @terms: (transfer full): terms
 */
void
proctor_search_terms_free (ProctorSearchTerms *terms)
{
  g_free (terms->text);
  g_free (terms->agent_id);
  g_free (terms->branch_id);
  g_free (terms->tool);
  g_free (terms);
}

/**
 * proctor_search_terms_are_filters:
 * @terms: terms
 *
 * Returns: whether they say more than what was typed
 */
gboolean
proctor_search_terms_are_filters (const ProctorSearchTerms *terms)
{
  return terms->agent_id != NULL || terms->branch_id != NULL || terms->tool != NULL || terms->outcome != PROCTOR_SEARCH_ANY_OUTCOME || terms->opinion != PROCTOR_SEARCH_ANY_OPINION || terms->since != 0 || terms->until != 0;
}
