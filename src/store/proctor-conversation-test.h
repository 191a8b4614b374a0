/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-conversation.h"
#include "proctor-masking.h"
#include "proctor-session.h"
#include "proctor-test-kind.h"
#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * ProctorReplyUse:
 * @PROCTOR_REPLY_USE_FAILURE: as an example of failure
 * @PROCTOR_REPLY_USE_SUCCESS: as an example of success
 * @PROCTOR_REPLY_USE_NONE: not at all; it is only kept with where the test comes from
 *
 * What a test makes of the reply that the agent gave in a conversation.
 */
typedef enum
{
  PROCTOR_REPLY_USE_FAILURE,
  PROCTOR_REPLY_USE_SUCCESS,
  PROCTOR_REPLY_USE_NONE,
} ProctorReplyUse;

gboolean proctor_conversation_test_can_cut (ProctorConversation *conversation,
                                            guint cut);
guint proctor_conversation_test_find_cut (ProctorConversation *conversation);
gboolean proctor_conversation_test_has_call (ProctorConversation *conversation,
                                             guint cut);
guint proctor_conversation_test_count_dropped (ProctorConversation *conversation,
                                               guint cut);

ProctorTest *proctor_conversation_test_make (ProctorConversation *conversation,
                                             ProctorTestKind kind,
                                             guint cut) G_GNUC_WARN_UNUSED_RESULT;
void proctor_conversation_test_use_reply (ProctorTest *test,
                                          ProctorReplyUse use);

void proctor_conversation_test_make_async (ProctorSession *session,
                                           ProctorConversation *conversation,
                                           ProctorTestKind kind,
                                           guint cut,
                                           ProctorMasking *masking,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
ProctorTest *proctor_conversation_test_make_finish (ProctorSession *session,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_conversation_test_find_masks_async (ProctorConversation *conversation,
                                                 guint cut,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
ProctorMasking *proctor_conversation_test_find_masks_finish (ProctorConversation *conversation,
                                                             GAsyncResult *result,
                                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
