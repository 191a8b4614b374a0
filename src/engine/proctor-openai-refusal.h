/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-openai-request.h"

G_BEGIN_DECLS

GError *proctor_openai_refusal_to_error (guint status,
                                         GBytes *body,
                                         const char *model);
guint proctor_openai_refusal_get_status (guint status,
                                         GBytes *body);
gboolean proctor_openai_refusal_is_final (GBytes *body);
gboolean proctor_openai_refusal_adapt (const ProctorOpenaiRequest *request,
                                       guint status,
                                       GBytes *body,
                                       ProctorOpenaiDialect *dialect);

G_END_DECLS
