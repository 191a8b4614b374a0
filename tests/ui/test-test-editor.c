/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-test-editor.h"
#include "proctor-testing-session.h"
#include "testing-form.h"
#include "testing-picture.h"

#include <string.h>

/* The editor around a form: what it says of the draft, and what its buttons and keys do with it. */

#define TESTS "/v1/convai/agent-testing"
#define TEST TESTS "/test_1"
#define DOCUMENT "{'id': 'test_1', 'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.', 'success_examples': [], 'failure_examples': [], " \
                 "'novelty': {'a': 2.50}, 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello', 'oddity': 7}]}"
#define THEIRS "{'id': 'test_1', 'type': 'llm', 'name': 'Theirs', 'success_condition': 'It is polite.', 'success_examples': [], 'failure_examples': [], " \
               "'novelty': {'a': 2.50}, 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello', 'oddity': 7}]}"
#define SUMMARY "{'tests': {'test_1': {'id': 'test_1', 'name': 'First', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}}}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorDraft *draft;
  GtkWidget *window;
  ProctorTestEditor *editor;
  guint n_saved;
  guint n_run;
} Fixture;

static char *
dup_json (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static void
answer (Fixture *self,
        const char *method,
        const char *path,
        guint status,
        const char *text)
{
  g_autofree char *body = dup_json (text);

  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
answer_save (Fixture *self,
             const char *document,
             guint status,
             const char *text)
{
  proctor_testing_server_reset (self->server);
  answer (self, "POST", TESTS "/summaries", 200, SUMMARY);
  answer (self, "GET", TEST, document != NULL ? 200 : 404, document != NULL ? document : "{'detail': {'status': 'not_found', 'message': 'No such test'}}");
  answer (self, "PUT", TEST, status, text);
}

static guint
count_puts (Fixture *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (((ProctorTestingRequest *) g_ptr_array_index (requests, i))->method, "PUT");

  return n;
}

static void
count (guint *counter)
{
  (*counter)++;
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(ProctorDraft **) user_data = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static gpointer
get_part (Fixture *self,
          const char *name)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (self->editor), PROCTOR_TYPE_TEST_EDITOR, name);

  g_assert_nonnull (part);

  return part;
}

static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    gtk_test_widget_wait_for_draw (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  answer (self, "GET", TEST, 200, DOCUMENT);
  proctor_drafts_open_async (proctor_session_get_drafts (self->session), "test_1", NULL, opened_cb, &self->draft);
  proctor_testing_wait_for ("the test", is_set, &self->draft);

  self->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), GPOINTER_TO_INT (data), 760);
  self->editor = PROCTOR_TEST_EDITOR (g_object_ref_sink (proctor_test_editor_new ()));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->editor));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  g_signal_connect_swapped (self->editor, "saved", G_CALLBACK (count), &self->n_saved);
  g_signal_connect_swapped (self->editor, "run", G_CALLBACK (count), &self->n_run);
  proctor_test_editor_set_session (self->editor, self->session);
  proctor_test_editor_set_draft (self->editor, self->draft);
  proctor_test_editor_show_item (self->editor, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the window", is_mapped, self->editor);
  settle (self);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  proctor_test_editor_set_draft (self->editor, NULL);
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->editor));
  g_clear_object (&self->draft);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

static void
activate (Fixture *self,
          const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->editor), action, NULL);
  settle (self);
}

static void
type_name (Fixture *self,
           const char *name)
{
  gtk_editable_set_text (get_part (self, "name"), name);
  settle (self);
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_draft_is_saving (user_data);
}

static void
save (Fixture *self)
{
  activate (self, "editor.save");
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
}

static gboolean
can_be_saved (Fixture *self)
{
  return gtk_revealer_get_reveal_child (get_part (self, "bar")) && gtk_widget_is_sensitive (get_part (self, "save_button"));
}

static void
assert_banner (Fixture *self,
               const char *words,
               const char *button)
{
  AdwBanner *banner = get_part (self, "banner");

  g_assert_cmpint (adw_banner_get_revealed (banner), ==, words != NULL);
  if (words == NULL)
    return;

  g_test_message ("%s", adw_banner_get_title (banner));
  g_assert_nonnull (strstr (adw_banner_get_title (banner), words));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, button);
}

static void
press_banner (Fixture *self)
{
  g_signal_emit_by_name (get_part (self, "banner"), "button-clicked");
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
}

static const char *
get_name (Fixture *self)
{
  return gtk_editable_get_text (get_part (self, "name"));
}

