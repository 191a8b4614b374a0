/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How lists of other things are made.
 */

#pragma once

#include "proctor-paged-list.h"
#include "proctor-pager.h"

G_BEGIN_DECLS

typedef ProctorPager *(*ProctorPagedListMaker) (ProctorClient *client,
                                                gpointer data);

ProctorPagedList *proctor_paged_list_new (ProctorSession *session,
                                          ProctorPagedListMaker make_pager,
                                          gpointer data,
                                          GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void proctor_paged_list_hide (ProctorPagedList *self,
                              gboolean (*is_hidden) (GObject *row));

G_END_DECLS
