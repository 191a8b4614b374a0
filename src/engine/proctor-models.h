/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

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
void proctor_models_set_key (ProctorModels *self,
                             const char *key);
void proctor_models_load_async (ProctorModels *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void proctor_models_load_finish (ProctorModels *self,
                                 GAsyncResult *result);
ProctorProvider *proctor_models_get_provider (ProctorModels *self);

G_END_DECLS
