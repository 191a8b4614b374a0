/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-folder-item.h"

G_BEGIN_DECLS

struct _ProctorFolderItem
{
  GObject parent_instance;

  /* Owned */
  GRefString *id;
  char *name;
  char *sort_key;
  /* What the server says it is in, known or not. */
  GRefString *parent_id;
  char *creator;
  char *role;
  GListStore *children;

  /* Borrowed */
  ProctorFolderItem *parent;

  gint64 created_at;
  gint64 updated_at;
  guint n_tests;
  guint mine : 1;
  guint shared : 1;
  /* For the tree, while it puts itself together. */
  guint n_own_tests;
  guint seen_in;
  guint depth;
  guint mark;
};

ProctorFolderItem *proctor_folder_item_new (const char *id);
gboolean proctor_folder_item_set_name (ProctorFolderItem *self,
                                       const char *name);
gboolean proctor_folder_item_set_parent_id (ProctorFolderItem *self,
                                            const char *parent_id);
void proctor_folder_item_set_n_tests (ProctorFolderItem *self,
                                      guint n_tests);
int proctor_folder_item_compare (ProctorFolderItem *a,
                                 ProctorFolderItem *b);

G_END_DECLS
