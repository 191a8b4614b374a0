/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorPagedListState:
 * @PROCTOR_PAGED_LIST_LOADING: nothing is known yet
 * @PROCTOR_PAGED_LIST_EMPTY: the server has none
 * @PROCTOR_PAGED_LIST_ERROR: there are no rows, and the error says why
 * @PROCTOR_PAGED_LIST_CONTENT: there are rows
 *
 * What a list has to show. An error beside rows means that the rest, or what is new, can't be had.
 */
typedef enum
{
  PROCTOR_PAGED_LIST_LOADING,
  PROCTOR_PAGED_LIST_EMPTY,
  PROCTOR_PAGED_LIST_ERROR,
  PROCTOR_PAGED_LIST_CONTENT,
} ProctorPagedListState;

#define PROCTOR_TYPE_PAGED_LIST (proctor_paged_list_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPagedList, proctor_paged_list, PROCTOR, PAGED_LIST, GObject)

ProctorPagedList *proctor_paged_list_new_invocations (ProctorSession *session);
ProctorPagedList *proctor_paged_list_new_invocations_of (ProctorSession *session,
                                                         const char *agent_id);

ProctorPagedListState proctor_paged_list_get_state (ProctorPagedList *self);
const GError *proctor_paged_list_get_error (ProctorPagedList *self);
gboolean proctor_paged_list_find (ProctorPagedList *self,
                                  const char *id,
                                  guint *position);

void proctor_paged_list_refresh (ProctorPagedList *self);
void proctor_paged_list_retry (ProctorPagedList *self);
void proctor_paged_list_hear (ProctorPagedList *self,
                              GListModel *newest);

G_END_DECLS
