/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-text-field.h"

G_BEGIN_DECLS

void proctor_line_field_bind (ProctorTextField *field,
                              ProctorEditing *editing,
                              gpointer record,
                              guint member,
                              const char *label);
void proctor_line_field_unbind (ProctorTextField *field);

G_END_DECLS
