/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-editing.h"

G_BEGIN_DECLS

void proctor_bound_row_bind_text (GtkEditable *row,
                                  ProctorEditing *editing,
                                  gpointer record,
                                  guint field,
                                  const char *label);
void proctor_bound_row_bind_optional (GtkEditable *row,
                                      ProctorEditing *editing,
                                      gpointer record,
                                      guint field,
                                      const char *label);
void proctor_bound_row_bind_switch (AdwSwitchRow *row,
                                    ProctorEditing *editing,
                                    gpointer record,
                                    guint field,
                                    const char *label);
void proctor_bound_row_bind_check (GtkCheckButton *check,
                                   ProctorEditing *editing,
                                   gpointer record,
                                   guint field,
                                   const char *label);
void proctor_bound_row_bind_spin (AdwSpinRow *row,
                                  ProctorEditing *editing,
                                  gpointer record,
                                  guint field,
                                  const char *label,
                                  gint64 unset);
void proctor_bound_row_unbind (gpointer row);

G_END_DECLS
