/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that make up ProctorMasking share.
 */

#pragma once

#include "proctor-mask-number.h"
#include "proctor-mask-people.h"
#include "proctor-masking.h"

G_BEGIN_DECLS

/**
 * ProctorMaskingDeed:
 * @PROCTOR_MASKING_FIND: remembers what is to be masked
 * @PROCTOR_MASKING_COUNT: counts how often it occurs
 * @PROCTOR_MASKING_REPLACE: puts something else in its place
 *
 * What is done with a text.
 */
typedef enum
{
  PROCTOR_MASKING_FIND,
  PROCTOR_MASKING_COUNT,
  PROCTOR_MASKING_REPLACE,
} ProctorMaskingDeed;

/**
 * ProctorMaskingPlace:
 * @key: (nullable): what the text is called where it stands
 * @is_variable: whether it is a dynamic variable
 * @is_escaped: whether what is put into it is to be escaped for JSON
 * @depth: how many times JSON stands in a string of JSON
 *
 * Where a text stands.
 */
typedef struct
{
  const char *key;
  gboolean is_variable;
  gboolean is_escaped;
  guint depth;
} ProctorMaskingPlace;

ProctorMaskPeople *proctor_masking_get_people (ProctorMasking *self);
void proctor_masking_add_person (ProctorMasking *self,
                                 const ProctorMaskName *name);
ProctorMask *proctor_masking_find_email (ProctorMasking *self,
                                         const char *text,
                                         gsize length,
                                         gboolean is_new);
ProctorMask *proctor_masking_find_number (ProctorMasking *self,
                                          const ProctorMaskNumber *number,
                                          const char *text,
                                          gboolean is_new,
                                          guint *nth);

char *proctor_masking_scan_text (ProctorMasking *self,
                                 ProctorMaskingDeed deed,
                                 const char *text,
                                 gsize length,
                                 const ProctorMaskingPlace *place) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_masking_scan (ProctorMasking *self,
                            ProctorMaskingDeed deed,
                            const char *text,
                            gsize length,
                            const ProctorMaskingPlace *place) G_GNUC_WARN_UNUSED_RESULT;
void proctor_masking_append_escaped (GString *json,
                                     const char *text);

G_END_DECLS
