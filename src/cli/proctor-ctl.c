/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-ctl-complete.h"
#include "proctor-ctl-local.h"
#include "proctor-ctl-output.h"
#include "proctor-ctl-workspace.h"

/* A key goes to one place only, so what it is called in the key ring is of no importance here. */
#define CONNECTION_ID "proctorctl"

static void
clear_key (ProctorCtl *self)
{
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_clear_pointer (&self->key, g_free);
}

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

/* A key has to fit into a header of a request. Whatever is wrong with it, it is not repeated. */
static gboolean
find_key (ProctorCtl *self)
{
  const char *const variables[] = { "PROCTOR_API_KEY", "ELEVENLABS_API_KEY" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables) && self->key == NULL; i++)
    {
      if (get_variable (variables[i]) == NULL)
        continue;
      self->key = g_strstrip (g_strdup (get_variable (variables[i])));
      self->key_variable = variables[i];
      if (*self->key == '\0')
        clear_key (self);
    }

  for (const char *p = self->key; p != NULL && *p != '\0'; p++)
    {
      if (g_ascii_isprint (*p))
        continue;
      proctor_ctl_complain (_ ("%s has something else in it than plain letters, digits and signs. Copy the key once more from where it was given out."), self->key_variable);
      return FALSE;
    }

  return TRUE;
}

static ProctorConnection *
find_connection (GError **error)
{
  const char *base_url = get_variable ("PROCTOR_BASE_URL");
  guint n_regions;

  if (base_url == NULL)
    base_url = proctor_region_get_all (&n_regions)[0].base_url;
  if (g_str_has_prefix (base_url, "unix:"))
    return proctor_connection_new_local (CONNECTION_ID, NULL, base_url + strlen ("unix:"), error);

  return proctor_connection_new (CONNECTION_ID, NULL, base_url, error);
}

/* All that is left of the command line once the options are gone. */
static gboolean
check_arguments (ProctorCtl *self,
                 int argc,
                 char **argv,
                 const char **id)
{
  int expected = id != NULL ? 1 : 0;

  if (argc - 1 < expected)
    {
      proctor_ctl_complain (_ ("“%s” is missing. “%s --help” says more."), self->command->arguments, g_get_prgname ());
      return FALSE;
    }
  if (argc - 1 > expected)
    {
      proctor_ctl_complain (_ ("“%s” is one argument too many. “%s --help” says more."), argv[expected + 1], g_get_prgname ());
      return FALSE;
    }
  if (id == NULL)
    return TRUE;
  *id = argv[1];

  return proctor_ctl_check_id (self->command->arguments, *id);
}

/* What follows "--" is no option. GLib takes it away only if nothing behind it looks like one. */
static void
remove_separator (int *argc,
                  char **argv)
{
  for (int i = 1; i < *argc; i++)
    {
      if (!g_str_equal (argv[i], "--"))
        continue;
      memmove (argv + i, argv + i + 1, sizeof *argv * (gsize) (*argc - i));
      --*argc;
      return;
    }
}

static gboolean
slept_cb (gpointer user_data)
{
  gboolean *slept = user_data;

  *slept = TRUE;

  return G_SOURCE_REMOVE;
}

ProctorCtl *
proctor_ctl_new (const ProctorCtlCommand *command)
{
  ProctorCtl *self = g_new0 (ProctorCtl, 1);

  self->command = command;
  self->cancellable = g_cancellable_new ();

  return self;
}

void
proctor_ctl_free (ProctorCtl *self)
{
  clear_key (self);
  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->engine);
  g_free (self->workspace);
  g_free (self);
}

/**
 * proctor_ctl_parse:
 * @self: what all commands need
 * @entries: (nullable): its options, beside those that all have
 * @argc: main()'s, from the command's name on
 * @argv: main()'s, from the command's name on
 * @id: (out) (optional): the one argument, for a command that takes one
 *
 * Reads a command's options, before it does anything. What is wrong with them has been said when
 * this returns; as has what can follow, if only that is asked.
 *
 * Returns: whether they make sense
 */
gboolean
proctor_ctl_parse (ProctorCtl *self,
                   const GOptionEntry *entries,
                   int argc,
                   char **argv,
                   const char **id)
{
  g_autoptr (GOptionContext) context = g_option_context_new (self->command->arguments);
  g_autoptr (GError) error = NULL;
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print JSON, with the server's names"), NULL },
    { "workspace", 'w', 0, G_OPTION_ARG_STRING, &self->workspace, N_ ("In this workspace, by its id or name, with its key from the key ring"), N_ ("WORKSPACE") },
    { "local", 0, 0, G_OPTION_ARG_NONE, &self->local, N_ ("In the workspace on this computer; its engine is started if need be"), NULL },
    G_OPTION_ENTRY_NULL
  };

  if (self->completes)
    {
      proctor_ctl_complete_command (self, entries, common, argc, argv);
      return FALSE;
    }

  g_option_context_set_summary (context, gettext (self->command->summary));
  if (self->command->examples != NULL)
    {
      g_autofree char *examples = g_strconcat (_ ("Examples:"), "\n", self->command->examples, NULL);

      g_option_context_set_description (context, examples);
    }
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      proctor_ctl_complain ("%s", error->message);
      return FALSE;
    }
  remove_separator (&argc, argv);

  if (self->workspace != NULL && (self->local || !proctor_ctl_check_id ("--workspace", self->workspace)))
    {
      if (self->local)
        proctor_ctl_complain (_ ("--local and --workspace are two workspaces."));
      return FALSE;
    }

  return check_arguments (self, argc, argv, id);
}

