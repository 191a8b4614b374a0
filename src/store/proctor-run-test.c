/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-test.h"

/**
 * ProctorRunTest:
 *
 * A test that is going to be run, and where in the agent's workflow it is to begin.
 */
struct _ProctorRunTest
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *node_id;
  char *given_node_id;
};

typedef enum
{
  PROP_NODE_ID = 1,
} ProctorRunTestProperty;

static GParamSpec *properties[PROP_NODE_ID + 1];

G_DEFINE_FINAL_TYPE (ProctorRunTest, proctor_run_test, G_TYPE_OBJECT)

static void
proctor_run_test_finalize (GObject *object)
{
  ProctorRunTest *self = PROCTOR_RUN_TEST (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->node_id);
  g_free (self->given_node_id);

  G_OBJECT_CLASS (proctor_run_test_parent_class)->finalize (object);
}

static void
proctor_run_test_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  ProctorRunTest *self = PROCTOR_RUN_TEST (object);

  switch ((ProctorRunTestProperty) property_id)
    {
    case PROP_NODE_ID:
      g_value_set_string (value, self->node_id);
      break;
    }
}

static void
proctor_run_test_class_init (ProctorRunTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_run_test_finalize;
  object_class->get_property = proctor_run_test_get_property;

  /**
   * ProctorRunTest:node-id:
   *
   * The node it begins at, %NULL for where the workflow begins.
   */
  properties[PROP_NODE_ID] = g_param_spec_string ("node-id", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_run_test_init (ProctorRunTest *self)
{
}

/**
 * proctor_run_test_new:
 * @id: the test's id
 * @name: (nullable): what it is called
 * @node_id: (nullable): the node that somebody has said before it begins at
 *
 * Returns: (transfer full): a test that is going to be run
 */
ProctorRunTest *
proctor_run_test_new (const char *id,
                      const char *name,
                      const char *node_id)
{
  ProctorRunTest *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_TEST, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL && name[0] != '\0' ? name : id);
  self->given_node_id = g_strdup (node_id != NULL && node_id[0] != '\0' ? node_id : NULL);
  self->node_id = g_strdup (self->given_node_id);

  return self;
}

const char *
proctor_run_test_get_id (ProctorRunTest *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_TEST (self), NULL);

  return self->id;
}

const char *
proctor_run_test_get_name (ProctorRunTest *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_TEST (self), NULL);

  return self->name;
}

/**
 * proctor_run_test_get_node_id:
 * @self: a test
 *
 * Returns: (nullable): the node it begins at
 */
const char *
proctor_run_test_get_node_id (ProctorRunTest *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_TEST (self), NULL);

  return self->node_id;
}

/**
 * proctor_run_test_get_given_node_id:
 * @self: a test
 *
 * Returns: (nullable): the node it began at when it was added
 */
const char *
proctor_run_test_get_given_node_id (ProctorRunTest *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_TEST (self), NULL);

  return self->given_node_id;
}

void
proctor_run_test_set_node_id (ProctorRunTest *self,
                              const char *node_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_TEST (self));

  if (g_set_str (&self->node_id, node_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODE_ID]);
}
