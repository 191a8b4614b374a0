/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-openai-exchange.h"
#include "proctor-openai-request.h"

G_BEGIN_DECLS

void proctor_openai_reading_async (const ProctorOpenaiRequest *request,
                                   ProctorOpenaiReply *reply,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gpointer proctor_openai_reading_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
GDestroyNotify proctor_openai_reading_get_free (const ProctorOpenaiRequest *request);

G_END_DECLS
