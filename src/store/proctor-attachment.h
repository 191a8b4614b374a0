/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-test-kind.h"

G_BEGIN_DECLS

/**
 * ProctorAttachmentState:
 * @PROCTOR_ATTACHMENT_UNKNOWN: nobody knows yet what it is, or could find out
 * @PROCTOR_ATTACHMENT_TEST: it is a test
 * @PROCTOR_ATTACHMENT_FOLDER: it is a folder, and what is in it belongs to the agent
 * @PROCTOR_ATTACHMENT_DANGLING: there is no such thing any more
 *
 * What is behind an id that is attached to an agent.
 */
typedef enum
{
  PROCTOR_ATTACHMENT_UNKNOWN,
  PROCTOR_ATTACHMENT_TEST,
  PROCTOR_ATTACHMENT_FOLDER,
  PROCTOR_ATTACHMENT_DANGLING,
} ProctorAttachmentState;

#define PROCTOR_TYPE_ATTACHMENT (proctor_attachment_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAttachment, proctor_attachment, PROCTOR, ATTACHMENT, GObject)

ProctorAttachment *proctor_attachment_new (const char *id,
                                           const char *node_id);

const char *proctor_attachment_get_id (ProctorAttachment *self);
const char *proctor_attachment_get_node_id (ProctorAttachment *self);
const char *proctor_attachment_get_name (ProctorAttachment *self);
ProctorAttachmentState proctor_attachment_get_state (ProctorAttachment *self);
ProctorTestKind proctor_attachment_get_kind (ProctorAttachment *self);
gboolean proctor_attachment_is_foreign (ProctorAttachment *self);
GListModel *proctor_attachment_get_children (ProctorAttachment *self);
gboolean proctor_attachment_is_complete (ProctorAttachment *self);

/* For the list that it is in. */
void proctor_attachment_set_test (ProctorAttachment *self,
                                  const char *name,
                                  ProctorTestKind kind);
void proctor_attachment_set_folder (ProctorAttachment *self,
                                    const char *name);
void proctor_attachment_set_dangling (ProctorAttachment *self);
void proctor_attachment_set_foreign (ProctorAttachment *self,
                                     gboolean foreign);
void proctor_attachment_set_children (ProctorAttachment *self,
                                      GPtrArray *children,
                                      gboolean complete);

G_END_DECLS
