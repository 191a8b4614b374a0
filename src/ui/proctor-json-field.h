/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_JSON_FIELD (proctor_json_field_get_type ())

G_DECLARE_FINAL_TYPE (ProctorJsonField, proctor_json_field, PROCTOR, JSON_FIELD, GtkBox)

GtkWidget *proctor_json_field_new (const char *title);

void proctor_json_field_bind (ProctorJsonField *self,
                              ProctorEditing *editing,
                              gpointer record,
                              guint field);

void proctor_json_field_set_allows_text (ProctorJsonField *self,
                                         gboolean allows_text);
void proctor_json_field_set_problem (ProctorJsonField *self,
                                     const char *problem);
void proctor_json_field_set_editable (ProctorJsonField *self,
                                      gboolean editable);

gboolean proctor_json_field_is_valid (ProctorJsonField *self);
void proctor_json_field_put_back (ProctorJsonField *self);
char *proctor_json_field_dup_text (ProctorJsonField *self);
void proctor_json_field_set_text (ProctorJsonField *self,
                                  const char *text);
GtkTextView *proctor_json_field_get_view (ProctorJsonField *self);

G_END_DECLS
