/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

GBytes *proctor_raw_json_dup_run (ProctorWatcher *watcher,
                                  guint position) G_GNUC_WARN_UNUSED_RESULT;
GBytes *proctor_raw_json_dup_invocation (ProctorWatcher *watcher) G_GNUC_WARN_UNUSED_RESULT;
GBytes *proctor_raw_json_dup_record (ProctorRecord *record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
