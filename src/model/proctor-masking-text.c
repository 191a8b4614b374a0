/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking-private.h"

#include <string.h>

/* No address is longer before or behind its "@". */
#define MOST_LOCAL 64
#define MOST_DOMAIN 255
/* So many words after "my phone number" the number may come. */
#define EXPECTED_WORDS 8

/* How far one has come with a text. */
typedef struct
{
  /* Owned */
  GString *masked; /* (nullable): what was replaced so far */

  /* Borrowed */
  ProctorMasking *masking;
  const ProctorMaskingPlace *place;
  const char *end;
  const char *copied; /* up to here it is in what is masked */
  const char *email;  /* (nullable): the next address */
  const char *email_end;
  const char *word_end; /* (nullable): the end of the last word */

  ProctorMaskingDeed deed;
  ProctorMaskTrail trail;
  ProctorMaskNumberKind expected;
  guint expected_words;
} Scan;

static gboolean
is_local (gunichar character)
{
  return character < 0x80 ? g_ascii_isalnum ((char) character) || strchr ("._%+-", (int) character) != NULL : g_unichar_isalpha (character);
}

static gboolean
is_domain (gunichar character)
{
  return character < 0x80 ? g_ascii_isalnum ((char) character) || character == '.' || character == '-' : g_unichar_isalpha (character);
}

static const char *
find_local (const char *at,
            const char *from)
{
  const char *start = at;

  for (guint i = 0; i < MOST_LOCAL && start > from; i++)
    {
      const char *previous = g_utf8_prev_char (start);

      if (*previous == '\0' || !is_local (g_utf8_get_char (previous)))
        break;
      start = previous;
    }
  while (start < at && (*start == '.' || *start == '-'))
    start++;

  return start;
}

/* Returns the end of a domain that has a dot in it, or NULL. */
static const char *
find_domain (const char *text,
             const char *end)
{
  const char *position = text;
  const char *dot = NULL;

  for (guint i = 0; i < MOST_DOMAIN && position < end && is_domain (g_utf8_get_char (position)); i++)
    position = g_utf8_next_char (position);
  while (position > text && (position[-1] == '.' || position[-1] == '-'))
    position--;
  for (const char *character = text; character < position; character++)
    {
      if (*character == '.')
        dot = character;
    }

  return dot != NULL && dot > text && position - dot > 2 && !g_ascii_isdigit (dot[1]) ? position : NULL;
}

/* Finds the next address at or after a place. */
static void
find_email (Scan *scan,
            const char *from)
{
  const char *at = from;

  scan->email = NULL;
  scan->email_end = scan->end;
  while (at < scan->end && (at = memchr (at, '@', (gsize) (scan->end - at))) != NULL)
    {
      const char *start = find_local (at, from);
      const char *domain_end = find_domain (at + 1, scan->end);

      if (start < at && domain_end != NULL)
        {
          scan->email = start;
          scan->email_end = domain_end;

          return;
        }
      at++;
    }
}

static void
replace (Scan *scan,
         ProctorMask *mask,
         const char *start,
         const char *end,
         const char *replacement)
{
  if (scan->deed == PROCTOR_MASKING_COUNT)
    proctor_mask_set_count (mask, proctor_mask_get_count (mask) + 1);
  if (scan->deed != PROCTOR_MASKING_REPLACE || !proctor_mask_get_enabled (mask))
    return;

  if (scan->masked == NULL)
    scan->masked = g_string_new (NULL);
  g_string_append_len (scan->masked, scan->copied, start - scan->copied);
  if (scan->place->is_escaped)
    proctor_masking_append_escaped (scan->masked, replacement);
  else
    g_string_append (scan->masked, replacement);
  scan->copied = end;
}

static const char *
get_replacement (ProctorMask *mask)
{
  const char *wording = proctor_mask_get_wording (mask);

  return wording != NULL ? wording : proctor_mask_get_replacement (mask);
}

static const char *
take_email (Scan *scan)
{
  gboolean is_new = scan->deed == PROCTOR_MASKING_FIND;
  const char *start = scan->email;
  const char *end = scan->email_end;
  ProctorMask *mask = proctor_masking_find_email (scan->masking, start, (gsize) (end - start), is_new);

  if (mask != NULL)
    replace (scan, mask, start, end, get_replacement (mask));
  scan->word_end = NULL;
  find_email (scan, end);

  return end;
}

