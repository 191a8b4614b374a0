/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-judge-answer.h"
#include "proctor-judge-request.h"

G_BEGIN_DECLS

void proctor_local_judge_async (ProctorClient *client,
                                ProctorJudgeRequest *judge_request,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ProctorJudgeAnswer *proctor_local_judge_finish (ProctorClient *client,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
