/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-aligned-list.h"
#include "proctor-aligned-row.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-matrix-view.h"
#include "proctor-repeats-dialog.h"
#include "proctor-repeats-side.h"
#include "proctor-repeats.h"
#include "proctor-run-page.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"
#include "testing-style.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"

#define USER(text) "{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"" text "\"}"
#define AGENT(text) "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"" text "\"}"
#define CALL(id, arguments, answer)                                                                                                                                                         \
  "{\"role\":\"agent\",\"time_in_call_secs\":2,\"message\":null,\"tool_calls\":[{\"request_id\":\"" id "\",\"tool_name\":\"find_room\",\"type\":\"client\",\"params_as_json\":\"" arguments \
  "\"}],\"tool_results\":[{\"request_id\":\"" id "\",\"tool_name\":\"find_room\",\"type\":\"client\",\"result_value\":\"" answer "\",\"is_error\":false}]}"

#define PASSED USER ("A room, please") "," AGENT ("For which day?") "," USER ("Monday") "," CALL ("a", "{\\\"day\\\": \\\"Monday\\\", \\\"nights\\\": 1}", "{\\\"free\\\": 3}") "," AGENT ("Your room is **booked** for Monday.")
/* The same as when it passed, with what belongs to the call written in another order. */
#define REORDERED USER ("A room, please") "," AGENT ("For which day?") "," USER ("Monday") "," CALL ("c", "{\\\"nights\\\":1,\\\"day\\\":\\\"Mond\\\\u0061y\\\"}", "{\\\"free\\\": 3}") "," AGENT ("Your room is **booked** for Monday.")
#define FAILED USER ("A room, please") "," AGENT ("One moment.") "," AGENT ("For which day?") "," USER ("Monday") "," CALL ("b", "{\\\"nights\\\": 1, \\\"day\\\": \\\"Sunday\\\"}", "{\\\"free\\\":3}") "," AGENT ("Your room is **booked** for Sunday \\u202Eevil.")

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gboolean closed = FALSE;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static gpointer
find (Fixture *self,
      GType type,
      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

static char *
make_run (guint number,
          gboolean has_passed,
          const char *said)
{
  return g_strdup_printf ("{\"test_run_id\":\"run_%u\",\"test_invocation_id\":\"r1\",\"agent_id\":\"agent_1\",\"test_id\":\"t\",\"test_name\":\"Booking\",\"status\":\"%s\",\"last_updated_at_unix\":%u,"
                          "\"condition_result\":{\"result\":\"%s\",\"rationale\":{\"messages\":[\"Hm.\"],\"summary\":\"\"}},\"test_info\":{\"type\":\"llm\",\"chat_history\":[],\"success_condition\":\"It books.\"},"
                          "\"agent_responses\":[%s]}",
                          number, has_passed ? "passed" : "failed", 1760000100 + number, has_passed ? "success" : "failure", said);
}

/* The server has one invocation with these runs of one test. */
static void
open_page (Fixture *self,
           int width,
           const char *runs)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":3,\"test_runs\":[%s]}", runs);

  testing_listing_answer (&self->listing, RUNS, "results", "{\"id\":\"r1\",\"title\":\"All\",\"created_at_unix_secs\":1760000000,\"test_run_count\":3,\"passed_count\":2,\"failed_count\":1,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  proctor_testing_server_answer (self->listing.server, "GET", TESTS "/t", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_rows (&self->listing, 1);
}

static void
open_three (Fixture *self,
            int width)
{
  g_autofree char *one = make_run (0, TRUE, PASSED);
  g_autofree char *two = make_run (1, FALSE, FAILED);
  g_autofree char *three = make_run (2, TRUE, REORDERED);
  g_autofree char *runs = g_strjoin (",", one, two, three, NULL);

  open_page (self, width, runs);
}

static ProctorRepeatsDialog *
get_dialog (Fixture *self)
{
  return PROCTOR_REPEATS_DIALOG (adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window)));
}

/* The same as in a listing, in the dialog. */
static gboolean
says (Fixture *self,
      const char *text)
{
  GtkWidget *pane = self->listing.pane;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));
  gboolean is_said;

  if (dialog == NULL)
    return FALSE;

  self->listing.pane = GTK_WIDGET (dialog);
  is_said = testing_listing_shows (&self->listing, text);
  self->listing.pane = pane;

  return is_said;
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer user_data)
{
  Wanted *wanted = user_data;

  return says (wanted->fixture, wanted->text);
}

