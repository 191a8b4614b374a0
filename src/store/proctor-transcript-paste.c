/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-paste.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-transcript-json.h"
#include "proctor-transcript-text.h"

/**
 * proctor_transcript_paste_looks_like:
 * @text: something that was pasted
 *
 * Looks only at the beginning, so that it can be asked of anything.
 *
 * Returns: whether @text is a conversation, so that it could become turns
 */
gboolean
proctor_transcript_paste_looks_like (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return proctor_transcript_json_looks_like (text) || proctor_transcript_text_looks_like (text);
}

/**
 * proctor_transcript_paste_read:
 * @text: something that was pasted: lines that begin with who speaks, or JSON
 * @error: return location for why there are no turns
 *
 * Returns: (transfer full) (nullable): its turns
 */
ProctorWrittenTranscript *
proctor_transcript_paste_read (const char *text,
                               GError **error)
{
  const char *start;
  ProctorWrittenTranscript *transcript;

  g_return_val_if_fail (text != NULL, NULL);

  start = text + strspn (text, " \t\r\n");
  if (*start == '{' || (*start == '[' && !proctor_transcript_text_looks_like (text)))
    return proctor_transcript_json_read (text, error);

  transcript = proctor_transcript_text_read (text);
  if (transcript == NULL)
    g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID,
                         _ ("Nothing in this text says who speaks. Each turn begins with a name and a colon, as in “User: Hello”."));

  return transcript;
}
