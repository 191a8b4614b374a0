/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "proctor-api-error.h"

G_BEGIN_DECLS

GError *proctor_response_error_new (guint status,
                                    SoupMessageHeaders *headers,
                                    GBytes *body,
                                    const char *key);
GError *proctor_response_error_new_broken (const GError *cause,
                                           const char *host,
                                           GTlsCertificateFlags certificate);
GError *proctor_response_error_new_too_large (gsize most_bytes);
GError *proctor_response_error_new_redirect (const char *location,
                                             gboolean endless);
GError *proctor_response_error_new_lost (const GError *cause,
                                         GObject *lost);
void proctor_response_error_describe_body (GError *error,
                                           guint status,
                                           SoupMessageHeaders *headers,
                                           GBytes *body);

G_END_DECLS
