/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-worker.h"

G_BEGIN_DECLS

gpointer proctor_sample_load (ProctorDatabase *database,
                              gpointer data,
                              GError **error);
gboolean proctor_sample_load_now (ProctorWorker *worker,
                                  GError **error);

G_END_DECLS
