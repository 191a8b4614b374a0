/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-outcome.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_OUTCOME_MARK (proctor_outcome_mark_get_type ())

G_DECLARE_FINAL_TYPE (ProctorOutcomeMark, proctor_outcome_mark, PROCTOR, OUTCOME_MARK, GtkWidget)

GtkWidget *proctor_outcome_mark_new (ProctorOutcome outcome);

G_END_DECLS
