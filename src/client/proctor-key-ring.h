/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-key.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_KEY_RING (proctor_key_ring_get_type ())

G_DECLARE_FINAL_TYPE (ProctorKeyRing, proctor_key_ring, PROCTOR, KEY_RING, GObject)

ProctorKeyRing *proctor_key_ring_new (void);

gboolean proctor_key_ring_get_in_memory (ProctorKeyRing *self);
const char *proctor_key_ring_get_problem (ProctorKeyRing *self);

void proctor_key_ring_load_async (ProctorKeyRing *self,
                                  const char *connection_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorKey *proctor_key_ring_load_finish (ProctorKeyRing *self,
                                          GAsyncResult *result,
                                          GError **error);

void proctor_key_ring_store_async (ProctorKeyRing *self,
                                   const char *connection_id,
                                   const char *name,
                                   const char *key,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_key_ring_store_finish (ProctorKeyRing *self,
                                        GAsyncResult *result,
                                        GError **error);

void proctor_key_ring_clear_async (ProctorKeyRing *self,
                                   const char *connection_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_key_ring_clear_finish (ProctorKeyRing *self,
                                        GAsyncResult *result,
                                        GError **error);

G_END_DECLS
