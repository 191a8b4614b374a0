/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-model-settings.h"
#include "proctor-provider.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MODELS (proctor_models_get_type ())

G_DECLARE_FINAL_TYPE (ProctorModels, proctor_models, PROCTOR, MODELS, GObject)

ProctorModels *proctor_models_new (ProctorWorker *worker,
                                   guint most_at_once);

gboolean proctor_models_fix (ProctorModels *self,
                             const char *address,
                             const char *model,
                             GError **error);
gboolean proctor_models_set_key (ProctorModels *self,
                                 const char *key,
                                 const char *address);
void proctor_models_load_async (ProctorModels *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void proctor_models_load_finish (ProctorModels *self,
                                 GAsyncResult *result);
void proctor_models_save_async (ProctorModels *self,
                                const ProctorModelSettings *settings,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_models_save_finish (ProctorModels *self,
                                     GAsyncResult *result,
                                     GError **error);
void proctor_models_stop (ProctorModels *self);

ProctorProvider *proctor_models_get_provider (ProctorModels *self);
const ProctorModelSettings *proctor_models_get_settings (ProctorModels *self);
gboolean proctor_models_is_address_fixed (ProctorModels *self);
gboolean proctor_models_is_number_fixed (ProctorModels *self);
gboolean proctor_models_waits_for_key (ProctorModels *self);
guint proctor_models_get_runs_at_a_time (ProctorModels *self);
guint proctor_models_get_answer_secs (ProctorModels *self);
guint proctor_models_get_run_secs (ProctorModels *self);
const char *proctor_models_get_key (ProctorModels *self,
                                    const char *address);

G_END_DECLS
