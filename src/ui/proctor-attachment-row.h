/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-attachment.h"

G_BEGIN_DECLS

GtkWidget *proctor_attachment_row_new (ProctorAttachment *attachment,
                                       gboolean can_detach);

G_END_DECLS
