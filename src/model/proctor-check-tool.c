/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-tool.h"

/**
 * ProctorCheckTool:
 *
 * What the checks know of a tool: what it is called, and where its parameters are. It never changes.
 */
struct _ProctorCheckTool
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *kind;
  char **paths;

  gboolean has_mocks;
};

G_DEFINE_FINAL_TYPE (ProctorCheckTool, proctor_check_tool, G_TYPE_OBJECT)

static void
proctor_check_tool_finalize (GObject *object)
{
  ProctorCheckTool *self = PROCTOR_CHECK_TOOL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_strfreev (self->paths);

  G_OBJECT_CLASS (proctor_check_tool_parent_class)->finalize (object);
}

static void
proctor_check_tool_class_init (ProctorCheckToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_check_tool_finalize;
}

static void
proctor_check_tool_init (ProctorCheckTool *self)
{
}

/* Whether a step of a path is what the schema says. */
static gboolean
step_fits (const char *wanted,
           const char *step)
{
  guint64 position;

  if (!g_str_equal (wanted, "*"))
    return g_str_equal (wanted, step);

  return g_ascii_string_to_unsigned (step, 10, 0, G_MAXUINT32, &position, NULL);
}

/* A path that ends early means all that is below it. */
static gboolean
path_fits (const char *wanted,
           char **steps)
{
  g_auto (GStrv) wanted_steps = g_strsplit (wanted, ".", -1);

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      if (wanted_steps[i] == NULL)
        return FALSE;
      if (g_str_equal (wanted_steps[i], "**"))
        return TRUE;
      if (!step_fits (wanted_steps[i], steps[i]))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_check_tool_new:
 * @id: its id
 * @name: (nullable): its name
 * @kind: (nullable): its kind, as the API has it
 * @paths: (nullable): where its parameters are, as in `body.items.*.sku`: a star is any place in a list, two stars
 *   at the end are anything; %NULL if nobody knows
 * @has_mocks: whether it has answers of its own for simulations
 *
 * Returns: (transfer full): what is known of a tool
 */
ProctorCheckTool *
proctor_check_tool_new (const char *id,
                        const char *name,
                        const char *kind,
                        const char *const *paths,
                        gboolean has_mocks)
{
  ProctorCheckTool *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CHECK_TOOL, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->paths = g_strdupv ((char **) paths);
  self->has_mocks = has_mocks;

  return self;
}

const char *
proctor_check_tool_get_id (ProctorCheckTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), NULL);

  return self->id;
}

/**
 * proctor_check_tool_get_name:
 * @self: a tool
 *
 * Returns: (transfer none): what it is called; the id where it has no name
 */
const char *
proctor_check_tool_get_name (ProctorCheckTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), NULL);

  return self->name != NULL ? self->name : self->id;
}

const char *
proctor_check_tool_get_kind (ProctorCheckTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), NULL);

  return self->kind;
}

const char *const *
proctor_check_tool_get_paths (ProctorCheckTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), NULL);

  return (const char *const *) self->paths;
}

gboolean
proctor_check_tool_get_has_mocks (ProctorCheckTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), FALSE);

  return self->has_mocks;
}

/**
 * proctor_check_tool_has_path:
 * @self: a tool
 * @path: a parameter's path, as in `body.items.0.sku`
 *
 * Returns: whether it may have such a parameter, which it may where nobody knows
 */
gboolean
proctor_check_tool_has_path (ProctorCheckTool *self,
                             const char *path)
{
  g_auto (GStrv) steps = NULL;

  g_return_val_if_fail (PROCTOR_IS_CHECK_TOOL (self), TRUE);
  g_return_val_if_fail (path != NULL, TRUE);

  if (self->paths == NULL)
    return TRUE;

  steps = g_strsplit (path, ".", -1);
  for (gsize i = 0; self->paths[i] != NULL; i++)
    {
      if (path_fits (self->paths[i], steps))
        return TRUE;
    }

  return FALSE;
}
