/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_DAY_BUTTON (proctor_day_button_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDayButton, proctor_day_button, PROCTOR, DAY_BUTTON, GtkBox)

GDateTime *proctor_day_button_get_day (ProctorDayButton *self);
void proctor_day_button_set_day (ProctorDayButton *self,
                                 GDateTime *day);
char *proctor_day_button_dup_words (ProctorDayButton *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
