/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-model-name-row.h"
#include "proctor-model-page.h"
#include "proctor-model-servers.h"
#include "proctor-trial-row.h"

G_BEGIN_DECLS

/* For the files that are named for it. */
struct _ProctorModelPage
{
  AdwPreferencesPage parent_instance;

  /* Template children */
  GtkWidget *state_group;
  AdwActionRow *state_row;
  GtkWidget *state_spinner;
  GtkWidget *retry_row;
  GtkWidget *source_group;
  AdwComboRow *server_row;
  GtkEditable *address_row;
  AdwSwitchRow *unsafe_row;
  AdwPreferencesRow *key_row;
  GtkWidget *forget_key_button;
  AdwActionRow *key_problem_row;
  GtkWidget *models_group;
  ProctorModelNameRow *model_row;
  ProctorModelNameRow *judge_row;
  ProctorModelNameRow *user_row;
  GtkWidget *limits_group;
  AdwSpinRow *runs_row;
  AdwSpinRow *answer_row;
  AdwSpinRow *run_row;
  GtkWidget *trial_group;
  GtkWidget *try_row;
  GtkWidget *trying_row;
  GtkWidget *stop_button;
  ProctorTrialRow *chat_row;
  ProctorTrialRow *tools_row;
  ProctorTrialRow *schema_row;
  GtkWidget *save_group;
  GtkWidget *save_row;

  /* Owned */
  ProctorDesk *desk;
  ProctorModelSetup *setup;
  /* Of what goes on for as long as the page is there. */
  GCancellable *cancellable;
  /* Of the trial, of what is asked for the popover, and of the search for a key. */
  GCancellable *trying;
  GCancellable *listing;
  GCancellable *finding;
  guint typing;

  /* For how many frames what was tried has been scrolled to. */
  guint n_frames;

  /* Whether there is a key for the server that stands here, and whether it is to go. */
  gboolean has_key;
  gboolean forgets_key;
  gboolean unsaved;
  gboolean saving;
  /* While the fields are filled by the program, and once they have been. */
  gboolean filling;
  gboolean filled;
};

/* What stands in the fields, in -fields.c. */
char *proctor_model_page_dup_address (ProctorModelPage *self);
gboolean proctor_model_page_is_builtin (ProctorModelPage *self);
const ProctorModelServer *proctor_model_page_get_server (ProctorModelPage *self);
gboolean proctor_model_page_is_fixed (ProctorModelPage *self,
                                      const char *member);
ProctorModelSource *proctor_model_page_make_source (ProctorModelPage *self);
const char *proctor_model_page_get_key (ProctorModelPage *self);
gboolean proctor_model_page_differs (ProctorModelPage *self);
gboolean proctor_model_page_can_ask (ProctorModelPage *self);
void proctor_model_page_fill (ProctorModelPage *self);
void proctor_model_page_fill_servers (ProctorModelPage *self);

/* What is tried, in -trial.c. */
void proctor_model_page_hide_trial (ProctorModelPage *self);
void proctor_model_page_try (ProctorModelPage *self);

void proctor_model_page_fail (ProctorModelPage *self,
                              const GError *error);
GCancellable *proctor_model_page_renew (GCancellable **cancellable);

G_END_DECLS
