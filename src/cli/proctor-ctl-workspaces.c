/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "proctor-base-url.h"
#include "proctor-ctl-output.h"
#include "proctor-ctl-table.h"
#include "proctor-ctl-workspace.h"
#include "proctor-desk.h"
#include "proctor-folders.h"
#include "proctor-key-ring.h"
#include "proctor-probe.h"

/* The workspaces that there are in the window, too. A key is never an argument, which other users of the computer could read. */

static ProctorCtlStatus
list_workspaces (ProctorCtl *self,
                 int argc,
                 char **argv)
{
  const char *const titles[] = { _ ("ID"), _ ("NAME"), _ ("ADDRESS"), NULL };
  g_autoptr (ProctorCtlTable) table = NULL;
  g_autoptr (ProctorWorkspaces) workspaces = NULL;
  g_autoptr (GString) json = g_string_new ("[");

  if (!proctor_ctl_parse (self, NULL, argc, argv, NULL))
    return PROCTOR_CTL_USAGE;
  workspaces = proctor_ctl_load_workspaces (self);
  if (workspaces == NULL)
    return PROCTOR_CTL_BROKEN;

  table = proctor_ctl_table_new (titles);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspaces)); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (workspaces), i);

      g_string_append (json, i > 0 ? ",\n{" : "\n{");
      proctor_ctl_append_member (json, "id", proctor_workspace_get_id (workspace));
      proctor_ctl_append_member (json, "name", proctor_workspace_get_name (workspace));
      proctor_ctl_append_member (json, "base_url", proctor_workspace_get_base_url (workspace));
      g_string_append_c (json, '}');
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_workspace_get_id (workspace));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_workspace_get_name (workspace));
      proctor_ctl_table_add (table, PROCTOR_CTL_PAINT_NONE, proctor_workspace_get_base_url (workspace));
      proctor_ctl_table_end_row (table);
    }
  g_string_append (json, json->len > 1 ? "\n]" : "]");
  if (self->json)
    proctor_ctl_print_json (json->str, (gssize) json->len);
  else
    proctor_ctl_table_print (table);

  return PROCTOR_CTL_OK;
}

/* From the environment, or the first line of what is piped in. */
static char *
read_key (void)
{
  const char *variable = g_getenv ("PROCTOR_API_KEY");
  char line[4096];
  char *key;

  if (variable != NULL && *variable != '\0')
    return g_strstrip (g_strdup (variable));
  if (isatty (STDIN_FILENO) || fgets (line, sizeof line, stdin) == NULL)
    return NULL;

  key = g_strstrip (g_strdup (line));
  explicit_bzero (line, sizeof line);

  return key;
}

static gboolean
store_key (ProctorCtl *self,
           const char *id,
           const char *name,
           const char *key)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_key_ring_store_async (ring, id, name, key, self->cancellable, proctor_ctl_keep_cb, &result);
  if (!proctor_key_ring_store_finish (ring, proctor_ctl_wait (&result), &error))
    {
      proctor_ctl_complain ("%s", error->message);
      return FALSE;
    }
  /* What is only in memory is gone when this ends. */
  if (proctor_key_ring_get_in_memory (ring))
    {
      proctor_ctl_complain (_ ("There is no key ring to keep the key in. Set PROCTOR_BASE_URL and PROCTOR_API_KEY instead."));
      return FALSE;
    }

  return TRUE;
}

static gboolean
flush (ProctorWorkspaces *workspaces)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_workspaces_flush_async (workspaces, proctor_ctl_keep_cb, &result);
  if (proctor_workspaces_flush_finish (workspaces, proctor_ctl_wait (&result), &error))
    return TRUE;

  proctor_ctl_complain ("%s", error->message);

  return FALSE;
}

/* A key that was copied wrongly shows now, and not when it is needed. */
static gboolean
try_key (ProctorCtl *self,
         const char *base_url,
         const char *key)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorProbe) probe = NULL;

  proctor_ctl_say (_ ("Trying the key…"));
  proctor_probe_run_async (base_url, key, self->cancellable, proctor_ctl_keep_cb, &result);
  probe = proctor_probe_run_finish (proctor_ctl_wait (&result), &error);
  if (probe == NULL)
    proctor_ctl_complain ("%s", error->message);
  else if (probe->verdict != PROCTOR_PROBE_WORKS)
    proctor_ctl_complain ("%s\n%s", probe->title, probe->message);
  else
    {
      /* Translators: what trying a key has shown. */
      proctor_ctl_say (_ ("It works."));
      return TRUE;
    }
  proctor_ctl_say (_ ("Nothing was added. With --no-check the key is not tried."));

  return FALSE;
}

