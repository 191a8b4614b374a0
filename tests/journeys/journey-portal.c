/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-portal.h"

#include "proctor-testing.h"

/* The desktop's own dialogs, which a program in a sandbox asks for, and which another program shows. */

#define PROGRAM "xdg-desktop-portal-gtk"

typedef struct
{
  AtspiRole role;
  const char *name;
  gboolean printing;
  AtspiAccessible *found;
} Search;

/* Other programs' windows are none of its business. */
static gboolean
is_found (gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (AtspiAccessible) desktop = atspi_get_desktop (0);
  int n_programs;

  g_clear_object (&search->found);
  atspi_accessible_clear_cache (desktop);
  n_programs = atspi_accessible_get_child_count (desktop, NULL);
  for (int i = 0; i < n_programs && search->found == NULL; i++)
    {
      g_autoptr (AtspiAccessible) program = atspi_accessible_get_child_at_index (desktop, i, NULL);
      g_autofree char *name = program != NULL ? atspi_accessible_get_name (program, NULL) : NULL;

      if (g_strcmp0 (name, PROGRAM) == 0)
        {
          if (search->printing)
            proctor_testing_tree_print (program);
          search->found = proctor_testing_tree_search (program, search->role, search->name);
        }
    }

  return search->found != NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  return !is_found (user_data);
}

static AtspiAccessible *
find (ProctorTestingApp *app,
      AtspiRole role,
      const char *name)
{
  Search search = { .role = role, .name = name };

  if (!proctor_testing_wait (is_found, &search))
    {
      proctor_testing_app_save_picture (app, "failure");
      search.printing = TRUE;
      is_found (&search);
      g_error ("Waited in vain for the desktop's dialog");
    }

  return search.found;
}

static void
click (AtspiAccessible *button)
{
  g_autoptr (AtspiAction) action = atspi_accessible_get_action_iface (button);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (action);
  atspi_action_do_action (action, 0, &error);
  g_assert_no_error (error);
}

/**
 * journey_portal_save:
 * @app: the program that has asked for it
 *
 * Answers the dialog that asks where a file is to be saved with what it suggests: the user's home.
 */
void
journey_portal_save (ProctorTestingApp *app)
{
  Search dialog = { .role = ATSPI_ROLE_FILE_CHOOSER };
  g_autoptr (AtspiAccessible) save = NULL;

  g_object_unref (find (app, ATSPI_ROLE_FILE_CHOOSER, NULL));
  proctor_testing_app_save_picture (app, "save");
  save = find (app, ATSPI_ROLE_BUTTON, "Save");
  click (save);
  proctor_testing_wait_for ("the desktop's dialog to go", is_gone, &dialog);
}
