/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "proctor-call.h"

G_BEGIN_DECLS

/**
 * ProctorInquiry:
 *
 * A request that somebody else than the database answers, and who may take a while. Whoever has it
 * ends it with proctor_inquiry_answer(), also when nobody waits for it any longer.
 */
typedef struct _ProctorInquiry ProctorInquiry;

typedef void (*ProctorInquiryHandler) (ProctorInquiry *inquiry,
                                       gpointer user_data);

ProctorInquiry *proctor_inquiry_new (SoupServerMessage *message,
                                     GCancellable *server_ended);

ProctorCall *proctor_inquiry_get_call (ProctorInquiry *inquiry);
GCancellable *proctor_inquiry_get_cancellable (ProctorInquiry *inquiry);
void proctor_inquiry_answer (ProctorInquiry *inquiry);

void proctor_inquiry_respond (SoupServerMessage *message,
                              guint status,
                              GBytes *body);

G_END_DECLS
