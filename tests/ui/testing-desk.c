/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-desk.h"

#include "proctor-testing.h"
#include "proctor-ui.h"

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answered_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer user_data)
{
  return ((Answer *) user_data)->result != NULL;
}

/**
 * testing_desk_run:
 * @argc: (inout): how many arguments there are
 * @argv: (inout): the arguments
 * @add_tests: adds the tests
 *
 * Returns: what the test program ends with
 */
int
testing_desk_run (int *argc,
                  char ***argv,
                  void (*add_tests) (void))
{
  g_autoptr (AdwApplication) application = NULL;
  g_autoptr (GError) error = NULL;

  proctor_testing_init_display (argc, argv);
  proctor_ui_init ();

  application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/proctor_app/Proctor");
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  add_tests ();

  return g_test_run ();
}

void
testing_desk_set_up (TestingDesk *self,
                     gconstpointer data)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *data_folder = NULL;
  g_autofree char *cache_folder = NULL;

  self->application = g_object_ref (ADW_APPLICATION (g_application_get_default ()));
  self->settings = g_settings_new (APPLICATION_ID);
  self->folder = proctor_testing_make_folder ();
  data_folder = g_build_filename (self->folder, "data", NULL);
  cache_folder = g_build_filename (self->folder, "cache", NULL);
  self->desk = proctor_desk_new (data_folder, cache_folder);

  proctor_desk_load_async (self->desk, NULL, answered_cb, &answer);
  proctor_testing_wait_for ("the desk", is_answered, &answer);
  proctor_desk_load_finish (self->desk, answer.result, &error);
  g_assert_no_error (error);
  g_clear_object (&answer.result);
}

void
testing_desk_tear_down (TestingDesk *self,
                        gconstpointer data)
{
  Answer answer = { NULL };

  proctor_desk_shut_down_async (self->desk, answered_cb, &answer);
  proctor_testing_wait_for ("the desk's end", is_answered, &answer);
  proctor_desk_shut_down_finish (self->desk, answer.result);
  g_clear_object (&answer.result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->desk));
  g_clear_object (&self->settings);
  g_clear_object (&self->application);
  proctor_testing_remove_folder (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

/**
 * testing_desk_add:
 * @self: a desk
 * @name: what a workspace is called
 * @base_url: where its server is
 *
 * Returns: (transfer none): a workspace that was added to it, with a key
 */
ProctorWorkspace *
testing_desk_add (TestingDesk *self,
                  const char *name,
                  const char *base_url)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = NULL;

  proctor_desk_add_async (self->desk, name, base_url, "key", NULL, answered_cb, &answer);
  proctor_testing_wait_for ("the workspace", is_answered, &answer);
  workspace = proctor_desk_add_finish (self->desk, answer.result, &error);
  g_assert_no_error (error);
  g_clear_object (&answer.result);

  return proctor_workspaces_find (proctor_desk_get_workspaces (self->desk), proctor_workspace_get_id (workspace));
}

/**
 * testing_desk_remove:
 * @self: a desk
 * @workspace: one of its workspaces
 */
void
testing_desk_remove (TestingDesk *self,
                     ProctorWorkspace *workspace)
{
  Answer answer = { NULL };
  g_autoptr (GError) error = NULL;

  proctor_desk_remove_async (self->desk, workspace, NULL, answered_cb, &answer);
  proctor_testing_wait_for ("the workspace to be gone", is_answered, &answer);
  proctor_desk_remove_finish (self->desk, answer.result, &error);
  g_assert_no_error (error);
  g_clear_object (&answer.result);
}

static GtkWidget *
find (GtkWidget *widget,
      GType type,
      guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * testing_desk_find:
 * @widget: where to look
 * @type: what to look for
 * @nth: how many of them come before it
 *
 * Returns: (transfer none) (nullable): the widget
 */
GtkWidget *
testing_desk_find (GtkWidget *widget,
                   GType type,
                   guint nth)
{
  return find (widget, type, &nth);
}

gboolean
testing_desk_is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}
