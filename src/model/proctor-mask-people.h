/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-mask-name.h"
#include "proctor-mask.h"

G_BEGIN_DECLS

typedef struct _ProctorMaskPeople ProctorMaskPeople;

/**
 * ProctorMaskMention:
 * @mask: (transfer none): of whom it is
 * @end: the end of it in the text
 * @replacement: (transfer full): what is to stand there
 *
 * A place where somebody is named.
 */
typedef struct
{
  ProctorMask *mask;
  const char *end;
  char *replacement;
} ProctorMaskMention;

ProctorMaskPeople *proctor_mask_people_new (void);
void proctor_mask_people_free (ProctorMaskPeople *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorMaskPeople, proctor_mask_people_free)

ProctorMask *proctor_mask_people_add (ProctorMaskPeople *self,
                                      const ProctorMaskName *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_mask_people_find (ProctorMaskPeople *self,
                                   const ProctorMaskWord *word,
                                   const char *end,
                                   gboolean begins_sentence,
                                   ProctorMaskMention *mention);

G_END_DECLS
