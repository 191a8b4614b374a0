/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"
#include "proctor-place.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WINDOW (proctor_window_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWindow, proctor_window, PROCTOR, WINDOW, AdwApplicationWindow)

ProctorWindow *proctor_window_new (GtkApplication *application,
                                   GSettings *settings,
                                   ProctorDesk *desk);

ProctorDesk *proctor_window_get_desk (ProctorWindow *self);

ProctorSession *proctor_window_get_session (ProctorWindow *self);
void proctor_window_edit (ProctorWindow *self,
                          const char *action);
void proctor_window_set_session (ProctorWindow *self,
                                 ProctorSession *session);
void proctor_window_open_workspace (ProctorWindow *self,
                                    ProctorWorkspace *workspace);
void proctor_window_show_welcome (ProctorWindow *self);

void proctor_window_show_place (ProctorWindow *self,
                                ProctorPlace place);

void proctor_window_import (ProctorWindow *self,
                            GListModel *files);

void proctor_window_show_invocation (ProctorWindow *self,
                                     const char *invocation_id);

G_END_DECLS
