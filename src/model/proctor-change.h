/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

/**
 * ProctorChange:
 *
 * What became of one property of a record, so that it can be taken back and made again.
 */
typedef struct _ProctorChange ProctorChange;

ProctorChange *proctor_change_new (ProctorRecord *record,
                                   guint field) G_GNUC_WARN_UNUSED_RESULT;
ProctorChange *proctor_change_new_extras (ProctorRecord *record,
                                          const char *extras) G_GNUC_WARN_UNUSED_RESULT;
ProctorChange *proctor_change_new_splice (ProctorRecord *record,
                                          guint field,
                                          guint position,
                                          guint n_removals,
                                          GPtrArray *additions) G_GNUC_WARN_UNUSED_RESULT;
void proctor_change_free (ProctorChange *change);

gboolean proctor_change_seal (ProctorChange *change);
gboolean proctor_change_merge (ProctorChange *change,
                               ProctorChange *next);
void proctor_change_make (ProctorChange *change);
void proctor_change_take_back (ProctorChange *change);

ProctorRecord *proctor_change_get_record (ProctorChange *change);
guint proctor_change_get_field (ProctorChange *change);
gsize proctor_change_get_size (ProctorChange *change);

void proctor_change_copy_state (ProctorRecord *record,
                                guint field,
                                ProctorRecord *from);
gboolean proctor_change_is_same_state (ProctorRecord *record,
                                       guint field,
                                       ProctorRecord *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorChange, proctor_change_free)

G_END_DECLS
