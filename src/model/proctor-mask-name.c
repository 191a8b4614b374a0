/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mask-name.h"

#include <string.h>

/* How sure it is that a name follows. */
typedef enum
{
  CUE_NONE,
  CUE_STRONG,   /* it is one, even in small letters */
  CUE_LAST,     /* the same, and a last name */
  CUE_TITLE,    /* a last name, unless it has several words */
  CUE_WEAK,     /* if it has a capital letter */
  CUE_GREETING, /* the same, and there may be a comma before it */
  CUE_NOUN,     /* the same, but any noun could follow */
} Cue;

typedef struct
{
  Cue cue;
  const char *words[PROCTOR_MASK_TRAIL_LENGTH]; /* the last one first */
} CueWords;

static const CueWords all_cues[] = {
  { CUE_LAST, { "is", "name", "last" } },
  { CUE_LAST, { "is", "name", "family" } },
  { CUE_LAST, { "is", "surname" } },
  { CUE_LAST, { "ist", "nachname" } },
  { CUE_LAST, { "ist", "familienname" } },
  { CUE_STRONG, { "is", "name" } },
  { CUE_STRONG, { "name's", "my" } },
  { CUE_STRONG, { "ist", "name" } },
  { CUE_STRONG, { "lautet", "name" } },
  { CUE_STRONG, { "ist", "vorname" } },
  { CUE_STRONG, { "heiße", "ich" } },
  { CUE_STRONG, { "heisse", "ich" } },
  { CUE_STRONG, { "called", "i'm" } },
  { CUE_STRONG, { "called", "am", "i" } },
  { CUE_WEAK, { "am", "i" } },
  { CUE_WEAK, { "i'm" } },
  { CUE_WEAK, { "is", "this" } },
  { CUE_WEAK, { "me", "call" } },
  { CUE_WEAK, { "with", "speaking" } },
  { CUE_WEAK, { "to", "speaking" } },
  { CUE_WEAK, { "with", "speak" } },
  { CUE_WEAK, { "to", "talking" } },
  { CUE_NOUN, { "bin", "ich" } },
  { CUE_NOUN, { "ist", "hier" } },
  { CUE_WEAK, { "spricht", "hier" } },
  { CUE_WEAK, { "die", "bin", "ich" } },
  { CUE_GREETING, { "hi" } },
  { CUE_GREETING, { "hello" } },
  { CUE_GREETING, { "hey" } },
  { CUE_GREETING, { "dear" } },
  { CUE_GREETING, { "thanks" } },
  { CUE_GREETING, { "you", "thank" } },
  { CUE_GREETING, { "welcome" } },
  { CUE_GREETING, { "back", "welcome" } },
  { CUE_GREETING, { "morning", "good" } },
  { CUE_GREETING, { "afternoon", "good" } },
  { CUE_GREETING, { "evening", "good" } },
  { CUE_GREETING, { "bye" } },
  { CUE_GREETING, { "goodbye" } },
  { CUE_GREETING, { "hallo" } },
  { CUE_GREETING, { "tag", "guten" } },
  { CUE_GREETING, { "morgen", "guten" } },
  { CUE_GREETING, { "abend", "guten" } },
  { CUE_GREETING, { "gott", "grüß" } },
  { CUE_GREETING, { "moin" } },
  { CUE_GREETING, { "servus" } },
  { CUE_GREETING, { "danke" } },
  { CUE_GREETING, { "dank", "vielen" } },
  { CUE_GREETING, { "liebe" } },
  { CUE_GREETING, { "lieber" } },
  { CUE_GREETING, { "tschüss" } },
  { CUE_GREETING, { "wiedersehen", "auf" } },
};

