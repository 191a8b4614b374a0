/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorMaskKind:
 * @PROCTOR_MASK_NAME: what somebody is called
 * @PROCTOR_MASK_EMAIL: an e-mail address
 * @PROCTOR_MASK_PHONE: a telephone number
 * @PROCTOR_MASK_CARD: the number of a payment card
 * @PROCTOR_MASK_ACCOUNT: the number of a bank account, an IBAN too
 *
 * What a text that is masked says of somebody.
 */
typedef enum
{
  PROCTOR_MASK_NAME,
  PROCTOR_MASK_EMAIL,
  PROCTOR_MASK_PHONE,
  PROCTOR_MASK_CARD,
  PROCTOR_MASK_ACCOUNT,
} ProctorMaskKind;

#define PROCTOR_MASK_N_KINDS (PROCTOR_MASK_ACCOUNT + 1)

#define PROCTOR_TYPE_MASK (proctor_mask_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMask, proctor_mask, PROCTOR, MASK, GObject)

ProctorMask *proctor_mask_new (ProctorMaskKind kind,
                               const char *text,
                               const char *replacement);

ProctorMaskKind proctor_mask_get_kind (ProctorMask *self);
const char *proctor_mask_get_text (ProctorMask *self);
void proctor_mask_set_text (ProctorMask *self,
                            const char *text);
const char *proctor_mask_get_replacement (ProctorMask *self);
void proctor_mask_set_replacement (ProctorMask *self,
                                   const char *replacement);
const char *proctor_mask_get_wording (ProctorMask *self);
void proctor_mask_set_wording (ProctorMask *self,
                               const char *wording);
guint proctor_mask_get_count (ProctorMask *self);
void proctor_mask_set_count (ProctorMask *self,
                             guint count);
gboolean proctor_mask_get_enabled (ProctorMask *self);
void proctor_mask_set_enabled (ProctorMask *self,
                               gboolean enabled);

G_END_DECLS
