/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-models.h"
#include "proctor-server.h"

G_BEGIN_DECLS

void proctor_serve_judge_attach (ProctorServer *server,
                                 ProctorWorker *worker,
                                 ProctorModels *models);

G_END_DECLS
