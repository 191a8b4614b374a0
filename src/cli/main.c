/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-locale.h"
#include "proctor-program.h"

#include <glib/gi18n.h>

int
main (int argc,
      char **argv)
{
  proctor_locale_init ();
  g_set_prgname ("proctorctl");

  return proctor_program_run (argc, argv, _ ("Proctor's tests in the terminal. This version has no commands yet."));
}
