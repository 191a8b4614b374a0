/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-editing.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TEXT_FIELD (proctor_text_field_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTextField, proctor_text_field, PROCTOR, TEXT_FIELD, GtkWidget)

GtkWidget *proctor_text_field_new (const char *title);

void proctor_text_field_bind (ProctorTextField *self,
                              ProctorEditing *editing,
                              gpointer record,
                              guint field);

const char *proctor_text_field_get_title (ProctorTextField *self);
void proctor_text_field_set_title (ProctorTextField *self,
                                   const char *title);
void proctor_text_field_set_show_title (ProctorTextField *self,
                                        gboolean show_title);
void proctor_text_field_set_placeholder (ProctorTextField *self,
                                         const char *placeholder);
void proctor_text_field_set_hint (ProctorTextField *self,
                                  const char *hint);
void proctor_text_field_set_problem (ProctorTextField *self,
                                     const char *problem);
void proctor_text_field_set_editable (ProctorTextField *self,
                                      gboolean editable);

char *proctor_text_field_dup_text (ProctorTextField *self);
void proctor_text_field_set_text (ProctorTextField *self,
                                  const char *text);

GtkTextView *proctor_text_field_get_view (ProctorTextField *self);

G_END_DECLS
