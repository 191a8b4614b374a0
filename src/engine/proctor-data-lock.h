/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ProctorDataLock ProctorDataLock;

ProctorDataLock *proctor_data_lock_take (const char *folder,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_data_lock_was_unclean (ProctorDataLock *lock);
void proctor_data_lock_set_clean (ProctorDataLock *lock);
void proctor_data_lock_release (ProctorDataLock *lock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorDataLock, proctor_data_lock_release)

G_END_DECLS
