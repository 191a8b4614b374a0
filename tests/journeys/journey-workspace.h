/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void journey_workspace_open_sample (ProctorTestingApp *app);

JsonNode *journey_workspace_ask (ProctorTestingApp *app,
                                 const char *method,
                                 const char *path,
                                 const char *body,
                                 guint *status);
char *journey_workspace_make_test (ProctorTestingApp *app,
                                   const char *name,
                                   const char *folder_id);
char *journey_workspace_find (ProctorTestingApp *app,
                              const char *name);
char *journey_workspace_dup_place (ProctorTestingApp *app,
                                   const char *name);
guint journey_workspace_count (ProctorTestingApp *app,
                               const char *name);
void journey_workspace_wait_for_place (ProctorTestingApp *app,
                                       const char *name,
                                       const char *place);
void journey_workspace_wait_until_gone (ProctorTestingApp *app,
                                        const char *name);

void journey_workspace_undo (ProctorTestingApp *app);

char *journey_workspace_dup_socket (ProctorTestingApp *app);
int journey_workspace_find_engine (ProctorTestingApp *app);

G_END_DECLS
