/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-test-row.h"
#include "proctor-test-template.h"
#include "proctor-ui.h"
#include "proctor-unsaved-list.h"
#include "proctor-unsaved-row.h"
#include "testing-pane.h"
#include "testing-picture.h"

#include <string.h>

/* What the list shows of tests that are not saved. */

#define TEST "{\"id\": \"t1\", \"type\": \"llm\", \"name\": \"Refund after 30 days\", \"success_condition\": \"It refunds.\", " \
             "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]}"

static ProctorDrafts *
get_drafts (TestingPane *self)
{
  return proctor_session_get_drafts (self->session);
}

static void
open_hotel (TestingPane *self,
            int width)
{
  testing_pane_answer_hotel (self);
  testing_pane_open (self, width);
  testing_pane_wait_rows (self, 4);
}

static ProctorDraft *
begin (TestingPane *self,
       const char *name)
{
  g_autoptr (ProctorTest) test = proctor_test_template_new (PROCTOR_TEST_KIND_SIMULATION, name);

  return proctor_drafts_create (get_drafts (self), test, NULL);
}

static gpointer
get_part (TestingPane *self,
          const char *name)
{
  GObject *child = gtk_widget_get_template_child (testing_pane_get_child (self, "unsaved"), PROCTOR_TYPE_UNSAVED_LIST, name);

  g_assert_nonnull (child);

  return child;
}

static GtkListBoxRow *
get_row (TestingPane *self,
         int position)
{
  return gtk_list_box_get_row_at_index (get_part (self, "list_box"), position);
}

static void
choose (TestingPane *self,
        int position)
{
  g_signal_emit_by_name (get_row (self, position), "activate");
  testing_pane_settle (self);
}

typedef struct
{
  ProctorDraft *draft;
  GAsyncResult *result;
  gboolean done;
} Opening;

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Opening *opening = user_data;

  opening->draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, NULL);
  opening->done = TRUE;
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;

  proctor_draft_save_finish (PROCTOR_DRAFT (source), result, &error);
  g_assert_no_error (error);
  opening->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Opening *) user_data)->done;
}

static ProctorDraft *
open_draft (TestingPane *self)
{
  Opening opening = { 0 };

  for (guint i = 0; i < 2; i++)
    proctor_testing_server_answer (self->server, "GET", TESTING_TESTS "/t1", &(ProctorTestingAnswer) { .body = TEST });
  proctor_drafts_open_async (get_drafts (self), "t1", NULL, opened_cb, &opening);
  proctor_testing_wait_for ("the draft", is_done, &opening);
  g_assert_nonnull (opening.draft);

  return opening.draft;
}

static GtkWidget *
find (GtkWidget *widget,
      GType type,
      const char *text)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget))
    {
      g_autofree char *found = NULL;

      if (text == NULL)
        return widget;
      g_object_get (widget, "label", &found, NULL);
      if (g_strcmp0 (found, text) == 0)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

typedef struct
{
  TestingPane *self;
  gboolean marked;
} Mark;

static gboolean
is_marked (gpointer user_data)
{
  Mark *mark = user_data;
  GtkWidget *row = find (testing_pane_get_child (mark->self, "list_view"), PROCTOR_TYPE_TEST_ROW, "Refund after 30 days");
  g_autofree char *description = NULL;

  g_assert_nonnull (row);
  g_object_get (row, "description", &description, NULL);

  return (strstr (description, "has unsaved changes") != NULL) == mark->marked;
}

/* A test that is being edited has a mark, in words too. */
static void
test_marks (TestingPane *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  ProctorUndo *undo;

  open_hotel (self, 360);
  draft = open_draft (self);
  undo = proctor_draft_get_undo (draft);
  g_assert_true (is_marked (&(Mark) { self, FALSE }));

  proctor_undo_type (undo, proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "It refunds at once.", "Edit");
  proctor_testing_wait_for ("the mark", is_marked, &(Mark) { self, TRUE });
  testing_picture_save (self->window, "tests-draft-mark");

  proctor_undo_undo (undo);
  proctor_testing_wait_for ("no mark", is_marked, &(Mark) { self, FALSE });
}

/* Few are shown, and the rest when somebody asks. */
static void
test_few (TestingPane *self,
          gconstpointer data)
{
  GtkWidget *unsaved;
  GtkButton *more;

  open_hotel (self, 360);
  unsaved = testing_pane_get_child (self, "unsaved");
  more = get_part (self, "more_button");
  g_assert_false (gtk_widget_get_visible (unsaved));

  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *name = g_strdup_printf (i == 5 ? "" : "New %u", i);
      g_autoptr (ProctorDraft) draft = begin (self, name);

      g_assert_true (gtk_widget_get_visible (unsaved));
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (more)), ==, i > 3);
    }
  g_assert_nonnull (get_row (self, 2));
  g_assert_null (get_row (self, 3));
  g_assert_cmpstr (gtk_button_get_label (more), ==, "2 More");
  gtk_test_accessible_assert_property (get_row (self, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Unnamed Test");
  gtk_test_accessible_assert_property (get_row (self, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "New 4");
  testing_picture_save (self->window, "tests-unsaved");

  g_signal_emit_by_name (more, "clicked");
  g_assert_nonnull (get_row (self, 4));
  g_assert_null (get_row (self, 5));
  testing_picture_save (self->window, "tests-unsaved-all");
  g_signal_emit_by_name (more, "clicked");
  g_assert_null (get_row (self, 3));
}

/* A draft is shown in place of a test, and a test in place of a draft. */
static void
test_choose (TestingPane *self,
             gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;

  open_hotel (self, 360);
  testing_pane_select (self, 1, 1);
  g_assert_nonnull (proctor_tests_pane_get_item (self->pane));
  draft = begin (self, "New");
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));

  choose (self, 0);
  g_assert_cmpstr (proctor_tests_pane_get_draft_id (self->pane), ==, proctor_draft_get_id (draft));
  g_assert_null (proctor_tests_pane_get_item (self->pane));
  g_assert_cmpuint (testing_pane_count_selected (self), ==, 0);
  g_assert_cmpuint (self->n_activated, ==, 1);
  g_assert_true (gtk_list_box_row_is_selected (get_row (self, 0)));

  testing_pane_select (self, 1, 1);
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));
  g_assert_nonnull (proctor_tests_pane_get_item (self->pane));
  g_assert_false (gtk_list_box_row_is_selected (get_row (self, 0)));
}