static void
wait_said (Fixture *self,
           const char *text)
{
  proctor_testing_wait_for (text, is_said, &(Wanted) { self, text });
}

static gboolean
is_compared (gpointer user_data)
{
  Fixture *self = user_data;
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));

  return dialog != NULL && proctor_repeats_dialog_get_current (PROCTOR_REPEATS_DIALOG (dialog)) > 0;
}

static void
compare (Fixture *self,
         const char *run_id,
         const char *other_run_id)
{
  adw_dialog_present (proctor_repeats_dialog_new (self->listing.session, proctor_invocation_page_get_watcher (PROCTOR_INVOCATION_PAGE (self->listing.pane)), run_id, other_run_id), self->listing.pane);
}

static void
press (Fixture *self,
       gpointer widget,
       guint keyval)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
}

static gboolean
is_there (GtkWidget *widget)
{
  return gtk_widget_get_visible (widget);
}

/* What of the labels is marked, a line for each mark. */
static void
add_marked (GtkWidget *widget,
            GString *all)
{
  PangoAttrList *marks = GTK_IS_LABEL (widget) ? gtk_label_get_attributes (GTK_LABEL (widget)) : NULL;
  g_autoptr (PangoAttrIterator) at = marks != NULL ? pango_attr_list_get_iterator (marks) : NULL;

  if (!is_there (widget))
    return;

  for (gboolean more = at != NULL; more; more = pango_attr_iterator_next (at))
    {
      int start, end;

      pango_attr_iterator_range (at, &start, &end);
      if (pango_attr_iterator_get (at, PANGO_ATTR_BACKGROUND) != NULL)
        g_string_append_printf (all, "%.*s\n", end - start, gtk_label_get_text (GTK_LABEL (widget)) + start);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_marked (child, all);
}

static GtkWidget *
find_drop_down (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_DROP_DOWN (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_drop_down (child);

  return found;
}

static gboolean
has_focus_in_list (gpointer user_data)
{
  Fixture *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->listing.window));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_VIEW) != NULL;
}

static gboolean
is_unset (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Nothing holds on to a dialog that was closed, nor to what it shows. */
static void
close_dialog (Fixture *self)
{
  AdwDialog *dialog = ADW_DIALOG (get_dialog (self));
  GtkWidget *child = adw_dialog_get_child (dialog);

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_object_add_weak_pointer (G_OBJECT (child), (gpointer *) &child);
  adw_dialog_force_close (dialog);
  proctor_testing_wait_for ("the dialog to be gone", is_unset, &dialog);
  proctor_testing_wait_for ("what it showed to be gone", is_unset, &child);
}

/* Where two repeats part, one is at once; every difference has its number, and what differs in it is marked. */
static void
test_columns (Fixture *self,
              gconstpointer data)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  ProctorRepeatsDialog *dialog;

  open_three (self, 1100);
  compare (self, "run_0", NULL);
  proctor_testing_wait_for ("the comparison", is_compared, self);
  dialog = get_dialog (self);
  g_assert_cmpuint (proctor_repeats_dialog_get_n_differences (dialog), ==, 3);
  wait_said (self, "Difference 1 of 3");
  g_assert_true (says (self, "First difference: only in B"));
  /* A button at the top could be without use at the last one, and then no key would be heard. */
  proctor_testing_wait_for ("the focus among the turns", has_focus_in_list, self);
  g_assert_true (says (self, "Not in A"));
  gtk_test_widget_wait_for_draw (self->listing.window);
  add_marked (GTK_WIDGET (dialog), marked);
  g_assert_nonnull (strstr (marked->str, "\"day\": \"Sunday\""));
  g_assert_nonnull (strstr (marked->str, "\"day\": \"Monday\""));
  g_assert_null (strstr (marked->str, "nights"));
  g_assert_null (strstr (marked->str, "free"));
  g_assert_nonnull (strstr (marked->str, "Sunday"));
  g_assert_null (strstr (marked->str, "booked"));
  testing_picture_save (self->listing.window, "repeats");

  press (self, dialog, GDK_KEY_n);
  g_assert_cmpuint (proctor_repeats_dialog_get_current (dialog), ==, 2);
  press (self, dialog, GDK_KEY_n);
  press (self, dialog, GDK_KEY_n);
  g_assert_cmpuint (proctor_repeats_dialog_get_current (dialog), ==, 3);
  press (self, dialog, GDK_KEY_p);
  press (self, dialog, GDK_KEY_p);
  press (self, dialog, GDK_KEY_p);
  g_assert_cmpuint (proctor_repeats_dialog_get_current (dialog), ==, 1);
  close_dialog (self);
}

