/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-trash.h"

G_BEGIN_DECLS

void proctor_deletion_toast_show (GtkWidget *widget,
                                  ProctorTrash *trash,
                                  guint ticket,
                                  const char *title);

G_END_DECLS
