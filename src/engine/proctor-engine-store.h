/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-worker.h"

G_BEGIN_DECLS

ProctorWorker *proctor_engine_store_open (const char *folder,
                                          gboolean check,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_engine_store_back_up (const char *folder,
                                       const char *path,
                                       GError **error);

G_END_DECLS
