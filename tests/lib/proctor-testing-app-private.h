/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-testing-app.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

struct _ProctorTestingApp
{
  GObject parent_instance;

  /* Owned */
  ProctorTestingScreen *screen;
  GSubprocessLauncher *launcher;
  GSubprocess *process;
  AtspiAccessible *root;
  AtspiAccessible *frame; /* the window that is looked at, where there are several */
  char *bus_name;         /* where the program's accessible objects are */
  char *folder;
  char *errors;

  /* Borrowed from the environment: the id of a program that is in a sandbox */
  const char *sandboxed;

  gulong window;
  int pid; /* 0 in a sandbox */
};

gboolean proctor_testing_app_has_ended (ProctorTestingApp *self);
gboolean proctor_testing_app_hope_for (ProctorTestingApp *self,
                                       ProctorTestingCondition condition,
                                       gpointer user_data);
AtspiAccessible *proctor_testing_app_look_for (ProctorTestingApp *self,
                                               AtspiRole role,
                                               const char *name);
G_GNUC_NORETURN void proctor_testing_app_fail (ProctorTestingApp *self,
                                               const char *what);

G_END_DECLS
