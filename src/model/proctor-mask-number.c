/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mask-number.h"

#include <string.h>

#define MOST_GROUPS 16
#define SHORTEST_IBAN 15
/* Of two ways to write a telephone number these are the same: what is before them depends on from where
 * it is called. */
#define PHONE_TAIL 8

/* Digits in a row. */
typedef struct
{
  gsize end;
  guint n_digits; /* of all groups up to this one */
  guint length;
  guint value;
  char separator; /* what is before it; a space of any width is a space */
} Group;

/* Groups of digits with no more between them than a number is written with. */
typedef struct
{
  Group groups[MOST_GROUPS];
  guint n_groups;
  gboolean is_international;
  gboolean has_parentheses;
  char digits[PROCTOR_MASK_NUMBER_MOST + 1];
} Run;

/* Returns the length of the separator at text, and which one it is. */
static gsize
read_separator (const char *text,
                const char *end,
                char *separator)
{
  if (text >= end)
    return 0;

  *separator = *text;
  if (*text == ' ' || *text == '-' || *text == '.' || *text == '/')
    return 1;

  *separator = ' ';
  if (end - text >= 2 && memcmp (text, "\302\240", 2) == 0)
    return 2;
  if (end - text >= 3 && memcmp (text, "\342\200\257", 3) == 0)
    return 3;

  return 0;
}

/* Between two groups there may be a separator and parentheses, as in "+49 (0)30-12" and "(212) 867". */
static const char *
skip_between (const char *text,
              const char *end,
              Run *run,
              char *separator)
{
  const char *position = text;

  *separator = '\0';
  if (position < end && *position == ')')
    {
      run->has_parentheses = TRUE;
      *separator = ' ';
      position++;
    }
  position += read_separator (position, end, separator);
  if (position < end && *position == '(')
    {
      run->has_parentheses = TRUE;
      position++;
    }

  return position < end && position > text && g_ascii_isdigit (*position) ? position : NULL;
}

static gboolean
goes_on_as_word (const char *text,
                 const char *end)
{
  gunichar character;

  if (text >= end)
    return FALSE;

  character = g_utf8_get_char_validated (text, end - text);

  return *text == '_' || (character < 0x110000 && g_unichar_isalpha (character));
}

/* Returns how much is to be left alone if the first group is not part of a number. */
static gsize
read_run (const char *text,
          const char *end,
          Run *run)
{
  const char *position = text;
  guint n_digits = 0;
  char separator = '\0';

  run->n_groups = 0;
  run->is_international = *position == '+';
  run->has_parentheses = FALSE;
  if (*position == '+')
    position++;
  if (position < end && *position == '(')
    {
      run->has_parentheses = TRUE;
      position++;
    }

  while (position != NULL && run->n_groups < MOST_GROUPS)
    {
      const char *start = position;
      Group *group = &run->groups[run->n_groups];
      gsize length;

      while (position < end && g_ascii_isdigit (*position))
        position++;
      length = (gsize) (position - start);
      if (length == 0 || n_digits + length > PROCTOR_MASK_NUMBER_MOST || goes_on_as_word (position, end))
        break;

      memcpy (run->digits + n_digits, start, length);
      n_digits += (guint) length;
      *group = (Group) { .end = (gsize) (position - text), .n_digits = n_digits, .length = (guint) length, .separator = separator };
      group->value = length <= 4 ? (guint) g_ascii_strtoull (start, NULL, 10) : G_MAXUINT;
      run->n_groups++;
      position = skip_between (position, end, run, &separator);
    }
  run->digits[n_digits] = '\0';

  if (run->n_groups > 0)
    return run->groups[0].end;

  return MAX ((gsize) (position - text), 1);
}

static gboolean
is_day_and_month (guint one,
                  guint other)
{
  return one >= 1 && other >= 1 && one <= 31 && other <= 31 && MIN (one, other) <= 12;
}

/* Three groups that are a day, not the beginning of a number. */
static gboolean
is_date (const Run *run)
{
  const Group *groups = run->groups;
  char separator;

  if (run->n_groups < 3 || run->is_international || run->has_parentheses)
    return FALSE;
  separator = groups[1].separator;
  if (separator == ' ' || groups[2].separator != separator || (run->n_groups > 3 && groups[3].separator == separator))
    return FALSE;
  if (groups[0].length == 4)
    return groups[0].value >= 1900 && groups[0].value < 2100 && groups[1].length <= 2 && groups[2].length <= 2 && is_day_and_month (groups[1].value, groups[2].value);

  return groups[0].length <= 2 && groups[1].length <= 2 && (groups[2].length == 2 || groups[2].length == 4) && is_day_and_month (groups[0].value, groups[1].value);
}

