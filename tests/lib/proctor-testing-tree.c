/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-tree.h"

#include <string.h>

/* Reading the accessibility tree of a program. */

gboolean
proctor_testing_tree_has_state (AtspiAccessible *accessible,
                                AtspiStateType state)
{
  g_autoptr (AtspiStateSet) states = atspi_accessible_get_state_set (accessible);

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
matches (AtspiAccessible *accessible,
         AtspiRole role,
         const char *name)
{
  g_autofree char *own_name = NULL;

  if (atspi_accessible_get_role (accessible, NULL) != role)
    return FALSE;

  if (name == NULL)
    return TRUE;

  own_name = atspi_accessible_get_name (accessible, NULL);

  if (strchr (name, '*') != NULL)
    return own_name != NULL && g_pattern_match_simple (name, own_name);

  return g_strcmp0 (own_name, name) == 0;
}

/**
 * proctor_testing_tree_search:
 * @root: where to begin
 * @role: a role
 * @name: (nullable): an accessible name, or a pattern with asterisks
 *
 * Looks for something below @root. What a person does not see does not count, though the tree has
 * it, and nothing below it does.
 *
 * Returns: (transfer full) (nullable): the first that was found
 */
AtspiAccessible *
proctor_testing_tree_search (AtspiAccessible *root,
                             AtspiRole role,
                             const char *name)
{
  int n_children = atspi_accessible_get_child_count (root, NULL);

  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (root, i, NULL);
      AtspiAccessible *found;

      if (child == NULL || !proctor_testing_tree_has_state (child, ATSPI_STATE_SHOWING))
        continue;

      if (matches (child, role, name))
        return g_steal_pointer (&child);

      found = proctor_testing_tree_search (child, role, name);
      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * proctor_testing_tree_get_extents:
 * @accessible: a thing
 *
 * Returns: (transfer full): where in its window it is
 */
AtspiRect *
proctor_testing_tree_get_extents (AtspiAccessible *accessible)
{
  AtspiRect *extents = atspi_component_get_extents (ATSPI_COMPONENT (accessible), ATSPI_COORD_TYPE_WINDOW, NULL);

  g_assert_nonnull (extents);

  return extents;
}

static void
print_below (AtspiAccessible *accessible,
             int depth)
{
  g_autofree char *name = atspi_accessible_get_name (accessible, NULL);
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);
  int n_children = atspi_accessible_get_child_count (accessible, NULL);

  g_printerr ("%*s%s “%s”%s\n", depth * 2, "", role, name != NULL ? name : "", proctor_testing_tree_has_state (accessible, ATSPI_STATE_SHOWING) ? "" : " (not showing)");
  for (int i = 0; i < n_children; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      if (child != NULL)
        print_below (child, depth + 1);
    }
}

/**
 * proctor_testing_tree_print:
 * @root: where to begin
 *
 * Writes the tree, for somebody who wants to know what was there instead.
 */
void
proctor_testing_tree_print (AtspiAccessible *root)
{
  print_below (root, 0);
}
