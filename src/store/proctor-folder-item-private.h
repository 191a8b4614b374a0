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

  /* Where it will be once the tree has put itself together. */
  ProctorFolderItem *next_parent;

  gint64 created_at;
  gint64 updated_at;
  guint n_tests;
  guint sum;
  guint mark;
  /* The last reading that came across it. */
  guint seen_in;
  guint mine : 1;
  guint shared : 1;
  guint is_renamed : 1;
  guint is_hidden : 1;
  guint is_gone : 1;
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
