/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-matrix-view.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

void proctor_rerun_ask (GtkWidget *widget,
                        ProctorWatcher *watcher,
                        ProctorMatrixView *matrix_view,
                        char **run_ids);

G_END_DECLS
