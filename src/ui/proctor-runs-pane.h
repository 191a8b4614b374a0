/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUNS_PANE (proctor_runs_pane_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunsPane, proctor_runs_pane, PROCTOR, RUNS_PANE, AdwBin)

GtkWidget *proctor_runs_pane_new (void);

void proctor_runs_pane_set_session (ProctorRunsPane *self,
                                    ProctorSession *session);
const char *proctor_runs_pane_get_invocation_id (ProctorRunsPane *self);
void proctor_runs_pane_show_invocation (ProctorRunsPane *self,
                                        const char *invocation_id);

G_END_DECLS
