/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MEMBER_FORM (proctor_member_form_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMemberForm, proctor_member_form, PROCTOR, MEMBER_FORM, GtkBox)

GtkWidget *proctor_member_form_new (ProctorEditing *editing,
                                    gpointer record,
                                    guint64 left_out);
gboolean proctor_member_form_is_empty (ProctorMemberForm *self);

G_END_DECLS
