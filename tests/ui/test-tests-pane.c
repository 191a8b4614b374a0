/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-row.h"
#include "proctor-tests-filter.h"
#include "proctor-trash.h"
#include "proctor-ui.h"
#include "testing-pane.h"

static void
open_hotel (TestingPane *self,
            int width)
{
  testing_pane_answer_hotel (self);
  testing_pane_open (self, width);
  testing_pane_wait_rows (self, 4);
}

static const char *
get_title (TestingPane *self)
{
  return adw_window_title_get_title (testing_pane_get_child (self, "title"));
}

static const char *
get_subtitle (TestingPane *self)
{
  return adw_window_title_get_subtitle (testing_pane_get_child (self, "title"));
}

static AdwStatusPage *
get_status (TestingPane *self)
{
  return ADW_STATUS_PAGE (adw_bin_get_child (testing_pane_get_child (self, "status")));
}

/* The page that stands in place of the rows, the first button of which is called @button. */
static void
assert_status (TestingPane *self,
               const char *title,
               const char *button)
{
  GtkWidget *first = gtk_widget_get_first_child (adw_status_page_get_child (get_status (self)));

  g_assert_true (gtk_stack_get_visible_child (testing_pane_get_child (self, "stack")) == testing_pane_get_child (self, "status"));
  g_assert_cmpstr (adw_status_page_get_title (get_status (self)), ==, title);
  if (button != NULL)
    {
      g_assert_true (gtk_widget_get_mapped (first));
      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (first)), ==, button);
      g_assert_true (gtk_widget_is_sensitive (first));
    }
  else
    g_assert_false (gtk_widget_get_mapped (first));
}

static void
test_loading (TestingPane *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", TESTING_TESTS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  testing_pane_open (self, 360);
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_LOADING);
  assert_status (self, "Loading Tests", NULL);
  g_assert_false (testing_pane_is_enabled (self, "tests.select-all"));
}

static void
test_empty (TestingPane *self,
            gconstpointer data)
{
  testing_pane_answer (self, TESTING_FOLDERS, "", NULL);
  testing_pane_answer (self, TESTING_PAGE, "", NULL);
  testing_pane_open (self, 360);
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_EMPTY);
  assert_status (self, "No Tests", "_New Test…");
}

static void
test_error (TestingPane *self,
            gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", TESTING_TESTS, &(ProctorTestingAnswer) { .status = 401, .body = "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"Invalid API key\"}}" });
  testing_pane_open (self, 360);
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_ERROR);
  assert_status (self, "Tests Can't Be Shown", "_Try Again");
  /* What happened, and what to do. */
  g_assert_nonnull (strchr (adw_status_page_get_description (get_status (self)), '\n'));

  /* Trying again leads to the rows. */
  proctor_testing_server_reset (self->server);
  testing_pane_answer_hotel (self);
  testing_pane_activate (self, "tests.retry");
  testing_pane_wait_rows (self, 4);
  g_assert_true (gtk_stack_get_visible_child (testing_pane_get_child (self, "stack")) == testing_pane_get_child (self, "scroller"));
}

static void
test_search (TestingPane *self,
             gconstpointer data)
{
  GtkEditable *entry;

  open_hotel (self, 360);
  g_assert_cmpstr (get_title (self), ==, "All Tests");
  g_assert_cmpstr (get_subtitle (self), ==, "4 tests");

  entry = testing_pane_get_child (self, "search_entry");
  testing_pane_activate (self, "tests.search");
  gtk_editable_set_text (entry, "refund");
  testing_pane_wait_rows (self, 1);
  g_assert_cmpstr (get_subtitle (self), ==, "1 of 4");

  gtk_editable_set_text (entry, "nothing is called that");
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_NO_MATCH);
  assert_status (self, "No Tests Found", "_Clear Search");
  testing_pane_activate (self, "tests.clear-search");
  testing_pane_wait_rows (self, 4);
  g_assert_false (gtk_search_bar_get_search_mode (testing_pane_get_child (self, "search_bar")));
}

