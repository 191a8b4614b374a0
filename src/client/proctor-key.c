/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-key.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

/**
 * proctor_key_dup:
 * @value: a key that is kept
 *
 * Returns: (transfer full): the key to hand out
 */
ProctorKey *
proctor_key_dup (SecretValue *value)
{
  gsize length;
  const char *text;

  g_return_val_if_fail (value != NULL, NULL);

  text = secret_value_get (value, &length);

  return g_strndup (text, length);
}

/**
 * proctor_key_free:
 * @key: (nullable) (transfer full): a key
 *
 * Wipes @key and frees it.
 */
void
proctor_key_free (ProctorKey *key)
{
  if (key == NULL)
    return;

  explicit_bzero (key, strlen (key));
  g_free (key);
}

/**
 * proctor_key_parse:
 * @text: what somebody typed
 * @length: how many bytes of it
 * @out_value: (out) (transfer full) (nullable): the key, %NULL if it is empty
 * @error: return location for a sentence about what is wrong with it
 *
 * Leaves out the blanks that come along when a key is copied. What is left has to fit into a header
 * of a request.
 *
 * Returns: whether it does
 */
gboolean
proctor_key_parse (const char *text,
                   gsize length,
                   SecretValue **out_value,
                   GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (out_value != NULL, FALSE);

  *out_value = NULL;
  while (length > 0 && g_ascii_isspace (text[0]))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      {
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("A key is one line of plain letters, digits and signs, and this one has something else in it. Copy it once more from where it was given out."));
        return FALSE;
      }

  if (length > 0)
    *out_value = secret_value_new (text, (gssize) length, "text/plain");

  return TRUE;
}

/**
 * proctor_key_clean:
 * @text: what somebody typed
 * @error: return location for a sentence about what is wrong with it
 *
 * Returns: (transfer full) (nullable): the key, as it can be sent; %NULL if there is none
 */
ProctorKey *
proctor_key_clean (const char *text,
                   GError **error)
{
  SecretValue *value;
  ProctorKey *key;

  g_return_val_if_fail (text != NULL, NULL);

  if (!proctor_key_parse (text, strlen (text), &value, error))
    return NULL;
  if (value == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("There is no key yet. Paste the one that you were given."));
      return NULL;
    }

  key = proctor_key_dup (value);
  secret_value_unref (value);

  return key;
}
