/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-screen.h"
#include "proctor-testing-tree.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTING_APP (proctor_testing_app_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingApp, proctor_testing_app, PROCTOR, TESTING_APP, GObject)

ProctorTestingApp *proctor_testing_app_new (void);

void proctor_testing_app_set_environment (ProctorTestingApp *self,
                                          const char *name,
                                          const char *value);

void proctor_testing_app_spawn (ProctorTestingApp *self,
                                const char *argument);
void proctor_testing_app_wait_for_window (ProctorTestingApp *self);
void proctor_testing_app_start (ProctorTestingApp *self,
                                const char *argument);
void proctor_testing_app_open_window (ProctorTestingApp *self);
void proctor_testing_app_switch_window (ProctorTestingApp *self);
void proctor_testing_app_quit (ProctorTestingApp *self);
void proctor_testing_app_wait_for_end (ProctorTestingApp *self);
void proctor_testing_app_kill (ProctorTestingApp *self);

ProctorTestingScreen *proctor_testing_app_get_screen (ProctorTestingApp *self);
char *proctor_testing_app_dup_data_folder (ProctorTestingApp *self);
void proctor_testing_app_forget_cache (ProctorTestingApp *self);
int proctor_testing_app_get_pid (ProctorTestingApp *self);
gulong proctor_testing_app_get_window (ProctorTestingApp *self);

AtspiAccessible *proctor_testing_app_find (ProctorTestingApp *self,
                                           AtspiRole role,
                                           const char *name);
gboolean proctor_testing_app_has (ProctorTestingApp *self,
                                  AtspiRole role,
                                  const char *name);
void proctor_testing_app_wait_until_gone (ProctorTestingApp *self,
                                          AtspiRole role,
                                          const char *name);
void proctor_testing_app_wait_for_state (ProctorTestingApp *self,
                                         AtspiRole role,
                                         const char *name,
                                         AtspiStateType state,
                                         gboolean set);

void proctor_testing_app_click (ProctorTestingApp *self,
                                AtspiRole role,
                                const char *name);
void proctor_testing_app_click_if_there (ProctorTestingApp *self,
                                         AtspiRole role,
                                         const char *name);
void proctor_testing_app_point (ProctorTestingApp *self,
                                AtspiRole role,
                                const char *name);
void proctor_testing_app_point_at (ProctorTestingApp *self,
                                   int x,
                                   int y,
                                   guint button,
                                   const char *keys);
void proctor_testing_app_point_with (ProctorTestingApp *self,
                                     AtspiRole role,
                                     const char *name,
                                     guint button,
                                     const char *keys);
void proctor_testing_app_drag (ProctorTestingApp *self,
                               AtspiRole role,
                               const char *name,
                               int by_x,
                               int by_y);
void proctor_testing_app_drag_onto (ProctorTestingApp *self,
                                    AtspiRole role,
                                    const char *name,
                                    AtspiRole onto_role,
                                    const char *onto_name);
void proctor_testing_app_enter (ProctorTestingApp *self,
                                AtspiRole role,
                                const char *name,
                                const char *text);
void proctor_testing_app_press (ProctorTestingApp *self,
                                const char *keys);
void proctor_testing_app_type (ProctorTestingApp *self,
                               const char *text);
void proctor_testing_app_resize (ProctorTestingApp *self,
                                 int width,
                                 int height);
void proctor_testing_app_save_picture (ProctorTestingApp *self,
                                       const char *name);

G_END_DECLS
