/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_AGENT_ROW (proctor_agent_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentRow, proctor_agent_row, PROCTOR, AGENT_ROW, AdwBin)

GtkWidget *proctor_agent_row_new (void);

void proctor_agent_row_set_record (ProctorAgentRow *self,
                                   ProctorRecord *record);

G_END_DECLS
