/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-health-words.h"

#include <glib/gi18n.h>

/* In two words how a workspace is doing. An icon goes with them, of a shape of its own for each:
 * neither colour nor shape alone says it. */
static const struct
{
  const char *text;
  const char *icon_name;
} words[] = {
  [PROCTOR_HEALTH_CONNECTING] = { N_ ("Connecting…"), "content-loading-symbolic" },
  [PROCTOR_HEALTH_CONNECTED] = { N_ ("Connected"), "proctor-connected-symbolic" },
  [PROCTOR_HEALTH_OFFLINE] = { N_ ("Offline"), "network-offline-symbolic" },
  [PROCTOR_HEALTH_KEY_REFUSED] = { N_ ("Key refused"), "dialog-password-symbolic" },
  [PROCTOR_HEALTH_LIMITED] = { N_ ("Limited"), "dialog-warning-symbolic" },
  [PROCTOR_HEALTH_STARTING] = { N_ ("Starting…"), "content-loading-symbolic" },
  [PROCTOR_HEALTH_BROKEN] = { N_ ("Problem"), "dialog-error-symbolic" },
};

/**
 * proctor_health_words_get_text:
 * @state: how a workspace is doing
 *
 * Returns: (transfer none): that in a word or two
 */
const char *
proctor_health_words_get_text (ProctorHealthState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (words), NULL);

  return _ (words[state].text);
}

/**
 * proctor_health_words_get_icon_name:
 * @state: how a workspace is doing
 *
 * Returns: (transfer none): an icon that says so
 */
const char *
proctor_health_words_get_icon_name (ProctorHealthState state)
{
  g_return_val_if_fail ((gsize) state < G_N_ELEMENTS (words), NULL);

  return words[state].icon_name;
}
