/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

gboolean proctor_record_equal (gpointer one,
                               gpointer other);
gboolean proctor_record_field_equal (gpointer one,
                                     gpointer other,
                                     guint field);
void proctor_record_list_match (GListModel *one,
                                GListModel *other,
                                guint *first,
                                guint *last);

G_END_DECLS