static gboolean
take_number (Scan *scan,
             const ProctorMaskNumber *number,
             const char *start)
{
  g_autofree char *replacement = NULL;
  ProctorMask *mask;
  guint nth;

  if (number->key[0] == '\0')
    return FALSE;
  mask = proctor_masking_find_number (scan->masking, number, start, scan->deed == PROCTOR_MASKING_FIND, &nth);
  if (mask == NULL)
    return FALSE;

  if (scan->deed == PROCTOR_MASKING_REPLACE)
    {
      const ProctorMaskNumberKind kinds[PROCTOR_MASK_N_KINDS] = {
        [PROCTOR_MASK_PHONE] = PROCTOR_MASK_NUMBER_PHONE,
        [PROCTOR_MASK_CARD] = PROCTOR_MASK_NUMBER_CARD,
        [PROCTOR_MASK_ACCOUNT] = PROCTOR_MASK_NUMBER_ACCOUNT,
      };

      if (proctor_mask_get_wording (mask) != NULL)
        replacement = g_strdup (proctor_mask_get_wording (mask));
      else
        replacement = proctor_mask_number_replace (kinds[proctor_mask_get_kind (mask)], start, number->length, nth);
    }
  replace (scan, mask, start, start + number->length, replacement);

  return TRUE;
}

/* Returns where to go on. */
static const char *
look_at_number (Scan *scan,
                const char *position,
                const char *limit)
{
  ProctorMaskNumber number;
  gsize skip = proctor_mask_number_read (position, limit, scan->expected, &number);

  return take_number (scan, &number, position) ? position + number.length : position + skip;
}

static void
expect (Scan *scan,
        const char *folded)
{
  ProctorMaskNumberKind before = scan->expected;

  /* What a value is called goes for all of it. */
  if (scan->place->key != NULL)
    return;
  if (scan->expected_words > 0 && --scan->expected_words == 0)
    scan->expected = PROCTOR_MASK_NUMBER_NONE;

  scan->expected = proctor_mask_word_expect (folded, scan->expected);
  if (scan->expected != before || scan->expected_words == 0)
    scan->expected_words = EXPECTED_WORDS;
}

/* Returns where to go on. */
static const char *
look_at_word (Scan *scan,
              const ProctorMaskWord *word,
              const char *limit)
{
  ProctorMaskMention mention;
  ProctorMaskName name;
  ProctorMaskNumber number;

  if (proctor_mask_number_read_iban (word->start, limit, scan->expected == PROCTOR_MASK_NUMBER_ACCOUNT, &number))
    {
      scan->word_end = NULL;

      return take_number (scan, &number, word->start) ? word->start + number.length : word->end;
    }

  scan->trail.gap = scan->word_end != NULL ? proctor_mask_gap_read (scan->word_end, word->start) : PROCTOR_MASK_GAP_OTHER;
  if (scan->deed == PROCTOR_MASKING_FIND && proctor_mask_name_find (&scan->trail, word, limit, &name))
    proctor_masking_add_person (scan->masking, &name);
  if (scan->deed != PROCTOR_MASKING_FIND)
    {
      gboolean begins_sentence = scan->trail.gap == PROCTOR_MASK_GAP_OTHER || scan->trail.gap == PROCTOR_MASK_GAP_DOT;

      if (proctor_mask_people_find (proctor_masking_get_people (scan->masking), word, limit, begins_sentence, &mention))
        {
          g_autofree char *replacement = mention.replacement;

          replace (scan, mention.mask, word->start, mention.end, replacement);
          scan->word_end = mention.end;
          scan->trail.n_words = 0;

          return mention.end;
        }
    }

  expect (scan, word->folded);
  proctor_mask_trail_add (&scan->trail, word);
  scan->word_end = word->end;

  return word->end;
}

static void
find_value_name (ProctorMasking *self,
                 const char *text,
                 gsize length)
{
  ProctorMaskName name;

  if (length < 200 && proctor_mask_name_read (text, text + length, &name))
    proctor_masking_add_person (self, &name);
}

/* Does something with a text that is no JSON. Returns it, if something was replaced in it. */
char *
proctor_masking_scan_text (ProctorMasking *self,
                           ProctorMaskingDeed deed,
                           const char *text,
                           gsize length,
                           const ProctorMaskingPlace *place)
{
  Scan scan = { .masking = self, .place = place, .end = text + length, .copied = text, .deed = deed };
  const char *position = text;

  if (place->key != NULL)
    scan.expected = proctor_mask_key_expect (place->key);
  if (place->key != NULL && deed == PROCTOR_MASKING_FIND && proctor_mask_key_is_name (place->key, place->is_variable))
    find_value_name (self, text, length);

  find_email (&scan, text);
  while (position < scan.end)
    {
      const char *limit = scan.email != NULL ? scan.email : scan.end;
      ProctorMaskWord word;

      if (position == scan.email)
        position = take_email (&scan);
      else if (g_ascii_isdigit (*position) || *position == '+' || *position == '(')
        position = look_at_number (&scan, position, limit);
      else if (proctor_mask_word_read (position, limit, &word))
        position = look_at_word (&scan, &word, limit);
      else
        position = g_utf8_next_char (position);
    }

  if (scan.masked == NULL)
    return NULL;
  g_string_append_len (scan.masked, scan.copied, scan.end - scan.copied);

  return g_string_free (scan.masked, FALSE);
}
