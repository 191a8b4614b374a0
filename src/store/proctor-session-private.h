/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

#include "proctor-key-ring.h"
#include "proctor-refresh-clock.h"

G_BEGIN_DECLS

struct _ProctorSession
{
  GObject parent_instance;

  /* Owned */
  ProctorWorkspace *workspace;
  ProctorClient *client;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorHealth *health;
  ProctorLibrary *library;
  ProctorTrash *trash;
  ProctorDrafts *drafts;
  ProctorConfigDrafts *config_drafts;
  ProctorHistoryFeed *feed;
  ProctorAgentNames *agent_names;
  ProctorUntilFailure *until_failure;
  ProctorRejudges *rejudges;
  ProctorEngineService *engine;
  ProctorKeyRing *key_ring;
  GCancellable *cancellable;
  ProctorRefreshClock *clock;

  gboolean started;
  gboolean visible;
  /* Something may have failed that the engine can answer once it serves. */
  gboolean asks_again;
  gboolean has_key;
};

G_END_DECLS
