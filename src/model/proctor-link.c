/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-link.h"

#include <glib/gi18n.h>
#include <string.h>

/* A link is written by whoever likes to, and clicked on by somebody who trusts the page around it. */
#define LONGEST_LINK 1024
#define LONGEST_ID 200

/**
 * ProctorLink:
 *
 * Where a link `proctor://…` leads: `proctor://test/TEST`, `proctor://run/INVOCATION` or
 * `proctor://run/INVOCATION/RUN`, each with `?workspace=ID` where another workspace than the one that is
 * shown is meant. It has no words for anything else: nothing can be run, changed or connected to by it, and
 * a workspace is one that is there already. What isn't exactly that is no link.
 */
struct _ProctorLink
{
  /* Owned */
  char *workspace_id;
  char *id;
  char *run_id;

  ProctorLinkKind kind;
};

static gboolean
is_id (const char *text)
{
  if (strlen (text) - 1 >= LONGEST_ID || *text == '.')
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~", *p) == NULL)
      return FALSE;

  return TRUE;
}

/* What may be said beside where it leads is the workspace, once. */
static gboolean
take_query (ProctorLink *self,
            const char *query)
{
  const char *const name = "workspace=";

  if (query == NULL)
    return TRUE;
  if (!g_str_has_prefix (query, name) || !is_id (query + strlen (name)))
    return FALSE;

  self->workspace_id = g_strdup (query + strlen (name));

  return TRUE;
}

static gboolean
take_kind (ProctorLink *self,
           const char *host)
{
  if (g_strcmp0 (host, "test") == 0)
    self->kind = PROCTOR_LINK_TEST;
  else if (g_strcmp0 (host, "run") == 0)
    self->kind = PROCTOR_LINK_RUN;
  else
    return FALSE;

  return TRUE;
}

/* "/ID", and of what was run "/ID/RUN". */
static gboolean
take_path (ProctorLink *self,
           const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", 4);
  guint n_parts = g_strv_length (parts);

  if (n_parts < 2 || n_parts > (self->kind == PROCTOR_LINK_RUN ? 3 : 2) || *parts[0] != '\0')
    return FALSE;
  for (guint i = 1; i < n_parts; i++)
    if (!is_id (parts[i]))
      return FALSE;

  self->id = g_strdup (parts[1]);
  self->run_id = g_strdup (parts[2]);

  return TRUE;
}

static gboolean
take (ProctorLink *self,
      const char *text)
{
  g_autofree char *scheme = NULL;
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autofree char *query = NULL;
  g_autofree char *fragment = NULL;
  int port;

  /* What would have to be written in another way is no part of an id. */
  if (strlen (text) > LONGEST_LINK || strchr (text, '%') != NULL || !g_uri_split (text, G_URI_FLAGS_ENCODED, &scheme, &user, &host, &port, &path, &query, &fragment, NULL))
    return FALSE;
  if (g_strcmp0 (scheme, PROCTOR_LINK_SCHEME) != 0 || user != NULL || port != -1 || fragment != NULL)
    return FALSE;

  return take_kind (self, host) && take_path (self, path) && take_query (self, query);
}

/**
 * proctor_link_parse:
 * @text: what is said to be a link
 * @error: (optional): what is wrong with it
 *
 * Returns: (transfer full) (nullable): the link
 */
ProctorLink *
proctor_link_parse (const char *text,
                    GError **error)
{
  g_autoptr (ProctorLink) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (ProctorLink, 1);
  if (take (self, text))
    return g_steal_pointer (&self);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _ ("The link doesn’t lead to a test or a run"));

  return NULL;
}

void
proctor_link_free (ProctorLink *self)
{
  g_free (self->workspace_id);
  g_free (self->id);
  g_free (self->run_id);
  g_free (self);
}

ProctorLinkKind
proctor_link_get_kind (ProctorLink *self)
{
  return self->kind;
}

/**
 * proctor_link_get_workspace_id:
 * @self: a link
 *
 * Returns: (nullable): the workspace that it leads to; %NULL for whichever is shown
 */
const char *
proctor_link_get_workspace_id (ProctorLink *self)
{
  return self->workspace_id;
}

/**
 * proctor_link_get_id:
 * @self: a link
 *
 * Returns: the id of a test, or of an invocation
 */
const char *
proctor_link_get_id (ProctorLink *self)
{
  return self->id;
}

/**
 * proctor_link_get_run_id:
 * @self: a link
 *
 * Returns: (nullable): which of an invocation's runs is meant
 */
const char *
proctor_link_get_run_id (ProctorLink *self)
{
  return self->run_id;
}
