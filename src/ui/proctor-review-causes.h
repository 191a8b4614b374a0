/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

char **proctor_review_causes_dup (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
void proctor_review_causes_edit (GSettings *settings,
                                 GtkWidget *widget);

G_END_DECLS
