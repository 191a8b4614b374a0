/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorMaskNumberKind:
 * @PROCTOR_MASK_NUMBER_NONE: nothing that has to be masked
 * @PROCTOR_MASK_NUMBER_PHONE: a telephone number
 * @PROCTOR_MASK_NUMBER_CARD: a payment card's
 * @PROCTOR_MASK_NUMBER_ACCOUNT: a bank account's
 *
 * What a number is, or what the words before it let one expect.
 */
typedef enum
{
  PROCTOR_MASK_NUMBER_NONE,
  PROCTOR_MASK_NUMBER_PHONE,
  PROCTOR_MASK_NUMBER_CARD,
  PROCTOR_MASK_NUMBER_ACCOUNT,
} ProctorMaskNumberKind;

/* The digits of the longest number there is, or the letters and digits of the longest IBAN. */
#define PROCTOR_MASK_NUMBER_MOST 34

/**
 * ProctorMaskNumber:
 * @kind: what it is
 * @length: how many bytes of the text it takes
 * @key: its digits and letters, and nothing else
 *
 * A number that was found in a text.
 */
typedef struct
{
  ProctorMaskNumberKind kind;
  gsize length;
  char key[PROCTOR_MASK_NUMBER_MOST + 1];
} ProctorMaskNumber;

gsize proctor_mask_number_read (const char *text,
                                const char *end,
                                ProctorMaskNumberKind expected,
                                ProctorMaskNumber *number);
gboolean proctor_mask_number_read_iban (const char *text,
                                        const char *end,
                                        gboolean expected,
                                        ProctorMaskNumber *number);
const char *proctor_mask_number_get_identity (const ProctorMaskNumber *number);
char *proctor_mask_number_replace (ProctorMaskNumberKind kind,
                                   const char *text,
                                   gsize length,
                                   guint nth);

G_END_DECLS
