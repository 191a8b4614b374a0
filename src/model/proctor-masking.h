/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-mask.h"
#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_MASKING (proctor_masking_get_type ())

G_DECLARE_FINAL_TYPE (ProctorMasking, proctor_masking, PROCTOR, MASKING, GObject)

ProctorMasking *proctor_masking_new (void);

GListModel *proctor_masking_get_masks (ProctorMasking *self);
gboolean proctor_masking_get_kind_enabled (ProctorMasking *self,
                                           ProctorMaskKind kind);
void proctor_masking_set_kind_enabled (ProctorMasking *self,
                                       ProctorMaskKind kind,
                                       gboolean enabled);

void proctor_masking_find_in_text (ProctorMasking *self,
                                   const char *text);
void proctor_masking_find_in_record (ProctorMasking *self,
                                     ProctorRecord *record);
void proctor_masking_count_in_record (ProctorMasking *self,
                                      ProctorRecord *record);

char *proctor_masking_mask_text (ProctorMasking *self,
                                 const char *text);
void proctor_masking_mask_record (ProctorMasking *self,
                                  ProctorRecord *record);

G_END_DECLS
