/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-request-gate.h"

#include <string.h>

#include "proctor-loopback.h"

/* Web pages can make a browser ask whom they like. They can't hide where they come from, nor whom
 * they asked for. */

static gboolean
is_host_ours (const char *host)
{
  g_autofree char *text = g_strconcat ("http://", host, "/", NULL);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && proctor_loopback_is_host (g_uri_get_host (uri));
}

static gboolean
is_origin_ours (const char *origin)
{
  g_autoptr (GUri) uri = g_uri_parse (origin, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && proctor_loopback_is_host (g_uri_get_host (uri));
}

/**
 * proctor_request_gate_hash:
 * @key: a key
 *
 * Returns: (transfer full): what is kept of it
 */
char *
proctor_request_gate_hash (const char *key)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
}

/* It takes as long whether the first character differs or the last. */
static gboolean
is_same_hash (const char *one,
              const char *other)
{
  guint difference = 0;

  if (strlen (one) != strlen (other))
    return FALSE;

  for (gsize i = 0; one[i] != '\0'; i++)
    difference |= (guint) (one[i] ^ other[i]);

  return difference == 0;
}

static const char *
get_key (SoupMessageHeaders *headers)
{
  const char *key = soup_message_headers_get_one (headers, "xi-api-key");
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");

  if (key == NULL && bearer != NULL && g_ascii_strncasecmp (bearer, "Bearer ", strlen ("Bearer ")) == 0)
    key = bearer + strlen ("Bearer ");

  return key;
}

static char *
refuse (guint *status,
        guint number,
        const char *kind,
        const char *code,
        const char *message)
{
  *status = number;

  return g_strdup_printf ("{\"detail\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"%s\",\"status\":\"%s\"}}", kind, code, message, code);
}

/**
 * proctor_request_gate_check:
 * @message: a request, of which the headers are there
 * @key_hash: (nullable): what its key has to hash to, %NULL if it needs none
 * @status: (out): the HTTP status
 *
 * Returns: (transfer full) (nullable): why it is not let in, as the API says it; %NULL if it is
 */
char *
proctor_request_gate_check (SoupServerMessage *message,
                            const char *key_hash,
                            guint *status)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *host = soup_message_headers_get_one (headers, "Host");
  const char *origin = soup_message_headers_get_one (headers, "Origin");
  const char *key = get_key (headers);
  g_autofree char *hash = NULL;

  if (host == NULL || !is_host_ours (host))
    return refuse (status, 403, "authorization_error", "foreign_host", "The engine answers to this computer's names only.");
  if (origin != NULL && !is_origin_ours (origin))
    return refuse (status, 403, "authorization_error", "foreign_origin", "Web pages from elsewhere may not use the engine.");
  if (key_hash == NULL)
    return NULL;
  if (key == NULL || *key == '\0')
    return refuse (status, 401, "authentication_error", "needs_authorization", "Neither authorization header nor xi-api-key received, please provide one.");

  hash = proctor_request_gate_hash (key);
  /* As the cloud does: no key is 401, and a wrong one is a bad request. */
  if (!is_same_hash (hash, key_hash))
    return refuse (status, 400, "authentication_error", "invalid_api_key", "Invalid API key.");

  return NULL;
}
