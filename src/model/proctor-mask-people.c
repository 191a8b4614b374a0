/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mask-people.h"

#include <string.h>

/* Somebody who is named, and who is to be named instead. */
typedef struct
{
  /* Owned */
  GPtrArray *words; /* all words of the name, in small letters */
  char *first;      /* (nullable) */
  char *last;       /* (nullable) */
  char *new_first;
  char *new_last;
  char *new_whole;
  ProctorMask *mask;

  gboolean is_small; /* whether it was written in small letters */
} Person;

struct _ProctorMaskPeople
{
  /* Owned */
  GPtrArray *people;
  GHashTable *parts; /* a word of a name: who was the first to be called so */
};

#define N_NEW_NAMES 10

/* Names that are given to men and women alike, and last names that nobody takes for one. */
static const char *const new_firsts[N_NEW_NAMES] = { "Alex", "Robin", "Kim", "Sam", "Jo", "Toni", "Charlie", "Chris", "Nicki", "Andy" };
static const char *const new_lasts[N_NEW_NAMES] = { "Example", "Sample", "Tester", "Muster", "Demo", "Model", "Proto", "Trial", "Specimen", "Pattern" };

static void
person_free (Person *person)
{
  g_ptr_array_unref (person->words);
  g_free (person->first);
  g_free (person->last);
  g_free (person->new_first);
  g_free (person->new_last);
  g_free (person->new_whole);
  g_clear_object (&person->mask);
  g_free (person);
}

static char *
make_new_name (const char *const *names,
               guint nth)
{
  return nth < N_NEW_NAMES ? g_strdup (names[nth]) : g_strdup_printf ("%s%u", names[nth % N_NEW_NAMES], nth / N_NEW_NAMES + 1);
}

static Person *
add_person (ProctorMaskPeople *self)
{
  Person *person = g_new0 (Person, 1);
  guint nth = self->people->len;

  person->words = g_ptr_array_new_with_free_func (g_free);
  person->new_first = make_new_name (new_firsts, nth);
  person->new_last = make_new_name (new_lasts, nth);
  person->new_whole = g_strconcat (person->new_first, " ", person->new_last, NULL);
  g_ptr_array_add (self->people, person);

  return person;
}

static gboolean
has_word (const Person *person,
          const char *folded)
{
  return g_ptr_array_find_with_equal_func (person->words, folded, g_str_equal, NULL);
}

static void
add_part (ProctorMaskPeople *self,
          Person *person,
          const char *folded)
{
  if (!g_hash_table_contains (self->parts, folded))
    g_hash_table_insert (self->parts, g_strdup (folded), person);
}

static gboolean
fits (const Person *person,
      const char *first,
      const char *last)
{
  return (person->first == NULL || g_str_equal (person->first, first)) && (person->last == NULL || g_str_equal (person->last, last));
}

/* Who is meant by a name of several words: somebody who was called by one of them until now. */
static Person *
find_person (ProctorMaskPeople *self,
             const char *first,
             const char *last)
{
  Person *by_first = g_hash_table_lookup (self->parts, first);
  Person *by_last = g_hash_table_lookup (self->parts, last);

  if (by_first != NULL && fits (by_first, first, last))
    return by_first;

  return by_last != NULL && fits (by_last, first, last) ? by_last : NULL;
}

static char *
dup_spelling (const ProctorMaskName *name)
{
  const char *start = name->words[0].start;

  return g_strndup (start, (gsize) (name->words[name->n_words - 1].end - start));
}

/* What stands for somebody of whom it is only known how they are called in part. */
static const char *
get_new_name (const Person *person)
{
  if (person->first != NULL && person->last != NULL)
    return person->new_whole;

  return person->first != NULL ? person->new_first : person->new_last;
}

