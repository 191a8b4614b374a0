/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * ProctorAnswer:
 * @status: the HTTP status
 * @headers: the headers
 * @asked: the headers of what it answers
 * @body: the body, without its compression
 *
 * What a server answered.
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  SoupMessageHeaders *asked;
  GBytes *body;
} ProctorAnswer;

const char *proctor_answer_get_key (const ProctorAnswer *answer);
void proctor_answer_free (ProctorAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorAnswer, proctor_answer_free)

void proctor_exchange_async (SoupSession *session,
                             const char *method,
                             GUri *uri,
                             const char *key,
                             GBytes *body,
                             gsize most_bytes,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
ProctorAnswer *proctor_exchange_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_exchange_was_sent (GAsyncResult *result);
guint proctor_exchange_count_attempts (GAsyncResult *result);

G_END_DECLS
