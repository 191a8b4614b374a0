/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-place.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SIDEBAR (proctor_sidebar_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSidebar, proctor_sidebar, PROCTOR, SIDEBAR, AdwNavigationPage)

ProctorPlace proctor_sidebar_get_place (ProctorSidebar *self);
const char *proctor_sidebar_get_place_title (ProctorSidebar *self);
void proctor_sidebar_set_place (ProctorSidebar *self,
                                ProctorPlace place);

ProctorSession *proctor_sidebar_get_session (ProctorSidebar *self);
void proctor_sidebar_set_session (ProctorSidebar *self,
                                  ProctorSession *session);

const char *proctor_sidebar_get_folder_id (ProctorSidebar *self);
void proctor_sidebar_set_folder_id (ProctorSidebar *self,
                                    const char *folder_id);

void proctor_sidebar_show_workspaces (ProctorSidebar *self);

G_END_DECLS
