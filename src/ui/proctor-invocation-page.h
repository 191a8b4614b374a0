/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-session.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_INVOCATION_PAGE (proctor_invocation_page_get_type ())

G_DECLARE_FINAL_TYPE (ProctorInvocationPage, proctor_invocation_page, PROCTOR, INVOCATION_PAGE, AdwBin)

GtkWidget *proctor_invocation_page_new (void);

void proctor_invocation_page_set_session (ProctorInvocationPage *self,
                                          ProctorSession *session);
void proctor_invocation_page_show (ProctorInvocationPage *self,
                                   const char *invocation_id);
void proctor_invocation_page_show_run (ProctorInvocationPage *self,
                                       const char *run_id,
                                       const char *words);
ProctorWatcher *proctor_invocation_page_get_watcher (ProctorInvocationPage *self);

void proctor_invocation_page_review (ProctorInvocationPage *self,
                                     const char *invocation_id);

G_END_DECLS
