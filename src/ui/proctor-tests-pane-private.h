/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft.h"
#include "proctor-outcome-palette.h"
#include "proctor-path-bar.h"
#include "proctor-selection-header.h"
#include "proctor-test-selection.h"
#include "proctor-tests-action-bar.h"
#include "proctor-tests-filter.h"
#include "proctor-tests-pane.h"
#include "proctor-tests-status.h"
#include "proctor-trash.h"
#include "proctor-unanswered-banner.h"
#include "proctor-unsaved-list.h"

G_BEGIN_DECLS

struct _ProctorTestsPane
{
  AdwBin parent_instance;

  /* Template children */
  AdwToolbarView *view;
  GtkWidget *header;
  AdwBin *selection_bin;
  AdwWindowTitle *title;
  GtkMenuButton *menu_button;
  GMenuModel *overflow_menu;
  GtkWidget *search_button;
  GtkMenuButton *filter_button;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  ProctorPathBar *path_bar;
  ProctorUnansweredBanner *unanswered;
  ProctorUnsavedList *unsaved;
  GtkStack *stack;
  ProctorTestsStatus *status;
  GtkScrolledWindow *scroller;
  GtkListView *list_view;
  ProctorOutcomePalette *palette;
  GtkRevealer *more;
  GtkLabel *more_label;
  GtkBox *jobs;
  AdwBin *action_bin;

  /* Owned */
  GSettings *settings;
  ProctorSession *session;
  ProctorTestList *list;
  ProctorTestSelection *selection;
  ProctorTestItem *item;
  GtkFilter *unsaved_filter; /* what the search leaves of what isn't saved */
  ProctorDraft *draft;       /* the one that is shown in place of an item, once it is open */
  char *draft_id;
  char *resumed_id;   /* the draft that is to be shown again */
  char *discarded_id; /* the draft that was shown until it was thrown away */
  char *folder_id;
  GCancellable *cancellable;
  GPtrArray *rows;
  char *wanted_id;
  GtkPopover *menu;

  /* Borrowed: the button's, once it has been opened. */
  ProctorTestsFilter *filter;

  /* Borrowed: the bins', once several tests were selected. */
  ProctorSelectionHeader *selection_header;
  ProctorTestsActionBar *action_bar;

  /* While every page is read for a selection of all. */
  GCancellable *collecting;

  guint update_source;
  guint save_source;
  guint view_source;
  gboolean selecting;
  gboolean alone;
  gboolean tight;
  gboolean tightest;
  gboolean restoring;
  gboolean starting;
  int today;
  ProctorTestListState shown_state;
};

/* -actions */
void proctor_tests_pane_install_actions (GtkWidgetClass *widget_class);
void proctor_tests_pane_add_global_keys (ProctorTestsPane *self);
void proctor_tests_pane_update_actions (ProctorTestsPane *self);

/* -check */
void proctor_tests_pane_check_selected (ProctorTestsPane *self);
void proctor_tests_pane_check_all (ProctorTestsPane *self);

/* -files */
void proctor_tests_pane_import (ProctorTestsPane *self,
                                GListModel *files);
void proctor_tests_pane_export_selected (ProctorTestsPane *self);
void proctor_tests_pane_export_all (ProctorTestsPane *self);

/* -delete */
void proctor_tests_pane_delete (ProctorTestsPane *self,
                                const char *const *ids);
void proctor_tests_pane_undo (ProctorTestsPane *self);

/* -resume */
void proctor_tests_pane_begin_resume (ProctorTestsPane *self);
void proctor_tests_pane_end_resume (ProctorTestsPane *self);
void proctor_tests_pane_note_draft (ProctorTestsPane *self);

/* -drafts */
void proctor_tests_pane_prepare_drafts (ProctorTestsPane *self);
void proctor_tests_pane_open_drafts (ProctorTestsPane *self);
void proctor_tests_pane_close_drafts (ProctorTestsPane *self);
void proctor_tests_pane_let_go_of_draft (ProctorTestsPane *self);
gboolean proctor_tests_pane_keep_draft (ProctorTestsPane *self,
                                        const char *test_id);
void proctor_tests_pane_mark_row (ProctorTestsPane *self,
                                  GtkWidget *row,
                                  const char *test_id);

/* -run */
void proctor_tests_pane_run_selected (ProctorTestsPane *self);
void proctor_tests_pane_run_all (ProctorTestsPane *self);

/* -jobs */
void proctor_tests_pane_run_job (ProctorTestsPane *self,
                                 ProctorJob *job);
void proctor_tests_pane_forget_jobs (ProctorTestsPane *self);

/* -rows */
void proctor_tests_pane_prepare_rows (ProctorTestsPane *self);
void proctor_tests_pane_update_rows (ProctorTestsPane *self);
void proctor_tests_pane_show_menu (ProctorTestsPane *self);
void proctor_tests_pane_view_changed (ProctorTestsPane *self);

/* -selection */
void proctor_tests_pane_prepare_selection (ProctorTestsPane *self);
void proctor_tests_pane_set_selecting (ProctorTestsPane *self,
                                       gboolean selecting);
void proctor_tests_pane_select_all (ProctorTestsPane *self);
void proctor_tests_pane_selection_changed (ProctorTestsPane *self);
char **proctor_tests_pane_dup_selected_ids (ProctorTestsPane *self,
                                            gboolean writable_only);
void proctor_tests_pane_select_ids (ProctorTestsPane *self,
                                    const char *const *ids);

/* -state */
void proctor_tests_pane_save_state (ProctorTestsPane *self);
void proctor_tests_pane_queue_save (ProctorTestsPane *self);
void proctor_tests_pane_restore_state (ProctorTestsPane *self);

/* -list */
void proctor_tests_pane_open_list (ProctorTestsPane *self);
void proctor_tests_pane_close_list (ProctorTestsPane *self);
void proctor_tests_pane_queue_update (ProctorTestsPane *self);
void proctor_tests_pane_prepare_buttons (ProctorTestsPane *self);

/* The pane itself */
void proctor_tests_pane_set_item (ProctorTestsPane *self,
                                  ProctorTestItem *item);
void proctor_tests_pane_set_draft_id (ProctorTestsPane *self,
                                      const char *id);
void proctor_tests_pane_activate_item (ProctorTestsPane *self);
void proctor_tests_pane_folder_changed (ProctorTestsPane *self);

G_END_DECLS
