/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-child.h"
#include "proctor-client.h"
#include "proctor-drafts.h"
#include "proctor-test-editor.h"
#include "proctor-test-template.h"
#include "proctor-testing-draft.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

#include <adwaita.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The engine dies while a test is being written, and nobody starts it again for a while. */

#define DOCUMENT "{\"type\": \"llm\", \"name\": \"First\", \"novelty\": {\"a\": 2.50, \"list\": [1, null]}, \"success_condition\": \"It is polite.\"," \
                 " \"success_examples\": [{\"response\": \"Gladly.\", \"type\": \"success\", \"novelty\": 1}], \"failure_examples\": [],"              \
                 " \"chat_history\": [{\"role\": \"user\", \"message\": \"A room, please.\", \"time_in_call_secs\": 3, \"novelty\": 2}]}"

typedef struct
{
  EngineChild *engine;
  ProctorDraftFile *file;
  ProctorSession *session;
  ProctorDraft *draft;
  GtkWidget *window;
  ProctorTestEditor *editor;
  char *id;
} Fixture;

static void
keep_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_draft_is_saving (user_data);
}

static ProctorSession *
make_session (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);
  g_autoptr (ProctorConnection) connection = proctor_connection_new_local ("local", "Local", self->engine->socket, &error);
  g_autoptr (ProctorClient) client = connection != NULL ? proctor_client_new (connection, NULL) : NULL;

  g_assert_no_error (error);

  return proctor_session_new (workspace, client, NULL, NULL);
}

static ProctorDraft *
open_draft (ProctorSession *session,
            const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  proctor_drafts_open_async (proctor_session_get_drafts (session), id, NULL, keep_cb, &result);
  proctor_testing_wait_for ("the test", is_set, &result);
  draft = proctor_drafts_open_finish (proctor_session_get_drafts (session), result, &error);
  g_assert_no_error (error);

  return draft;
}

/* Returns: (transfer full): the id that the engine gave it */
static char *
make_test (Fixture *self)
{
  g_autoptr (ProctorTest) test = proctor_test_template_new (PROCTOR_TEST_KIND_NEXT_REPLY, "First");
  g_autoptr (ProctorDraft) draft = proctor_drafts_create (proctor_session_get_drafts (self->session), test, NULL);
  g_autoptr (ProctorDraftJson) json = proctor_draft_json_read (DOCUMENT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (proctor_draft_take_json (draft, json));
  proctor_draft_save_async (draft, NULL, keep_cb, &result);
  proctor_testing_wait_for ("the save", is_set, &result);
  proctor_draft_save_finish (draft, result, &error);
  g_assert_no_error (error);

  return g_strdup (proctor_draft_get_test_id (draft));
}

static gpointer
get_part (Fixture *self,
          const char *name)
{
  GObject *part = gtk_widget_get_template_child (GTK_WIDGET (self->editor), PROCTOR_TYPE_TEST_EDITOR, name);

  g_assert_nonnull (part);

  return part;
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
  self->engine = engine_child_new ();
  engine_child_launch (self->engine, NULL, 1);
  engine_child_wait (self->engine);
  self->session = make_session (self);
  self->file = proctor_draft_file_new (self->engine->folder);
  proctor_session_use_draft_file (self->session, self->file);
  self->id = make_test (self);
  self->draft = open_draft (self->session, self->id);

  self->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), 640, 760);
  self->editor = PROCTOR_TEST_EDITOR (g_object_ref_sink (proctor_test_editor_new ()));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->editor));
  proctor_test_editor_set_session (self->editor, self->session);
  proctor_test_editor_set_draft (self->editor, self->draft);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the window", is_mapped, self->editor);
}

static void
close_file (ProctorSession *session,
            ProctorDraftFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_drafts_stop (proctor_session_get_drafts (session));
  proctor_draft_file_close_async (file, keep_cb, &result);
  proctor_testing_wait_for ("the end of the file", is_set, &result);
  proctor_draft_file_close_finish (file, result);
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
  close_file (self->session, self->file);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->file);
  g_clear_pointer (&self->id, g_free);
  engine_child_stop (self->engine);
  g_clear_pointer (&self->engine, engine_child_free);
}

static void
assert_name (const char *text,
             const char *before,
             const char *name)
{
  g_autoptr (JsonNode) found = json_from_string (text, NULL);
  g_autoptr (JsonNode) expected = json_from_string (before, NULL);

  json_object_set_string_member (json_node_get_object (expected), "name", name);
  if (!json_node_equal (found, expected))
    g_error ("%s is not %s but for its name, which is to be %s", text, before, name);
}

