/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TRASH (proctor_trash_get_type ())

/* Deletions that can still be undone. One per session (proctor_session_get_trash()). What is put into it is hidden in the
 * library at once, and nothing is sent until it is emptied.
 * Signals: "failed" (ProctorJob: some of what was emptied could not be deleted; it is shown again, and job can be run again),
 * "unanswered" (GListModel-free: GPtrArray of ProctorUnanswered found at the start; see proctor_trash_load). */
G_DECLARE_FINAL_TYPE (ProctorTrash, proctor_trash, PROCTOR, TRASH, GObject)

/* Returns: a ticket, never 0. */
guint proctor_trash_put (ProctorTrash *self,
                         const char *const *ids); /* tests' and folders' */
void proctor_trash_undo (ProctorTrash *self,
                         guint ticket);
/* The toast has gone: now it is sent. 0: all. */
void proctor_trash_empty (ProctorTrash *self,
                          guint ticket);
gboolean proctor_trash_is_busy (ProctorTrash *self); /* something waits or is being sent */

/* At quitting: everything is sent; ends when the answers are in, or after @most_secs. What was not answered is kept. */
void proctor_trash_shut_down_async (ProctorTrash *self,
                                    guint most_secs,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void proctor_trash_shut_down_finish (ProctorTrash *self,
                                     GAsyncResult *result);

/* What an earlier session sent and never heard of. Delete them again, or keep them. */
GPtrArray *proctor_trash_get_unanswered (ProctorTrash *self); /* borrowed, of ProctorUnanswered; empty if none */
void proctor_trash_resolve_unanswered (ProctorTrash *self,
                                       gboolean delete);

G_END_DECLS
