/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-queue.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_PAGE (proctor_run_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunPage, proctor_run_page, PROCTOR, RUN_PAGE, AdwNavigationPage)

AdwNavigationPage *proctor_run_page_new (ProctorSession *session,
                                         ProctorRunQueue *queue,
                                         guint position);
AdwNavigationPage *proctor_run_page_new_for_failures (ProctorSession *session,
                                                      const char *invocation_id);

void proctor_run_page_search (ProctorRunPage *self,
                              const char *words);
guint proctor_run_page_get_position (ProctorRunPage *self);

G_END_DECLS
