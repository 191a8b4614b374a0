/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-actions.h"
#include "proctor-folder-deletion.h"
#include "proctor-moves.h"
#include "proctor-sidebar.h"
#include "proctor-trash.h"
#include "proctor-ui.h"
#include "testing-view.h"

/* The tree of folders: what is selected in it, what stays expanded, and what can be done with it. */

typedef struct
{
  ProctorSession *session;
  GSettings *settings;
  GtkWidget *window;
  ProctorSidebar *sidebar;
} View;

static void
open_view (View *view,
           ClientEngine *engine,
           int width)
{
  view->settings = g_settings_new (APPLICATION_ID);
  view->session = testing_view_make_session (engine);
  testing_view_load (view->session);
  view->sidebar = g_object_ref_sink (g_object_new (PROCTOR_TYPE_SIDEBAR, "settings", view->settings, "session", view->session, NULL));
  view->window = testing_view_open (GTK_WIDGET (view->sidebar), width, 640);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->sidebar));
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
  g_clear_object (&view->settings);
}

static GtkSelectionModel *
get_rows (View *view)
{
  GtkListView *list = testing_view_find (GTK_WIDGET (view->sidebar), GTK_TYPE_LIST_VIEW, 0);

  return gtk_list_view_get_model (list);
}

/* The rows as they stand below each other: "Tests > Bookings > [Late] Runs Agents", selected in brackets. */
static char *
describe (View *view)
{
  GtkSelectionModel *rows = get_rows (view);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
      g_autofree char *name = NULL;

      g_object_get (item, PROCTOR_IS_FOLDER_ITEM (item) ? "name" : "title", &name, NULL);
      for (guint j = 0; j < gtk_tree_list_row_get_depth (row); j++)
        g_string_append_c (text, '.');
      g_string_append_printf (text, gtk_selection_model_is_selected (rows, i) ? "[%s] " : "%s ", name);
    }

  return g_string_free (text, FALSE);
}

typedef struct
{
  View *view;
  const char *rows;
} Wanted;

static gboolean
has_rows (gpointer user_data)
{
  Wanted *wanted = user_data;
  g_autofree char *rows = describe (wanted->view);

  return g_str_equal (rows, wanted->rows);
}

static void
expect_at (View *view,
           const char *rows,
           int line)
{
  Wanted wanted = { view, rows };

  if (!proctor_testing_wait (has_rows, &wanted))
    {
      g_autofree char *found = describe (view);

      g_error ("Line %d: the rows are “%s” instead of “%s”", line, found, rows);
    }
}

#define expect(view, rows) expect_at (view, rows, __LINE__)

static void
set_expanded (View *view,
              guint position,
              gboolean expanded)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_rows (view)), position);

  gtk_tree_list_row_set_expanded (row, expanded);
}

static void
select_row (View *view,
            guint position)
{
  gtk_selection_model_select_item (get_rows (view), position, TRUE);
}

static void
do_action (View *view,
           const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view->sidebar), name, NULL));
}

/* What is collapsed is not in the way, and it is the same the next time. */
static void
test_tree (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  g_autofree char *test = testing_view_make_test (engine, "Test", late);
  View view;

  open_view (&view, engine, 300);
  expect (&view, "[Tests] .Bookings Runs Agents ");
  set_expanded (&view, 1, TRUE);
  expect (&view, "[Tests] .Bookings ..Late Runs Agents ");
  select_row (&view, 2);
  g_assert_cmpstr (proctor_sidebar_get_folder_id (view.sidebar), ==, late);
  testing_view_wait_shows (view.window, "Late");
  testing_view_save (view.window, "sidebar");

  /* What somebody has collapsed does not open by itself; what is in it is not chosen any more. */
  set_expanded (&view, 1, FALSE);
  expect (&view, "Tests .[Bookings] Runs Agents ");
  g_assert_cmpstr (proctor_sidebar_get_folder_id (view.sidebar), ==, bookings);
  testing_view_load (view.session);
  expect (&view, "Tests .[Bookings] Runs Agents ");
  set_expanded (&view, 1, TRUE);
  close_view (&view);

  open_view (&view, engine, 300);
  expect (&view, "[Tests] .Bookings ..Late Runs Agents ");
  set_expanded (&view, 0, FALSE);
  expect (&view, "[Tests] Runs Agents ");
  set_expanded (&view, 0, TRUE);
  expect (&view, "[Tests] .Bookings ..Late Runs Agents ");
  close_view (&view);
}

