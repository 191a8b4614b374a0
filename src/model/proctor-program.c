/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-program.h"

#include <glib/gi18n.h>
#include <stdlib.h>

/* What the shell expects of a program that was called wrongly. */
#define EXIT_USAGE 2

/**
 * proctor_program_run:
 * @argc: as main() got it
 * @argv: as main() got it
 * @summary: what the program is, for its help
 *
 * The part of a terminal program that is the same in all of them: --help, --version, and a
 * sentence for whatever it does not understand.
 *
 * Returns: the program's exit status
 */
int
proctor_program_run (int argc,
                     char **argv,
                     const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_USAGE;
    }

  if (version)
    {
      g_print ("%s %s\n", g_get_prgname (), PROCTOR_VERSION);
      return EXIT_SUCCESS;
    }

  if (argc > 1)
    g_printerr (_ ("%s: there is no command “%s”. “%s --help” says what there is.\n"), g_get_prgname (), argv[1], g_get_prgname ());
  else
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s", help);
    }

  return EXIT_USAGE;
}
