/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-tests.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "proctor-ctl-output.h"
#include "proctor-tests.h"

/* What is deleted is gone, and so somebody has to say so twice. */

static gboolean
is_sure (char **ids)
{
  g_autofree char *question = NULL;
  guint n = g_strv_length (ids);
  char answer[16];

  if (!isatty (STDIN_FILENO) || !isatty (STDERR_FILENO))
    {
      proctor_ctl_complain (_ ("Nobody can be asked. If you are sure, say so with --yes."));
      return FALSE;
    }

  /* Translators: what is typed to say yes has to begin with a y. */
  question = g_strdup_printf (ngettext ("Delete %u test for good? [y/N] ", "Delete %u tests for good? [y/N] ", n), n);
  g_printerr ("%s", question);

  return fgets (answer, sizeof answer, stdin) != NULL && (*answer == 'y' || *answer == 'Y');
}

/**
 * proctor_ctl_delete_tests:
 * @self: what all commands need
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 *
 * Returns: whether all were deleted
 */
ProctorCtlStatus
proctor_ctl_delete_tests (ProctorCtl *self,
                          int argc,
                          char **argv)
{
  g_auto (GStrv) ids = NULL;
  gboolean yes = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &yes, N_ ("Don't ask whether that is meant"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &ids, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  ProctorCtlStatus status = PROCTOR_CTL_OK;

  if (!proctor_ctl_parse (self, entries, argc, argv, NULL) || !proctor_ctl_check_things (self, ids))
    return PROCTOR_CTL_USAGE;
  if (!yes && !is_sure (ids))
    return PROCTOR_CTL_USAGE;
  if (!proctor_ctl_connect (self))
    return PROCTOR_CTL_BROKEN;

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *line = NULL;
      g_autofree char *harmless = proctor_ctl_make_harmless (ids[i]);

      proctor_tests_delete_async (self->client, ids[i], self->cancellable, proctor_ctl_keep_cb, &result);
      if (!proctor_tests_delete_finish (self->client, proctor_ctl_wait (&result), &error))
        {
          proctor_ctl_report_named (self, error, _ ("There is no test with the id “%s”, or this key can't see it."), ids[i]);
          status = PROCTOR_CTL_BROKEN;
          continue;
        }
      line = g_strconcat (harmless, "\n", NULL);
      if (!self->json)
        proctor_ctl_print (line);
    }
  if (self->json)
    proctor_ctl_print_json ("{}", -1);

  return status;
}
