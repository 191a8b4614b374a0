/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-complete.h"
#include "proctor-ctl-output.h"
#include "proctor-locale.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#define PROGRAM "proctorctl"

/* A word that commands begin with. */
typedef struct
{
  const char *name;
  const char *summary;
  const ProctorCtlCommand *commands;
} Group;

static const Group groups[] = {
  { "tests", N_ ("Look at tests"), proctor_ctl_tests_commands },
  { "run", N_ ("Run tests and wait for their results"), proctor_ctl_run_commands },
  { "watch", N_ ("Wait for runs that were begun before"), proctor_ctl_watch_commands },
  { "rerun", N_ ("Run runs again, where they were run"), proctor_ctl_rerun_commands },
  { "judge", N_ ("Judge runs again, by the models of this computer"), proctor_ctl_judge_commands },
  { "cancel", N_ ("Cancel the runs that have not ended"), proctor_ctl_cancel_commands },
  { "runs", N_ ("Look at what was run"), proctor_ctl_runs_commands },
  { "agents", N_ ("Look at agents"), proctor_ctl_agents_commands },
  { "workspaces", N_ ("The workspaces that the window knows, too"), proctor_ctl_workspaces_commands },
  { "engine", N_ ("The engine of the workspace on this computer"), proctor_ctl_engine_commands },
};

static const char environment[] = N_ ("Environment:\n"
                                      "  PROCTOR_BASE_URL    Where the server is, or unix:PATH for an engine on this\n"
                                      "                      computer. Without it, the service's global region\n"
                                      "  PROCTOR_API_KEY     The key for it. Without it, ELEVENLABS_API_KEY is taken\n"
                                      "  NO_COLOR            If it is set, there are no colours\n"
                                      "\n"
                                      "Exit status:\n"
                                      "  0    It was done; with “run” and “watch”, enough passed\n"
                                      "  1    Too many runs failed\n"
                                      "  2    It was called with something it does not know\n"
                                      "  3    Too many runs could not be carried out or are inconclusive\n"
                                      "  4    It could not be done: the server can't be reached, or it is\n"
                                      "       not there or not allowed\n"
                                      "  5    Runs were cancelled, or the time was up\n"
                                      "  129  The terminal went away (SIGHUP)\n"
                                      "  130  Ctrl+C\n"
                                      "  143  It was asked to end (SIGTERM)\n");

static void
append_commands (GString *text,
                 const Group *group)
{
  for (const ProctorCtlCommand *command = group->commands; command->run != NULL; command++)
    {
      g_autofree char *words = g_strjoin (command->name != NULL ? " " : "", group->name, command->name != NULL ? command->name : "", NULL);

      g_string_append_printf (text, "  %-16s  %s\n", words, gettext (command->summary));
    }
}

static GOptionContext *
make_context (const char *summary,
              const char *description)
{
  GOptionContext *context = g_option_context_new (_ ("COMMAND"));

  /* What follows the command is the command's. */
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);

  return context;
}

static gboolean
parse_options (GOptionContext *context,
               int *argc,
               char ***argv)
{
  g_autoptr (GError) error = NULL;

  if (g_option_context_parse (context, argc, argv, &error))
    {
      /* GLib leaves this if anything that looks like an option follows it. */
      if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
        {
          (*argv)[1] = (*argv)[0];
          ++*argv;
          --*argc;
        }
      return TRUE;
    }

  proctor_ctl_complain ("%s", error->message);

  return FALSE;
}

static ProctorCtlStatus
ask_for_word (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  g_printerr ("%s", help);

  return PROCTOR_CTL_USAGE;
}

static ProctorCtlStatus
refuse_word (const char *word)
{
  proctor_ctl_complain (_ ("There is no command “%s”. “%s --help” says what there is."), word, g_get_prgname ());

  return PROCTOR_CTL_USAGE;
}

static const ProctorCtlCommand *
find_command (const Group *group,
              const char *name)
{
  for (const ProctorCtlCommand *command = group->commands; command->run != NULL; command++)
    {
      if (g_str_equal (command->name, name))
        return command;
    }

  return NULL;
}

