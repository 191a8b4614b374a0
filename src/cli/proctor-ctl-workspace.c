/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-workspace.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-ctl-local.h"
#include "proctor-ctl-output.h"
#include "proctor-folders.h"
#include "proctor-key-ring.h"

/* The workspaces that the window knows, with the keys that the key ring has for them. */

/**
 * proctor_ctl_load_workspaces:
 * @self: what all commands need
 *
 * Reads the list of workspaces. Why it can't be had has been said when this returns.
 *
 * Returns: (transfer full) (nullable): the workspaces
 */
ProctorWorkspaces *
proctor_ctl_load_workspaces (ProctorCtl *self)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autoptr (ProctorWorkspaces) workspaces = proctor_workspaces_new (data);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_workspaces_load_async (workspaces, self->cancellable, proctor_ctl_keep_cb, &result);
  if (proctor_workspaces_load_finish (workspaces, proctor_ctl_wait (&result), &error))
    return g_steal_pointer (&workspaces);

  proctor_ctl_complain ("%s", error->message);

  return NULL;
}

/**
 * proctor_ctl_find_workspace:
 * @workspaces: the workspaces
 * @name: the id or the name of one
 *
 * Says if there is none, or more than one.
 *
 * Returns: (transfer none) (nullable): the workspace
 */
ProctorWorkspace *
proctor_ctl_find_workspace (ProctorWorkspaces *workspaces,
                            const char *name)
{
  ProctorWorkspace *found = proctor_workspaces_find (workspaces, name);
  guint n = 0;

  if (found != NULL)
    return found;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (workspaces)); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (workspaces), i);

      if (g_strcmp0 (proctor_workspace_get_name (workspace), name) != 0)
        continue;
      /* The list keeps it. */
      found = workspace;
      n++;
    }
  if (n == 0)
    proctor_ctl_complain (_ ("There is no workspace “%s”. “proctorctl workspaces list” says which there are."), name);
  if (n > 1)
    proctor_ctl_complain (_ ("More than one workspace is called “%s”. Use its id."), name);

  return n == 1 ? found : NULL;
}

static char *
load_key (ProctorCtl *self,
          ProctorWorkspace *workspace)
{
  g_autoptr (ProctorKeyRing) ring = proctor_key_ring_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorKey) key = NULL;
  g_autoptr (GError) error = NULL;

  proctor_key_ring_load_async (ring, proctor_workspace_get_id (workspace), self->cancellable, proctor_ctl_keep_cb, &result);
  key = proctor_key_ring_load_finish (ring, proctor_ctl_wait (&result), &error);
  if (key != NULL)
    return g_strdup (key);

  if (error != NULL)
    proctor_ctl_complain ("%s", error->message);
  else
    proctor_ctl_complain (_ ("There is no key for “%s” in the key ring."), proctor_workspace_get_name (workspace));

  return NULL;
}

/**
 * proctor_ctl_connect_workspace:
 * @self: what all commands need, a workspace among it
 *
 * Makes the client for the workspace. Why that can't be has been said when this returns.
 *
 * Returns: whether there is one
 */
gboolean
proctor_ctl_connect_workspace (ProctorCtl *self)
{
  g_autoptr (ProctorWorkspaces) workspaces = proctor_ctl_load_workspaces (self);
  ProctorWorkspace *workspace = workspaces != NULL ? proctor_ctl_find_workspace (workspaces, self->workspace) : NULL;
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  if (workspace == NULL)
    return FALSE;
  if (proctor_workspace_is_local (workspace))
    return proctor_ctl_connect_local (self);

  connection = proctor_connection_new (proctor_workspace_get_id (workspace), proctor_workspace_get_name (workspace), proctor_workspace_get_base_url (workspace), &error);
  if (connection == NULL)
    {
      proctor_ctl_complain ("%s", error->message);
      return FALSE;
    }
  self->key = load_key (self, workspace);
  self->key_variable = _ ("the key ring");
  if (self->key == NULL)
    return FALSE;
  self->client = proctor_client_new (connection, self->key);

  return TRUE;
}

/* What a shell takes for one word as it is. */
static char *
quote (const char *word)
{
  if (*word != '\0' && word[strspn (word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:")] == '\0')
    return g_strdup (word);

  return g_shell_quote (word);
}

/**
 * proctor_ctl_dup_call:
 * @self: what all commands need
 * @command: what proctorctl is to do
 * @argument: with what
 *
 * Returns: (transfer full): how it is called in a shell, for the same workspace
 */
char *
proctor_ctl_dup_call (ProctorCtl *self,
                      const char *command,
                      const char *argument)
{
  g_autofree char *quoted = quote (argument);
  g_autofree char *workspace = self->workspace != NULL ? quote (self->workspace) : NULL;

  if (workspace != NULL)
    return g_strdup_printf ("proctorctl %s %s -w %s", command, quoted, workspace);

  return g_strdup_printf ("proctorctl %s %s%s", command, quoted, self->local ? " --local" : "");
}
