/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

gboolean proctor_record_place_find (ProctorRecord *root,
                                    const char *path,
                                    ProctorRecord **record,
                                    guint *field,
                                    guint *position);

G_END_DECLS
