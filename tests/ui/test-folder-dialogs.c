/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-folder-dialog.h"
#include "proctor-folder-picker.h"
#include "proctor-new-test-dialog.h"
#include "proctor-ui.h"
#include "testing-view.h"

/* The dialogs that name, place and make folders and tests. */

typedef struct
{
  ProctorSession *session;
  GtkWidget *view;
  GtkWidget *window;
  char *result;
  GError *error;
  gboolean answered;
} View;

static void
open_view (View *view,
           ClientEngine *engine,
           int width)
{
  *view = (View) { 0 };
  view->session = testing_view_make_session (engine);
  testing_view_load (view->session);
  view->view = adw_bin_new ();
  view->window = testing_view_open (view->view, width, 640);
}

static void
close_view (View *view)
{
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
  g_clear_pointer (&view->result, g_free);
  g_clear_error (&view->error);
}

static void
done_cb (AdwDialog *dialog,
         const char *id,
         View *view)
{
  g_set_str (&view->result, id);
  view->answered = TRUE;
}

static gboolean
is_answered (gpointer user_data)
{
  return ((View *) user_data)->answered;
}

static gboolean
has_parent (gpointer user_data)
{
  return proctor_folder_item_get_parent (user_data) != NULL;
}

static gpointer
get_child (gpointer dialog,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name);

  g_assert_nonnull (child);

  return child;
}

static void
click (gpointer dialog,
       const char *button)
{
  testing_view_wait_sensitive (get_child (dialog, button));
  g_signal_emit_by_name (get_child (dialog, button), "clicked");
}

static void
test_new_folder (ClientEngine *engine,
                 gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  ProctorFolderItem *made;
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 480);
  dialog = g_object_ref_sink (proctor_folder_dialog_new (view.session, bookings));
  g_signal_connect (dialog, "done", G_CALLBACK (done_cb), &view);
  adw_dialog_present (dialog, view.view);
  testing_view_wait_shows (GTK_WIDGET (dialog), "Bookings");

  g_assert_false (gtk_widget_is_sensitive (get_child (dialog, "save_button")));
  gtk_editable_set_text (get_child (dialog, "entry"), "late");
  testing_view_wait_shows (GTK_WIDGET (dialog), "There is a folder of this name here already.");
  testing_view_save (view.window, "folder-dialog");
  gtk_editable_set_text (get_child (dialog, "entry"), "  Night  ");
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "message")));
  click (dialog, "save_button");
  proctor_testing_wait_for ("the folder", is_answered, &view);

  made = proctor_library_find_folder (proctor_session_get_library (view.session), view.result);
  g_assert_nonnull (made);
  g_assert_cmpstr (proctor_folder_item_get_name (made), ==, "Night");
  proctor_testing_wait_for ("the folder's place", has_parent, made);
  g_assert_cmpstr (proctor_folder_item_get_id (proctor_folder_item_get_parent (made)), ==, bookings);
  proctor_testing_assert_finalized (dialog);
  close_view (&view);
}

/* What the server objects to is said in the dialog, with what was typed still there. */
static void
test_rename_folder (ClientEngine *engine,
                    gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 360);
  dialog = g_object_ref_sink (proctor_folder_dialog_new_rename (view.session, bookings));
  g_signal_connect (dialog, "done", G_CALLBACK (done_cb), &view);
  adw_dialog_present (dialog, view.view);

  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "entry")), ==, "Bookings");
  g_assert_false (gtk_widget_is_sensitive (get_child (dialog, "save_button")));
  gtk_editable_set_text (get_child (dialog, "entry"), "Reservations");
  client_engine_run_sql (engine, "UPDATE entries SET id = id || 'x'");
  click (dialog, "save_button");
  testing_view_wait_sensitive (get_child (dialog, "save_button"));
  testing_view_wait_shows (GTK_WIDGET (dialog), "isn't there any more");
  g_assert_cmpstr (gtk_editable_get_text (get_child (dialog, "entry")), ==, "Reservations");
  g_assert_false (view.answered);

  client_engine_run_sql (engine, "UPDATE entries SET id = substr (id, 1, length (id) - 1)");
  click (dialog, "save_button");
  proctor_testing_wait_for ("the new name", is_answered, &view);
  g_assert_cmpstr (view.result, ==, bookings);
  proctor_testing_assert_finalized (dialog);
  close_view (&view);
}

