/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_TESTING_SCREEN (proctor_testing_screen_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTestingScreen, proctor_testing_screen, PROCTOR, TESTING_SCREEN, GObject)

ProctorTestingScreen *proctor_testing_screen_new (void);

void proctor_testing_screen_compose (ProctorTestingScreen *self);
void proctor_testing_screen_set_text_scale (ProctorTestingScreen *self,
                                            double scale);

gulong proctor_testing_screen_find_window (ProctorTestingScreen *self,
                                           int pid,
                                           gulong other_than);
guint proctor_testing_screen_count_windows (ProctorTestingScreen *self,
                                            int pid);

void proctor_testing_screen_focus (ProctorTestingScreen *self,
                                   gulong window);
void proctor_testing_screen_look_away (ProctorTestingScreen *self);
void proctor_testing_screen_ask (ProctorTestingScreen *self,
                                 gulong window);
gboolean proctor_testing_screen_has_answer (ProctorTestingScreen *self,
                                            gulong window);
void proctor_testing_screen_resize (ProctorTestingScreen *self,
                                    gulong window,
                                    int width,
                                    int height);
void proctor_testing_screen_get_shadow (ProctorTestingScreen *self,
                                        gulong window,
                                        int *left,
                                        int *top);
void proctor_testing_screen_get_size (ProctorTestingScreen *self,
                                      gulong window,
                                      int *width,
                                      int *height);

void proctor_testing_screen_press (ProctorTestingScreen *self,
                                   const char *keys);
void proctor_testing_screen_move_pointer (ProctorTestingScreen *self,
                                          gulong window,
                                          int x,
                                          int y);
void proctor_testing_screen_click (ProctorTestingScreen *self,
                                   gulong window,
                                   int x,
                                   int y,
                                   guint button,
                                   const char *keys);
void proctor_testing_screen_hold (ProctorTestingScreen *self,
                                  gulong window,
                                  int x,
                                  int y);
void proctor_testing_screen_let_go (ProctorTestingScreen *self);
void proctor_testing_screen_leave (ProctorTestingScreen *self,
                                   gulong window);

void proctor_testing_screen_save (ProctorTestingScreen *self,
                                  gulong window,
                                  const char *path);

G_END_DECLS
