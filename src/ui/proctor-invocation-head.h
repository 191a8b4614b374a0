/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_INVOCATION_HEAD (proctor_invocation_head_get_type ())

G_DECLARE_FINAL_TYPE (ProctorInvocationHead, proctor_invocation_head, PROCTOR, INVOCATION_HEAD, AdwBin)

void proctor_invocation_head_set_watcher (ProctorInvocationHead *self,
                                          ProctorWatcher *watcher);

G_END_DECLS
