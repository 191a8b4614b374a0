/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-record-place.h"
#include "proctor-wire-names.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* A draft as a text, and places in it as the API calls them. */

ProctorTestKind
proctor_draft_get_kind (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), PROCTOR_TEST_KIND_UNKNOWN);

  return proctor_wire_test_kind_from_name (proctor_test_get_kind (self->test));
}

/**
 * proctor_draft_dup_text:
 * @self: a draft
 *
 * Returns: (transfer full): all that it says, as JSON to be read by people
 */
char *
proctor_draft_dup_text (ProctorDraft *self)
{
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  node = proctor_wire_write (PROCTOR_RECORD (self->test), NULL);

  return node != NULL ? json_to_string (node, TRUE) : g_strdup ("");
}

static gboolean
check_text (ProctorDraft *self,
            ProctorTest *test,
            GError **error)
{
  const char *reason = proctor_record_get_read_only (PROCTOR_RECORD (test));

  if (reason != NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  if (g_strcmp0 (proctor_test_get_kind (test), proctor_test_get_kind (self->test)) != 0)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("A test can't become one of another kind: “type” has to stay what it is."));
      return FALSE;
    }

  return TRUE;
}

/**
 * proctor_draft_set_text:
 * @self: a draft
 * @text: all that it is to say, as JSON
 * @error: return location for why it can't say that
 *
 * Makes the draft what a text says, as a step that can be undone. One that is not a test leaves the
 * draft as it is.
 *
 * Returns: whether it was done
 */
gboolean
proctor_draft_set_text (ProctorDraft *self,
                        const char *text,
                        GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ProctorTest) test = NULL;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  bytes = g_bytes_new (text, strlen (text));
  test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, error);
  if (test == NULL || !check_text (self, test, error))
    return FALSE;

  /* Translators: a step that can be undone, as in "Undo Edit JSON". */
  proctor_undo_begin (self->undo, _ ("Edit JSON"));
  proctor_undo_assign (self->undo, self->test, test);
  proctor_undo_end (self->undo);

  return TRUE;
}

/**
 * proctor_draft_find_place:
 * @self: a draft
 * @path: where, as in "body.chat_history.3.message" or "chat_history/3/message"
 * @record: (out) (transfer none): the part of the test that is meant
 * @field: (out): which of its properties, G_MAXUINT for all of it
 *
 * Finds what a server or a check speaks of. A place that is only known in part is found as far as
 * it is known.
 *
 * Returns: whether anything of it is known
 */
gboolean
proctor_draft_find_place (ProctorDraft *self,
                          const char *path,
                          ProctorRecord **record,
                          guint *field)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return proctor_record_place_find (PROCTOR_RECORD (self->test), path, record, field);
}

static guint
count_words (const char *text,
             gsize length)
{
  gboolean inside = FALSE;
  guint n_words = 0;

  for (gsize i = 0; i < length; i++)
    {
      gboolean letter = g_ascii_isalnum (text[i]) || (text[i] & 0x80) != 0;

      if (letter && !inside)
        n_words++;
      inside = letter;
    }

  return n_words;
}

/**
 * proctor_draft_count_changes:
 * @self: a draft
 *
 * Returns: about how many words would be lost if it were discarded
 */
guint
proctor_draft_count_changes (ProctorDraft *self)
{
  g_autoptr (JsonNode) mine = NULL;
  g_autoptr (JsonNode) base = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  gsize length, before_length, prefix = 0, suffix = 0;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), 0);

  mine = proctor_wire_write (PROCTOR_RECORD (self->test), NULL);
  base = self->base != NULL ? proctor_wire_write (PROCTOR_RECORD (self->base), NULL) : NULL;
  text = mine != NULL ? proctor_wire_node_to_text (mine) : g_strdup ("");
  before = base != NULL ? proctor_wire_node_to_text (base) : g_strdup ("");
  length = strlen (text);
  before_length = strlen (before);
  while (prefix < length && prefix < before_length && text[prefix] == before[prefix])
    prefix++;
  while (suffix < length - prefix && suffix < before_length - prefix && text[length - suffix - 1] == before[before_length - suffix - 1])
    suffix++;

  return MAX (count_words (text + prefix, length - prefix - suffix), count_words (before + prefix, before_length - prefix - suffix));
}
