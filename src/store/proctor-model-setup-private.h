/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-key-ring.h"
#include "proctor-model-setup.h"

G_BEGIN_DECLS

struct _ProctorModelSetup
{
  GObject parent_instance;

  /* Owned */
  ProctorEngineService *engine;
  ProctorKeyRing *key_ring;
  ProctorClient *client;
  ProctorModelSource *source;
  /* For what is asked without having been told to. */
  GCancellable *cancellable;
  char *message;

  ProctorModelSetupState state;
};

char *proctor_model_setup_make_key_id (const char *origin);
ProctorClient *proctor_model_setup_get_client (ProctorModelSetup *self,
                                               GError **error);
void proctor_model_setup_take_source (ProctorModelSetup *self,
                                      ProctorModelSource *source);
gboolean proctor_model_setup_is_fixed (ProctorModelSource *source);

void proctor_model_setup_hand_over_async (ProctorModelSetup *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
ProctorModelSource *proctor_model_setup_hand_over_finish (ProctorModelSetup *self,
                                                          GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
