/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

GPtrArray *proctor_config_compare (ProctorRecord *one,
                                   ProctorRecord *other,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
