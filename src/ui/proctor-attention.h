/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ATTENTION (proctor_attention_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttention, proctor_attention, PROCTOR, ATTENTION, GObject)

ProctorAttention *proctor_attention_new (GtkWindow *window);

void proctor_attention_set_session (ProctorAttention *self,
                                    ProctorSession *session);

G_END_DECLS
