/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the parts of the sidebar know of each other.
 */

#pragma once

#include "proctor-expansion.h"
#include "proctor-moves.h"
#include "proctor-sidebar-item.h"
#include "proctor-sidebar-row.h"
#include "proctor-sidebar.h"
#include "proctor-workspace-switcher.h"

G_BEGIN_DECLS

struct _ProctorSidebar
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkListView *list;
  GtkSingleSelection *selection;
  ProctorWorkspaceSwitcher *switcher;
  GtkMenuButton *menu_button;
  GMenuModel *primary_menu;

  /* Owned */
  GListStore *places;
  ProctorSidebarItem *tests;
  GtkTreeListModel *tree;
  GSettings *settings;
  ProctorSession *session;
  ProctorExpansion *expansion;
  ProctorMoves *moves;
  GCancellable *cancellable;
  char *folder_id;
  GPtrArray *trail;     /* the ids of the folders that folder_id's is in, from the inside out */
  GPtrArray *collapsed; /* rows that say that they are, and may only be going away */
  GtkWidget *menu;
  ProctorFolderItem *menu_folder;
  char *refusal; /* why what is dragged can't be dropped where it is */
  guint settle_source;

  ProctorPlace place;
  gboolean settling;
  gboolean reveal; /* folder_id is to be shown even if what it is in is collapsed */
  gboolean menu_open;
};

const char *proctor_sidebar_get_item_id (gpointer item);
void proctor_sidebar_set_state (ProctorSidebar *self,
                                ProctorPlace place,
                                const char *folder_id);
void proctor_sidebar_plant (ProctorSidebar *self);
void proctor_sidebar_settle (ProctorSidebar *self);
void proctor_sidebar_queue_settle (ProctorSidebar *self);
void proctor_sidebar_note_selected (ProctorSidebar *self);
void proctor_sidebar_note_expanded (ProctorSidebar *self,
                                    GtkTreeListRow *row);
void proctor_sidebar_note_collapsed (ProctorSidebar *self);
gboolean proctor_sidebar_handle_key (ProctorSidebar *self,
                                     guint keyval,
                                     GdkModifierType state);

ProctorFolderItem *proctor_sidebar_get_target (ProctorSidebar *self);
gboolean proctor_sidebar_can_write (ProctorSidebar *self);
void proctor_sidebar_start_move (ProctorSidebar *self,
                                 const char *const *ids,
                                 const char *folder_id);

void proctor_sidebar_install_actions (GtkWidgetClass *widget_class);
void proctor_sidebar_update_actions (ProctorSidebar *self);
void proctor_sidebar_attach_menu (ProctorSidebar *self);

void proctor_sidebar_attach_dragging (ProctorSidebar *self,
                                      ProctorSidebarRow *row);

G_END_DECLS
