/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice.h"
#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PATH_ENTRY (proctor_path_entry_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPathEntry, proctor_path_entry, PROCTOR, PATH_ENTRY, GtkWidget)

GtkWidget *proctor_path_entry_new (void);

void proctor_path_entry_bind (ProctorPathEntry *self,
                              ProctorEditing *editing,
                              gpointer record,
                              guint field);
void proctor_path_entry_set_tool (ProctorPathEntry *self,
                                  ProctorChoice *tool);
void proctor_path_entry_set_name (ProctorPathEntry *self,
                                  const char *name);

G_END_DECLS
