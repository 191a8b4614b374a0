/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-search-terms.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SEARCH_FILTERS (proctor_search_filters_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSearchFilters, proctor_search_filters, PROCTOR, SEARCH_FILTERS, AdwBin)

void proctor_search_filters_set_up (ProctorSearchFilters *self,
                                    ProctorSession *session);
void proctor_search_filters_fill (ProctorSearchFilters *self,
                                  ProctorSearchTerms *terms);
void proctor_search_filters_clear (ProctorSearchFilters *self);

G_END_DECLS
