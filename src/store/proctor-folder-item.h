/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOLDER_ITEM (proctor_folder_item_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFolderItem, proctor_folder_item, PROCTOR, FOLDER_ITEM, GObject)

/* A folder of tests. Properties (notify): id, name, n-tests (in it and below; read from what the library holds). */
const char *proctor_folder_item_get_id (ProctorFolderItem *self);
const char *proctor_folder_item_get_name (ProctorFolderItem *self);
ProctorFolderItem *proctor_folder_item_get_parent (ProctorFolderItem *self); /* borrowed, NULL at the top */
GListModel *proctor_folder_item_get_children (ProctorFolderItem *self);      /* of ProctorFolderItem, sorted by name; live */
guint proctor_folder_item_get_n_tests (ProctorFolderItem *self);
guint proctor_folder_item_get_depth (ProctorFolderItem *self); /* 0 at the top */
char *proctor_folder_item_dup_path (ProctorFolderItem *self);  /* "Bookings / Late / Night", for people */
gboolean proctor_folder_item_contains (ProctorFolderItem *self,
                                       ProctorFolderItem *other); /* itself, or below it */
gboolean proctor_folder_item_is_read_only (ProctorFolderItem *self);

G_END_DECLS
