/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-pane.h"
#include "proctor-attention.h"
#include "proctor-pane-handle.h"
#include "proctor-run-news.h"
#include "proctor-runs-pane.h"
#include "proctor-sidebar.h"
#include "proctor-test-pane.h"
#include "proctor-tests-pane.h"
#include "proctor-window.h"

G_BEGIN_DECLS

struct _ProctorWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children */
  AdwBreakpoint *two_panes;
  AdwBreakpoint *one_pane;
  GtkStack *stack;
  AdwNavigationSplitView *outer_view;
  AdwNavigationSplitView *inner_view;
  ProctorSidebar *sidebar;
  AdwNavigationPage *list_page;
  GtkStack *list_stack;
  AdwToolbarView *detail_toolbar;
  GtkStack *detail_stack;
  GtkWidget *run_button;
  ProctorPaneHandle *sidebar_handle;
  ProctorPaneHandle *list_handle;

  /* Owned */
  GSettings *settings;
  ProctorDesk *desk;
  ProctorSession *session;
  GSignalGroup *workspace_signals;
  GSignalGroup *health_signals;
  GSignalGroup *library_signals;
  ProctorAttention *attention;
  ProctorRunNews *news;
  GHashTable *places; /* of workspaces by their ids, ProctorPlace */

  GWeakRef focus_put_down; /* what had the focus before the panes moved */
  guint focus_tick;

  /* Borrowed */
  GtkWidget *welcome_page;      /* a child of the stack, once it has been shown */
  ProctorTestsPane *tests_pane; /* a child of the list's stack, once it has been shown */
  ProctorTestPane *test_pane;   /* a child of the detail's stack, from then on */
  ProctorAgentPane *agent_pane; /* another */
  ProctorRunsPane *runs_pane;   /* a child of the list's stack, once it has been shown */
  GBinding *folder_binding;     /* lives as long as both of its ends */
};

/* -panes */
void proctor_window_create_panes (ProctorWindow *self,
                                  ProctorPlace place);
void proctor_window_show_session_in_panes (ProctorWindow *self);
void proctor_window_update_run_button (ProctorWindow *self);
void proctor_window_show_list_or_problem (ProctorWindow *self);
void proctor_window_fold_panes (ProctorWindow *self);
void proctor_window_follow_focus (ProctorWindow *self);

/* -workspace */
void proctor_window_prepare_workspace (ProctorWindow *self);
void proctor_window_follow_desk (ProctorWindow *self);
void proctor_window_switch_session (ProctorWindow *self,
                                    ProctorSession *session);

G_END_DECLS
