/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-connection.h"

#include <glib/gi18n.h>
#include <string.h>
#include <sys/un.h>

#include "proctor-base-url.h"

/**
 * ProctorConnection:
 *
 * Where a server is and what it is called. It never changes and knows no key; the key is in the
 * key ring, under the connection's id.
 */
struct _ProctorConnection
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *base_url;
  char *socket_path;

  ProctorConnectionKind kind;
};

G_DEFINE_FINAL_TYPE (ProctorConnection, proctor_connection, G_TYPE_OBJECT)

static const ProctorRegion regions[] = {
  { "global", "https://api.elevenlabs.io" },
  { "us", "https://api.us.elevenlabs.io" },
  { "eu-residency", "https://api.eu.residency.elevenlabs.io" },
  { "in-residency", "https://api.in.residency.elevenlabs.io" },
  { "sg-residency", "https://api.sg.residency.elevenlabs.io" },
};

/**
 * proctor_region_get_all:
 * @n_regions: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_regions): the regions, the one to begin with first
 */
const ProctorRegion *
proctor_region_get_all (guint *n_regions)
{
  *n_regions = G_N_ELEMENTS (regions);

  return regions;
}

/**
 * proctor_region_find:
 * @base_url: where a server is
 *
 * Returns: (transfer none) (nullable): the region that is there
 */
const ProctorRegion *
proctor_region_find (const char *base_url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      if (g_strcmp0 (regions[i].base_url, base_url) == 0)
        return &regions[i];
    }

  return NULL;
}

static gboolean
has_text (const char *name)
{
  return name != NULL && *name != '\0';
}

static void
proctor_connection_finalize (GObject *object)
{
  ProctorConnection *self = PROCTOR_CONNECTION (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->base_url);
  g_free (self->socket_path);

  G_OBJECT_CLASS (proctor_connection_parent_class)->finalize (object);
}

static void
proctor_connection_class_init (ProctorConnectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_connection_finalize;
}

static void
proctor_connection_init (ProctorConnection *self)
{
}

/**
 * proctor_connection_new:
 * @id: what the key ring knows it by
 * @name: (nullable): what a person calls it
 * @base_url: where it is
 * @error: return location for why a key must not be sent there
 *
 * Returns: (transfer full) (nullable): a connection to a server
 */
ProctorConnection *
proctor_connection_new (const char *id,
                        const char *name,
                        const char *base_url,
                        GError **error)
{
  g_autoptr (ProctorConnection) self = NULL;
  g_autofree char *address = NULL;

  g_return_val_if_fail (id != NULL && base_url != NULL, NULL);

  address = proctor_base_url_parse (base_url, error);
  if (address == NULL)
    return NULL;

  self = g_object_new (PROCTOR_TYPE_CONNECTION, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (has_text (name) ? name : address);
  self->kind = proctor_region_find (address) != NULL ? PROCTOR_CONNECTION_CLOUD : PROCTOR_CONNECTION_CUSTOM;
  self->base_url = g_steal_pointer (&address);

  return g_steal_pointer (&self);
}

/**
 * proctor_connection_new_local:
 * @id: what the key ring knows it by
 * @name: (nullable): what a person calls it
 * @socket_path: the engine's socket
 * @error: return location for why there can't be a socket there
 *
 * Returns: (transfer full) (nullable): a connection to the engine
 */
ProctorConnection *
proctor_connection_new_local (const char *id,
                              const char *name,
                              const char *socket_path,
                              GError **error)
{
  ProctorConnection *self;

  g_return_val_if_fail (id != NULL && socket_path != NULL, NULL);

  if (*socket_path == '\0')
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _ ("A socket has to have a name."));
      return NULL;
    }
  /* A longer path would be cut without a word, and lead elsewhere. */
  if (strlen (socket_path) >= sizeof ((struct sockaddr_un *) NULL)->sun_path)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, _ ("“%s” is too long for a socket's name."), socket_path);
      return NULL;
    }

  self = g_object_new (PROCTOR_TYPE_CONNECTION, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (has_text (name) ? name : socket_path);
  self->kind = PROCTOR_CONNECTION_LOCAL;
  self->base_url = g_strdup ("http://localhost");
  self->socket_path = g_strdup (socket_path);

  return self;
}

const char *
proctor_connection_get_id (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), NULL);

  return self->id;
}

const char *
proctor_connection_get_name (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), NULL);

  return self->name;
}

ProctorConnectionKind
proctor_connection_get_kind (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), PROCTOR_CONNECTION_CUSTOM);

  return self->kind;
}

const char *
proctor_connection_get_base_url (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), NULL);

  return self->base_url;
}

/**
 * proctor_connection_get_socket_path:
 * @self: a connection
 *
 * Returns: (nullable): the engine's socket, %NULL for any other server
 */
const char *
proctor_connection_get_socket_path (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), NULL);

  return self->socket_path;
}

/**
 * proctor_connection_is_on_this_computer:
 * @self: a connection
 *
 * Returns: whether no proxy has any business with it
 */
gboolean
proctor_connection_is_on_this_computer (ProctorConnection *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONNECTION (self), FALSE);

  return self->socket_path != NULL || proctor_base_url_is_loopback (self->base_url);
}
