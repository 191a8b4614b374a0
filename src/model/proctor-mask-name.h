/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-mask-word.h"

G_BEGIN_DECLS

/**
 * ProctorMaskGap:
 * @PROCTOR_MASK_GAP_OTHER: something that ends a sentence, or the beginning of the text
 * @PROCTOR_MASK_GAP_SPACE: a space
 * @PROCTOR_MASK_GAP_COMMA: a comma
 * @PROCTOR_MASK_GAP_COLON: a colon
 * @PROCTOR_MASK_GAP_DOT: a dot and a space
 *
 * What is between two words.
 */
typedef enum
{
  PROCTOR_MASK_GAP_OTHER,
  PROCTOR_MASK_GAP_SPACE,
  PROCTOR_MASK_GAP_COMMA,
  PROCTOR_MASK_GAP_COLON,
  PROCTOR_MASK_GAP_DOT,
} ProctorMaskGap;

#define PROCTOR_MASK_TRAIL_LENGTH 3

/**
 * ProctorMaskTrail:
 * @words: the words before the one that is looked at, the last one first
 * @n_words: how many there are with nothing but a space between them
 * @gap: what is between the last of them and the one that is looked at
 *
 * What was said just before.
 */
typedef struct
{
  ProctorMaskWord words[PROCTOR_MASK_TRAIL_LENGTH];
  guint n_words;
  ProctorMaskGap gap;
} ProctorMaskTrail;

#define PROCTOR_MASK_NAME_MOST_WORDS 4

/**
 * ProctorMaskName:
 * @words: its words
 * @n_words: how many
 * @is_last: whether a single word is a last name
 *
 * A person's name.
 */
typedef struct
{
  ProctorMaskWord words[PROCTOR_MASK_NAME_MOST_WORDS];
  guint n_words;
  gboolean is_last;
} ProctorMaskName;

ProctorMaskGap proctor_mask_gap_read (const char *text,
                                      const char *end);
void proctor_mask_trail_add (ProctorMaskTrail *self,
                             const ProctorMaskWord *word);

gboolean proctor_mask_name_find (const ProctorMaskTrail *trail,
                                 const ProctorMaskWord *word,
                                 const char *end,
                                 ProctorMaskName *name);
gboolean proctor_mask_name_read (const char *text,
                                 const char *end,
                                 ProctorMaskName *name);

G_END_DECLS
