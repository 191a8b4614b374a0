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
  g_set_prgname ("proctor-engine");

  return proctor_program_run (argc, argv, _ ("The service behind Proctor's local workspace. This version can't serve one yet."));
}