/* There is something to save when something has changed, and no longer when it is taken back. */
static void
test_undo (Fixture *self,
           gconstpointer data)
{
  g_assert_cmpstr (get_name (self), ==, "First");
  g_assert_false (can_be_saved (self));
  assert_banner (self, NULL, NULL);

  type_name (self, "First of all");
  g_assert_true (can_be_saved (self));
  testing_picture_save (self->window, "test-editor-changed");
  g_assert_true (testing_form_press (get_part (self, "name"), "<Control>z"));
  settle (self);
  g_assert_cmpstr (get_name (self), ==, "First");
  g_assert_false (can_be_saved (self));
  g_assert_true (testing_form_press (get_part (self, "name"), "<Control><Shift>z"));
  settle (self);
  g_assert_cmpstr (get_name (self), ==, "First of all");
  g_assert_true (can_be_saved (self));
}

static char *
dup_menu_label (Fixture *self,
                int position)
{
  GMenuModel *menu = gtk_menu_button_get_menu_model (get_part (self, "menu_button"));
  g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  char *label = NULL;

  g_assert_true (g_menu_model_get_item_attribute (section, position, G_MENU_ATTRIBUTE_LABEL, "s", &label));

  return label;
}

static void
test_menu (Fixture *self,
           gconstpointer data)
{
  g_autofree char *before = dup_menu_label (self, 0);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  g_assert_cmpstr (before, ==, "_Undo");
  type_name (self, "Other");
  undo = dup_menu_label (self, 0);
  g_assert_cmpstr (undo, ==, "_Undo Rename");
  activate (self, "editor.undo");
  redo = dup_menu_label (self, 1);
  g_assert_cmpstr (redo, ==, "_Redo Rename");
}

static char *
dup_put (Fixture *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  ProctorTestingRequest *last = g_ptr_array_index (requests, requests->len - 1);

  g_assert_cmpstr (last->method, ==, "PUT");

  return g_strndup (g_bytes_get_data (last->body, NULL), g_bytes_get_size (last->body));
}

static void
test_save (Fixture *self,
           gconstpointer data)
{
  g_autofree char *body = NULL;

  type_name (self, "Second");
  answer_save (self, DOCUMENT, 200, DOCUMENT);
  save (self);
  g_assert_cmpuint (self->n_saved, ==, 1);
  g_assert_false (can_be_saved (self));
  assert_banner (self, NULL, NULL);
  body = dup_put (self);
  g_assert_nonnull (strstr (body, "\"name\":\"Second\""));
  g_assert_nonnull (strstr (body, "\"novelty\":{\"a\":2.5"));
  g_assert_nonnull (strstr (body, "\"oddity\":7"));

  /* There is nothing to save twice. */
  save (self);
  g_assert_cmpuint (count_puts (self), ==, 1);
}

/* What is typed in the meantime belongs to the next save. */
static void
test_typing (Fixture *self,
             gconstpointer data)
{
  g_autofree char *document = dup_json (DOCUMENT);
  g_autofree char *body = NULL;

  answer (self, "POST", TESTS "/summaries", 200, SUMMARY);
  proctor_testing_server_answer (self->server, "PUT", TEST, &(ProctorTestingAnswer) { .body = document, .delay_msecs = 800 });
  type_name (self, "Second");
  activate (self, "editor.save");
  g_assert_true (proctor_draft_is_saving (self->draft));
  g_assert_true (gtk_widget_is_sensitive (get_part (self, "name")));
  type_name (self, "Second and third");
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
  g_assert_cmpstr (get_name (self), ==, "Second and third");
  g_assert_true (can_be_saved (self));
  body = dup_put (self);
  g_assert_nonnull (strstr (body, "\"name\":\"Second\""));
}

/* An error stays where it is until the next try, which goes well. */
static void
test_errors (Fixture *self,
             gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *answer;
    const char *words;
  } cases[] = {
    { 500, "{'detail': 'Out of order'}", "your changes are kept" },
    { 401, "{'detail': {'status': 'invalid_api_key', 'message': 'Invalid API key'}}", "your changes are kept" },
    { 429, "{'detail': {'status': 'too_many_concurrent_requests', 'message': 'Too many'}}", "your changes are kept" },
    { 422, "{'detail': [{'loc': ['body', 'llm', 'success_condition'], 'msg': 'Too short', 'type': 'value_error'}]}", "your changes are kept" },
  };

  type_name (self, "Second");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      answer_save (self, DOCUMENT, cases[i].status, cases[i].answer);
      save (self);
      assert_banner (self, cases[i].words, "_Save Again");
      g_assert_true (can_be_saved (self));
      g_assert_cmpstr (get_name (self), ==, "Second");
      g_assert_cmpuint (self->n_saved, ==, 0);
    }
  testing_picture_save (self->window, "test-editor-error");

  answer_save (self, DOCUMENT, 200, DOCUMENT);
  press_banner (self);
  assert_banner (self, NULL, NULL);
  g_assert_cmpuint (self->n_saved, ==, 1);
}

