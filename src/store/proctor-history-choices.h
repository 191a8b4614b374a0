/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryChoice:
 * @id: what was chosen
 * @details: (nullable): what else belongs to it, in whoever's words asked for it to be kept
 *
 * Something that somebody has chosen.
 */
typedef struct
{
  char *id;
  char *details;
} ProctorHistoryChoice;

void proctor_history_choice_free (ProctorHistoryChoice *choice);

void proctor_history_choose (ProctorHistory *self,
                             const char *workspace_id,
                             const char *kind,
                             const char *id,
                             const char *details);
void proctor_history_list_choices_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         const char *kind,
                                         guint most,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *proctor_history_list_choices_finish (ProctorHistory *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