static ProctorCtlStatus
add_workspace (ProctorCtl *self,
               int argc,
               char **argv)
{
  g_autofree char *name = NULL;
  gboolean no_check = FALSE;
  const GOptionEntry entries[] = {
    { "no-check", 0, 0, G_OPTION_ARG_NONE, &no_check, N_ ("Don't try whether the key works"), NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("What it is called; without it, as its address is"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL
  };
  const char *address;
  g_autofree char *base_url = NULL;
  g_autofree char *key = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *line = g_strconcat (id, "\n", NULL);
  g_autoptr (ProctorWorkspaces) workspaces = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  gboolean stored;

  if (!proctor_ctl_parse (self, entries, argc, argv, &address))
    return PROCTOR_CTL_USAGE;
  base_url = proctor_base_url_parse (address, &error);
  if (base_url == NULL)
    {
      proctor_ctl_complain ("%s", error->message);
      return PROCTOR_CTL_USAGE;
    }
  key = read_key ();
  if (key == NULL || *key == '\0')
    {
      proctor_ctl_complain (_ ("No API key: set PROCTOR_API_KEY, or write it to standard input. It is never an argument."));
      return PROCTOR_CTL_USAGE;
    }
  /* What it says could have the key in it. */
  g_set_str (&self->key, key);
  workspaces = no_check || try_key (self, base_url, key) ? proctor_ctl_load_workspaces (self) : NULL;
  if (workspaces == NULL)
    {
      explicit_bzero (key, strlen (key));
      return PROCTOR_CTL_BROKEN;
    }

  stored = store_key (self, id, name != NULL ? name : base_url, key);
  explicit_bzero (key, strlen (key));
  if (!stored)
    return PROCTOR_CTL_BROKEN;
  workspace = proctor_workspace_new (id, name != NULL ? name : base_url, base_url);
  proctor_workspaces_add (workspaces, workspace);
  if (!flush (workspaces))
    return PROCTOR_CTL_BROKEN;
  proctor_ctl_print (line);

  return PROCTOR_CTL_OK;
}

/* With all that is kept of it: its key, drafts and past runs. */
static gboolean
remove_from_desk (ProctorCtl *self,
                  ProctorDesk *desk,
                  const char *name)
{
  ProctorWorkspace *workspace = proctor_ctl_find_workspace (proctor_desk_get_workspaces (desk), name);
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GError) error = NULL;

  if (workspace == NULL)
    return FALSE;

  proctor_desk_remove_async (desk, workspace, self->cancellable, proctor_ctl_keep_cb, &removed);
  if (proctor_desk_remove_finish (desk, proctor_ctl_wait (&removed), &error))
    return flush (proctor_desk_get_workspaces (desk));

  proctor_ctl_complain ("%s", error->message);

  return FALSE;
}

static ProctorCtlStatus
remove_workspace (ProctorCtl *self,
                  int argc,
                  char **argv)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *cache = proctor_folders_dup_cache ();
  g_autoptr (ProctorDesk) desk = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) shut_down = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  gboolean done;

  if (!proctor_ctl_parse (self, NULL, argc, argv, &name))
    return PROCTOR_CTL_USAGE;

  desk = proctor_desk_new (data, cache);
  proctor_desk_load_async (desk, self->cancellable, proctor_ctl_keep_cb, &loaded);
  done = proctor_desk_load_finish (desk, proctor_ctl_wait (&loaded), &error);
  if (!done)
    proctor_ctl_complain ("%s", error->message);
  done = done && remove_from_desk (self, desk, name);
  proctor_desk_shut_down_async (desk, proctor_ctl_keep_cb, &shut_down);
  proctor_desk_shut_down_finish (desk, proctor_ctl_wait (&shut_down));

  return done ? PROCTOR_CTL_OK : PROCTOR_CTL_BROKEN;
}

const ProctorCtlCommand proctor_ctl_workspaces_commands[] = {
  { "list", NULL, N_ ("List workspaces"), "  proctorctl workspaces list", list_workspaces },
  { "add", N_ ("ADDRESS"), N_ ("Add a workspace, and keep its key in the key ring"), "  proctorctl workspaces add --name Work https://api.elevenlabs.io < key.txt", add_workspace },
  { "remove", N_ ("WORKSPACE"), N_ ("Remove a workspace with its key, drafts and past runs; nothing on its server changes"), "  proctorctl workspaces remove Work", remove_workspace },
  { NULL }
};
