/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"
#include "proctor-invocation-skim.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryIntake:
 * @workspace_id: the workspace
 * @title: (nullable): what the server's list calls the invocation
 * @listing: (nullable): what else it says of it, to find out whether that changed
 * @body: (nullable): the invocation, as it came
 * @skim: (nullable): the same, where somebody has looked it over already
 * @full_text: whether words may be indexed
 *
 * An invocation that the history is given.
 */
typedef struct
{
  char *workspace_id;
  char *title;
  char *listing;
  GBytes *body;
  ProctorInvocationSkim *skim;
  gboolean full_text;
} ProctorHistoryIntake;

void proctor_history_intake_free (ProctorHistoryIntake *intake);

gpointer proctor_history_intake_take (ProctorDatabase *database,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);
void proctor_history_intake_remove (ProctorDatabase *database,
                                    gint64 invocation,
                                    gboolean has_index);
void proctor_history_intake_drop (ProctorDatabase *database,
                                  gint64 workspace,
                                  gboolean has_index);

G_END_DECLS