/* What is thrown away can be had back, where it was. */
static void
test_discard (TestingPane *self,
              gconstpointer data)
{
  g_autofree char *id = NULL;
  GtkWidget *unsaved;

  open_hotel (self, 360);
  unsaved = testing_pane_get_child (self, "unsaved");
  {
    g_autoptr (ProctorDraft) draft = begin (self, "New");

    id = g_strdup (proctor_draft_get_id (draft));
  }
  choose (self, 0);
  g_signal_emit_by_name (find (GTK_WIDGET (get_row (self, 0)), GTK_TYPE_BUTTON, NULL), "clicked");
  testing_pane_settle (self);
  g_assert_false (gtk_widget_get_visible (unsaved));
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));
  g_assert_false (proctor_drafts_has (get_drafts (self), id));

  g_signal_emit_by_name (find (self->window, GTK_TYPE_BUTTON, "_Undo"), "clicked");
  testing_pane_settle (self);
  g_assert_true (gtk_widget_get_visible (unsaved));
  g_assert_cmpstr (proctor_tests_pane_get_draft_id (self->pane), ==, id);
}

/* One that was saved goes on as a test of the list. */
static void
test_save (TestingPane *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  Opening opening = { 0 };

  open_hotel (self, 360);
  draft = begin (self, "New");
  choose (self, 0);
  proctor_testing_server_answer (self->server, "POST", TESTING_TESTS "/create", &(ProctorTestingAnswer) { .body = "{\"id\": \"t9\"}" });
  proctor_draft_save_async (draft, NULL, saved_cb, &opening);
  proctor_testing_wait_for ("the save", is_done, &opening);
  testing_pane_wait_rows (self, 5);
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));
  g_assert_cmpstr (proctor_test_item_get_id (proctor_tests_pane_get_item (self->pane)), ==, "t9");
  g_assert_false (gtk_widget_get_visible (testing_pane_get_child (self, "unsaved")));
}

static gboolean
has_item (gpointer user_data)
{
  return proctor_tests_pane_get_item (((TestingPane *) user_data)->pane) != NULL;
}

/* What somebody writes stays before their eyes when the test is deleted elsewhere, and is what was
 * written, not a new one, when it is there again. */
static void
test_gone (TestingPane *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;

  open_hotel (self, 360);
  draft = open_draft (self);
  testing_pane_select (self, 0, 1);
  g_assert_cmpstr (proctor_test_item_get_id (proctor_tests_pane_get_item (self->pane)), ==, "t1");
  proctor_undo_type (proctor_draft_get_undo (draft), proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_NAME, "Mine", "Rename");
  proctor_testing_wait_for ("the mark", is_marked, &(Mark) { self, TRUE });

  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "POST", TESTING_TESTS "/summaries", &(ProctorTestingAnswer) { .body = "{\"tests\":{}}" });
  testing_pane_answer (self, TESTING_FOLDERS, "", NULL);
  testing_pane_answer (self, TESTING_PAGE, "{\"id\":\"t2\",\"name\":\"Books a room\",\"type\":\"tool\",\"created_at_unix_secs\":300,\"last_updated_at_unix_secs\":300}", NULL);
  testing_pane_activate (self, "tests.refresh");
  testing_pane_wait_rows (self, 1);
  g_assert_null (proctor_tests_pane_get_item (self->pane));
  g_assert_cmpstr (proctor_tests_pane_get_draft_id (self->pane), ==, "t1");
  g_assert_true (gtk_list_box_row_is_selected (get_row (self, 0)));
  gtk_test_accessible_assert_property (get_row (self, 0), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "next reply test, deleted on the server");
  testing_picture_save (self->window, "tests-unsaved-gone");

  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "POST", TESTING_TESTS "/summaries", &(ProctorTestingAnswer) { .body = "{\"tests\":{}}" });
  testing_pane_answer_hotel (self);
  testing_pane_activate (self, "tests.refresh");
  testing_pane_wait_rows (self, 4);
  proctor_testing_wait_for ("the test in place of the draft", has_item, self);
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));
  g_assert_cmpstr (proctor_test_item_get_id (proctor_tests_pane_get_item (self->pane)), ==, "t1");
}

