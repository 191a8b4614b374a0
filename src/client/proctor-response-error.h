/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "proctor-api-error.h"

G_BEGIN_DECLS

/**
 * ProctorRedirect:
 * @PROCTOR_REDIRECT_AWAY: it leads to another server
 * @PROCTOR_REDIRECT_UNSAFE: what was asked is not to be asked twice, or would become something else
 * @PROCTOR_REDIRECT_ENDLESS: it leads nowhere
 *
 * Why a request is not sent where a server points.
 */
typedef enum
{
  PROCTOR_REDIRECT_AWAY,
  PROCTOR_REDIRECT_UNSAFE,
  PROCTOR_REDIRECT_ENDLESS,
} ProctorRedirect;

GError *proctor_response_error_new (guint status,
                                    SoupMessageHeaders *headers,
                                    GBytes *body,
                                    const char *key);
GError *proctor_response_error_new_broken (const GError *cause,
                                           const char *host,
                                           GTlsCertificateFlags certificate,
                                           gboolean sent);
GError *proctor_response_error_new_too_large (guint status,
                                              gsize most_bytes);
GError *proctor_response_error_new_redirect (ProctorRedirect redirect,
                                             guint status,
                                             SoupMessageHeaders *headers,
                                             const char *key);
GError *proctor_response_error_new_lost (const GError *cause,
                                         GObject *lost);
void proctor_response_error_describe_body (GError *error,
                                           guint status,
                                           SoupMessageHeaders *headers,
                                           GBytes *body);

G_END_DECLS
