/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-address.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-loopback.h"
#include "proctor-provider-error.h"

static GUri *
parse_uri (const char *text)
{
  g_autoptr (GUri) uri = NULL;

  /* The parser would escape a space in a host's name, and nobody means that. */
  if (strpbrk (text, " \t\r\n") != NULL)
    return NULL;

  uri = g_uri_parse (text, G_URI_FLAGS_NON_DNS | G_URI_FLAGS_SCHEME_NORMALIZE | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;
  if (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http"))
    return NULL;

  return g_steal_pointer (&uri);
}

static void
cut_end (char *text,
         const char *end)
{
  if (g_str_has_suffix (text, end))
    text[strlen (text) - strlen (end)] = '\0';
}

/**
 * proctor_openai_address_parse:
 * @text: what somebody typed
 * @with_key: whether a key is sent there
 * @error: return location for a sentence about what is wrong with it
 *
 * Checks the address of a model server. Many stand in the same room and speak plain http; a key is
 * sent there only if it does not leave this computer.
 *
 * Returns: (transfer full) (nullable): the address, without a slash at its end
 */
char *
proctor_openai_address_parse (const char *text,
                              gboolean with_key,
                              GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autoptr (GUri) uri = parse_uri (trimmed);
  g_autofree char *address = NULL;

  if (uri == NULL)
    {
      g_set_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_ADDRESS, _ ("“%s” is not the address of a model server. An address looks like http://localhost:8080/v1."), trimmed);
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    {
      g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_ADDRESS, _ ("The address of a model server has no user name, question mark or number sign in it. The key is asked for on its own."));
      return NULL;
    }
  if (with_key && g_str_equal (g_uri_get_scheme (uri), "http") && !proctor_loopback_is_host (g_uri_get_host (uri)))
    {
      g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY, _ ("Without https others could read the key on its way to the model server. Use https, or leave the key out."));
      return NULL;
    }

  /* Documentation likes to show the whole of it. */
  address = g_uri_to_string (uri);
  cut_end (address, "/");
  cut_end (address, "/chat/completions");
  while (g_str_has_suffix (address, "/"))
    cut_end (address, "/");

  return g_steal_pointer (&address);
}

/**
 * proctor_openai_address_is_loopback:
 * @address: an address that was parsed
 *
 * Returns: whether it is on this computer
 */
gboolean
proctor_openai_address_is_loopback (const char *address)
{
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NON_DNS | G_URI_FLAGS_ENCODED, NULL);

  return uri != NULL && proctor_loopback_is_host (g_uri_get_host (uri));
}

/**
 * proctor_openai_address_is_safe:
 * @address: an address, as somebody typed it
 *
 * Returns: whether a key may be sent there
 */
gboolean
proctor_openai_address_is_safe (const char *address)
{
  g_autofree char *parsed = proctor_openai_address_parse (address, TRUE, NULL);

  return parsed != NULL;
}

static int
get_port (GUri *uri)
{
  if (g_uri_get_port (uri) > 0)
    return g_uri_get_port (uri);

  return g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80;
}

/**
 * proctor_openai_address_is_same_origin:
 * @one: an address, as somebody typed it
 * @other: another
 *
 * Returns: whether they are the same server's, so that what is one's may be sent to the other
 */
gboolean
proctor_openai_address_is_same_origin (const char *one,
                                       const char *other)
{
  g_autofree char *trimmed_one = g_strstrip (g_strdup (one));
  g_autofree char *trimmed_other = g_strstrip (g_strdup (other));
  g_autoptr (GUri) uri = parse_uri (trimmed_one);
  g_autoptr (GUri) other_uri = parse_uri (trimmed_other);

  if (uri == NULL || other_uri == NULL)
    return FALSE;

  return g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (other_uri)) && g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (other_uri)) == 0 && get_port (uri) == get_port (other_uri);
}
