/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-import-dialog.h"
#include "proctor-import-header.h"
#include "proctor-import-row-view.h"
#include "proctor-import-summary.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

#define TESTS "/v1/convai/agent-testing"
#define BODY "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\", \"time_in_call_secs\": 0}]"
#define SUMMARY(id, name) "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"llm\", \"created_at_unix_secs\": 1, \"last_updated_at_unix_secs\": 1}"
#define TEST(id, name, condition) "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"llm\", " BODY ", \"success_condition\": \"" condition "\"}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  AdwDialog *dialog;
  char *folder;
} Fixture;

static void
answer (Fixture *fixture,
        const char *method,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
write_file (Fixture *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* One of each: new, changed, just the same, and no JSON at all. */
static void
fill (Fixture *fixture)
{
  write_file (fixture, "new.json", TEST ("other_1", "A guest who comes late", "Polite."));
  write_file (fixture, "changed.json", TEST ("test_1", "A refund", "Polite."));
  write_file (fixture, "same.json", TEST ("test_2", "Opening hours", "Polite."));
  write_file (fixture, "broken.json", "{\"name\": ]");
  answer (fixture, "GET", TESTS, 200, "{\"tests\": [" SUMMARY ("test_1", "A refund") ", " SUMMARY ("test_2", "Opening hours") "], \"has_more\": false}");
  answer (fixture, "GET", TESTS "/test_1", 200, TEST ("test_1", "A refund", "Rude."));
  answer (fixture, "GET", TESTS "/test_2", 200, TEST ("test_2", "Opening hours", "Polite."));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
  fixture->folder = proctor_testing_make_folder ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->dialog));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_IMPORT_DIALOG, name);
}

static void
open_dialog (Fixture *fixture,
             gboolean with_files)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  g_list_store_append (files, folder);
  fixture->dialog = g_object_ref_sink (proctor_import_dialog_new (fixture->session, with_files ? G_LIST_MODEL (files) : NULL, NULL));
  adw_dialog_present (fixture->dialog, NULL);
}

typedef struct
{
  Fixture *fixture;
  const char *page;
} Page;

static gboolean
shows_page (gpointer user_data)
{
  Page *page = user_data;

  return g_str_equal (gtk_stack_get_visible_child_name (get_child (page->fixture, "stack")), page->page);
}

static void
wait_for_page (Fixture *fixture,
               const char *page)
{
  proctor_testing_wait_for (page, shows_page, &(Page) { fixture, page });
}

static gboolean
label_is (gpointer user_data)
{
  Page *page = user_data;

  return g_strcmp0 (gtk_button_get_label (get_child (page->fixture, "import_button")), page->page) == 0;
}

static void
wait_for_label (Fixture *fixture,
                const char *label)
{
  proctor_testing_wait_for (label, label_is, &(Page) { fixture, label });
}

static ProctorImportRow *
get_row (Fixture *fixture,
         guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (get_child (fixture, "list_view"))), position);
}

static void
click (Fixture *fixture,
       const char *name)
{
  g_signal_emit_by_name (get_child (fixture, name), "clicked");
}

static const char *
get_summary (Fixture *fixture,
             const char *property)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (gtk_widget_get_template_child (get_child (fixture, "summary"), PROCTOR_TYPE_IMPORT_SUMMARY, "page"));

  return g_str_equal (property, "title") ? adw_status_page_get_title (page) : adw_status_page_get_description (page);
}

static guint
count_requests (Fixture *fixture,
                const char *method,
                const char *path)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      n += g_str_equal (request->method, method) && g_str_equal (request->path, path) ? 1 : 0;
    }

  return n;
}

static void
test_import (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorImportRow) new = NULL;
  g_autoptr (ProctorImportRow) changed = NULL;
  g_autoptr (ProctorImportRow) broken = NULL;

  fill (fixture);
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "preview");
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "import_button")), ==, "_Import 2 Tests");
  new = get_row (fixture, 0);
  changed = get_row (fixture, 1);
  broken = get_row (fixture, 2);
  g_assert_cmpuint (proctor_import_row_get_verdict (new), ==, PROCTOR_IMPORT_NEW);
  g_assert_cmpstr (proctor_import_row_get_reason (changed), ==, "Success condition");
  g_assert_cmpuint (proctor_import_row_get_verdict (broken), ==, PROCTOR_IMPORT_UNREADABLE);

  /* A row by Enter, a group by its box. */
  g_signal_emit_by_name (get_child (fixture, "list_view"), "activate", 0);
  g_assert_false (proctor_import_row_get_included (new));
  wait_for_label (fixture, "_Import 1 Test");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_CHANGED, FALSE);
  wait_for_label (fixture, "Nothing to Import");
  g_assert_false (gtk_widget_is_sensitive (get_child (fixture, "import_button")));
  g_signal_emit_by_name (get_child (fixture, "list_view"), "activate", 2);
  g_assert_false (proctor_import_row_get_included (broken));
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_NEW, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_CHANGED, TRUE);

  answer (fixture, "POST", TESTS "/create", 200, "{\"id\": \"test_3\"}");
  answer (fixture, "POST", TESTS "/summaries", 200, "{\"tests\": {\"test_1\": " SUMMARY ("test_1", "A refund") "}}");
  answer (fixture, "PUT", TESTS "/test_1", 200, TEST ("test_1", "A refund", "Polite."));
  answer (fixture, "POST", TESTS "/summaries", 200, "{\"tests\": {\"test_1\": " SUMMARY ("test_1", "A refund") "}}");
  click (fixture, "import_button");
  g_assert_false (adw_dialog_get_can_close (fixture->dialog));
  wait_for_page (fixture, "summary");
  g_assert_true (adw_dialog_get_can_close (fixture->dialog));
  g_assert_cmpstr (get_summary (fixture, "title"), ==, "Tests Imported");
  g_assert_cmpstr (get_summary (fixture, "description"), ==, "1 new test, 1 test changed");
}