static gboolean
is_cue (const CueWords *cue,
        const ProctorMaskTrail *trail)
{
  for (guint i = 0; i < PROCTOR_MASK_TRAIL_LENGTH && cue->words[i] != NULL; i++)
    {
      if (i >= trail->n_words || !g_str_equal (trail->words[i].folded, cue->words[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_label (const char *folded)
{
  static const char *const labels[] = { "name", "vorname", "nachname", "familienname", "surname", "customer", "guest", "kunde", "gast", NULL };

  return g_strv_contains (labels, folded);
}

static Cue
find_cue (const ProctorMaskTrail *trail)
{
  const char *last = trail->words[0].folded;

  if (trail->n_words == 0 || trail->gap == PROCTOR_MASK_GAP_OTHER)
    return CUE_NONE;
  if ((trail->gap == PROCTOR_MASK_GAP_SPACE || trail->gap == PROCTOR_MASK_GAP_DOT) && (proctor_mask_word_get_flags (last) & PROCTOR_MASK_WORD_TITLE))
    return CUE_TITLE;
  if (trail->gap == PROCTOR_MASK_GAP_COLON)
    return is_label (last) ? CUE_WEAK : CUE_NONE;
  if (trail->gap == PROCTOR_MASK_GAP_DOT)
    return CUE_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (all_cues); i++)
    {
      if (is_cue (&all_cues[i], trail))
        return trail->gap == PROCTOR_MASK_GAP_SPACE || all_cues[i].cue == CUE_GREETING ? all_cues[i].cue : CUE_NONE;
    }

  return CUE_NONE;
}

/**
 * proctor_mask_gap_read:
 * @text: the end of a word
 * @end: the beginning of the next, or the end of the text
 *
 * Returns: what is between them
 */
ProctorMaskGap
proctor_mask_gap_read (const char *text,
                       const char *end)
{
  ProctorMaskGap gap = PROCTOR_MASK_GAP_SPACE;
  const char *position = text;

  if (end - text < 1 || end - text > 4)
    return PROCTOR_MASK_GAP_OTHER;

  if (*position == ',')
    gap = PROCTOR_MASK_GAP_COMMA;
  else if (*position == ':')
    gap = PROCTOR_MASK_GAP_COLON;
  else if (*position == '.')
    gap = PROCTOR_MASK_GAP_DOT;
  if (gap != PROCTOR_MASK_GAP_SPACE)
    position++;

  for (; position < end; position++)
    {
      gboolean is_space = *position == ' ' || (position + 1 < end && memcmp (position, "\302\240", 2) == 0);

      if (!is_space)
        return PROCTOR_MASK_GAP_OTHER;
      if (*position != ' ')
        position++;
    }

  return gap;
}

/**
 * proctor_mask_trail_add:
 * @self: what was said just before; its gap is what is before @word
 * @word: what was said now
 *
 * Remembers @word for what comes after it.
 */
void
proctor_mask_trail_add (ProctorMaskTrail *self,
                        const ProctorMaskWord *word)
{
  if (self->gap != PROCTOR_MASK_GAP_SPACE)
    self->n_words = 0;

  memmove (self->words + 1, self->words, sizeof self->words - sizeof self->words[0]);
  self->words[0] = *word;
  self->n_words = MIN (self->n_words + 1, PROCTOR_MASK_TRAIL_LENGTH);
}

/* "Anna's" is Anna, and so is "Anna’s". */
static void
strip_genitive (ProctorMaskWord *word)
{
  gsize length = strlen (word->folded);

  if (length < 4 || !g_str_has_suffix (word->folded, "'s"))
    return;

  word->folded[length - 2] = '\0';
  word->end -= word->end[-2] == '\'' ? 2 : 4;
}

static gboolean
is_initial (const ProctorMaskWord *word,
            const char *end)
{
  return word->is_capital && g_utf8_strlen (word->start, word->end - word->start) == 1 && word->end < end && *word->end == '.';
}

static gboolean
may_begin_name (const ProctorMaskWord *word)
{
  ProctorMaskWordFlags flags = proctor_mask_word_get_flags (word->folded);

  return word->folded[0] != '\0' && strpbrk (word->folded, "0123456789_") == NULL && !(flags & (PROCTOR_MASK_WORD_STOP | PROCTOR_MASK_WORD_TITLE));
}

/* Some words that begin no name are names all the same, if it is said that one follows. */
static gboolean
is_surely_name (Cue cue,
                const ProctorMaskWord *word)
{
  return word->is_capital && (cue == CUE_STRONG || cue == CUE_LAST || cue == CUE_TITLE) && (proctor_mask_word_get_flags (word->folded) & PROCTOR_MASK_WORD_COMMON);
}

/* Reads the word after text, if nothing but a space is between. */
static gboolean
read_next (const char *text,
           const char *end,
           ProctorMaskWord *word)
{
  const char *start = text;

  while (start < end && *start == ' ' && start - text < 2)
    start++;

  return start > text && proctor_mask_word_read (start, end, word);
}

/* A particle is part of a name only if a name follows. Returns how many words were added. */
static guint
read_particles (const char *text,
                const char *end,
                ProctorMaskName *name)
{
  guint n_words = name->n_words;

  while (n_words < PROCTOR_MASK_NAME_MOST_WORDS)
    {
      ProctorMaskWord *word = &name->words[n_words];

      if (!read_next (text, end, word))
        return 0;
      n_words++;
      text = word->end;
      if (proctor_mask_word_get_flags (word->folded) & PROCTOR_MASK_WORD_PARTICLE)
        continue;

      return word->is_capital && may_begin_name (word) && n_words > name->n_words + 1 ? n_words - name->n_words : 0;
    }

  return 0;
}

/* Adds the words that belong to a name, of which the first is there. */
static void
read_rest (const char *end,
           ProctorMaskName *name)
{
  gboolean is_capital = name->words[0].is_capital;
  guint most = is_capital ? PROCTOR_MASK_NAME_MOST_WORDS : 2;

  while (name->n_words < most)
    {
      const ProctorMaskWord *last = &name->words[name->n_words - 1];
      ProctorMaskWord *next = &name->words[name->n_words];
      const char *from = name->n_words > 1 && is_initial (last, end) ? last->end + 1 : last->end;
      guint n_particles = is_capital ? read_particles (from, end, name) : 0;

      name->n_words += n_particles;
      if (n_particles > 0)
        continue;
      if (!read_next (from, end, next) || next->is_capital != is_capital)
        return;
      if (!may_begin_name (next) || g_str_has_suffix (name->words[name->n_words - 1].folded, "'s"))
        return;
      if (!is_initial (next, end) && g_utf8_strlen (next->start, next->end - next->start) < 2)
        return;
      name->n_words++;
    }
}

static gboolean
is_organisation (const ProctorMaskName *name,
                 const char *end)
{
  ProctorMaskWord next;

  for (guint i = 0; i < name->n_words; i++)
    {
      if (proctor_mask_word_get_flags (name->words[i].folded) & PROCTOR_MASK_WORD_ORGANISATION)
        return TRUE;
    }

  return read_next (name->words[name->n_words - 1].end, end, &next) && (proctor_mask_word_get_flags (next.folded) & PROCTOR_MASK_WORD_ORGANISATION);
}

static gboolean
ends_sentence (const ProctorMaskName *name,
               const char *end)
{
  const char *position = name->words[name->n_words - 1].end;

  return position >= end || strchr (",.!?;\n", *position) != NULL;
}

/* Whether what was found is good enough after such a cue. */
static gboolean
is_likely (Cue cue,
           const ProctorMaskTrail *trail,
           const ProctorMaskName *name,
           const char *end)
{
  const ProctorMaskWord *first = &name->words[0];
  const char *title = trail->words[0].folded;

  switch (cue)
    {
    case CUE_STRONG:
    case CUE_LAST:
      return TRUE;
    case CUE_TITLE:
      return first->is_capital || g_str_equal (title, "mr") || g_str_equal (title, "mrs") || g_str_equal (title, "ms");
    case CUE_WEAK:
      return first->is_capital && (trail->gap == PROCTOR_MASK_GAP_COLON || !trail->words[0].is_upper);
    case CUE_GREETING:
      return first->is_capital && (trail->gap == PROCTOR_MASK_GAP_SPACE || ends_sentence (name, end));
    case CUE_NOUN:
      return first->is_capital && !trail->words[0].is_upper && (name->n_words > 1 || ends_sentence (name, end));
    case CUE_NONE:
      return FALSE;
    }

  g_assert_not_reached ();
}

/**
 * proctor_mask_name_find:
 * @trail: what was said just before
 * @word: a word
 * @end: the end of the text
 * @name: return location for the name
 *
 * Looks whether @word begins a person's name, by what was said before it. It looks at no more than a
 * few words after it.
 *
 * Returns: whether it does
 */
gboolean
proctor_mask_name_find (const ProctorMaskTrail *trail,
                        const ProctorMaskWord *word,
                        const char *end,
                        ProctorMaskName *name)
{
  Cue cue = find_cue (trail);

  if (cue == CUE_NONE || (!may_begin_name (word) && !is_surely_name (cue, word)))
    return FALSE;

  name->n_words = 1;
  name->words[0] = *word;
  read_rest (end, name);
  if (!is_likely (cue, trail, name, end) || is_organisation (name, end))
    return FALSE;

  strip_genitive (&name->words[name->n_words - 1]);
  if (name->n_words == 1 && g_utf8_strlen (name->words[0].folded, -1) < 2)
    return FALSE;
  name->is_last = name->n_words == 1 && (cue == CUE_LAST || cue == CUE_TITLE);

  return TRUE;
}

/**
 * proctor_mask_name_read:
 * @text: a value that is called a person's name
 * @end: the end of it
 * @name: return location for the name
 *
 * Returns: whether it looks like one: a few words that begin with capital letters, and nothing else
 */
gboolean
proctor_mask_name_read (const char *text,
                        const char *end,
                        ProctorMaskName *name)
{
  ProctorMaskWord title;

  while (text < end && *text == ' ')
    text++;
  while (proctor_mask_word_read (text, end, &title) && (proctor_mask_word_get_flags (title.folded) & PROCTOR_MASK_WORD_TITLE))
    {
      text = title.end;
      while (text < end && (*text == '.' || *text == ' '))
        text++;
    }
  while (end > text && end[-1] == ' ')
    end--;

  if (!proctor_mask_word_read (text, end, &name->words[0]) || !name->words[0].is_capital || !may_begin_name (&name->words[0]))
    return FALSE;
  name->n_words = 1;
  read_rest (end, name);
  name->is_last = FALSE;

  return name->words[name->n_words - 1].end == end && g_utf8_strlen (name->words[0].folded, -1) >= 2 && !is_organisation (name, end);
}
