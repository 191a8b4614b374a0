/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-names.h"
#include "proctor-engine-service.h"
#include "proctor-health.h"
#include "proctor-history-feed.h"
#include "proctor-library.h"
#include "proctor-model-setup.h"
#include "proctor-until-failure.h"
#include "proctor-workspaces.h"

G_BEGIN_DECLS

/* Views see this header and not that layer's, and the trash is a file of its own. */
typedef struct _ProctorKeyRing ProctorKeyRing;
typedef struct _ProctorRejudges ProctorRejudges;
typedef struct _ProctorTrash ProctorTrash;
typedef struct _ProctorDrafts ProctorDrafts;
typedef struct _ProctorConfigDrafts ProctorConfigDrafts;
typedef struct _ProctorDraftFile ProctorDraftFile;

#define PROCTOR_TYPE_SESSION (proctor_session_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSession, proctor_session, PROCTOR, SESSION, GObject)

ProctorSession *proctor_session_new (ProctorWorkspace *workspace,
                                     ProctorClient *client,
                                     ProctorCache *cache,
                                     ProctorHistory *history);
void proctor_session_use_engine (ProctorSession *self,
                                 ProctorEngineService *engine);
void proctor_session_use_key_ring (ProctorSession *self,
                                   ProctorKeyRing *key_ring);
void proctor_session_use_draft_file (ProctorSession *self,
                                     ProctorDraftFile *file);
void proctor_session_use_models (ProctorSession *self,
                                 ProctorModelSetup *models);
void proctor_session_start (ProctorSession *self);
void proctor_session_close (ProctorSession *self);

ProctorWorkspace *proctor_session_get_workspace (ProctorSession *self);
ProctorClient *proctor_session_get_client (ProctorSession *self);
ProctorHealth *proctor_session_get_health (ProctorSession *self);
ProctorLibrary *proctor_session_get_library (ProctorSession *self);
ProctorHistory *proctor_session_get_history (ProctorSession *self);
ProctorHistoryFeed *proctor_session_get_history_feed (ProctorSession *self);
ProctorAgentNames *proctor_session_get_agent_names (ProctorSession *self);
ProctorUntilFailure *proctor_session_get_until_failure (ProctorSession *self);
ProctorRejudges *proctor_session_get_rejudges (ProctorSession *self);
ProctorTrash *proctor_session_get_trash (ProctorSession *self);
ProctorDrafts *proctor_session_get_drafts (ProctorSession *self);
ProctorConfigDrafts *proctor_session_get_config_drafts (ProctorSession *self);
void proctor_session_set_visible (ProctorSession *self,
                                  gboolean visible);
void proctor_session_set_key (ProctorSession *self,
                              const char *key);
void proctor_session_refresh (ProctorSession *self,
                              gboolean thorough);
void proctor_session_retry (ProctorSession *self);

G_END_DECLS
