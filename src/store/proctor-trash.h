/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TRASH (proctor_trash_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTrash, proctor_trash, PROCTOR, TRASH, GObject)

/* The session makes one, and has it look for what was never answered. */
ProctorTrash *proctor_trash_new (ProctorSession *session);
void proctor_trash_load (ProctorTrash *self);

guint proctor_trash_put (ProctorTrash *self,
                         const char *const *ids);
void proctor_trash_undo (ProctorTrash *self,
                         guint ticket);
void proctor_trash_empty (ProctorTrash *self,
                          guint ticket);
gboolean proctor_trash_has (ProctorTrash *self,
                            guint ticket);
gboolean proctor_trash_has_thing (ProctorTrash *self,
                                  const char *id);
guint proctor_trash_get_last_ticket (ProctorTrash *self);
gboolean proctor_trash_is_busy (ProctorTrash *self);

void proctor_trash_shut_down_async (ProctorTrash *self,
                                    guint most_secs,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void proctor_trash_shut_down_finish (ProctorTrash *self,
                                     GAsyncResult *result);

GPtrArray *proctor_trash_get_unanswered (ProctorTrash *self);
void proctor_trash_resolve_unanswered (ProctorTrash *self,
                                       gboolean delete);

G_END_DECLS
