/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "proctor-mask-number.h"

G_BEGIN_DECLS

/**
 * ProctorMaskWordFlags:
 * @PROCTOR_MASK_WORD_PLAIN: nothing is known of it
 * @PROCTOR_MASK_WORD_STOP: it begins no name, however it is written
 * @PROCTOR_MASK_WORD_TITLE: a name follows
 * @PROCTOR_MASK_WORD_PARTICLE: it may stand within a name
 * @PROCTOR_MASK_WORD_ORGANISATION: what it belongs to is no person's name
 * @PROCTOR_MASK_WORD_COMMON: a name that is a word of the language as well
 * @PROCTOR_MASK_WORD_PHONE: a telephone number may follow
 * @PROCTOR_MASK_WORD_ACCOUNT: a bank account's number may follow
 * @PROCTOR_MASK_WORD_CARD: a card's number may follow
 * @PROCTOR_MASK_WORD_OTHER: a number of another kind follows
 *
 * What is known of a word.
 */
typedef enum
{
  PROCTOR_MASK_WORD_PLAIN = 0,
  PROCTOR_MASK_WORD_STOP = 1 << 0,
  PROCTOR_MASK_WORD_TITLE = 1 << 1,
  PROCTOR_MASK_WORD_PARTICLE = 1 << 2,
  PROCTOR_MASK_WORD_ORGANISATION = 1 << 3,
  PROCTOR_MASK_WORD_COMMON = 1 << 4,
  PROCTOR_MASK_WORD_PHONE = 1 << 5,
  PROCTOR_MASK_WORD_ACCOUNT = 1 << 6,
  PROCTOR_MASK_WORD_CARD = 1 << 7,
  PROCTOR_MASK_WORD_OTHER = 1 << 8,
} ProctorMaskWordFlags;

/* A longer word is nobody's name. */
#define PROCTOR_MASK_WORD_MOST 48

/**
 * ProctorMaskWord:
 * @start: where it begins
 * @end: where it ends
 * @folded: in small letters; empty if it is too long to be of interest
 * @is_capital: whether it begins with a capital letter, or with one of a script that has none
 * @is_upper: whether it is all in capital letters, and more than one
 *
 * A word of a text.
 */
typedef struct
{
  const char *start;
  const char *end;
  char folded[PROCTOR_MASK_WORD_MOST + 1];
  gboolean is_capital;
  gboolean is_upper;
} ProctorMaskWord;

gboolean proctor_mask_word_read (const char *text,
                                 const char *end,
                                 ProctorMaskWord *word);
ProctorMaskWordFlags proctor_mask_word_get_flags (const char *folded);
ProctorMaskNumberKind proctor_mask_word_expect (const char *folded,
                                                ProctorMaskNumberKind before);

gboolean proctor_mask_key_is_name (const char *key,
                                   gboolean is_variable);
ProctorMaskNumberKind proctor_mask_key_expect (const char *key);

G_END_DECLS
