/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-reader-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_READER_TOOL (proctor_reader_tool_get_type ())

G_DECLARE_FINAL_TYPE (ProctorReaderTool, proctor_reader_tool, PROCTOR, READER_TOOL, GtkBox)

GtkWidget *proctor_reader_tool_new (void);

void proctor_reader_tool_show (ProctorReaderTool *self,
                               ProctorReaderItem *item,
                               guint which);
void proctor_reader_tool_mark (ProctorReaderTool *self,
                               ProctorReaderState *state);

G_END_DECLS
