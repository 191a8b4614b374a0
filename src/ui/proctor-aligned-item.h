/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader-item.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ALIGNED_ITEM (proctor_aligned_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAlignedItem, proctor_aligned_item, PROCTOR, ALIGNED_ITEM, GObject)

ProctorAlignedItem *proctor_aligned_item_new (ProctorReaderItem *one,
                                              ProctorReaderItem *other,
                                              guint number) G_GNUC_WARN_UNUSED_RESULT;

ProctorReaderItem *proctor_aligned_item_get_one (ProctorAlignedItem *self);
ProctorReaderItem *proctor_aligned_item_get_other (ProctorAlignedItem *self);
guint proctor_aligned_item_get_number (ProctorAlignedItem *self);
char *proctor_aligned_item_dup_caption (ProctorAlignedItem *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
