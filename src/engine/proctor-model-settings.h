/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

/* What is so where nobody has said otherwise. */
#define PROCTOR_MODEL_RUNS_AT_A_TIME 8
#define PROCTOR_MODEL_ANSWER_SECS 60
#define PROCTOR_MODEL_RUN_SECS (30 * 60)

/* What makes sense at most. */
#define PROCTOR_MODEL_MOST_RUNS 1000
#define PROCTOR_MODEL_LEAST_ANSWER_SECS 5
#define PROCTOR_MODEL_MOST_ANSWER_SECS (60 * 60)
#define PROCTOR_MODEL_LEAST_RUN_SECS 30
#define PROCTOR_MODEL_MOST_RUN_SECS (24 * 60 * 60)

/**
 * ProctorModelSettings:
 * @address: (nullable): where the models are, %NULL for the built-in one
 * @model: (nullable): which of them to ask
 * @judge_model: (nullable): which of them judges, %NULL for @model
 * @user_model: (nullable): which of them plays the user, %NULL for @model
 * @runs_at_a_time: how many runs there may be at a time, 0 for as many as is usual
 * @answer_secs: how long a model may take for an answer, 0 for as long as is usual
 * @run_secs: how long a run may take, 0 for as long as is usual
 * @wants_key: whether there was a key for @address, which is then waited for at the next start
 *
 * What is kept of where the models are and how they are asked. The key is not.
 */
typedef struct
{
  char *address;
  char *model;
  char *judge_model;
  char *user_model;
  guint runs_at_a_time;
  guint answer_secs;
  guint run_secs;
  gboolean wants_key;
} ProctorModelSettings;

ProctorModelSettings *proctor_model_settings_new (const char *address,
                                                  const char *model);
ProctorModelSettings *proctor_model_settings_copy (const ProctorModelSettings *settings);
void proctor_model_settings_free (ProctorModelSettings *settings);
gboolean proctor_model_settings_equal (const ProctorModelSettings *one,
                                       const ProctorModelSettings *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorModelSettings, proctor_model_settings_free)

gpointer proctor_model_settings_read (ProctorDatabase *database,
                                      gpointer data,
                                      GError **error);
gpointer proctor_model_settings_write (ProctorDatabase *database,
                                       gpointer data,
                                       GError **error);
gpointer proctor_model_settings_write_wants_key (ProctorDatabase *database,
                                                 gpointer data,
                                                 GError **error);
gpointer proctor_model_settings_write_models (ProctorDatabase *database,
                                              gpointer data,
                                              GError **error);

G_END_DECLS