static guint
compute_luhn (const char *digits,
              gsize n_digits,
              gboolean is_whole)
{
  guint sum = 0;

  for (gsize i = 0; i < n_digits; i++)
    {
      guint digit = (guint) (digits[n_digits - 1 - i] - '0');
      gboolean is_doubled = (i % 2 == 1) == is_whole;

      if (is_doubled)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }

  return sum % 10;
}

static gboolean
is_card (const Run *run,
         guint n_digits)
{
  return n_digits >= 13 && n_digits <= 19 && run->digits[0] >= '2' && run->digits[0] <= '6' && compute_luhn (run->digits, n_digits, TRUE) == 0;
}

/* Returns how many groups are a card's number. Those with the usual length come first: an expiry date
 * after it could well pass the check together with it. */
static guint
find_card (const Run *run,
           gboolean expected)
{
  guint found = 0;

  if (run->is_international)
    return 0;
  for (guint i = 0; i < run->n_groups; i++)
    {
      guint n_digits = run->groups[i].n_digits;

      if (is_card (run, n_digits) && (found == 0 || n_digits == 16))
        found = i + 1;
      else if (found == 0 && expected && (n_digits == 16 || n_digits == 15))
        found = i + 1;
    }

  return found;
}

/* A number written in the American way, 212-867-5309, with or without the 1. */
static gboolean
is_american (const Run *run,
             guint n_groups)
{
  const Group *groups = run->groups;
  guint first = groups[0].length == 1 && groups[0].value == 1 ? 1 : 0;

  if (n_groups != first + 3 || groups[first].length != 3 || groups[first + 1].length != 3 || groups[first + 2].length != 4)
    return FALSE;

  return groups[first].value >= 200 && groups[first + 1].value >= 200 && (groups[first + 2].separator != ' ' || groups[first + 1].separator == ' ');
}

static gboolean
is_phone (const Run *run,
          guint n_groups,
          gboolean expected)
{
  guint n_digits = run->groups[n_groups - 1].n_digits;

  if (n_digits > 15)
    return FALSE;
  if (expected && n_digits >= 6)
    return TRUE;
  if (run->is_international)
    return n_digits >= 7;
  /* 0.12345678 is no number that can be called. */
  if (run->digits[0] != '0' || (run->groups[0].length == 1 && n_groups > 1 && run->groups[1].separator == '.'))
    return is_american (run, n_groups);
  if (run->digits[1] == '0')
    return run->digits[2] != '0' && n_digits >= 10;

  return n_digits >= 9 && n_digits <= 12;
}

/* Returns how many groups are a telephone number. When there are enough digits for one, what comes after
 * a space is something else. */
static guint
find_phone (const Run *run,
            gboolean expected)
{
  guint enough = run->is_international || g_str_has_prefix (run->digits, "00") ? 11 : 10;
  guint n_groups = 0;

  while (n_groups < run->n_groups && (n_groups == 0 || run->groups[n_groups].separator != ' ' || run->groups[n_groups - 1].n_digits < enough))
    n_groups++;

  return n_groups > 0 && is_phone (run, n_groups, expected) ? n_groups : 0;
}

static guint
find_account (const Run *run)
{
  guint n_digits = run->n_groups > 0 ? run->groups[run->n_groups - 1].n_digits : 0;

  return n_digits >= 5 && n_digits <= 20 && !run->is_international ? run->n_groups : 0;
}

static gsize
take_groups (const Run *run,
             guint n_groups,
             ProctorMaskNumberKind kind,
             ProctorMaskNumber *number)
{
  const Group *last = &run->groups[n_groups - 1];

  number->kind = kind;
  number->length = last->end;
  memcpy (number->key, run->digits, last->n_digits);
  number->key[last->n_digits] = '\0';

  return last->end;
}