static void
test_filters (TestingPane *self,
              gconstpointer data)
{
  GtkWidget *filter;

  open_hotel (self, 360);
  g_assert_false (gtk_widget_has_css_class (testing_pane_get_child (self, "filter_button"), "filtered"));
  gtk_menu_button_popup (testing_pane_get_child (self, "filter_button"));
  filter = GTK_WIDGET (gtk_menu_button_get_popover (testing_pane_get_child (self, "filter_button")));
  gtk_test_accessible_assert_property (gtk_widget_get_template_child (filter, PROCTOR_TYPE_TESTS_FILTER, "kind_simulation"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Simulation");
  gtk_menu_button_popdown (testing_pane_get_child (self, "filter_button"));

  g_object_set (proctor_tests_pane_get_list (self->pane), "kinds", PROCTOR_TEST_KINDS_TOOL, NULL);
  testing_pane_wait_rows (self, 1);
  g_assert_true (gtk_widget_has_css_class (testing_pane_get_child (self, "filter_button"), "filtered"));

  g_object_set (proctor_tests_pane_get_list (self->pane), "kinds", PROCTOR_TEST_KINDS_UNKNOWN, NULL);
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_NO_MATCH);
  assert_status (self, "No Tests Found", "_Clear Filters");
  testing_pane_activate (self, "tests.clear-filters");
  testing_pane_wait_rows (self, 4);
}

static void
test_folders (TestingPane *self,
              gconstpointer data)
{
  open_hotel (self, 360);
  g_assert_false (gtk_widget_get_visible (testing_pane_get_child (self, "path_bar")));

  proctor_tests_pane_set_folder_id (self->pane, "f1");
  testing_pane_wait_rows (self, 2);
  g_assert_cmpstr (get_title (self), ==, "Bookings");
  g_assert_true (gtk_widget_get_visible (testing_pane_get_child (self, "path_bar")));
  proctor_tests_pane_set_folder_id (self->pane, "f2");
  testing_pane_wait_rows (self, 1);
  g_assert_cmpstr (get_title (self), ==, "Late");

  /* As a button of the path does. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->pane), "tests.show-folder", "s", "f1"));
  g_assert_cmpstr (proctor_tests_pane_get_folder_id (self->pane), ==, "f1");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->pane), "tests.show-folder", "s", ""));
  g_assert_null (proctor_tests_pane_get_folder_id (self->pane));
  testing_pane_wait_rows (self, 4);
}

static void
test_item (TestingPane *self,
           gconstpointer data)
{
  ProctorTestItem *item;

  open_hotel (self, 360);
  g_assert_null (proctor_tests_pane_get_item (self->pane));

  testing_pane_select (self, 0, 1);
  item = proctor_tests_pane_get_item (self->pane);
  g_assert_cmpstr (proctor_test_item_get_id (item), ==, "t1");

  /* Several are nothing new to show, and there is something to do to them. */
  testing_pane_select (self, 1, 2);
  g_assert_true (proctor_tests_pane_get_item (self->pane) == item);
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 2);
  g_assert_true (testing_pane_is_enabled (self, "tests.move"));
  g_assert_false (testing_pane_is_enabled (self, "tests.rename"));

  /* Escape leads back to what is shown. */
  testing_pane_activate (self, "tests.leave");
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (testing_pane_get_selection (self), 0));

  /* A search that doesn't find it leaves it shown, and selected when it is there again. */
  gtk_editable_set_text (testing_pane_get_child (self, "search_entry"), "hours");
  testing_pane_wait_rows (self, 1);
  g_assert_true (proctor_tests_pane_get_item (self->pane) == item);
  gtk_editable_set_text (testing_pane_get_child (self, "search_entry"), "");
  testing_pane_wait_rows (self, 4);
  g_assert_true (gtk_selection_model_is_selected (testing_pane_get_selection (self), 0));
}

static void
test_read_only (TestingPane *self,
                gconstpointer data)
{
  open_hotel (self, 360);

  testing_pane_select (self, 3, 1);
  testing_pane_settle (self);
  g_assert_false (testing_pane_is_enabled (self, "tests.delete"));
  g_assert_false (testing_pane_is_enabled (self, "tests.move"));
  g_assert_false (testing_pane_is_enabled (self, "tests.rename"));
  g_assert_true (testing_pane_is_enabled (self, "tests.duplicate"));

  /* Among others it is left out. */
  testing_pane_select (self, 2, 2);
  testing_pane_settle (self);
  g_assert_true (testing_pane_is_enabled (self, "tests.delete"));
  testing_pane_activate (self, "tests.delete");
  testing_pane_wait_rows (self, 3);
  g_assert_nonnull (proctor_library_find (proctor_session_get_library (self->session), "t4"));
}

