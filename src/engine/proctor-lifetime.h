/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-server.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_LIFETIME (proctor_lifetime_get_type ())

G_DECLARE_FINAL_TYPE (ProctorLifetime, proctor_lifetime, PROCTOR, LIFETIME, GObject)

ProctorLifetime *proctor_lifetime_new (ProctorServer *server,
                                       ProctorWorker *worker,
                                       guint linger);

G_END_DECLS
