/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-report-format.h"
#include "proctor-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

void proctor_review_save_ask (GtkWidget *widget,
                              ProctorSession *session,
                              const char *invocation_id,
                              ProctorReportFormat format);
void proctor_review_save_to (GtkWidget *widget,
                             ProctorSession *session,
                             const char *invocation_id,
                             ProctorReportFormat format,
                             GFile *file);

G_END_DECLS
