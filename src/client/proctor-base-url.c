/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-base-url.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-loopback.h"

/**
 * proctor_base_url_parse:
 * @text: what somebody typed
 * @error: return location for a sentence about what is wrong with it
 *
 * Checks the address of a server that a key may be sent to. The key travels with every request,
 * so plain http is refused unless it stays on this machine.
 *
 * Returns: (transfer full): the address as Proctor keeps it, without a slash at its end
 */
char *
proctor_base_url_parse (const char *text,
                        GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *address = NULL;
  g_autofree char *host = NULL;
  g_autoptr (GUri) kept = NULL;
  const char *scheme;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  trimmed = g_strstrip (g_strdup (text));
  /* The parser would escape a space in a host's name, and nobody means that. */
  if (strpbrk (trimmed, " \t\r\n") == NULL)
    uri = g_uri_parse (trimmed, G_URI_FLAGS_NON_DNS | G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_ENCODED, NULL);

  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("“%s” is not the address of a server. An address looks like https://api.example.com."), trimmed);
      return NULL;
    }

  scheme = g_uri_get_scheme (uri);
  if (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http"))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("An address that starts with “%s:” can't be used. It has to start with https:."), scheme);
      return NULL;
    }

  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("The address of a server has no user name, question mark or number sign in it. The key is asked for on its own."));
      return NULL;
    }

  if (g_str_equal (scheme, "http") && !proctor_loopback_is_host (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("Without https the key could be read by others on the way. Plain http is for servers on this computer only."));
      return NULL;
    }

  /* However it is written, it is the same server. */
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  kept = g_uri_build (g_uri_get_flags (uri), scheme, NULL, host, g_uri_get_port (uri), g_uri_get_path (uri), NULL, NULL);
  address = g_uri_to_string (kept);
  length = strlen (address);
  while (length > 0 && address[length - 1] == '/')
    address[--length] = '\0';

  return g_steal_pointer (&address);
}

/**
 * proctor_base_url_is_loopback:
 * @base_url: an address of a server
 *
 * Returns: whether it is on this computer
 */
gboolean
proctor_base_url_is_loopback (const char *base_url)
{
  g_autoptr (GUri) uri = g_uri_parse (base_url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL && proctor_loopback_is_host (g_uri_get_host (uri));
}
