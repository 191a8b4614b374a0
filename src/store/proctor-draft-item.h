/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-test-kind.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DRAFT_ITEM (proctor_draft_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDraftItem, proctor_draft_item, PROCTOR, DRAFT_ITEM, GObject)

ProctorDraftItem *proctor_draft_item_new (const char *id,
                                          gboolean gone);

void proctor_draft_item_update (ProctorDraftItem *self,
                                const char *name,
                                const char *kind_name,
                                gint64 changed_at);

const char *proctor_draft_item_get_id (ProctorDraftItem *self);
const char *proctor_draft_item_get_name (ProctorDraftItem *self);
const char *proctor_draft_item_get_kind_name (ProctorDraftItem *self);
ProctorTestKind proctor_draft_item_get_kind (ProctorDraftItem *self);
gint64 proctor_draft_item_get_changed_at (ProctorDraftItem *self);
gboolean proctor_draft_item_is_gone (ProctorDraftItem *self);
gboolean proctor_draft_item_matches (ProctorDraftItem *self,
                                     const char *search);

G_END_DECLS
