/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspace-switcher.h"

/**
 * ProctorWorkspaceSwitcher:
 *
 * Says which workspace the window shows and how it is doing, and leads to the others.
 */
struct _ProctorWorkspaceSwitcher
{
  AdwBin parent_instance;

  /* Owned */
  GObject *desk;
  GObject *session;
};

G_DEFINE_FINAL_TYPE (ProctorWorkspaceSwitcher, proctor_workspace_switcher, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_SESSION,
} ProctorWorkspaceSwitcherProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
proctor_workspace_switcher_dispose (GObject *object)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (proctor_workspace_switcher_parent_class)->dispose (object);
}

static void
proctor_workspace_switcher_get_property (GObject *object,
                                         guint property_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  switch ((ProctorWorkspaceSwitcherProperty) property_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
proctor_workspace_switcher_set_property (GObject *object,
                                         guint property_id,
                                         const GValue *value,
                                         GParamSpec *pspec)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  switch ((ProctorWorkspaceSwitcherProperty) property_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_SESSION:
      g_set_object (&self->session, g_value_get_object (value));
      break;
    }
}

static void
proctor_workspace_switcher_class_init (ProctorWorkspaceSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_workspace_switcher_dispose;
  object_class->get_property = proctor_workspace_switcher_get_property;
  object_class->set_property = proctor_workspace_switcher_set_property;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_workspace_switcher_init (ProctorWorkspaceSwitcher *self)
{
}
