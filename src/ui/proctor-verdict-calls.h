/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-run.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_CALLS (proctor_verdict_calls_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictCalls, proctor_verdict_calls, PROCTOR, VERDICT_CALLS, GtkBox)

void proctor_verdict_calls_show (ProctorVerdictCalls *self,
                                 ProctorRun *run,
                                 const char *wanted_name);

G_END_DECLS
