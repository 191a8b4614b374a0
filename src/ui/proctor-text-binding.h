/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEXT_BINDING (proctor_text_binding_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTextBinding, proctor_text_binding, PROCTOR, TEXT_BINDING, GObject)

ProctorTextBinding *proctor_text_binding_new (GtkTextView *view);

void proctor_text_binding_bind (ProctorTextBinding *self,
                                ProctorEditing *editing,
                                gpointer record,
                                guint field,
                                const char *title);
ProctorEditing *proctor_text_binding_get_editing (ProctorTextBinding *self);

char *proctor_text_binding_dup_text (ProctorTextBinding *self);
void proctor_text_binding_set_text (ProctorTextBinding *self,
                                    const char *text);

G_END_DECLS