static char *
dup_long (const char *last)
{
  g_autoptr (GString) said = g_string_new (NULL);

  for (guint i = 0; i < 40; i++)
    g_string_append_printf (said, "{\"role\":\"agent\",\"time_in_call_secs\":%u,\"message\":\"%s\"},", i, i % 3 == 0 ? "We are open until nine and have rooms for two on every floor, and a garden that nobody forgets" : "Good");
  g_string_append_printf (said, "{\"role\":\"agent\",\"time_in_call_secs\":60,\"message\":\"%s\"}", last);

  return g_string_free_and_steal (g_steal_pointer (&said));
}

static gboolean
sees_difference (gpointer user_data)
{
  GtkWidget *view = GTK_WIDGET (gtk_widget_get_template_child (user_data, PROCTOR_TYPE_REPEATS_DIALOG, "view"));
  graphene_rect_t bounds;

  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_has_css_class (gtk_widget_get_first_child (child), "first"))
      return gtk_widget_compute_bounds (child, view, &bounds) && bounds.origin.y >= -1 && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (view) + 1;

  return FALSE;
}

/* However far down they part, and however late the list gets its size. */
static void
test_far (Fixture *self,
          gconstpointer data)
{
  g_autofree char *said = dup_long ("Good night");
  g_autofree char *other_said = dup_long ("Good morning");
  g_autofree char *one = make_run (0, TRUE, said);
  g_autofree char *other = make_run (1, FALSE, other_said);
  g_autofree char *runs = g_strjoin (",", one, other, NULL);

  open_page (self, 900, runs);
  compare (self, "run_0", "run_1");
  proctor_testing_wait_for ("the comparison", is_compared, self);
  proctor_testing_wait_for ("the difference to be in view", sees_difference, get_dialog (self));
  close_dialog (self);
}

/* Which runs stand there can be chosen; two that said and did the same have no differences. */
static void
test_choose (Fixture *self,
             gconstpointer data)
{
  ProctorRepeatsDialog *dialog;
  GtkWidget *chosen;

  open_three (self, 1100);
  compare (self, "run_0", "run_2");
  wait_said (self, "No differences");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_picture_save (self->listing.window, "repeats-same-dark");
  dialog = get_dialog (self);
  chosen = find_drop_down (GTK_WIDGET (dialog));
  g_assert_nonnull (chosen);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (chosen))), ==, 3);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (chosen), 1);
  proctor_testing_wait_for ("the comparison", is_compared, self);
  g_assert_cmpuint (proctor_repeats_dialog_get_n_differences (dialog), ==, 3);
  testing_picture_save (self->listing.window, "repeats-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  close_dialog (self);
}

/* Where there is no room, what both say is there once. */
static void
test_narrow (Fixture *self,
             gconstpointer data)
{
  GtkWidget *side;
  int width;

  open_three (self, 360);
  compare (self, "run_0", "run_1");
  proctor_testing_wait_for ("the comparison", is_compared, self);
  gtk_test_widget_wait_for_draw (self->listing.window);
  testing_picture_save (self->listing.window, "repeats-narrow");
  g_assert_true (says (self, "Difference 1 of 3"));
  /* What is chosen is as long as a date, and the button that closes it stays in the window. */
  side = gtk_widget_get_ancestor (find_drop_down (GTK_WIDGET (get_dialog (self))), PROCTOR_TYPE_REPEATS_SIDE);
  gtk_widget_measure (gtk_widget_get_parent (side), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 200);
  close_dialog (self);
}

