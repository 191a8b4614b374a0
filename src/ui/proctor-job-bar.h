/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-job.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_JOB_BAR (proctor_job_bar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorJobBar, proctor_job_bar, PROCTOR, JOB_BAR, AdwBin)

GtkWidget *proctor_job_bar_new (void);

ProctorJob *proctor_job_bar_get_job (ProctorJobBar *self);
void proctor_job_bar_set_job (ProctorJobBar *self,
                              ProctorJob *job);

G_END_DECLS
