/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ProctorOpenaiReply:
 * @status: the HTTP status
 * @delay_msecs: how long the server asks to wait, -1 if it doesn't
 * @body: what was answered
 * @seconds: how long it took
 *
 * What came back.
 */
typedef struct
{
  guint status;
  gint64 delay_msecs;
  GBytes *body;
  double seconds;
} ProctorOpenaiReply;

void proctor_openai_reply_free (ProctorOpenaiReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorOpenaiReply, proctor_openai_reply_free)

void proctor_openai_exchange_async (SoupSession *session,
                                    const char *url,
                                    const char *key,
                                    GBytes *body,
                                    gsize most_bytes,
                                    guint timeout_secs,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorOpenaiReply *proctor_openai_exchange_finish (GAsyncResult *result,
                                                    gboolean *broken,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
