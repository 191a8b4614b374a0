/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PAGER (proctor_pager_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPager, proctor_pager, PROCTOR, PAGER, GObject)

ProctorPager *proctor_pager_new (ProctorClient *client,
                                 ProctorRequest *request);

gboolean proctor_pager_has_more (ProctorPager *self);

void proctor_pager_next_async (ProctorPager *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorPage *proctor_pager_next_finish (ProctorPager *self,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
