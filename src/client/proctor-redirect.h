/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-exchange.h"
#include "proctor-request.h"

G_BEGIN_DECLS

gboolean proctor_redirect_is_one (const ProctorAnswer *answer);
GUri *proctor_redirect_follow (ProctorRequest *request,
                               const ProctorAnswer *answer,
                               GUri *uri,
                               GUri *base,
                               guint n_redirects,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
