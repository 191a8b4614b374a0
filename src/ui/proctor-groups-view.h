/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-reviews.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_GROUPS_VIEW (proctor_groups_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorGroupsView, proctor_groups_view, PROCTOR, GROUPS_VIEW, AdwBin)

void proctor_groups_view_set_watcher (ProctorGroupsView *self,
                                      ProctorWatcher *watcher);
void proctor_groups_view_set_reviews (ProctorGroupsView *self,
                                      ProctorReviews *reviews);

G_END_DECLS
