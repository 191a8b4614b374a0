/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-folder-item.h"

G_BEGIN_DECLS

/**
 * ProctorFolderFacts:
 * @name: (nullable): its name
 * @parent_id: (nullable): the folder it is in
 * @creator: (nullable): who made it
 * @role: (nullable): what one may do with it
 * @created_at: when it was made
 * @updated_at: when it was changed
 * @mine: whether the owner of the key made it
 * @shared: whether somebody else has shared it
 *
 * What is known of a folder, wherever it is from. Everything is borrowed.
 */
typedef struct
{
  const char *name;
  const char *parent_id;
  const char *creator;
  const char *role;
  gint64 created_at;
  gint64 updated_at;
  gboolean mine;
  gboolean shared;
} ProctorFolderFacts;

typedef struct _ProctorFolderTree ProctorFolderTree;

ProctorFolderTree *proctor_folder_tree_new (void);
void proctor_folder_tree_free (ProctorFolderTree *self);

GListModel *proctor_folder_tree_get_top (ProctorFolderTree *self);
GPtrArray *proctor_folder_tree_dup_items (ProctorFolderTree *self);
ProctorFolderItem *proctor_folder_tree_find (ProctorFolderTree *self,
                                             const char *id);

void proctor_folder_tree_see (ProctorFolderItem *folder,
                              guint reading);
gboolean proctor_folder_tree_set (ProctorFolderTree *self,
                                  const char *id,
                                  const ProctorFolderFacts *facts,
                                  guint seen_in);
void proctor_folder_tree_place (ProctorFolderTree *self,
                                ProctorFolderItem *folder,
                                const char *parent_id);
void proctor_folder_tree_remove (ProctorFolderTree *self,
                                 const char *id);
gboolean proctor_folder_tree_remove_unseen (ProctorFolderTree *self,
                                            guint since);
GPtrArray *proctor_folder_tree_dup_below (ProctorFolderTree *self,
                                          const char *id);

void proctor_folder_tree_set_hidden (ProctorFolderTree *self,
                                     GHashTable *ids);
gboolean proctor_folder_tree_hides (ProctorFolderTree *self,
                                    const char *id);

void proctor_folder_tree_count (ProctorFolderTree *self,
                                GRefString *folder_id,
                                int difference);
gboolean proctor_folder_tree_settle (ProctorFolderTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorFolderTree, proctor_folder_tree_free)

G_END_DECLS