/* A folder may be asked for before anybody knows it. */
static void
test_wanted (ClientEngine *engine,
             gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  g_autoptr (ProctorSession) session = testing_view_make_session (engine);
  View view = { .session = session };

  view.sidebar = g_object_ref_sink (g_object_new (PROCTOR_TYPE_SIDEBAR, "session", session, "folder-id", late, NULL));
  view.window = testing_view_open (GTK_WIDGET (view.sidebar), 300, 400);
  expect (&view, "[Tests] Runs Agents ");
  g_assert_cmpstr (proctor_sidebar_get_folder_id (view.sidebar), ==, late);
  testing_view_load (session);
  expect (&view, "Tests .Bookings ..[Late] Runs Agents ");

  /* One that there isn't is given up. */
  proctor_sidebar_set_folder_id (view.sidebar, "nothing");
  expect (&view, "[Tests] .Bookings ..Late Runs Agents ");
  g_assert_null (proctor_sidebar_get_folder_id (view.sidebar));

  testing_view_close (view.window);
  proctor_testing_assert_finalized (g_steal_pointer (&view.sidebar));
}

static void
made_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  View *view = user_data;
  g_autofree char *id = proctor_folder_create_finish (PROCTOR_SESSION (source), result, NULL);

  proctor_sidebar_set_folder_id (view->sidebar, id);
}

/* One that is made in a folder that was empty, and so was not expanded, is shown there. */
static void
test_made (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  View view;

  open_view (&view, engine, 300);
  expect (&view, "[Tests] .Bookings Runs Agents ");
  proctor_folder_create_async (view.session, "Late", bookings, NULL, made_cb, &view);
  expect (&view, "Tests .Bookings ..[Late] Runs Agents ");
  close_view (&view);
}

/* The places remember in which folder one was. */
static void
test_places (ClientEngine *engine,
             gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  View view;

  open_view (&view, engine, 300);
  proctor_sidebar_set_folder_id (view.sidebar, bookings);
  expect (&view, "Tests .[Bookings] Runs Agents ");
  proctor_sidebar_set_place (view.sidebar, PROCTOR_PLACE_RUNS);
  expect (&view, "Tests .Bookings [Runs] Agents ");
  g_assert_cmpstr (proctor_sidebar_get_folder_id (view.sidebar), ==, bookings);
  proctor_sidebar_set_place (view.sidebar, PROCTOR_PLACE_TESTS);
  expect (&view, "Tests .[Bookings] Runs Agents ");

  proctor_sidebar_set_session (view.sidebar, NULL);
  expect (&view, "[Tests] Runs Agents ");
  close_view (&view);
}

