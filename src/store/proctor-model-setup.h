/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-engine-service.h"
#include "proctor-model-names.h"
#include "proctor-model-source.h"
#include "proctor-model-trial.h"

G_BEGIN_DECLS

/* The client's, of which nothing is said above this layer. */
typedef struct _ProctorKeyRing ProctorKeyRing;

/**
 * ProctorModelSetupState:
 * @PROCTOR_MODEL_SETUP_WAITING: the engine doesn't serve yet, or hasn't said yet
 * @PROCTOR_MODEL_SETUP_READY: it is known where the models are
 * @PROCTOR_MODEL_SETUP_FAILED: the engine can't be had, or doesn't say
 *
 * Whether it is known where the models are.
 */
typedef enum
{
  PROCTOR_MODEL_SETUP_WAITING,
  PROCTOR_MODEL_SETUP_READY,
  PROCTOR_MODEL_SETUP_FAILED,
} ProctorModelSetupState;

#define PROCTOR_TYPE_MODEL_SETUP (proctor_model_setup_get_type ())

G_DECLARE_FINAL_TYPE (ProctorModelSetup, proctor_model_setup, PROCTOR, MODEL_SETUP, GObject)

ProctorModelSetup *proctor_model_setup_new (ProctorEngineService *engine,
                                            ProctorKeyRing *key_ring);

void proctor_model_setup_open (ProctorModelSetup *self);
ProctorModelSetupState proctor_model_setup_get_state (ProctorModelSetup *self);
const char *proctor_model_setup_get_message (ProctorModelSetup *self);
ProctorModelSource *proctor_model_setup_get_source (ProctorModelSetup *self);

gboolean proctor_model_setup_is_address (const char *base_url);
gboolean proctor_model_setup_is_unsafe (const char *base_url);

void proctor_model_setup_find_key_async (ProctorModelSetup *self,
                                         const char *base_url,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean proctor_model_setup_find_key_finish (ProctorModelSetup *self,
                                              GAsyncResult *result,
                                              GError **error);
void proctor_model_setup_list_async (ProctorModelSetup *self,
                                     ProctorModelSource *source,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorModelNames *proctor_model_setup_list_finish (ProctorModelSetup *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_model_setup_try_async (ProctorModelSetup *self,
                                    ProctorModelSource *source,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorModelTrial *proctor_model_setup_try_finish (ProctorModelSetup *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_model_setup_save_async (ProctorModelSetup *self,
                                     ProctorModelSource *source,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean proctor_model_setup_save_finish (ProctorModelSetup *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