/* The rows that stay are selected as they were, also those that are somewhere else now. */
static void
test_refresh_keeps (TestingPane *self,
                    gconstpointer data)
{
  ProctorTestItem *item;

  g_autofree char *first = testing_pane_make_rows (0, 50);
  g_autofree char *later = testing_pane_make_rows (20, 60);
  g_autofree char *news = g_strconcat ("{\"id\":\"new\",\"name\":\"New\",\"type\":\"llm\",\"entity_type\":\"test\",\"created_at_unix_secs\":2000000,\"last_updated_at_unix_secs\":2000000},", later, NULL);

  testing_pane_answer (self, TESTING_FOLDERS, "", NULL);
  testing_pane_answer (self, TESTING_PAGE, first, NULL);
  testing_pane_answer (self, TESTING_PAGE, news, NULL);
  testing_pane_open (self, 360);
  testing_pane_wait_rows (self, 50);
  testing_pane_select (self, 30, 1);
  item = proctor_tests_pane_get_item (self->pane);
  g_assert_cmpstr (proctor_test_item_get_id (item), ==, "t30");

  testing_pane_activate (self, "tests.refresh");
  testing_pane_wait_rows (self, 41);
  g_assert_true (proctor_tests_pane_get_item (self->pane) == item);
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 1);
  g_assert_true (gtk_selection_model_is_selected (testing_pane_get_selection (self), 11));
}

/* What the detail shows is gone when the test is. */
static void
test_refresh_loses (TestingPane *self,
                    gconstpointer data)
{
  g_autofree char *first = testing_pane_make_rows (0, 5);
  g_autofree char *later = testing_pane_make_rows (1, 5);

  testing_pane_answer (self, TESTING_FOLDERS, "", NULL);
  testing_pane_answer (self, TESTING_PAGE, first, NULL);
  testing_pane_answer (self, TESTING_PAGE, later, NULL);
  testing_pane_open (self, 360);
  testing_pane_wait_rows (self, 5);
  testing_pane_select (self, 0, 1);
  testing_pane_activate (self, "tests.refresh");
  testing_pane_wait_rows (self, 4);
  g_assert_null (proctor_tests_pane_get_item (self->pane));
  g_assert_cmpuint (proctor_tests_pane_get_n_selected (self->pane), ==, 0);
}

static gboolean
are_all_selected (gpointer user_data)
{
  return testing_pane_count_selected (user_data) == 950;
}

/* Also those that nobody has looked at yet: they are read first. */
static void
test_select_all (TestingPane *self,
                 gconstpointer data)
{
  testing_pane_answer (self, TESTING_FOLDERS, "", NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *path = i > 0 ? g_strdup_printf (TESTING_PAGE "&cursor=c%u", i) : g_strdup (TESTING_PAGE);
      g_autofree char *rows = testing_pane_make_rows (i * 100, i < 9 ? (i + 1) * 100 : 950);
      g_autofree char *next = i < 9 ? g_strdup_printf ("c%u", i + 1) : NULL;

      testing_pane_answer (self, path, rows, next);
    }
  testing_pane_open (self, 360);
  testing_pane_wait_state (self, PROCTOR_TEST_LIST_CONTENT);
  g_assert_cmpuint (testing_pane_count_rows (self), <, 950);
  g_assert_true (g_str_has_suffix (get_subtitle (self), "+ tests"));

  testing_pane_activate (self, "tests.select-all");
  proctor_testing_wait_for ("all to be selected", are_all_selected, self);
  g_assert_cmpuint (testing_pane_count_rows (self), ==, 950);
  testing_pane_settle (self);
  g_assert_cmpstr (get_subtitle (self), ==, "950 tests");
}

