/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <string.h>

#include "proctor-record-place.h"
#include "proctor-wire-names.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* How much a draft says, and places in it as the API calls them. */

ProctorTestKind
proctor_draft_get_kind (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), PROCTOR_TEST_KIND_UNKNOWN);

  return proctor_wire_test_kind_from_name (proctor_test_get_kind (self->test));
}

/**
 * proctor_draft_find_place:
 * @self: a draft
 * @path: where, as in "body.chat_history.3.message" or "chat_history/3/message"
 * @record: (out) (transfer none): the part of the test that is meant
 * @field: (out): which of its properties, G_MAXUINT for all of it
 * @position: (out) (optional): which text of a list of texts, G_MAXUINT for none of them
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
                          guint *field,
                          guint *position)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return proctor_record_place_find (PROCTOR_RECORD (self->test), path, record, field, position);
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