static void
test_rename_test (ClientEngine *engine,
                  gconstpointer data)
{
  g_autofree char *id = testing_view_make_test (engine, "Greets", NULL);
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 360);
  dialog = g_object_ref_sink (proctor_folder_dialog_new_rename_test (view.session, id));
  g_signal_connect (dialog, "done", G_CALLBACK (done_cb), &view);
  adw_dialog_present (dialog, view.view);
  gtk_editable_set_text (get_child (dialog, "entry"), "Says hello");
  click (dialog, "save_button");
  proctor_testing_wait_for ("the new name", is_answered, &view);
  g_assert_cmpstr (proctor_test_item_get_name (proctor_library_find (proctor_session_get_library (view.session), id)), ==, "Says hello");
  proctor_testing_assert_finalized (dialog);
  close_view (&view);
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  View *view = user_data;

  view->result = proctor_folder_picker_choose_finish (result, &view->error);
  view->answered = TRUE;
}

static guint
count_choices (AdwDialog *dialog)
{
  return g_list_model_get_n_items (get_child (dialog, "selection"));
}

typedef struct
{
  AdwDialog *dialog;
  guint n;
} Choices;

static gboolean
has_choices (gpointer user_data)
{
  Choices *choices = user_data;

  return count_choices (choices->dialog) == choices->n;
}

/* A folder can't be moved into itself, so neither it nor what is in it is offered. */
static void
test_picker (ClientEngine *engine,
             gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  g_autofree char *night = client_engine_make_folder (engine, "Night", late);
  g_autofree char *complaints = client_engine_make_folder (engine, "Complaints", NULL);
  const char *ids[] = { late, NULL };
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 480);
  proctor_folder_picker_choose_async (view.view, view.session, NULL, NULL, chosen_cb, &view);
  dialog = testing_view_wait_dialog (view.window);
  g_assert_cmpuint (count_choices (dialog), ==, 5);
  testing_view_save (view.window, "folder-picker");
  adw_dialog_close (dialog);
  proctor_testing_wait_for ("the end", is_answered, &view);
  g_assert_error (view.error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED);
  g_clear_error (&view.error);
  view.answered = FALSE;

  proctor_folder_picker_choose_async (view.view, view.session, ids, NULL, chosen_cb, &view);
  dialog = testing_view_wait_dialog (view.window);
  g_assert_cmpuint (count_choices (dialog), ==, 3);
  gtk_single_selection_set_selected (get_child (dialog, "selection"), 1);
  testing_view_wait_shows (GTK_WIDGET (dialog), "Here now");
  g_assert_false (gtk_widget_is_sensitive (get_child (dialog, "choose_button")));
  gtk_editable_set_text (get_child (dialog, "search_entry"), "compl");
  proctor_testing_wait_for ("what was found", has_choices, &(Choices) { dialog, 1 });
  click (dialog, "choose_button");
  proctor_testing_wait_for ("the choice", is_answered, &view);
  g_assert_no_error (view.error);
  g_assert_cmpstr (view.result, ==, complaints);
  close_view (&view);
}