/* Where a folder is deleted, the one that it was in is chosen; what is undone is there again. */
static void
test_delete (ClientEngine *engine,
             gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  g_autofree char *night = client_engine_make_folder (engine, "Night", late);
  g_autofree char *empty = client_engine_make_folder (engine, "Void", NULL);
  g_autofree char *test = testing_view_make_test (engine, "Test", night);
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 360);
  proctor_sidebar_set_folder_id (view.sidebar, late);
  expect (&view, "Tests .Bookings ..[Late] .Void Runs Agents ");

  do_action (&view, "folder.delete");
  dialog = testing_view_wait_dialog (view.window);
  testing_view_wait_shows (GTK_WIDGET (dialog), "1 test and 1 folder");
  testing_view_wait_shows (GTK_WIDGET (dialog), "Bookings / Late");
  testing_view_save (view.window, "sidebar-delete");
  g_signal_emit_by_name (dialog, "response", "delete");
  adw_dialog_force_close (dialog);
  expect (&view, "Tests .[Bookings] .Void Runs Agents ");
  testing_view_wait_shows (view.window, "Deleted “Late”");

  proctor_trash_undo (proctor_session_get_trash (view.session), 1);
  expect (&view, "Tests .[Bookings] ..Late .Void Runs Agents ");
  /* Undone by another way, what offered it goes, too. */
  testing_view_wait_hides (view.window, "Deleted “Late”");

  /* One with nothing in it goes without a question. */
  proctor_folder_deletion_start (GTK_WIDGET (view.sidebar), view.session, empty);
  expect (&view, "Tests .[Bookings] ..Late Runs Agents ");
  close_view (&view);
}

/* Twelve folders in each other leave the names room. */
static void
test_deep (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *parent = NULL;
  int width;
  View view;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Folder number %u", i + 1);
      char *id = client_engine_make_folder (engine, name, parent);

      g_free (parent);
      parent = id;
    }
  g_free (testing_view_make_test (engine, "Test", parent));

  open_view (&view, engine, 360);
  gtk_widget_set_halign (GTK_WIDGET (view.sidebar), GTK_ALIGN_START);
  gtk_widget_set_size_request (GTK_WIDGET (view.sidebar), 180, -1);
  proctor_sidebar_set_folder_id (view.sidebar, parent);
  testing_view_wait_shows (view.window, "Folder number 12");
  gtk_widget_measure (testing_view_find (view.window, GTK_TYPE_LIST_VIEW, 0), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 180);
  testing_view_save (view.window, "sidebar-deep");
  close_view (&view);
}

typedef struct
{
  ProctorFolderItem *folder;
  ProctorFolderItem *parent;
} Parent;

static gboolean
has_parent (gpointer user_data)
{
  Parent *parent = user_data;

  return proctor_folder_item_get_parent (parent->folder) == parent->parent;
}

/* A move is told of, and can be undone; one into itself is not made. */
static void
test_move (ClientEngine *engine,
           gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", NULL);
  const char *late_ids[] = { late, NULL };
  const char *bookings_ids[] = { bookings, NULL };
  g_autoptr (ProctorMoves) moves = NULL;
  GtkWidget *undo;
  Parent parent;
  View view;

  open_view (&view, engine, 360);
  moves = proctor_moves_new (GTK_WIDGET (view.sidebar), view.session);
  parent.folder = proctor_library_find_folder (proctor_session_get_library (view.session), late);
  parent.parent = proctor_library_find_folder (proctor_session_get_library (view.session), bookings);
  proctor_moves_start (moves, late_ids, bookings);
  proctor_testing_wait_for ("the move", has_parent, &parent);
  testing_view_wait_shows (view.window, "Moved “Late” to “Bookings”");
  testing_view_save (view.window, "sidebar-moved");

  proctor_moves_start (moves, bookings_ids, late);
  g_assert_null (proctor_folder_item_get_parent (parent.parent));

  undo = testing_view_find (view.window, g_type_from_name ("AdwToastWidget"), 0);
  g_assert_nonnull (undo);
  undo = testing_view_find (undo, GTK_TYPE_BUTTON, 0);
  g_signal_emit_by_name (undo, "clicked");
  parent.parent = NULL;
  proctor_testing_wait_for ("the way back", has_parent, &parent);

  g_clear_object (&moves);
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/sidebar/tree", test_tree);
  client_engine_add_resting ("/sidebar/wanted", test_wanted);
  client_engine_add_resting ("/sidebar/made", test_made);
  client_engine_add_resting ("/sidebar/places", test_places);
  client_engine_add_resting ("/sidebar/delete", test_delete);
  client_engine_add_resting ("/sidebar/deep", test_deep);
  client_engine_add_resting ("/sidebar/move", test_move);

  return g_test_run ();
}