/* The page of a run leads there, and so do two runs of a test that are selected. */
static void
test_ways (Fixture *self,
           gconstpointer data)
{
  open_three (self, 1000);
  g_assert_false (says (self, "Two Runs Side by Side"));
  proctor_invocation_page_show_run (PROCTOR_INVOCATION_PAGE (self->listing.pane), "run_1", NULL);
  testing_listing_wait_shown (&self->listing, "It books.");
  testing_picture_save (self->listing.window, "repeats-button");
  press (self, find (self, PROCTOR_TYPE_RUN_PAGE, 0), GDK_KEY_c);
  proctor_testing_wait_for ("the comparison", is_compared, self);
  g_assert_cmpuint (proctor_repeats_dialog_get_n_differences (get_dialog (self)), ==, 3);
  wait_said (self, "First difference: only in A");
  close_dialog (self);
}

static void
test_alone (Fixture *self,
            gconstpointer data)
{
  g_autofree char *run = make_run (0, TRUE, PASSED);

  open_page (self, 800, run);
  compare (self, "run_0", NULL);
  wait_said (self, "There Is No Other Run");
  testing_picture_save (self->listing.window, "repeats-alone");
  close_dialog (self);
}

static gboolean
has_problem (gpointer user_data)
{
  return proctor_repeats_side_get_problem (user_data) != NULL;
}

/* A run that is gone is said to be. */
static void
test_gone (Fixture *self,
           gconstpointer data)
{
  ProctorRepeat repeat = { .invocation_id = (char *) "r2", .run_id = (char *) "run_9", .outcome = PROCTOR_OUTCOME_FAILED };
  g_autoptr (GPtrArray) repeats = g_ptr_array_new ();
  ProctorRepeatsSide *side;

  open_three (self, 800);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r2", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
  side = g_object_ref_sink (g_object_new (PROCTOR_TYPE_REPEATS_SIDE, NULL));
  g_ptr_array_add (repeats, &repeat);
  proctor_repeats_side_set_repeats (side, self->listing.session, repeats, 0);
  proctor_testing_wait_for ("the problem", has_problem, side);
  g_assert_null (proctor_repeats_side_get_run (side));
  proctor_testing_assert_finalized (side);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  *(GPtrArray **) user_data = proctor_repeats_list_finish (PROCTOR_SESSION (source), result, NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

/* Other invocations are in the history; what is in both is listed once. */
static void
test_history (Fixture *self,
              gconstpointer data)
{
  g_autofree char *past = make_run (7, FALSE, FAILED);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r0\",\"agent_id\":\"agent_1\",\"created_at\":1750000000,\"repeat_count\":1,\"test_runs\":[%s]}", past);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GPtrArray) repeats = NULL;
  const ProctorRepeat *last;

  proctor_history_add_async (self->history, proctor_workspace_get_id (proctor_session_get_workspace (self->listing.session)), bytes, NULL, NULL, NULL);
  open_three (self, 800);
  proctor_repeats_list_async (self->listing.session, proctor_invocation_page_get_watcher (PROCTOR_INVOCATION_PAGE (self->listing.pane)), "run_1", NULL, listed_cb, &repeats);
  proctor_testing_wait_for ("the repeats", is_set, &repeats);
  g_assert_cmpuint (repeats->len, ==, 4);
  g_assert_cmpuint (proctor_repeats_find (repeats, "run_1"), ==, 1);
  g_assert_cmpuint (proctor_repeats_find (repeats, "run_8"), ==, G_MAXUINT);
  last = repeats->pdata[3];
  g_assert_cmpstr (last->run_id, ==, "run_7");
  g_assert_cmpstr (last->invocation_id, ==, "r0");
  g_assert_false (last->is_here);
  g_assert_cmpint (last->outcome, ==, PROCTOR_OUTCOME_FAILED);
  /* One that ended in the other way tells most. */
  g_assert_cmpuint (proctor_repeats_choose (repeats, 1), ==, 2);
  g_assert_cmpuint (proctor_repeats_choose (repeats, 2), ==, 3);
  g_assert_cmpuint (proctor_repeats_choose (repeats, 0), ==, 1);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  testing_style_load ();

#define ADD(name, function) g_test_add ("/repeats-dialog/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("columns", test_columns);
  ADD ("far", test_far);
  ADD ("choose", test_choose);
  ADD ("narrow", test_narrow);
  ADD ("ways", test_ways);
  ADD ("alone", test_alone);
  ADD ("gone", test_gone);
  ADD ("history", test_history);
#undef ADD

  return g_test_run ();
}
