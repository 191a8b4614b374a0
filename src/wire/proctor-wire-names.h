/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-field.h"
#include "proctor-test-kind.h"

G_BEGIN_DECLS

ProctorTestKind proctor_wire_test_kind_from_name (const char *name);
const char *proctor_wire_test_kind_get_name (ProctorTestKind kind);

char *proctor_wire_dup_member_name (GType type,
                                    const ProctorField *field);

G_END_DECLS
