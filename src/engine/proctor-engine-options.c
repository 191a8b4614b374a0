/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-options.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "proctor-engine-exit.h"
#include "proctor-model-settings.h"

#define LINGER_SECS 30
#define MOST_RUNS PROCTOR_MODEL_MOST_RUNS
/* Nobody types this. */
#define NOT_SAID G_MININT

void
proctor_engine_options_free (ProctorEngineOptions *options)
{
  g_free (options->data);
  g_free (options->socket);
  g_free (options->listen);
  g_free (options->api_key_file);
  g_free (options->model_url);
  g_free (options->model);
  g_free (options->model_key_file);
  g_free (options->backup);
  g_free (options);
}

static gboolean
parse_options (ProctorEngineOptions *options,
               int *argc,
               char ***argv,
               gboolean *version,
               GError **error)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &options->data, N_ ("Keep everything in FOLDER"), N_ ("FOLDER") },
    { "socket", 0, 0, G_OPTION_ARG_FILENAME, &options->socket, N_ ("Serve at the socket PATH"), N_ ("PATH") },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, N_ ("Serve at an address of this computer, such as 127.0.0.1:8787, to whoever has the key"), N_ ("ADDRESS") },
    { "new-key", 0, 0, G_OPTION_ARG_NONE, &options->new_key, N_ ("Make another key and print it; the one before is good no more"), NULL },
    { "api-key-file", 0, 0, G_OPTION_ARG_FILENAME, &options->api_key_file, N_ ("Take the key that is in FILE"), N_ ("FILE") },
    { "linger", 0, 0, G_OPTION_ARG_INT, &options->linger, N_ ("Stay for SECONDS when nobody needs the engine any more"), N_ ("SECONDS") },
    { "runs", 0, 0, G_OPTION_ARG_INT, &options->runs, N_ ("Carry out so many runs at a time, whatever the settings say"), N_ ("NUMBER") },
    { "model-url", 0, 0, G_OPTION_ARG_STRING, &options->model_url, N_ ("Ask the models that speak OpenAI's protocol at URL, whatever the settings say"), N_ ("URL") },
    { "model", 0, 0, G_OPTION_ARG_STRING, &options->model, N_ ("Ask the model NAME, where an agent names none"), N_ ("NAME") },
    { "model-key-file", 0, 0, G_OPTION_ARG_FILENAME, &options->model_key_file, N_ ("Take the models' key from FILE, not from PROCTOR_MODEL_KEY"), N_ ("FILE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, &options->sample, N_ ("Begin with the sample workspace, where there is nothing yet"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[backup FILE]"));

  g_option_context_set_summary (context, _ ("The service behind Proctor's local workspace."));
  g_option_context_set_description (context, _ ("“backup FILE” writes a copy of the workspace, also while another engine serves it."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  return g_option_context_parse (context, argc, argv, error);
}

/* Returns what is wrong with them, %NULL if nothing is. */
static char *
find_fault (const ProctorEngineOptions *options)
{
  if (options->socket != NULL && options->listen != NULL)
    return g_strdup (_ ("There is either --socket or --listen."));
  if (options->listen == NULL && (options->new_key || options->api_key_file != NULL))
    return g_strdup (_ ("A key is for --listen only."));
  if (options->new_key && options->api_key_file != NULL)
    return g_strdup (_ ("There is either --new-key or --api-key-file."));
  if (options->runs != NOT_SAID && (options->runs < 1 || options->runs > MOST_RUNS))
    return g_strdup_printf (_ ("--runs takes a number from 1 to %d."), MOST_RUNS);
  if (options->model_url == NULL && (options->model != NULL || options->model_key_file != NULL))
    return g_strdup (_ ("A model is for --model-url only."));
  if (options->linger < 0)
    return g_strdup (_ ("--linger takes a number of seconds."));

  return NULL;
}

static char *
parse_command (ProctorEngineOptions *options,
               int argc,
               char **argv)
{
  if (argc <= 1)
    return NULL;
  if (!g_str_equal (argv[1], "backup"))
    return g_strdup_printf (_ ("There is no command “%s”. “%s --help” says what there is."), argv[1], g_get_prgname ());
  if (argc != 3)
    return g_strdup (_ ("“backup” takes the name of one file."));

  options->backup = g_strdup (argv[2]);

  return NULL;
}

/**
 * proctor_engine_options_parse:
 * @argc: as main() got it
 * @argv: as main() got it
 * @status: (out): what to exit with if there is nothing to do
 *
 * Returns: (transfer full) (nullable): what to do; %NULL if all has been said
 */
ProctorEngineOptions *
proctor_engine_options_parse (int argc,
                              char **argv,
                              int *status)
{
  g_autoptr (ProctorEngineOptions) options = g_new0 (ProctorEngineOptions, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *fault = NULL;
  gboolean version = FALSE;

  options->linger = LINGER_SECS;
  options->runs = NOT_SAID;
  *status = PROCTOR_ENGINE_EXIT_USAGE;
  if (!parse_options (options, &argc, &argv, &version, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return NULL;
    }
  if (version)
    {
      g_print ("%s %s\n", g_get_prgname (), PROCTOR_VERSION);
      *status = EXIT_SUCCESS;
      return NULL;
    }

  fault = parse_command (options, argc, argv);
  if (fault == NULL)
    fault = find_fault (options);
  if (fault != NULL)
    {
      g_printerr ("%s: %s\n", g_get_prgname (), fault);
      return NULL;
    }
  if (options->runs == NOT_SAID)
    options->runs = 0;
  if (options->data == NULL)
    options->data = g_build_filename (g_get_user_data_dir (), "proctor", NULL);
  *status = EXIT_SUCCESS;

  return g_steal_pointer (&options);
}
