/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-complete.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-ctl-output.h"
#include "proctor-ctl-workspace.h"

/* What a shell offers when somebody presses Tab. The shells' own files, which are small, ask
 * “proctorctl complete” with the words up to the cursor. Each line of the answer is a word, a tab
 * and what it is for; a line “:files” asks the shell for names of files. Nothing is asked of a
 * server, as nobody waits for that at a Tab. */

#define FILES ":files\n"

/**
 * proctor_ctl_complete_word:
 * @typed: the beginning of a word
 * @word: a word
 * @summary: (nullable): what it is for
 *
 * Offers @word if that is what was begun.
 */
void
proctor_ctl_complete_word (const char *typed,
                           const char *word,
                           const char *summary)
{
  g_autofree char *harmless = proctor_ctl_make_harmless (summary != NULL ? summary : "");
  g_autofree char *line = NULL;

  /* Such a word would be read as several. */
  if (!g_str_has_prefix (word, typed) || word[strcspn (word, "\t\r\n")] != '\0')
    return;

  line = g_strconcat (word, "\t", g_strdelimit (harmless, "\t\r\n", ' '), "\n", NULL);
  proctor_ctl_print (line);
}

static gboolean
takes_value (const GOptionEntry *entry)
{
  return entry->arg != G_OPTION_ARG_NONE && entry->arg != G_OPTION_ARG_CALLBACK;
}

/* An option in its long or short form, and what comes after “=”. */
static const GOptionEntry *
find_option (const GOptionEntry *entries,
             const char *word,
             const char **value)
{
  gsize length = strcspn (word, "=");

  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      g_autofree char *name = g_strconcat ("--", entry->long_name, NULL);
      char letter[] = { '-', entry->short_name, '\0' };

      if (!takes_value (entry))
        continue;
      if (strlen (name) == length && strncmp (word, name, length) == 0)
        {
          *value = word[length] == '=' ? word + length + 1 : NULL;
          return entry;
        }
      if (entry->short_name != '\0' && g_str_equal (word, letter))
        {
          *value = NULL;
          return entry;
        }
    }

  return NULL;
}

static void
complete_option (const GOptionEntry *entries,
                 const char *typed)
{
  for (const GOptionEntry *entry = entries; entry != NULL && entry->long_name != NULL; entry++)
    {
      g_autofree char *name = g_strconcat ("--", entry->long_name, NULL);

      if (*entry->long_name != '\0' && (entry->flags & G_OPTION_FLAG_HIDDEN) == 0)
        proctor_ctl_complete_word (typed, name, gettext (entry->description));
    }
}

static void
complete_workspace (ProctorCtl *self,
                    const char *typed,
                    const char *before)
{
  g_autoptr (ProctorWorkspaces) workspaces = proctor_ctl_load_workspaces (self);

  for (guint i = 0; workspaces != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (workspaces)); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (workspaces), i);
      g_autofree char *word = g_strconcat (before, proctor_workspace_get_name (workspace), NULL);

      proctor_ctl_complete_word (typed, word, proctor_workspace_get_base_url (workspace));
    }
}

static void
complete_report (const char *typed,
                 const char *value,
                 const char *before)
{
  const char *const formats[] = { "html", "junit", "markdown", "csv", "json" };

  if (strchr (value, '=') != NULL)
    {
      proctor_ctl_print (FILES);
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *word = g_strconcat (before, formats[i], "=", NULL);

      proctor_ctl_complete_word (typed, word, NULL);
    }
}

/* @kind is what --help calls a value, or a command's arguments. */
static void
complete_value (ProctorCtl *self,
                const char *kind,
                const char *typed,
                const char *value)
{
  g_autofree char *before = g_strndup (typed, (gsize) (value - typed));

  if (g_strcmp0 (kind, "WORKSPACE") == 0)
    complete_workspace (self, typed, before);
  else if (g_strcmp0 (kind, "FORMAT=FILE") == 0)
    complete_report (typed, value, before);
  else if (kind != NULL && (strstr (kind, "FILE") != NULL || strstr (kind, "FOLDER") != NULL))
    proctor_ctl_print (FILES);
}

/**
 * proctor_ctl_complete_command:
 * @self: what all commands need
 * @entries: (nullable): the command's options
 * @common: those that all commands have
 * @argc: how many words there are
 * @argv: the words from the command's name on, the last of them only begun, or empty
 *
 * Offers what the last word can become.
 */
void
proctor_ctl_complete_command (ProctorCtl *self,
                              const GOptionEntry *entries,
                              const GOptionEntry *common,
                              int argc,
                              char **argv)
{
  const char *typed = argc > 1 ? argv[argc - 1] : "";
  const char *before = argc > 2 ? argv[argc - 2] : "";
  const char *value = NULL;
  const GOptionEntry *option = NULL;
  gboolean has_ended = FALSE;

  for (int i = 1; i < argc - 1; i++)
    has_ended = has_ended || g_str_equal (argv[i], "--");

  if (!has_ended)
    {
      option = find_option (entries, before, &value);
      if (option == NULL)
        option = find_option (common, before, &value);
      if (option != NULL && value == NULL)
        {
          complete_value (self, option->arg_description, typed, typed);
          return;
        }

      option = find_option (entries, typed, &value);
      if (option == NULL)
        option = find_option (common, typed, &value);
      if (option != NULL && value != NULL)
        {
          complete_value (self, option->arg_description, typed, value);
          return;
        }
      if (*typed == '-')
        {
          complete_option (entries, typed);
          complete_option (common, typed);
          proctor_ctl_complete_word (typed, "--help", _ ("Say how it is called"));
          return;
        }
    }

  complete_value (self, self->command->arguments, typed, typed);
}