static void
add_words (ProctorMaskPeople *self,
           Person *person,
           const ProctorMaskName *name)
{
  for (guint i = 0; i < name->n_words; i++)
    {
      if (!has_word (person, name->words[i].folded))
        g_ptr_array_add (person->words, g_strdup (name->words[i].folded));
    }
  if (person->first != NULL)
    add_part (self, person, person->first);
  if (person->last != NULL)
    add_part (self, person, person->last);
}

/**
 * proctor_mask_people_new:
 *
 * Returns: (transfer full): nobody yet
 */
ProctorMaskPeople *
proctor_mask_people_new (void)
{
  ProctorMaskPeople *self = g_new0 (ProctorMaskPeople, 1);

  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * proctor_mask_people_free:
 * @self: (transfer full): those who were named
 *
 * Forgets them.
 */
void
proctor_mask_people_free (ProctorMaskPeople *self)
{
  g_hash_table_unref (self->parts);
  g_ptr_array_unref (self->people);
  g_free (self);
}

/**
 * proctor_mask_people_add:
 * @self: those who were named
 * @name: how somebody is named
 *
 * Remembers a name. It may be more than was known before of somebody.
 *
 * Returns: (transfer full) (nullable): what masks it, if it is somebody who was not known
 */
ProctorMask *
proctor_mask_people_add (ProctorMaskPeople *self,
                         const ProctorMaskName *name)
{
  g_autofree char *spelling = dup_spelling (name);
  const char *first = name->words[0].folded;
  const char *last = name->words[name->n_words - 1].folded;
  gboolean is_new;
  Person *person;

  if (name->n_words == 1 && g_hash_table_contains (self->parts, first))
    return NULL;

  person = name->n_words > 1 ? find_person (self, first, last) : NULL;
  is_new = person == NULL;
  if (is_new)
    person = add_person (self);
  if (person->first == NULL && !name->is_last)
    person->first = g_strdup (first);
  if (person->last == NULL && (name->is_last || name->n_words > 1))
    person->last = g_strdup (last);
  person->is_small = person->is_small || !name->words[0].is_capital;
  add_words (self, person, name);

  if (is_new)
    {
      person->mask = proctor_mask_new (PROCTOR_MASK_NAME, spelling, get_new_name (person));

      return g_object_ref (person->mask);
    }

  if (strlen (spelling) > strlen (proctor_mask_get_text (person->mask)))
    proctor_mask_set_text (person->mask, spelling);
  proctor_mask_set_replacement (person->mask, get_new_name (person));

  return NULL;
}

/* How a word is written that may have an "s" or "'s" behind it. Returns where the name ends. */
static const char *
strip (const ProctorMaskWord *word,
       char *stem)
{
  gsize length = strlen (word->folded);

  memcpy (stem, word->folded, length + 1);
  if (length >= 3 && g_str_has_suffix (stem, "'s"))
    {
      stem[length - 2] = '\0';

      return word->end - (word->end[-2] == '\'' ? 2 : 4);
    }
  if (length >= 4 && stem[length - 1] == 's')
    {
      stem[length - 1] = '\0';

      return word->end - 1;
    }

  return word->end;
}

/* Returns where the name ends within the word, or %NULL if it is not one of this person's. */
static const char *
match_word (const Person *person,
            const ProctorMaskWord *word,
            gboolean *is_first,
            gboolean *is_last)
{
  char stem[PROCTOR_MASK_WORD_MOST + 1];
  const char *found = word->folded;
  const char *end = word->end;

  if (!has_word (person, found))
    {
      end = strip (word, stem);
      found = stem;
      if (!has_word (person, found))
        return NULL;
    }
  *is_first = *is_first || g_strcmp0 (found, person->first) == 0;
  *is_last = *is_last || g_strcmp0 (found, person->last) == 0;

  return end;
}

static gboolean
read_next (const char *text,
           const char *end,
           ProctorMaskWord *word)
{
  return text < end && *text == ' ' && proctor_mask_word_read (text + 1, end, word);
}

static Person *
find_by_word (ProctorMaskPeople *self,
              const ProctorMaskWord *word)
{
  char stem[PROCTOR_MASK_WORD_MOST + 1];
  Person *person = g_hash_table_lookup (self->parts, word->folded);

  if (person == NULL)
    {
      strip (word, stem);
      person = g_hash_table_lookup (self->parts, stem);
    }

  return person;
}

/* Of two with the same first name, the one whose last name follows. */
static Person *
choose_person (ProctorMaskPeople *self,
               const ProctorMaskWord *word,
               const char *end)
{
  Person *person = find_by_word (self, word);
  ProctorMaskWord next;
  Person *other;

  if (person == NULL || !read_next (word->end, end, &next) || has_word (person, next.folded))
    return person;
  other = find_by_word (self, &next);

  return other != NULL && has_word (other, word->folded) ? other : person;
}

/* A name that is a word as well, or that is written like one. */
static gboolean
is_doubtful (const Person *person,
             const ProctorMaskWord *word,
             const char *end,
             gboolean begins_sentence)
{
  if (!word->is_capital && !person->is_small)
    return TRUE;
  if (!(proctor_mask_word_get_flags (word->folded) & PROCTOR_MASK_WORD_COMMON))
    return FALSE;
  if (!word->is_capital)
    return TRUE;

  return begins_sentence && word->end < end && strchr (",.!?;:'\n", *word->end) == NULL;
}

/* What stands for a name of which only the first or only the last word is said. Of what somebody has written
 * themselves it is the first or the last word, too. */
static char *
make_replacement (const Person *person,
                  gboolean is_first,
                  gboolean is_last)
{
  const char *wording = proctor_mask_get_wording (person->mask);
  const char *space;

  if (wording == NULL)
    return g_strdup (is_first && is_last ? person->new_whole : is_last ? person->new_last
                                                                       : person->new_first);
  if (is_first == is_last || person->first == NULL || person->last == NULL)
    return g_strdup (wording);

  space = is_last ? strrchr (wording, ' ') : strchr (wording, ' ');
  if (space == NULL || space == wording || space[1] == '\0')
    return g_strdup (wording);

  return is_last ? g_strdup (space + 1) : g_strndup (wording, (gsize) (space - wording));
}

/**
 * proctor_mask_people_find:
 * @self: those who were named
 * @word: a word of a text
 * @end: the end of the text
 * @begins_sentence: whether it is the first of a sentence
 * @mention: return location for what was found, whose replacement is to be freed
 *
 * Looks whether somebody who is known is named there.
 *
 * Returns: whether it is so
 */
gboolean
proctor_mask_people_find (ProctorMaskPeople *self,
                          const ProctorMaskWord *word,
                          const char *end,
                          gboolean begins_sentence,
                          ProctorMaskMention *mention)
{
  Person *person = choose_person (self, word, end);
  ProctorMaskWord next = *word;
  gboolean is_first = FALSE;
  gboolean is_last = FALSE;
  guint n_parts = 0;
  const char *position = NULL;

  if (person == NULL)
    return FALSE;

  for (guint i = 0; i < PROCTOR_MASK_NAME_MOST_WORDS; i++)
    {
      const char *part_end = match_word (person, &next, &is_first, &is_last);

      if (part_end == NULL)
        break;
      /* A particle counts only if the name goes on after it. */
      if (!(proctor_mask_word_get_flags (next.folded) & PROCTOR_MASK_WORD_PARTICLE))
        {
          position = part_end;
          n_parts++;
        }
      if (part_end != next.end || !read_next (next.end, end, &next))
        break;
    }

  if (position == NULL || (n_parts == 1 && is_doubtful (person, word, end, begins_sentence)))
    return FALSE;

  mention->mask = person->mask;
  mention->end = position;
  mention->replacement = make_replacement (person, is_first, is_last);

  return TRUE;
}