static ProctorCtlStatus
run_command (const ProctorCtlCommand *command,
             int argc,
             char **argv)
{
  g_autoptr (ProctorCtl) self = proctor_ctl_new (command);

  return command->run (self, argc, argv);
}

static ProctorCtlStatus
run_group (const Group *group,
           int argc,
           char **argv)
{
  g_autoptr (GString) commands = g_string_new (_ ("Commands:\n"));
  g_autoptr (GOptionContext) context = NULL;
  const ProctorCtlCommand *command;
  g_autofree char *name = g_strconcat (PROGRAM, " ", group->name, NULL);
  g_autofree char *full_name = NULL;

  g_set_prgname (name);
  if (group->commands[0].name == NULL)
    return run_command (group->commands, argc, argv);

  append_commands (commands, group);
  context = make_context (gettext (group->summary), commands->str);
  if (!parse_options (context, &argc, &argv))
    return PROCTOR_CTL_USAGE;
  if (argc < 2)
    return ask_for_word (context);

  command = find_command (group, argv[1]);
  if (command == NULL)
    return refuse_word (argv[1]);
  full_name = g_strconcat (name, " ", command->name, NULL);
  g_set_prgname (full_name);

  return run_command (command, argc - 1, argv + 1);
}

/* Those of a group that consists of several. */
static void
complete_commands (const Group *group,
                   const char *typed)
{
  for (const ProctorCtlCommand *command = group->commands; command->run != NULL; command++)
    proctor_ctl_complete_word (typed, command->name, gettext (command->summary));
  proctor_ctl_complete_word (typed, "--help", _ ("Say how it is called"));
}

static void
complete_group (const Group *group,
                int argc,
                char **argv)
{
  gboolean is_one = group->commands[0].name == NULL;
  const ProctorCtlCommand *command = group->commands;
  g_autoptr (ProctorCtl) self = NULL;

  if (!is_one && argc == 2)
    {
      complete_commands (group, argv[1]);
      return;
    }
  if (!is_one)
    command = find_command (group, argv[1]);
  if (command == NULL)
    return;

  self = proctor_ctl_new (command);
  self->completes = TRUE;
  command->run (self, is_one ? argc : argc - 1, is_one ? argv : argv + 1);
}

/* For the shells: what the last of the words that follow can become. */
static void
complete (int argc,
          char **argv)
{
  if (argc < 2)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (argc == 2)
        proctor_ctl_complete_word (argv[1], groups[i].name, gettext (groups[i].summary));
      else if (g_str_equal (groups[i].name, argv[1]))
        complete_group (&groups[i], argc - 1, argv + 1);
    }
  if (argc == 2)
    {
      proctor_ctl_complete_word (argv[1], "--help", _ ("Say how it is called"));
      proctor_ctl_complete_word (argv[1], "--version", _ ("Print the version and exit"));
    }
}

int
main (int argc,
      char **argv)
{
  g_autoptr (GString) description = NULL;
  g_autoptr (GOptionContext) context = NULL;
  gboolean version = FALSE;
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL
  };

  proctor_locale_init ();
  proctor_ctl_init_output ();
  g_set_prgname (PROGRAM);

  if (argc > 1 && g_str_equal (argv[1], "complete"))
    {
      complete (argc - 1, argv + 1);
      return EXIT_SUCCESS;
    }

  description = g_string_new (_ ("Commands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    append_commands (description, &groups[i]);
  g_string_append_printf (description, "\n%s", _ (environment));

  context = make_context (_ ("Proctor's tests in the terminal."), description->str);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!parse_options (context, &argc, &argv))
    return (int) PROCTOR_CTL_USAGE;
  if (version)
    {
      g_print ("%s %s\n", PROGRAM, PROCTOR_VERSION);
      return EXIT_SUCCESS;
    }
  if (argc < 2)
    return (int) ask_for_word (context);

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      if (g_str_equal (groups[i].name, argv[1]))
        return (int) run_group (&groups[i], argc - 1, argv + 1);
    }

  return (int) refuse_word (argv[1]);
}
