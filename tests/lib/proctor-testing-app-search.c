/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app-private.h"

/* The part of ProctorTestingApp that looks for things and waits for them. */

typedef struct
{
  ProctorTestingApp *self;
  AtspiRole role;
  const char *name;
  AtspiStateType state;
  gboolean wanted;
  AtspiAccessible *found;
} Search;

typedef struct
{
  ProctorTestingApp *self;
  ProctorTestingCondition condition;
  gpointer user_data;
} Hope;

/* Nothing comes of a program that has crashed. */
static gboolean
holds_or_hopeless (gpointer user_data)
{
  const Hope *hope = user_data;

  return proctor_testing_app_has_ended (hope->self) || hope->condition (hope->user_data);
}

static gboolean
is_found (gpointer user_data)
{
  Search *search = user_data;

  g_clear_object (&search->found);
  search->found = proctor_testing_app_look_for (search->self, search->role, search->name);

  return search->found != NULL;
}

/* A dialog has the focus, and takes keys, when there is something in it. */
static gboolean
is_open (gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (AtspiAccessible) inside = is_found (search) ? proctor_testing_tree_search (search->found, ATSPI_ROLE_BUTTON, NULL) : NULL;

  return inside != NULL;
}

static gboolean
is_gone (gpointer user_data)
{
  return !is_found (user_data);
}

static gboolean
is_in_state (gpointer user_data)
{
  Search *search = user_data;

  return is_found (search) && proctor_testing_tree_has_state (search->found, search->state) == search->wanted;
}

static void
wait_for (ProctorTestingApp *self,
          ProctorTestingCondition condition,
          Search *search,
          const char *how)
{
  if (!proctor_testing_app_hope_for (self, condition, search))
    {
      g_autofree char *role = atspi_role_get_name (search->role);
      g_autofree char *what = g_strdup_printf ("%s “%s” %s", role, search->name != NULL ? search->name : "", how);

      proctor_testing_app_fail (self, what);
    }
}

gboolean
proctor_testing_app_has_ended (ProctorTestingApp *self)
{
  return self->process == NULL || g_subprocess_get_identifier (self->process) == NULL;
}

/**
 * proctor_testing_app_hope_for:
 * @self: the program
 * @condition: something to wait for
 * @user_data: passed to @condition
 *
 * Returns: whether it came about, while the program is there and for a bounded time
 */
gboolean
proctor_testing_app_hope_for (ProctorTestingApp *self,
                              ProctorTestingCondition condition,
                              gpointer user_data)
{
  Hope hope = { self, condition, user_data };

  return proctor_testing_wait (holds_or_hopeless, &hope) && !proctor_testing_app_has_ended (self);
}

/**
 * proctor_testing_app_look_for:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 *
 * Returns: (transfer full) (nullable): something that is on the screen just now, in the window that is looked at
 */
AtspiAccessible *
proctor_testing_app_look_for (ProctorTestingApp *self,
                              AtspiRole role,
                              const char *name)
{
  atspi_accessible_clear_cache (self->root);
  if (self->frame != NULL && role == ATSPI_ROLE_FRAME)
    return g_object_ref (self->frame);

  return proctor_testing_tree_search (self->frame != NULL ? self->frame : self->root, role, name);
}

/**
 * proctor_testing_app_fail:
 * @self: the program
 * @what: what was waited for in vain
 *
 * Ends the test, with all that may tell why.
 */
void
proctor_testing_app_fail (ProctorTestingApp *self,
                          const char *what)
{
  g_autofree char *errors = NULL;

  proctor_testing_app_save_picture (self, "failure");
  if (proctor_testing_app_has_ended (self))
    g_printerr ("The program has ended.\n");
  else if (self->root != NULL)
    proctor_testing_tree_print (self->root);
  if (g_file_get_contents (self->errors, &errors, NULL, NULL) && *errors != '\0')
    g_printerr ("The program said:\n%s", errors);

  g_error ("Waited in vain for %s", what);
}

/**
 * proctor_testing_app_find:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 *
 * Waits for something to be on the screen, and for a dialog to be open.
 *
 * Returns: (transfer full): it
 */
AtspiAccessible *
proctor_testing_app_find (ProctorTestingApp *self,
                          AtspiRole role,
                          const char *name)
{
  Search search = { .self = self, .role = role, .name = name };

  wait_for (self, role == ATSPI_ROLE_DIALOG ? is_open : is_found, &search, "to appear");

  return search.found;
}

/**
 * proctor_testing_app_has:
 * @self: the program
 * @role: a role
 * @name: (nullable): an accessible name
 *
 * Returns: whether something is on the screen just now, without waiting
 */
gboolean
proctor_testing_app_has (ProctorTestingApp *self,
                         AtspiRole role,
                         const char *name)
{
  g_autoptr (AtspiAccessible) found = proctor_testing_app_look_for (self, role, name);

  return found != NULL;
}

void
proctor_testing_app_wait_until_gone (ProctorTestingApp *self,
                                     AtspiRole role,
                                     const char *name)
{
  Search search = { .self = self, .role = role, .name = name };

  wait_for (self, is_gone, &search, "to go away");
}

void
proctor_testing_app_wait_for_state (ProctorTestingApp *self,
                                    AtspiRole role,
                                    const char *name,
                                    AtspiStateType state,
                                    gboolean set)
{
  Search search = { .self = self, .role = role, .name = name, .state = state, .wanted = set };

  wait_for (self, is_in_state, &search, set ? "to come into a state" : "to leave a state");
  g_clear_object (&search.found);
}

/**
 * proctor_testing_app_save_picture:
 * @self: the program
 * @name: what to call the picture
 *
 * Saves a picture of the screen in the build folder, beside the logs.
 */
void
proctor_testing_app_save_picture (ProctorTestingApp *self,
                                  const char *name)
{
  const char *folder = g_getenv ("PROCTOR_TEST_PICTURES");
  g_autofree char *program = NULL;
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  program = g_path_get_basename (g_get_prgname ());
  file = g_strdup_printf ("%s%s-%s.png", program, g_test_initialized () ? g_test_get_path () : "", name);
  g_strdelimit (file, "/", '-');
  path = g_build_filename (folder, file, NULL);
  g_mkdir_with_parents (folder, 0755);
  proctor_testing_screen_save (self->screen, 0, path);
  g_printerr ("A picture of the screen is in %s\n", path);
}
