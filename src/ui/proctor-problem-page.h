/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-health.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PROBLEM_PAGE (proctor_problem_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorProblemPage, proctor_problem_page, PROCTOR, PROBLEM_PAGE, AdwBin)

GtkWidget *proctor_problem_page_new (void);

AdwDialog *proctor_problem_dialog_new (ProctorHealth *health,
                                       GtkWidget *window);

G_END_DECLS
