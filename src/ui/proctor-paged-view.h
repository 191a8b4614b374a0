/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-paged-list.h"

G_BEGIN_DECLS

/**
 * ProctorPagedViewWords:
 * @icon_name: a picture of what is listed
 * @name: what the list is called
 * @loading: the title while nothing is known
 * @empty: the title where there is nothing
 * @next: how something comes to be there
 * @failed: the title where nothing could be had
 * @trouble: what stands before the reason where some rows are there and others can't be had
 *
 * What a list says of itself, not translated yet.
 */
typedef struct
{
  const char *icon_name;
  const char *name;
  const char *loading;
  const char *empty;
  const char *next;
  const char *failed;
  const char *trouble;
} ProctorPagedViewWords;

/**
 * ProctorPagedViewCreateRow:
 *
 * Returns: (transfer floating): a widget that shows a record, with the properties "label" and
 *   "description" for those who don't see it
 */
typedef GtkWidget *(*ProctorPagedViewCreateRow) (void);

/**
 * ProctorPagedViewShowRecord:
 * @row: a row
 * @record: (nullable): what it shows from now on
 */
typedef void (*ProctorPagedViewShowRecord) (GtkWidget *row,
                                            gpointer record);

#define PROCTOR_TYPE_PAGED_VIEW (proctor_paged_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPagedView, proctor_paged_view, PROCTOR, PAGED_VIEW, AdwBin)

void proctor_paged_view_set_up (ProctorPagedView *self,
                                const ProctorPagedViewWords *words,
                                ProctorPagedViewCreateRow create_row,
                                ProctorPagedViewShowRecord show_record);
void proctor_paged_view_set_words (ProctorPagedView *self,
                                   const ProctorPagedViewWords *words);
void proctor_paged_view_set_activatable (ProctorPagedView *self,
                                         gboolean activatable);
void proctor_paged_view_set_selectable (ProctorPagedView *self,
                                        gboolean selectable);
void proctor_paged_view_select (ProctorPagedView *self,
                                const char *id);
void proctor_paged_view_set_list (ProctorPagedView *self,
                                  ProctorPagedList *list);
void proctor_paged_view_refresh (ProctorPagedView *self);

G_END_DECLS
