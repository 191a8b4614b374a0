/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-locale.h"

#include <glib/gi18n.h>
#include <locale.h>

/**
 * proctor_locale_init:
 *
 * Speaks the user's language; the first thing that each of the three programs does.
 *
 * A program that was built but not installed finds its translations through PROCTOR_LOCALE_DIR.
 */
void
proctor_locale_init (void)
{
  const char *folder = g_getenv ("PROCTOR_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
