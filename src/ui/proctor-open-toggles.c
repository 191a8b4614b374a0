/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-open-toggles.h"

/**
 * proctor_open_toggles_show:
 * @group: a choice of a few
 * @name: which of them is so
 *
 * Shows it. What came from a newer server has a toggle while it is there.
 */
void
proctor_open_toggles_show (AdwToggleGroup *group,
                           const char *name)
{
  g_return_if_fail (ADW_IS_TOGGLE_GROUP (group));
  g_return_if_fail (name != NULL);

  if (adw_toggle_group_get_toggle_by_name (group, name) == NULL)
    {
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_name (toggle, name);
      adw_toggle_set_label (toggle, name);
      adw_toggle_group_add (group, toggle);
    }
  adw_toggle_group_set_active_name (group, name);
}
