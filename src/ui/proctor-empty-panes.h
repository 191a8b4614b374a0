/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-place.h"

G_BEGIN_DECLS

GtkWidget *proctor_empty_panes_create_list (ProctorPlace place,
                                            GObject *window);
GtkWidget *proctor_empty_panes_create_detail (ProctorPlace place);

G_END_DECLS
