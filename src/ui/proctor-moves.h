/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MOVES (proctor_moves_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMoves, proctor_moves, PROCTOR, MOVES, GObject)

ProctorMoves *proctor_moves_new (GtkWidget *widget,
                                 ProctorSession *session);

void proctor_moves_start (ProctorMoves *self,
                          const char *const *ids,
                          const char *folder_id);
void proctor_moves_ask (ProctorMoves *self,
                        const char *const *ids);

G_END_DECLS
