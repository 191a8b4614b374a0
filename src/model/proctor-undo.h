/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-record.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_UNDO (proctor_undo_get_type ())

G_DECLARE_FINAL_TYPE (ProctorUndo, proctor_undo, PROCTOR, UNDO, GObject)

ProctorUndo *proctor_undo_new (void);

void proctor_undo_begin (ProctorUndo *self,
                         const char *label);
void proctor_undo_end (ProctorUndo *self);

void proctor_undo_set_string (ProctorUndo *self,
                              gpointer record,
                              guint field,
                              const char *value);
void proctor_undo_set_int (ProctorUndo *self,
                           gpointer record,
                           guint field,
                           gint64 value);
void proctor_undo_set_double (ProctorUndo *self,
                              gpointer record,
                              guint field,
                              double value);
void proctor_undo_set_bool (ProctorUndo *self,
                            gpointer record,
                            guint field,
                            gboolean value);
void proctor_undo_set_strings (ProctorUndo *self,
                               gpointer record,
                               guint field,
                               const char *const *value);
void proctor_undo_set_record (ProctorUndo *self,
                              gpointer record,
                              guint field,
                              gpointer value);
void proctor_undo_unset (ProctorUndo *self,
                         gpointer record,
                         guint field);
void proctor_undo_insert (ProctorUndo *self,
                          gpointer record,
                          guint field,
                          guint position,
                          gpointer item);
void proctor_undo_remove (ProctorUndo *self,
                          gpointer record,
                          guint field,
                          guint position);
void proctor_undo_move (ProctorUndo *self,
                        gpointer record,
                        guint field,
                        guint from,
                        guint to);
void proctor_undo_splice (ProctorUndo *self,
                          gpointer record,
                          guint field,
                          guint position,
                          guint n_removals,
                          GPtrArray *additions);
void proctor_undo_assign (ProctorUndo *self,
                          gpointer record,
                          gpointer other);
void proctor_undo_assign_field (ProctorUndo *self,
                                gpointer record,
                                gpointer other,
                                guint field);

void proctor_undo_type (ProctorUndo *self,
                        gpointer record,
                        guint field,
                        const char *text,
                        const char *label);
void proctor_undo_type_item (ProctorUndo *self,
                             gpointer record,
                             guint field,
                             guint position,
                             const char *text,
                             const char *label);
void proctor_undo_pause (ProctorUndo *self);

const char *proctor_undo_get_undo_label (ProctorUndo *self);
const char *proctor_undo_get_redo_label (ProctorUndo *self);
gboolean proctor_undo_undo (ProctorUndo *self);
gboolean proctor_undo_redo (ProctorUndo *self);
void proctor_undo_clear (ProctorUndo *self);
guint64 proctor_undo_get_state (ProctorUndo *self);

G_END_DECLS
