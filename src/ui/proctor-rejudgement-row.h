/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-rejudgement.h"

G_BEGIN_DECLS

char *proctor_rejudgement_row_dup_title (const ProctorRejudgement *rejudgement) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *proctor_rejudgement_row_new (const ProctorRejudgement *rejudgement,
                                        gboolean is_earlier);

G_END_DECLS
