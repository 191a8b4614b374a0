/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-drafts.h"
#include "proctor-test-pane.h"

G_BEGIN_DECLS

struct _ProctorTestPane
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;

  /* Borrowed: children of the stack, each once it was wanted */
  AdwStatusPage *several_page;
  AdwStatusPage *error_page;
  ProctorTestEditor *editor;

  /* Owned */
  ProctorSession *session;
  ProctorTestItem *item;
  ProctorDraft *draft;
  char *draft_id;
  char *wanted_id; /* where somebody is led to, once that test is here */
  char *wanted_place;
  GCancellable *cancellable;
  guint spinner_source;
  guint begin_source;

  gint64 loaded_at; /* the item's time of change when it was read */
  guint n_chosen;
};

/* -load */
void proctor_test_pane_load (ProctorTestPane *self);
void proctor_test_pane_stop_loading (ProctorTestPane *self);
void proctor_test_pane_retry (ProctorTestPane *self);
void proctor_test_pane_item_changed (ProctorTestPane *self);
void proctor_test_pane_recovered (ProctorTestPane *self);

/* -pages */
void proctor_test_pane_show_page (ProctorTestPane *self,
                                  const char *name);
void proctor_test_pane_update_page (ProctorTestPane *self);
void proctor_test_pane_show_error (ProctorTestPane *self,
                                   const GError *error);

/* The pane itself */
void proctor_test_pane_show_header (ProctorTestPane *self);
void proctor_test_pane_take_draft (ProctorTestPane *self,
                                   ProctorDraft *draft);

G_END_DECLS