static gboolean
has_rows (TestingPane *self,
          int n)
{
  return get_row (self, n) == NULL && (n == 0 || get_row (self, n - 1) != NULL);
}

static gboolean
has_no_row (gpointer user_data)
{
  return has_rows (user_data, 0);
}

static gboolean
has_one_row (gpointer user_data)
{
  return has_rows (user_data, 1);
}

static gboolean
has_two_rows (gpointer user_data)
{
  return has_rows (user_data, 2);
}

/* The search is about these, too. */
static void
test_search (TestingPane *self,
             gconstpointer data)
{
  g_autoptr (ProctorDraft) parking = NULL;
  g_autoptr (ProctorDraft) breakfast = NULL;

  open_hotel (self, 360);
  parking = begin (self, "Says where to park");
  breakfast = begin (self, "Says when BREAKFAST is");
  g_assert_nonnull (get_row (self, 1));

  gtk_editable_set_text (testing_pane_get_child (self, "search_entry"), "breakfast says");
  proctor_testing_wait_for ("the search", has_one_row, self);
  gtk_test_accessible_assert_property (get_row (self, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Says when BREAKFAST is");
  gtk_editable_set_text (testing_pane_get_child (self, "search_entry"), "refund");
  proctor_testing_wait_for ("nothing to be found", has_no_row, self);
  g_assert_false (gtk_widget_get_visible (testing_pane_get_child (self, "unsaved")));

  testing_pane_activate (self, "tests.clear-search");
  proctor_testing_wait_for ("all of them", has_two_rows, self);
}

static char *
dup_noted (TestingPane *self)
{
  g_autoptr (GVariant) ids = g_settings_get_value (self->settings, "shown-drafts");
  char *id = NULL;

  g_variant_lookup (ids, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), "s", &id);

  return id;
}

/* What is written down in case the program dies isn't taken away by another window that is closed. */
static void
test_two_windows (TestingPane *self,
                  gconstpointer data)
{
  g_autoptr (ProctorDraft) mine = NULL;
  g_autoptr (ProctorDraft) other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *during = NULL;
  g_autofree char *after = NULL;
  g_autofree char *at_last = NULL;
  ProctorTestsPane *second;

  open_hotel (self, 360);
  mine = begin (self, "Mine");
  other = begin (self, "Other");
  proctor_tests_pane_show_draft (self->pane, proctor_draft_get_id (mine));
  before = dup_noted (self);
  g_assert_cmpstr (before, ==, proctor_draft_get_id (mine));

  second = g_object_ref_sink (PROCTOR_TESTS_PANE (proctor_tests_pane_new (self->settings)));
  proctor_tests_pane_set_session (second, self->session);
  proctor_tests_pane_show_draft (second, proctor_draft_get_id (other));
  during = dup_noted (self);
  g_assert_cmpstr (during, ==, proctor_draft_get_id (other));

  proctor_tests_pane_set_session (second, NULL);
  g_object_unref (second);
  testing_pane_settle (self);
  after = dup_noted (self);
  g_assert_cmpstr (after, ==, proctor_draft_get_id (mine));

  proctor_tests_pane_set_session (self->pane, NULL);
  at_last = dup_noted (self);
  g_assert_null (at_last);
}

/* Another workspace has drafts of its own. */
static void
test_leave (TestingPane *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;

  open_hotel (self, 360);
  draft = begin (self, "New");
  choose (self, 0);
  proctor_tests_pane_set_session (self->pane, NULL);
  g_assert_null (proctor_tests_pane_get_draft_id (self->pane));
  g_assert_false (gtk_widget_get_visible (testing_pane_get_child (self, "unsaved")));
}

static void
add (const char *path,
     void (*test) (TestingPane *, gconstpointer))
{
  g_test_add (path, TestingPane, NULL, testing_pane_set_up, test, testing_pane_tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  add ("/tests-drafts/marks", test_marks);
  add ("/tests-drafts/few", test_few);
  add ("/tests-drafts/choose", test_choose);
  add ("/tests-drafts/discard", test_discard);
  add ("/tests-drafts/save", test_save);
  add ("/tests-drafts/gone", test_gone);
  add ("/tests-drafts/search", test_search);
  add ("/tests-drafts/two-windows", test_two_windows);
  add ("/tests-drafts/leave", test_leave);

  return g_test_run ();
}
