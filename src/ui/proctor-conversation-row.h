/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CONVERSATION_ROW (proctor_conversation_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorConversationRow, proctor_conversation_row, PROCTOR, CONVERSATION_ROW, AdwBin)

GtkWidget *proctor_conversation_row_new (void);

void proctor_conversation_row_set_record (ProctorConversationRow *self,
                                          ProctorRecord *record);

G_END_DECLS
