/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-talk-request.h"
#include "proctor-talk-step.h"

G_BEGIN_DECLS

void proctor_local_talk_async (ProctorClient *client,
                               ProctorTalkRequest *talk,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorTalkStep *proctor_local_talk_finish (ProctorClient *client,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