/* In the selection mode a plain click or an arrow key unselects nothing. */
static void
test_selection_mode (TestingPane *self,
                     gconstpointer data)
{
  open_hotel (self, 360);
  testing_pane_select (self, 0, 1);

  testing_pane_activate (self, "tests.select");
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 0);
  g_assert_false (gtk_widget_get_visible (testing_pane_get_child (self, "header")));
  g_assert_true (gtk_widget_get_visible (testing_pane_get_child (self, "selection_bin")));
  g_signal_emit_by_name (testing_pane_get_child (self, "list_view"), "activate", 1);
  g_signal_emit_by_name (testing_pane_get_child (self, "list_view"), "activate", 2);
  gtk_selection_model_select_item (testing_pane_get_selection (self), 3, TRUE);
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 2);
  g_assert_cmpuint (self->n_activated, ==, 0);
  g_signal_emit_by_name (testing_pane_get_child (self, "list_view"), "activate", 2);
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 1);

  testing_pane_activate (self, "tests.leave");
  g_assert_true (gtk_selection_model_is_selected (testing_pane_get_selection (self), 0));
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 1);
  g_signal_emit_by_name (testing_pane_get_child (self, "list_view"), "activate", 0);
  g_assert_cmpuint (self->n_activated, ==, 1);
}

/* Nothing is sent as long as it can be undone. */
static void
test_delete_and_undo (TestingPane *self,
                      gconstpointer data)
{
  guint n_requests;

  open_hotel (self, 360);
  g_assert_false (testing_pane_is_enabled (self, "tests.undo"));
  testing_pane_select (self, 0, 2);
  testing_pane_settle (self);
  n_requests = proctor_testing_server_count_requests (self->server);
  testing_pane_activate (self, "tests.delete");
  testing_pane_wait_rows (self, 2);
  g_assert_true (testing_pane_is_enabled (self, "tests.undo"));

  testing_pane_activate (self, "tests.undo");
  testing_pane_wait_rows (self, 4);
  g_assert_false (testing_pane_is_enabled (self, "tests.undo"));
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 2);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, n_requests);
}

static gboolean
is_deleted (gpointer user_data)
{
  TestingPane *self = user_data;
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

  for (guint i = 0; i < requests->len; i++)
    if (g_str_equal (((ProctorTestingRequest *) requests->pdata[i])->method, "DELETE"))
      return TRUE;

  return FALSE;
}

/* The pane that a test is deleted in may be gone when the toast goes: it is deleted all the same. */
static void
test_delete_and_close (TestingPane *self,
                       gconstpointer data)
{
  proctor_testing_server_answer (self->server, "DELETE", TESTING_TESTS "/t1", &(ProctorTestingAnswer) { .body = "{}" });
  open_hotel (self, 360);
  testing_pane_select (self, 0, 1);
  testing_pane_activate (self, "tests.delete");
  testing_pane_wait_rows (self, 3);
  g_assert_null (proctor_tests_pane_get_item (self->pane));
  testing_pane_close (self);
  proctor_trash_empty (proctor_session_get_trash (self->session), 0);
  proctor_testing_wait_for ("the deletion", is_deleted, self);
}

