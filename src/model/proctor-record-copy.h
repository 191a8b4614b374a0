/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

gpointer proctor_record_copy (gpointer record) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_record_contains (gpointer record,
                                  gpointer part);
gpointer proctor_record_find_owner (gpointer record,
                                    gpointer part,
                                    guint *field);

G_END_DECLS
