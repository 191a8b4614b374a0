/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-test-kind.h"

G_BEGIN_DECLS

char *proctor_format_when (gint64 at,
                           gint64 now);
char *proctor_format_when_updated (gint64 at,
                                   gint64 now);
char *proctor_format_when_exactly (gint64 at);

const char *proctor_format_kind (ProctorTestKind kind);
const char *proctor_format_kind_of_test (ProctorTestKind kind);
const char *proctor_format_kind_icon (ProctorTestKind kind);

const char *proctor_format_outcome (ProctorOutcome outcome);

G_END_DECLS
