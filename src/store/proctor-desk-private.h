/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-desk.h"
#include "proctor-draft-file.h"
#include "proctor-key-ring.h"

G_BEGIN_DECLS

/* How long the end of something waits for what is being deleted. */
#define PROCTOR_DESK_MOST_TRASH_SECS 10

/* For the files that are named for it. */
struct _ProctorDesk
{
  GObject parent_instance;

  /* Owned */
  ProctorWorkspaces *workspaces;
  ProctorEngineService *engine;
  ProctorKeyRing *key_ring;
  ProctorModelSetup *model_setup;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorDraftFile *draft_file;
  /* Workspace's id to ProctorSession */
  GHashTable *sessions;
  /* Those of workspaces that were removed, while something is still sent */
  GPtrArray *leaving;
  /* Those that ask nobody yet, while the desk is patient; NULL while it isn't */
  GPtrArray *waiting;
  char *notice;
};

G_END_DECLS
