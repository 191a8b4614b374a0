/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-key-ring-problem.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

/* What libsecret's errors mean for a person. */

static gboolean
is_locked (const GError *error)
{
  /* A prompt that somebody dismissed counts as well: some backends say so in this way, and it
   * was not the caller who cancelled. */
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The system's own words, as they can stand in the middle of a sentence. */
static char *
dup_reason (const GError *error)
{
  g_autoptr (GError) copy = g_error_copy (error);
  gsize length;

  g_dbus_error_strip_remote_error (copy);
  g_strstrip (copy->message);
  length = strlen (copy->message);
  while (length > 0 && copy->message[length - 1] == '.')
    copy->message[--length] = '\0';

  return g_strdup (copy->message);
}

/**
 * proctor_key_ring_is_missing:
 * @error: an error of libsecret's
 *
 * Returns: whether there is no key ring at all, as opposed to one that refuses
 */
gboolean
proctor_key_ring_is_missing (const GError *error)
{
  const GDBusError missing[] = {
    G_DBUS_ERROR_SERVICE_UNKNOWN,
    G_DBUS_ERROR_NAME_HAS_NO_OWNER,
    G_DBUS_ERROR_NO_SERVER,
    G_DBUS_ERROR_DISCONNECTED,
    G_DBUS_ERROR_UNKNOWN_OBJECT,
    G_DBUS_ERROR_UNKNOWN_INTERFACE,
    G_DBUS_ERROR_UNKNOWN_METHOD,
    G_DBUS_ERROR_SPAWN_EXEC_FAILED,
    G_DBUS_ERROR_SPAWN_FAILED,
    G_DBUS_ERROR_SPAWN_CHILD_EXITED,
    G_DBUS_ERROR_SPAWN_CHILD_SIGNALED,
    G_DBUS_ERROR_SPAWN_FILE_INVALID,
    G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND,
  };

  /* What GIO says by itself is about the way to the bus. */
  if (error->domain == G_IO_ERROR)
    return error->code != G_IO_ERROR_CANCELLED && error->code != G_IO_ERROR_TIMED_OUT && error->code != G_IO_ERROR_DBUS_ERROR;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT))
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (missing); i++)
    if (g_error_matches (error, G_DBUS_ERROR, (int) missing[i]))
      return TRUE;

  return FALSE;
}

/**
 * proctor_key_ring_describe_problem:
 * @error: an error of libsecret's
 *
 * Returns: (transfer full): a sentence about why keys are not kept in the key ring
 */
char *
proctor_key_ring_describe_problem (const GError *error)
{
  g_autofree char *reason = dup_reason (error);

  if (is_locked (error))
    return g_strdup (_ ("The key ring is locked. Keys can't be kept in it and will be asked for again at the next start."));

  if (proctor_key_ring_is_missing (error))
    /* Translators: the system's own words for why there is none. */
    return g_strdup_printf (_ ("There is no key ring in which keys could be kept (%s). They will be asked for again at the next start."), reason);

  /* Translators: the system's own words for what went wrong. */
  return g_strdup_printf (_ ("Keys can't be kept in the key ring and will be asked for again at the next start: %s."), reason);
}

/**
 * proctor_key_ring_new_clear_error:
 * @error: an error of libsecret's
 *
 * Returns: (transfer full): an error that says why a key is still in the key ring
 */
GError *
proctor_key_ring_new_clear_error (const GError *error)
{
  g_autofree char *reason = dup_reason (error);

  if (is_locked (error))
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, _ ("The key ring is locked, and the key is still in it."));

  /* Translators: the system's own words for what went wrong. */
  return g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The key can't be removed from the key ring: %s."), reason);
}
