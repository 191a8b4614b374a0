/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-error-text.h"

#include "proctor-api-error.h"

/**
 * proctor_error_text_dup:
 * @error: what went wrong
 *
 * Returns: (transfer full): what a dialog or a page says of it: the sentence, and what to do if that
 *   is known
 */
char *
proctor_error_text_dup (const GError *error)
{
  ProctorErrorDetails *details;

  g_return_val_if_fail (error != NULL, NULL);

  details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  if (details != NULL && details->advice != NULL)
    return g_strconcat (error->message, " ", details->advice, NULL);

  return g_strdup (error->message);
}
