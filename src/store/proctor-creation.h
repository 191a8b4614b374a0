/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"
#include "proctor-test.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CREATION (proctor_creation_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCreation, proctor_creation, PROCTOR, CREATION, GObject)

ProctorCreation *proctor_creation_new_for_test (ProctorSession *session,
                                                ProctorTest *test,
                                                const char *folder_id);
ProctorCreation *proctor_creation_new_for_folder (ProctorSession *session,
                                                  const char *name,
                                                  const char *folder_id);

gboolean proctor_creation_is_lost (ProctorCreation *self);

void proctor_creation_run_async (ProctorCreation *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *proctor_creation_run_finish (ProctorCreation *self,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, for what a person asks for: looks for what got lost at once, and remembers it. */
void proctor_creation_ask_async (ProctorCreation *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *proctor_creation_ask_finish (ProctorCreation *self,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
