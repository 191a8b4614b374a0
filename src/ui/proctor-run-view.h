/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"
#include "proctor-verdict-panel.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_VIEW (proctor_run_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunView, proctor_run_view, PROCTOR, RUN_VIEW, AdwBin)

GtkWidget *proctor_run_view_new (ProctorSession *session,
                                 ProctorWatcher *watcher,
                                 ProctorRunRow *run);
ProctorVerdictPanel *proctor_run_view_get_panel (ProctorRunView *self);
void proctor_run_view_search (ProctorRunView *self,
                              const char *words);
void proctor_run_view_show_verdict (ProctorRunView *self);

G_END_DECLS