/* Search, filters, order and folder are there again at the next start. */
static void
test_restart (TestingPane *self,
              gconstpointer data)
{
  g_autofree char *search = NULL;
  guint kinds, sort;

  open_hotel (self, 360);
  proctor_tests_pane_set_folder_id (self->pane, "f1");
  gtk_editable_set_text (testing_pane_get_child (self, "search_entry"), "room");
  g_object_set (proctor_tests_pane_get_list (self->pane), "kinds", PROCTOR_TEST_KINDS_TOOL, "sort", PROCTOR_TEST_SORT_NAME, NULL);
  testing_pane_wait_rows (self, 1);
  testing_pane_close (self);

  testing_pane_open (self, 360);
  testing_pane_wait_rows (self, 1);
  g_assert_cmpstr (proctor_tests_pane_get_folder_id (self->pane), ==, "f1");
  g_assert_cmpstr (gtk_editable_get_text (testing_pane_get_child (self, "search_entry")), ==, "room");
  g_assert_true (gtk_search_bar_get_search_mode (testing_pane_get_child (self, "search_bar")));
  g_object_get (proctor_tests_pane_get_list (self->pane), "search", &search, "kinds", &kinds, "sort", &sort, NULL);
  g_assert_cmpstr (search, ==, "room");
  g_assert_cmpuint (kinds, ==, PROCTOR_TEST_KINDS_TOOL);
  g_assert_cmpuint (sort, ==, PROCTOR_TEST_SORT_NAME);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  if (PROCTOR_IS_TEST_ROW (widget) && proctor_test_row_get_item (PROCTOR_TEST_ROW (widget)) != NULL)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A row says what it shows. */
static void
test_accessible (TestingPane *self,
                 gconstpointer data)
{
  GtkWidget *row;

  open_hotel (self, 360);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->pane));
  row = gtk_widget_get_parent (find_row (testing_pane_get_child (self, "list_view")));
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Refund after 30 days");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "next reply test, in Bookings / Late, updated on 1 January 1970");
  gtk_test_accessible_assert_property (testing_pane_get_child (self, "list_view"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Tests");
}

typedef struct
{
  int width;
  gboolean rtl;
  gboolean large;
} Look;

/* In the narrowest window and the widest, in either direction and with large text there is room for
 * everything, in every mode. */
static void
test_looks (TestingPane *self,
            gconstpointer data)
{
  const Look *look = data;
  int dpi, minimum;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  gtk_widget_set_default_direction (look->rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  if (look->large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * dpi, NULL);

  open_hotel (self, look->width);
  proctor_tests_pane_set_folder_id (self->pane, "f2");
  testing_pane_activate (self, "tests.search");
  testing_pane_settle (self);
  gtk_widget_measure (testing_pane_get_child (self, "view"), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  testing_pane_activate (self, "tests.select");
  testing_pane_settle (self);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (self->pane));
  gtk_widget_measure (testing_pane_get_child (self, "view"), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);

  testing_pane_close (self);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* Another workspace has other tests, and nothing is left of the one before. */
static void
test_sessions (TestingPane *self,
               gconstpointer data)
{
  open_hotel (self, 360);
  testing_pane_select (self, 0, 1);
  proctor_tests_pane_set_folder_id (self->pane, "f1");
  proctor_tests_pane_set_session (self->pane, NULL);
  g_assert_null (proctor_tests_pane_get_list (self->pane));
  g_assert_null (proctor_tests_pane_get_item (self->pane));
  g_assert_null (proctor_tests_pane_get_folder_id (self->pane));
  g_assert_false (testing_pane_is_enabled (self, "tests.new"));

  proctor_tests_pane_set_session (self->pane, self->session);
  testing_pane_wait_rows (self, 2);
  g_assert_cmpstr (proctor_tests_pane_get_folder_id (self->pane), ==, "f1");
}

int
main (int argc,
      char **argv)
{
  static const Look looks[] = { { 360, FALSE, FALSE }, { 360, TRUE, FALSE }, { 360, FALSE, TRUE }, { 360, TRUE, TRUE }, { 1600, FALSE, FALSE }, { 1600, TRUE, TRUE } };

  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

#define ADD(name, function) g_test_add ("/tests-pane/" name, TestingPane, NULL, testing_pane_set_up, function, testing_pane_tear_down)
  ADD ("loading", test_loading);
  ADD ("empty", test_empty);
  ADD ("error", test_error);
  ADD ("search", test_search);
  ADD ("filters", test_filters);
  ADD ("folders", test_folders);
  ADD ("item", test_item);
  ADD ("read-only", test_read_only);
  ADD ("refresh-keeps", test_refresh_keeps);
  ADD ("refresh-loses", test_refresh_loses);
  ADD ("select-all", test_select_all);
  ADD ("selection-mode", test_selection_mode);
  ADD ("delete-and-undo", test_delete_and_undo);
  ADD ("delete-and-close", test_delete_and_close);
  ADD ("restart", test_restart);
  ADD ("accessible", test_accessible);
  ADD ("sessions", test_sessions);
#undef ADD
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("/tests-pane/looks/%d%s%s", looks[i].width, looks[i].rtl ? "/right-to-left" : "", looks[i].large ? "/large" : "");

      g_test_add (name, TestingPane, &looks[i], testing_pane_set_up, test_looks, testing_pane_tear_down);
    }

  return g_test_run ();
}