/**
 * proctor_mask_number_read:
 * @text: where a number may begin: a digit, a plus sign or a parenthesis that opens
 * @end: the end of the text
 * @expected: what the words before it let one expect
 * @number: return location for the number; its key is set even if it is of no kind
 *
 * Looks whether there is a number that has to be masked. It looks at no more than some dozens of
 * characters, unless all of them are digits.
 *
 * Returns: how many bytes of @text are done with
 */
gsize
proctor_mask_number_read (const char *text,
                          const char *end,
                          ProctorMaskNumberKind expected,
                          ProctorMaskNumber *number)
{
  Run run;
  gsize skip = read_run (text, end, &run);
  guint n_groups;

  *number = (ProctorMaskNumber) { 0 };
  if (run.n_groups == 0)
    return skip;

  if (is_date (&run))
    return run.groups[2].end;
  if ((n_groups = find_card (&run, expected == PROCTOR_MASK_NUMBER_CARD)) > 0)
    return take_groups (&run, n_groups, PROCTOR_MASK_NUMBER_CARD, number);
  if (expected == PROCTOR_MASK_NUMBER_ACCOUNT && (n_groups = find_account (&run)) > 0)
    return take_groups (&run, n_groups, PROCTOR_MASK_NUMBER_ACCOUNT, number);
  if ((n_groups = find_phone (&run, expected == PROCTOR_MASK_NUMBER_PHONE)) > 0)
    return take_groups (&run, n_groups, PROCTOR_MASK_NUMBER_PHONE, number);

  /* Somebody may know these digits from elsewhere. */
  take_groups (&run, run.n_groups, PROCTOR_MASK_NUMBER_NONE, number);

  return skip;
}

static guint
add_to_remainder (guint remainder,
                  char character)
{
  if (g_ascii_isdigit (character))
    return (remainder * 10 + (guint) (character - '0')) % 97;

  return (remainder * 100 + (guint) (character - 'A' + 10)) % 97;
}

/* The country and the two digits after it count last. */
static guint
compute_iban_remainder (const char *key,
                        gsize length)
{
  guint remainder = 0;

  for (gsize i = 4; i < length; i++)
    remainder = add_to_remainder (remainder, key[i]);
  for (gsize i = 0; i < 4; i++)
    remainder = add_to_remainder (remainder, key[i]);

  return remainder;
}

/**
 * proctor_mask_number_read_iban:
 * @text: where one may begin
 * @end: the end of the text
 * @expected: whether the words before it let one expect it, so that it may have a digit wrong
 * @number: return location for the number
 *
 * Returns: whether there is an IBAN
 */
