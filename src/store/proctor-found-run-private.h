/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-found-run.h"
#include "proctor-history-search.h"

G_BEGIN_DECLS

ProctorFoundRun *proctor_found_run_new (ProctorHistoryHit *hit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