/* Where the server says what is wrong, the focus goes there. */
static void
test_field (Fixture *self,
            gconstpointer data)
{
  GtkWidget *name = get_part (self, "name");

  type_name (self, "Second");
  gtk_widget_grab_focus (get_part (self, "menu_button"));
  answer_save (self, DOCUMENT, 422, "{'detail': [{'loc': ['body', 'llm', 'name'], 'msg': 'There is one of that name', 'type': 'value_error'}]}");
  save (self);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (self->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), name));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
}

/* What can't be right isn't sent. */
static void
test_blocked (Fixture *self,
              gconstpointer data)
{
  GtkWidget *name = get_part (self, "name");

  type_name (self, "");
  gtk_widget_grab_focus (get_part (self, "menu_button"));
  answer_save (self, DOCUMENT, 200, DOCUMENT);
  save (self);
  g_assert_cmpuint (count_puts (self), ==, 0);
  assert_banner (self, "problem", "_Show");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (self->window)), name));
  g_assert_true (gtk_widget_has_css_class (name, "error"));
  testing_picture_save (self->window, "test-editor-blocked");

  type_name (self, "Second");
  save (self);
  g_assert_cmpuint (self->n_saved, ==, 1);
  assert_banner (self, NULL, NULL);
  g_assert_false (gtk_widget_has_css_class (name, "error"));
}

/* A test that somebody else has deleted can be saved as a new one. */
static void
test_gone (Fixture *self,
           gconstpointer data)
{
  type_name (self, "Second");
  answer_save (self, NULL, 404, "{'detail': {'status': 'not_found', 'message': 'No such test'}}");
  answer (self, "POST", TESTS "/summaries", 200, "{'tests': {}}");
  save (self);
  assert_banner (self, "deleted on the server", "Save as _New Test");
  g_assert_cmpstr (get_name (self), ==, "Second");
  testing_picture_save (self->window, "test-editor-gone");

  answer (self, "GET", TESTS "?types", 200, "{'tests': [], 'has_more': false}");
  answer (self, "POST", TESTS "/create", 200, "{'id': 'test_2'}");
  press_banner (self);
  assert_banner (self, NULL, NULL);
  g_assert_cmpuint (self->n_saved, ==, 1);
  g_assert_cmpstr (proctor_draft_get_test_id (self->draft), ==, "test_2");
}

static void
test_conflict (Fixture *self,
               gconstpointer data)
{
  type_name (self, "Mine");
  answer_save (self, THEIRS, 200, DOCUMENT);
  save (self);
  g_assert_cmpuint (count_puts (self), ==, 0);
  assert_banner (self, "Somebody else has changed this test", "_Compare…");
  g_assert_cmpstr (get_name (self), ==, "Mine");
}

/* A word is thrown away without a question, and can be had back. */
static void
test_discard (Fixture *self,
              gconstpointer data)
{
  type_name (self, "Second");
  activate (self, "editor.discard");
  g_assert_cmpstr (get_name (self), ==, "First");
  g_assert_false (can_be_saved (self));
  activate (self, "editor.undo");
  g_assert_cmpstr (get_name (self), ==, "Second");
  g_assert_true (can_be_saved (self));
}

/* What is run is what is seen. */
static void
test_run (Fixture *self,
          gconstpointer data)
{
  proctor_test_editor_run (self->editor);
  g_assert_cmpuint (self->n_run, ==, 1);

  type_name (self, "Second");
  answer_save (self, DOCUMENT, 500, "{'detail': 'Out of order'}");
  proctor_test_editor_run (self->editor);
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
  g_assert_cmpuint (self->n_run, ==, 1);

  answer_save (self, DOCUMENT, 200, DOCUMENT);
  proctor_test_editor_run (self->editor);
  g_assert_cmpuint (self->n_run, ==, 1);
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  settle (self);
  g_assert_cmpuint (self->n_saved, ==, 1);
  g_assert_cmpuint (self->n_run, ==, 2);
}

static void
add (const char *path,
     int width,
     void (*test) (Fixture *self,
                   gconstpointer data))
{
  g_test_add (path, Fixture, GINT_TO_POINTER (width), set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  add ("/test-editor/undo", 640, test_undo);
  add ("/test-editor/menu", 640, test_menu);
  add ("/test-editor/save", 640, test_save);
  add ("/test-editor/typing", 640, test_typing);
  add ("/test-editor/errors", 360, test_errors);
  add ("/test-editor/field", 640, test_field);
  add ("/test-editor/blocked", 360, test_blocked);
  add ("/test-editor/gone", 360, test_gone);
  add ("/test-editor/conflict", 640, test_conflict);
  add ("/test-editor/discard", 640, test_discard);
  add ("/test-editor/run", 640, test_run);

  return g_test_run ();
}
