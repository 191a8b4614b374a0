/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation-page.h"

#include "proctor-agreement-button.h"
#include "proctor-groups-view.h"
#include "proctor-invocation-header.h"
#include "proctor-matrix-view.h"
#include "proctor-reviews.h"

G_BEGIN_DECLS

struct _ProctorInvocationPage
{
  AdwBin parent_instance;

  /* Template children */
  AdwNavigationView *nav;
  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *export_button;
  GtkWidget *rerun_button;
  GtkStack *stack;
  AdwStatusPage *error_page;
  ProctorInvocationHeader *head;
  ProctorAgreementButton *agreement_button;
  AdwViewStack *views;
  ProctorMatrixView *matrix_view;
  ProctorGroupsView *groups_view;

  /* Owned */
  ProctorSession *session;
  ProctorWatcher *watcher;
  ProctorReviews *reviews; /* nullable: there is a history */
  GSignalGroup *watcher_signals;
  GSignalGroup *until_failure_signals;
  GCancellable *cancellable;
  char *wanted_run;   /* nullable: to be opened when it is known */
  char *wanted_words; /* nullable: to be looked for in it */

  gboolean alone;
};

void proctor_invocation_page_install_actions (GtkWidgetClass *widget_class);
void proctor_invocation_page_update_actions (ProctorInvocationPage *self);

G_END_DECLS
