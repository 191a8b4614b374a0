/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-dialog.h"
#include "proctor-turn-bubble.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#define ONE "/v1/convai/conversations/conv_1"
#define CONVERSATION                                                                                                       \
  "{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"agent_name\":\"Hotel\",\"status\":\"done\",\"transcript\":[" \
  "{\"role\":\"agent\",\"message\":\"Harbour Hotel, good evening.\",\"time_in_call_secs\":0},"                             \
  "{\"role\":\"user\",\"message\":\"A room for two <b>please</b>.\",\"time_in_call_secs\":4},7],"                          \
  "\"metadata\":{\"start_time_unix_secs\":1790000000,\"call_duration_secs\":12},\"analysis\":{\"call_summary_title\":\"A room for two\"}}"

static gpointer
get_part (TestingListing *self,
          const char *name)
{
  return gtk_widget_get_template_child (self->pane, PROCTOR_TYPE_CONVERSATION_DIALOG, name);
}

static void
answer (TestingListing *self,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", ONE, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
open_dialog (TestingListing *self,
             int width)
{
  self->window = adw_window_new ();
  self->pane = g_object_ref_sink (GTK_WIDGET (proctor_conversation_dialog_new (self->session, "conv_1")));
  adw_window_set_content (ADW_WINDOW (self->window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 700);
  gtk_window_present (GTK_WINDOW (self->window));
  adw_dialog_present (ADW_DIALOG (self->pane), self->window);
}

static gboolean
shows_conversation (gpointer user_data)
{
  TestingListing *self = user_data;

  return g_strcmp0 (gtk_stack_get_visible_child_name (get_part (self, "stack")), "conversation") == 0;
}

static void
assert_shown (TestingListing *self)
{
  proctor_testing_wait_for ("the conversation", shows_conversation, self);
  testing_listing_wait_shown (self, "Harbour Hotel, good evening.");
  g_assert_true (testing_listing_shows (self, "A room for two <b>please</b>."));
  g_assert_true (testing_listing_shows (self, "A turn that this version of Proctor can't read"));
  g_assert_nonnull (testing_listing_find (self, PROCTOR_TYPE_TURN_BUBBLE, 1));
  g_assert_cmpstr (adw_window_title_get_title (get_part (self, "title")), ==, "A room for two");
  g_assert_true (g_str_has_prefix (adw_window_title_get_subtitle (get_part (self, "title")), "Hotel · "));
}

static void
test_shown (TestingListing *self,
            gconstpointer data)
{
  answer (self, 200, CONVERSATION);
  open_dialog (self, GPOINTER_TO_INT (data));
  assert_shown (self);
  testing_picture_save (self->window, GPOINTER_TO_INT (data) > 360 ? "conversation-dialog" : "conversation-dialog-narrow");
}

/* What went wrong is told in words, and what may come is asked for again. */
static void
test_refused (TestingListing *self,
              gconstpointer data)
{
  const struct
  {
    guint status;
    const char *body;
    const char *title;
    gboolean again;
  } answers[] = {
    { 404, "{\"detail\":{\"code\":\"conversation_not_found\",\"message\":\"Not found\"}}", "The Conversation Is Gone", FALSE },
    { 403, "{\"detail\":{\"status\":\"missing_permissions\",\"message\":\"You lack convai_read.\"}}", "You May Not See This Conversation", TRUE },
    { 401, "{\"detail\":{\"code\":\"invalid_api_key\",\"message\":\"API key is invalid.\"}}", "The Conversation Can't Be Shown", TRUE },
    { 422, "{\"detail\":[]}", "The Conversation Can't Be Shown", TRUE },
    { 200, "[]", "The Conversation Can't Be Shown", TRUE },
    { 200, "{\"conversation_id\":\"conv_1\",\"transcript\":[]}", "Nothing Was Said", FALSE },
  };

  answer (self, answers[0].status, answers[0].body);
  open_dialog (self, 360);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      testing_listing_wait_title (self, answers[i].title);
      g_assert_cmpint (gtk_widget_get_visible (get_part (self, "again_button")), ==, answers[i].again);
      if (i < 2)
        testing_picture_save (self->window, i == 0 ? "conversation-dialog-gone" : "conversation-dialog-forbidden");
      proctor_testing_server_reset (self->server);
      if (i + 1 < G_N_ELEMENTS (answers))
        answer (self, answers[i + 1].status, answers[i + 1].body);
      else
        answer (self, 200, CONVERSATION);
      g_signal_emit_by_name (get_part (self, "again_button"), "clicked");
      if (i + 1 < G_N_ELEMENTS (answers) && g_str_equal (answers[i].title, answers[i + 1].title))
        g_assert_cmpstr (gtk_stack_get_visible_child_name (get_part (self, "stack")), ==, "loading");
    }
  assert_shown (self);
}

/* What is closed while it waits is gone. */
static void
test_closed (TestingListing *self,
             gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", ONE, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_dialog (self, 640);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (get_part (self, "stack")), ==, "loading");
  adw_dialog_force_close (ADW_DIALOG (self->pane));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function, data) g_test_add ("/conversation-dialog/" name, TestingListing, data, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("shown", test_shown, GINT_TO_POINTER (900));
  ADD ("narrow", test_shown, GINT_TO_POINTER (360));
  ADD ("refused", test_refused, NULL);
  ADD ("closed", test_closed, NULL);
#undef ADD

  return g_test_run ();
}