gboolean
proctor_mask_number_read_iban (const char *text,
                               const char *end,
                               gboolean expected,
                               ProctorMaskNumber *number)
{
  const char *position = text;
  gsize found = 0;
  gsize n = 0;
  gboolean is_valid = FALSE;
  gboolean has_digit = FALSE; /* since the last space */
  char key[PROCTOR_MASK_NUMBER_MOST + 1];

  if (end - text < SHORTEST_IBAN || !g_ascii_isalpha (text[0]) || !g_ascii_isalpha (text[1]) || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
    return FALSE;

  while (position < end && n < PROCTOR_MASK_NUMBER_MOST)
    {
      gboolean is_right;
      char separator;
      gsize length;

      if (g_ascii_isalnum (*position))
        {
          has_digit = has_digit || g_ascii_isdigit (*position);
          key[n++] = g_ascii_toupper (*position++);
          if (position < end && (g_ascii_isalnum (*position) || goes_on_as_word (position, end)))
            continue;
          is_right = n >= SHORTEST_IBAN && compute_iban_remainder (key, n) == 1;
          is_valid = is_valid || is_right;
          if (n >= SHORTEST_IBAN && (is_right || (expected && !is_valid && has_digit)))
            {
              found = n;
              number->length = (gsize) (position - text);
            }
          has_digit = FALSE;
          continue;
        }
      length = read_separator (position, end, &separator);
      if (length == 0 || separator == '/' || separator == '.' || position + length >= end || !g_ascii_isalnum (position[length]))
        break;
      position += length;
    }

  if (found == 0)
    return FALSE;
  number->kind = PROCTOR_MASK_NUMBER_ACCOUNT;
  memcpy (number->key, key, found);
  number->key[found] = '\0';

  return TRUE;
}

/**
 * proctor_mask_number_get_identity:
 * @number: a number
 *
 * Returns: what is the same for the same number, however it is written
 */
const char *
proctor_mask_number_get_identity (const ProctorMaskNumber *number)
{
  gsize length = strlen (number->key);

  return number->kind == PROCTOR_MASK_NUMBER_PHONE && length > PHONE_TAIL ? number->key + length - PHONE_TAIL : number->key;
}

static gsize
count_prefix (const char *key,
              gboolean is_international)
{
  if (is_international)
    return key[0] == '1' || key[0] == '7' ? 1 : 2;
  if (g_str_has_prefix (key, "00"))
    return key[2] == '1' || key[2] == '7' ? 3 : 4;

  return key[0] == '0' || (key[0] == '1' && strlen (key) == 11) ? 1 : 0;
}

/* Numbers with 555-01 are given to nobody. */
static void
replace_phone (char *key,
               gboolean is_international,
               guint nth)
{
  gsize length = strlen (key);
  guint tail = 100 + nth;

  for (gsize i = count_prefix (key, is_international); i < length; i++)
    key[i] = '5';
  for (gsize i = 0; i < 4 && i < length; i++)
    {
      key[length - 1 - i] = (char) ('0' + tail % 10);
      tail /= 10;
    }
}

static void
write_ordinal (char *key,
               gsize length,
               guint nth)
{
  for (gsize i = 0; i < length; i++)
    {
      key[length - 1 - i] = (char) ('0' + nth % 10);
      nth /= 10;
    }
}

/* The numbers that card companies give for trials; further ones differ in the digits before the last. */
static void
replace_card (char *key,
              guint nth)
{
  const char *pattern = "4242424242424242000";
  gsize length = strlen (key);
  guint check;

  if (key[0] == '3')
    pattern = "3782822463100050000";
  else if (key[0] == '5' || key[0] == '2')
    pattern = "5555555555554444000";
  else if (key[0] == '6')
    pattern = "6011111111111117000";

  memcpy (key, pattern, MIN (length, strlen (pattern)));
  if (length < 7)
    return;
  if (nth > 0)
    write_ordinal (key + length - 6, 5, nth);
  check = compute_luhn (key, length - 1, FALSE);
  key[length - 1] = (char) ('0' + (10 - check) % 10);
}

static void
replace_account (char *key,
                 guint nth)
{
  gsize length = strlen (key);
  guint check;

  if (!g_ascii_isalpha (key[0]))
    {
      write_ordinal (key, length, nth + 1);
      return;
    }

  key[2] = key[3] = '0';
  write_ordinal (key + 4, length - 4, nth + 1);
  check = 98 - compute_iban_remainder (key, length);
  key[2] = (char) ('0' + check / 10);
  key[3] = (char) ('0' + check % 10);
}

/**
 * proctor_mask_number_replace:
 * @kind: what it is
 * @text: a number, as it was found
 * @length: its length
 * @nth: how many others of its kind were found before it
 *
 * Returns: (transfer full): another number of the same kind, written in the same way, that belongs to
 *   nobody
 */
char *
proctor_mask_number_replace (ProctorMaskNumberKind kind,
                             const char *text,
                             gsize length,
                             guint nth)
{
  g_autofree char *replacement = g_strndup (text, length);
  char key[PROCTOR_MASK_NUMBER_MOST + 1];
  gsize n = 0;

  for (gsize i = 0; i < length && n < PROCTOR_MASK_NUMBER_MOST; i++)
    {
      if (g_ascii_isalnum (text[i]))
        key[n++] = g_ascii_toupper (text[i]);
    }
  key[n] = '\0';

  switch (kind)
    {
    case PROCTOR_MASK_NUMBER_PHONE:
      replace_phone (key, text[0] == '+', nth);
      break;
    case PROCTOR_MASK_NUMBER_CARD:
      replace_card (key, nth);
      break;
    case PROCTOR_MASK_NUMBER_ACCOUNT:
      replace_account (key, nth);
      break;
    case PROCTOR_MASK_NUMBER_NONE:
      break;
    }

  n = 0;
  for (gsize i = 0; i < length && key[n] != '\0'; i++)
    {
      if (g_ascii_isalnum (text[i]))
        replacement[i] = key[n++];
    }

  return g_steal_pointer (&replacement);
}
