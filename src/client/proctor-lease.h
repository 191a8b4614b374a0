/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-connection.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_LEASE (proctor_lease_get_type ())

G_DECLARE_FINAL_TYPE (ProctorLease, proctor_lease, PROCTOR, LEASE, GObject)

void proctor_lease_take_async (ProctorConnection *connection,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorLease *proctor_lease_take_finish (ProctorConnection *connection,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_lease_give_back (ProctorLease *self);

G_END_DECLS