/* What failed is named, and can be tried again. */
static void
test_failure (Fixture *fixture,
              gconstpointer data)
{
  fill (fixture);
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "preview");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_CHANGED, FALSE);
  answer (fixture, "POST", TESTS "/create", 403, "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"No.\"}}");
  answer (fixture, "POST", TESTS "/create", 200, "{\"id\": \"test_3\"}");
  click (fixture, "import_button");
  wait_for_page (fixture, "summary");
  g_assert_cmpstr (get_summary (fixture, "title"), ==, "Not Everything Was Imported");
  g_assert_cmpstr (get_summary (fixture, "description"), ==, "0 new tests\n1 of 1 test could not be imported");

  g_signal_emit_by_name (get_child (fixture, "summary"), "try-again");
  wait_for_page (fixture, "summary");
  g_assert_cmpstr (get_summary (fixture, "title"), ==, "Tests Imported");
  g_assert_cmpuint (count_requests (fixture, "POST", TESTS "/create"), ==, 2);
}

/* While it imports, closing the dialog stops it. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  fill (fixture);
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "preview");
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_CHANGED, FALSE);
  proctor_testing_server_answer (fixture->server, "POST", TESTS "/create", &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  click (fixture, "import_button");
  adw_dialog_close (fixture->dialog);
  wait_for_page (fixture, "summary");
  g_assert_cmpstr (get_summary (fixture, "title"), ==, "Import Cancelled");
}

static void
test_error (Fixture *fixture,
            gconstpointer data)
{
  write_file (fixture, "new.json", TEST ("other_1", "Late", "Polite."));
  answer (fixture, "GET", TESTS, 401, "{\"detail\": {\"status\": \"invalid_api_key\", \"message\": \"Invalid.\"}}");
  answer (fixture, "GET", TESTS, 200, "{\"tests\": [], \"has_more\": false}");
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "error");
  g_signal_emit_by_name (adw_status_page_get_child (get_child (fixture, "error_page")), "clicked");
  wait_for_page (fixture, "preview");
}

static void
test_empty (Fixture *fixture,
            gconstpointer data)
{
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "empty");
}

static void
test_choose (Fixture *fixture,
             gconstpointer data)
{
  open_dialog (fixture, FALSE);
  wait_for_page (fixture, "choose");
}

/* Closed while it reads, it lets go of everything. */
static void
test_close (Fixture *fixture,
            gconstpointer data)
{
  fill (fixture);
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "reading");
}

/* With ten thousand rows only those that are to be seen have widgets. */
static void
count_views (GtkWidget *widget,
             guint *n)
{
  if (PROCTOR_IS_IMPORT_ROW_VIEW (widget))
    (*n)++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    count_views (child, n);
}

static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[");
  guint n = 0;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "%s{\"name\": \"Test %u\", \"type\": \"llm\", " BODY ", \"success_condition\": \"x\"}", i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  write_file (fixture, "all.json", text->str);
  answer (fixture, "GET", TESTS, 200, "{\"tests\": [], \"has_more\": false}");
  open_dialog (fixture, TRUE);
  wait_for_page (fixture, "preview");
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "import_button")), ==, "_Import 10000 Tests");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->dialog));
  count_views (GTK_WIDGET (fixture->dialog), &n);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, 500);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "import.include", "(ub)", PROCTOR_IMPORT_NEW, FALSE);
  wait_for_label (fixture, "Nothing to Import");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, test) g_test_add ("/import-dialog/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("import", test_import);
  ADD ("failure", test_failure);
  ADD ("cancel", test_cancel);
  ADD ("error", test_error);
  ADD ("empty", test_empty);
  ADD ("choose", test_choose);
  ADD ("close", test_close);
  ADD ("many", test_many);

  return g_test_run ();
}
