/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-loopback.h"

/**
 * proctor_loopback_is_host:
 * @host: a host, as an address names it
 *
 * Returns: whether it is this computer, by a name or an address that can't be anybody else's
 */
gboolean
proctor_loopback_is_host (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}