/* No folder is a choice, too, and what is missing can be made here. */
static void
test_picker_search (ClientEngine *engine,
                    gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *late = client_engine_make_folder (engine, "Late", bookings);
  g_autofree char *id = testing_view_make_test (engine, "Greets", late);
  const char *ids[] = { id, NULL };
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 360);
  proctor_folder_picker_choose_async (view.view, view.session, ids, NULL, chosen_cb, &view);
  dialog = testing_view_wait_dialog (view.window);
  gtk_editable_set_text (get_child (dialog, "search_entry"), "LATE");
  proctor_testing_wait_for ("what was found", has_choices, &(Choices) { dialog, 1 });
  testing_view_wait_shows (GTK_WIDGET (dialog), "Bookings / Late");
  testing_view_save (view.window, "folder-picker-search");
  gtk_editable_set_text (get_child (dialog, "search_entry"), "nothing");
  testing_view_wait_shows (GTK_WIDGET (dialog), "No Folder Found");
  gtk_editable_set_text (get_child (dialog, "search_entry"), "");
  proctor_testing_wait_for ("everything", has_choices, &(Choices) { dialog, 3 });
  gtk_single_selection_set_selected (get_child (dialog, "selection"), 0);
  click (dialog, "choose_button");
  proctor_testing_wait_for ("the choice", is_answered, &view);
  g_assert_cmpstr (view.result, ==, "");
  close_view (&view);
}

static void
test_new_test (ClientEngine *engine,
               gconstpointer data)
{
  g_autofree char *bookings = client_engine_make_folder (engine, "Bookings", NULL);
  g_autofree char *long_name = NULL;
  g_autoptr (ProctorDraftItem) item = NULL;
  GListModel *unplaced;
  AdwDialog *dialog;
  guint n_answers;
  View view;

  open_view (&view, engine, 640);
  dialog = g_object_ref_sink (proctor_new_test_dialog_new (view.session, bookings));
  g_signal_connect (dialog, "created", G_CALLBACK (done_cb), &view);
  adw_dialog_present (dialog, view.view);
  testing_view_wait_shows (GTK_WIDGET (dialog), "Bookings");
  testing_view_save (view.window, "new-test");
  long_name = g_strnfill (1000, 'a');
  gtk_editable_set_text (get_child (dialog, "name_entry"), long_name);
  g_assert_false (gtk_widget_is_sensitive (get_child (dialog, "create_button")));
  gtk_editable_set_text (get_child (dialog, "name_entry"), " Books a room ");
  gtk_check_button_set_active (get_child (dialog, "simulation_check"), TRUE);
  n_answers = engine->n_answers;
  click (dialog, "create_button");

  /* The server hears of it when it is saved. */
  g_assert_cmpuint (engine->n_answers, ==, n_answers);
  unplaced = proctor_drafts_get_unplaced (proctor_session_get_drafts (view.session));
  g_assert_cmpuint (g_list_model_get_n_items (unplaced), ==, 1);
  item = g_list_model_get_item (unplaced, 0);
  g_assert_cmpstr (proctor_draft_item_get_id (item), ==, view.result);
  g_assert_cmpstr (proctor_draft_item_get_name (item), ==, "Books a room");
  g_assert_cmpint (proctor_draft_item_get_kind (item), ==, PROCTOR_TEST_KIND_SIMULATION);
  proctor_testing_assert_finalized (dialog);
  close_view (&view);
}

/* It can do without a name, and leaves nothing behind. */
static void
test_closed (ClientEngine *engine,
             gconstpointer data)
{
  AdwDialog *dialog;
  View view;

  open_view (&view, engine, 360);
  dialog = g_object_ref_sink (proctor_new_test_dialog_new (view.session, NULL));
  adw_dialog_present (dialog, view.view);
  testing_view_wait_shows (GTK_WIDGET (dialog), "No folder");
  testing_view_save (view.window, "new-test-narrow");
  click (dialog, "create_button");
  adw_dialog_force_close (dialog);
  proctor_testing_assert_finalized (dialog);
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/folder-dialogs/new-folder", test_new_folder);
  client_engine_add_resting ("/folder-dialogs/rename-folder", test_rename_folder);
  client_engine_add_resting ("/folder-dialogs/rename-test", test_rename_test);
  client_engine_add_resting ("/folder-dialogs/picker", test_picker);
  client_engine_add_resting ("/folder-dialogs/picker-search", test_picker_search);
  client_engine_add_resting ("/folder-dialogs/new-test", test_new_test);
  client_engine_add_resting ("/folder-dialogs/closed", test_closed);

  return g_test_run ();
}
