/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-application.h"
#include "proctor-locale.h"
#include "proctor-memory.h"

int
main (int argc,
      char **argv)
{
  g_autoptr (ProctorApplication) application = NULL;
  int status;

  proctor_memory_init ();
  proctor_locale_init ();
  application = proctor_application_new ();

  status = g_application_run (G_APPLICATION (application), argc, argv);
  /* What was written down at the last moment tells an end from a crash. */
  g_settings_sync ();

  return status;
}
