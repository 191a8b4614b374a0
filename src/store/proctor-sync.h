/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-sync-item.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SYNC (proctor_sync_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSync, proctor_sync, PROCTOR, SYNC, GObject)

/**
 * ProctorSyncWish:
 * @mode: what is wanted
 * @dry_run: whether it is only to be said what would be done
 * @force: whether it is wanted also where the other side was changed
 * @prune: whether what one side has deleted is to be deleted on the other
 * @target: (nullable): what another workspace than that of the ids in `tests.json` is called here
 * @folders: (nullable): only tests in these folders of the workspace, by their ids or names, and below them
 * @match: (nullable): only tests with names like this, with * and ?
 *
 * What somebody wants.
 */
typedef struct
{
  ProctorSyncMode mode;
  gboolean dry_run;
  gboolean force;
  gboolean prune;
  const char *target;
  const char *const *folders;
  const char *match;
} ProctorSyncWish;

gboolean proctor_sync_is_target (const char *target);

ProctorSync *proctor_sync_new (ProctorClient *client,
                               GFile *folder,
                               const ProctorSyncWish *wish) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_sync_get_n_done (ProctorSync *self);
guint proctor_sync_get_total (ProctorSync *self);
GPtrArray *proctor_sync_get_items (ProctorSync *self);

void proctor_sync_run_async (ProctorSync *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean proctor_sync_run_finish (ProctorSync *self,
                                  GAsyncResult *result,
                                  GError **error);

G_END_DECLS
