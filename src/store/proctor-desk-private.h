/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-desk.h"
#include "proctor-draft-file.h"
#include "proctor-key-ring.h"

G_BEGIN_DECLS

/* For the files that are named for it. */
struct _ProctorDesk
{
  GObject parent_instance;

  /* Owned */
  ProctorWorkspaces *workspaces;
  ProctorEngineService *engine;
  ProctorKeyRing *key_ring;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorDraftFile *draft_file;
  /* Workspace's id to ProctorSession */
  GHashTable *sessions;
  char *notice;
};

G_END_DECLS
