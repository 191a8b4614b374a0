/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-model-settings.h"
#include "proctor-openai-provider.h"

G_BEGIN_DECLS

void proctor_trial_run_async (ProctorOpenaiProvider *provider,
                              const ProctorModelSettings *settings,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JsonObject *proctor_trial_run_finish (GAsyncResult *result);

JsonObject *proctor_trial_describe_builtin (void);
JsonObject *proctor_trial_describe_impossible (const GError *error);

G_END_DECLS
