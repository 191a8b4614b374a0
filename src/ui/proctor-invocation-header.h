/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-names.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_INVOCATION_HEADER (proctor_invocation_header_get_type ())

G_DECLARE_FINAL_TYPE (ProctorInvocationHeader, proctor_invocation_header, PROCTOR, INVOCATION_HEADER, AdwBin)

void proctor_invocation_header_set_watcher (ProctorInvocationHeader *self,
                                            ProctorWatcher *watcher,
                                            ProctorAgentNames *names);

G_END_DECLS
