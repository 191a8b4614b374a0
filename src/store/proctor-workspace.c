/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspace.h"

#include <glib/gi18n.h>

#include "proctor-region-names.h"

/**
 * ProctorWorkspace:
 *
 * A workspace that somebody has added: the engine on this computer, or a server and a key for it.
 * The key is in the key ring, under the workspace's id.
 */
struct _ProctorWorkspace
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *base_url;
};

G_DEFINE_FINAL_TYPE (ProctorWorkspace, proctor_workspace, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_LOCAL,
  PROP_BASE_URL,
  PROP_WHERE,
} ProctorWorkspaceProperty;

static GParamSpec *properties[PROP_WHERE + 1];

static void
proctor_workspace_finalize (GObject *object)
{
  ProctorWorkspace *self = PROCTOR_WORKSPACE (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->base_url, g_free);

  G_OBJECT_CLASS (proctor_workspace_parent_class)->finalize (object);
}

static void
proctor_workspace_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorWorkspace *self = PROCTOR_WORKSPACE (object);

  switch ((ProctorWorkspaceProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_LOCAL:
      g_value_set_boolean (value, self->base_url == NULL);
      break;
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_WHERE:
      g_value_set_string (value, proctor_workspace_get_where (self));
      break;
    }
}

static void
proctor_workspace_class_init (ProctorWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_workspace_finalize;
  object_class->get_property = proctor_workspace_get_property;

  /**
   * ProctorWorkspace:id:
   *
   * What its key, cache and history are filed under. It never changes.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);

  /**
   * ProctorWorkspace:name:
   *
   * What a person calls it.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  /**
   * ProctorWorkspace:local:
   *
   * Whether it is the engine on this computer.
   */
  properties[PROP_LOCAL] = g_param_spec_boolean ("local", NULL, NULL, FALSE, flags);

  /**
   * ProctorWorkspace:base-url:
   *
   * Where its server is, %NULL for the engine on this computer.
   */
  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, NULL, flags);

  /**
   * ProctorWorkspace:where:
   *
   * Where it is, as people say it.
   */
  properties[PROP_WHERE] = g_param_spec_string ("where", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_workspace_init (ProctorWorkspace *self)
{
}

/**
 * proctor_workspace_new:
 * @id: what its key, cache and history are filed under
 * @name: what a person calls it
 * @base_url: (nullable): where its server is, %NULL for the engine on this computer
 *
 * Returns: (transfer full): a workspace
 */
ProctorWorkspace *
proctor_workspace_new (const char *id,
                       const char *name,
                       const char *base_url)
{
  ProctorWorkspace *self;

  g_return_val_if_fail (id != NULL && *id != '\0', NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_WORKSPACE, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->base_url = g_strdup (base_url);

  return self;
}

const char *
proctor_workspace_get_id (ProctorWorkspace *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (self), NULL);

  return self->id;
}

const char *
proctor_workspace_get_name (ProctorWorkspace *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (self), NULL);

  return self->name;
}

/**
 * proctor_workspace_set_name:
 * @self: a workspace
 * @name: what it is called from now on
 *
 * Whoever has the list of workspaces calls proctor_workspaces_rename() instead, which keeps it.
 */
void
proctor_workspace_set_name (ProctorWorkspace *self,
                            const char *name)
{
  g_return_if_fail (PROCTOR_IS_WORKSPACE (self));
  g_return_if_fail (name != NULL);

  if (g_set_str (&self->name, name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

gboolean
proctor_workspace_is_local (ProctorWorkspace *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (self), FALSE);

  return self->base_url == NULL;
}

/**
 * proctor_workspace_get_base_url:
 * @self: a workspace
 *
 * Returns: (nullable): where its server is, %NULL for the engine on this computer
 */
const char *
proctor_workspace_get_base_url (ProctorWorkspace *self)
{
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (self), NULL);

  return self->base_url;
}

/**
 * proctor_workspace_get_where:
 * @self: a workspace
 *
 * Returns: where it is, as people say it: “On this computer”, “ElevenLabs, EU” or an address
 */
const char *
proctor_workspace_get_where (ProctorWorkspace *self)
{
  const char *region;

  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (self), NULL);

  if (self->base_url == NULL)
    return _ ("On this computer");
  region = proctor_region_names_find (self->base_url);

  return region != NULL ? region : self->base_url;
}
