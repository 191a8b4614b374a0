/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-attachment.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ATTACHMENTS (proctor_attachments_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttachments, proctor_attachments, PROCTOR, ATTACHMENTS, GObject)

ProctorAttachments *proctor_attachments_new (ProctorSession *session);

void proctor_attachments_set_agent (ProctorAttachments *self,
                                    ProctorAgent *agent);
GListModel *proctor_attachments_get_list (ProctorAttachments *self);
const GError *proctor_attachments_get_error (ProctorAttachments *self);
char **proctor_attachments_dup_test_ids (ProctorAttachments *self,
                                         gboolean *complete);
gboolean proctor_attachments_contains (ProctorAttachments *self,
                                       const char *id);

G_END_DECLS