/**
 * proctor_ctl_check_id:
 * @option: what it was given for
 * @id: (nullable): what was given
 *
 * An empty id is mostly a variable of a script that has not been set, and asks for something else
 * altogether.
 *
 * Returns: whether there is something to it; if not, it has been said
 */
gboolean
proctor_ctl_check_id (const char *option,
                      const char *id)
{
  if (id == NULL || id[strspn (id, " \t\r\n\v\f")] != '\0')
    return TRUE;

  proctor_ctl_complain (_ ("“%s” is empty, but has to be an id."), option);

  return FALSE;
}

/**
 * proctor_ctl_connect:
 * @self: what all commands need
 *
 * Makes the client that the environment asks for. Why that can't be has been said when this returns.
 *
 * Returns: whether there is one
 */
gboolean
proctor_ctl_connect (ProctorCtl *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = NULL;

  if (self->local)
    return proctor_ctl_connect_local (self);
  if (self->workspace != NULL)
    return proctor_ctl_connect_workspace (self);

  connection = find_connection (&error);
  if (connection == NULL)
    {
      proctor_ctl_complain ("PROCTOR_BASE_URL: %s", error->message);
      return FALSE;
    }

  /* The engine asks for none, and a key that it does not need is a key too many. */
  if (proctor_connection_get_kind (connection) != PROCTOR_CONNECTION_LOCAL && !find_key (self))
    return FALSE;
  if (proctor_connection_get_kind (connection) != PROCTOR_CONNECTION_LOCAL && self->key == NULL)
    {
      proctor_ctl_complain (_ ("No API key: set PROCTOR_API_KEY. The workspace on this computer needs none: --local"));
      return FALSE;
    }

  self->client = proctor_client_new (connection, self->key);

  return TRUE;
}

/**
 * proctor_ctl_keep_cb:
 * @object: whoever was asked
 * @result: what came of it
 * @user_data: a place for a #GAsyncResult
 *
 * Keeps a result for proctor_ctl_wait(). A command does one thing after the other, and so it can be
 * read from top to bottom.
 */
void
proctor_ctl_keep_cb (GObject *object,
                     GAsyncResult *result,
                     gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/**
 * proctor_ctl_wait:
 * @result: (inout): where proctor_ctl_keep_cb() keeps it
 *
 * Returns: (transfer none): the result, when it is there
 */
GAsyncResult *
proctor_ctl_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/**
 * proctor_ctl_end:
 * @self: what all commands need
 * @status: what it ends with
 *
 * Ends all waiting. What came first counts.
 */
void
proctor_ctl_end (ProctorCtl *self,
                 ProctorCtlStatus status)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->ended_by = status;
  g_cancellable_cancel (self->cancellable);
}

/**
 * proctor_ctl_sleep:
 * @self: what all commands need
 * @msecs: for how long
 *
 * Waits, or until somebody has had enough.
 */
void
proctor_ctl_sleep (ProctorCtl *self,
                   guint msecs)
{
  gboolean slept = FALSE;
  guint source = g_timeout_add (msecs, slept_cb, &slept);

  while (!slept && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  if (!slept)
    g_source_remove (source);
}

/**
 * proctor_ctl_load:
 * @self: what all commands need
 * @pager: a list
 * @limit: how many rows are wanted at most, 0 for all
 * @error: return location for why a page could not be had
 *
 * Returns: (transfer full) (nullable) (element-type ProctorRecord): the rows of all pages
 */
GPtrArray *
proctor_ctl_load (ProctorCtl *self,
                  ProctorPager *pager,
                  guint limit,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  while (proctor_pager_has_more (pager) && (limit == 0 || rows->len < limit))
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (ProctorPage) page = NULL;

      proctor_pager_next_async (pager, self->cancellable, proctor_ctl_keep_cb, &result);
      page = proctor_pager_next_finish (pager, proctor_ctl_wait (&result), error);
      if (page == NULL)
        return NULL;
      for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)) && (limit == 0 || rows->len < limit); i++)
        g_ptr_array_add (rows, g_list_model_get_item (proctor_page_get_items (page), i));
    }

  return g_steal_pointer (&rows);
}
