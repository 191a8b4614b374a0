/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-redirect.h"

#include "proctor-response-error.h"

#define MOST_REDIRECTS 5

/* Where a request may be sent on to, so that neither it nor the key goes astray. */

static gboolean
is_same_origin (GUri *one,
                GUri *other)
{
  return g_strcmp0 (g_uri_get_scheme (one), g_uri_get_scheme (other)) == 0 && g_ascii_strcasecmp (g_uri_get_host (one), g_uri_get_host (other)) == 0 && g_uri_get_port (one) == g_uri_get_port (other);
}

static gboolean
may_follow (ProctorRequest *request,
            guint status)
{
  if (g_str_equal (proctor_request_get_method (request), "GET"))
    return TRUE;

  /* These keep the method. What is not to be done twice is not sent on either. */
  return proctor_request_is_repeatable (request) && (status == 307 || status == 308);
}

/**
 * proctor_redirect_is_one:
 * @answer: an answer
 *
 * A server may also have a choice to offer or nothing new to tell, and of that the API knows nothing.
 *
 * Returns: whether the server points elsewhere
 */
gboolean
proctor_redirect_is_one (const ProctorAnswer *answer)
{
  return (answer->status == 301 || answer->status == 302 || answer->status == 303 || answer->status == 307 || answer->status == 308) && soup_message_headers_get_one (answer->headers, "Location") != NULL;
}

/**
 * proctor_redirect_follow:
 * @request: what was asked
 * @answer: an answer that points elsewhere
 * @uri: where it was asked
 * @base: where the server is
 * @n_redirects: how often it has been sent on already
 * @error: return location for why it isn't sent there
 *
 * Returns: (transfer full) (nullable): where it goes next
 */
GUri *
proctor_redirect_follow (ProctorRequest *request,
                         const ProctorAnswer *answer,
                         GUri *uri,
                         GUri *base,
                         guint n_redirects,
                         GError **error)
{
  const char *location = soup_message_headers_get_one (answer->headers, "Location");
  g_autoptr (GUri) next = g_uri_parse_relative (uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  ProctorRedirect redirect;

  /* Who logs in there is somebody else, too. */
  if (next == NULL || g_uri_get_host (next) == NULL || g_uri_get_userinfo (next) != NULL || !is_same_origin (next, base))
    redirect = PROCTOR_REDIRECT_AWAY;
  else if (!may_follow (request, answer->status))
    redirect = PROCTOR_REDIRECT_UNSAFE;
  else if (n_redirects == MOST_REDIRECTS)
    redirect = PROCTOR_REDIRECT_ENDLESS;
  else
    return g_steal_pointer (&next);

  g_propagate_error (error, proctor_response_error_new_redirect (redirect, answer->status, answer->headers, proctor_answer_get_key (answer)));

  return NULL;
}
