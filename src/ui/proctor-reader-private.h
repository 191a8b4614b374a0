/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorReader share.
 */

#pragma once

#include "proctor-list-jump.h"
#include "proctor-reader-item.h"
#include "proctor-reader-outline.h"
#include "proctor-reader-search.h"
#include "proctor-reader-state.h"
#include "proctor-reader.h"

G_BEGIN_DECLS

struct _ProctorReader
{
  AdwBin parent_instance;

  /* Template children */
  AdwBin *lead_bin;
  AdwBin *banner_bin;
  GtkToggleButton *times_button;
  GtkWidget *menu_button;
  ProctorReaderOutline *outline;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkLabel *count_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
  GtkStack *stack;
  GtkListView *view;
  GMenuModel *turn_menu;

  /* Owned */
  ProctorReaderState *state;
  ProctorListJump *jump;
  ProctorWatcher *watcher;
  ProctorRun *run;
  GListModel *items;
  GtkSliceListModel *shown; /* those that have their row, if they can be seen */
  ProctorReaderSearch *search;
  char *words; /* nullable: what is looked for */
  GCancellable *cancellable;
  GArray *matches;
  ProctorReaderItem *menu_item;
  GtkWidget *popover;

  guint position;
  guint at;               /* at which of the matches one is */
  gboolean goes_to_match; /* once something is found */
};

void proctor_reader_install_actions (GtkWidgetClass *widget_class);
void proctor_reader_update_actions (ProctorReader *self);
void proctor_reader_pop_up (ProctorReader *self,
                            ProctorReaderItem *item,
                            GtkWidget *where);

void proctor_reader_grow (ProctorReader *self);

gboolean proctor_reader_show_quote (ProctorReader *self,
                                    ProctorReaderItem *item,
                                    const char *words);

void proctor_reader_begin_search (ProctorReader *self);
void proctor_reader_forget_match (ProctorReader *self);
void proctor_reader_search_again (ProctorReader *self);
void proctor_reader_end_search (ProctorReader *self);
void proctor_reader_step (ProctorReader *self,
                          int step);

G_END_DECLS