static gboolean
is_known (gpointer user_data)
{
  Fixture *self = user_data;

  return proctor_drafts_has (proctor_session_get_drafts (self->session), self->id);
}

/* As a program would that is started now. */
static void
assert_kept (Fixture *self,
             const char *before,
             const char *name)
{
  Fixture later = { .engine = self->engine, .id = self->id };
  g_autoptr (ProctorDraft) draft = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  /* What is asked of the file is done in its order. */
  proctor_drafts_flush (proctor_session_get_drafts (self->session));
  proctor_draft_file_list_async (self->file, "local", NULL, keep_cb, &result);
  proctor_testing_wait_for ("the draft to be kept", is_set, &result);
  rows = proctor_draft_file_list_finish (self->file, result, NULL);
  g_assert_nonnull (rows);
  later.session = make_session (self);
  later.file = proctor_draft_file_new (self->engine->folder);
  proctor_session_use_draft_file (later.session, later.file);
  proctor_drafts_load (proctor_session_get_drafts (later.session));
  proctor_testing_wait_for ("the draft to be found", is_known, &later);
  draft = open_draft (later.session, self->id);
  text = proctor_testing_draft_dup_text (draft);
  assert_name (text, before, name);
  g_clear_object (&draft);
  close_file (later.session, later.file);
  proctor_testing_assert_finalized (later.session);
  g_object_unref (later.file);
}

static void
assert_not_saved (Fixture *self,
                  const char *name)
{
  AdwBanner *banner = get_part (self, "banner");
  const char *title = adw_banner_get_title (banner);

  g_test_message ("%s", title);
  g_assert_true (adw_banner_get_revealed (banner));
  /* What follows is a sentence, too. */
  g_assert_true (g_str_has_prefix (title, "Not saved, but your changes are kept. "));
  g_assert_true (g_str_has_suffix (title, "."));
  g_assert_cmpuint (strlen (title), >, strlen ("Not saved, but your changes are kept. "));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "_Save Again");
  g_assert_cmpstr (gtk_editable_get_text (get_part (self, "name")), ==, name);
  g_assert_true (gtk_widget_is_sensitive (get_part (self, "save_button")));
  g_assert_true (proctor_draft_is_modified (self->draft));
}

static void
press_banner (Fixture *self)
{
  g_signal_emit_by_name (get_part (self, "banner"), "button-clicked");
  g_assert_true (proctor_draft_is_saving (self->draft));
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
}

/* What the engine has, as somebody reads it who has never heard of it. */
static char *
dup_saved (Fixture *self)
{
  ProctorSession *session = make_session (self);
  ProctorDraft *draft = open_draft (session, self->id);
  char *text = proctor_testing_draft_dup_text (draft);

  g_object_unref (draft);
  proctor_testing_assert_finalized (session);

  return text;
}

static void
test_away (Fixture *self,
           gconstpointer data)
{
  g_autofree char *before = proctor_testing_draft_dup_text (self->draft);
  g_autofree char *saved_before = dup_saved (self);
  g_autofree char *saved = NULL;

  g_assert_nonnull (strstr (saved_before, "novelty"));
  gtk_editable_set_text (get_part (self, "name"), "Second");
  engine_child_kill (self->engine);
  g_assert_true (proctor_test_editor_save (self->editor));
  proctor_testing_wait_for ("the answer", is_idle, self->draft);
  assert_not_saved (self, "Second");
  assert_kept (self, before, "Second");

  /* Asking again is no way back by itself, and loses nothing, nor what is written meanwhile. */
  gtk_editable_set_text (get_part (self, "name"), "Second and third");
  press_banner (self);
  assert_not_saved (self, "Second and third");
  assert_kept (self, before, "Second and third");

  engine_child_launch (self->engine, NULL, 1);
  engine_child_wait (self->engine);
  press_banner (self);
  g_assert_no_error (proctor_draft_get_error (self->draft));
  g_assert_false (adw_banner_get_revealed (get_part (self, "banner")));
  g_assert_false (proctor_draft_is_modified (self->draft));
  g_assert_cmpstr (gtk_editable_get_text (get_part (self, "name")), ==, "Second and third");

  saved = dup_saved (self);
  assert_name (saved, saved_before, "Second and third");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  g_test_add ("/editor-away/killed", Fixture, NULL, set_up, test_away, tear_down);

  return g_test_run ();
}
