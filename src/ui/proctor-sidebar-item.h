/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-place.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SIDEBAR_ITEM (proctor_sidebar_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSidebarItem, proctor_sidebar_item, PROCTOR, SIDEBAR_ITEM, GObject)

ProctorPlace proctor_sidebar_item_get_place (ProctorSidebarItem *self);
const char *proctor_sidebar_item_get_title (ProctorSidebarItem *self);
const char *proctor_sidebar_item_get_icon_name (ProctorSidebarItem *self);
int proctor_sidebar_item_get_count (ProctorSidebarItem *self);
GListModel *proctor_sidebar_item_get_children (ProctorSidebarItem *self);
void proctor_sidebar_item_set_children (ProctorSidebarItem *self,
                                        GListModel *children);

G_END_DECLS
