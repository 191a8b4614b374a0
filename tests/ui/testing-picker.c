/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-picker.h"

#include "proctor-conversation-cut-page.h"
#include "proctor-turn-bubble.h"

#define AGENTS "/v1/convai/agents"
#define BRANCHES AGENTS "/agent_1/branches"

void
testing_picker_answer (TestingListing *self,
                       const char *path,
                       guint status,
                       const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

void
testing_picker_answer_rows (TestingListing *self,
                            const char *rows)
{
  testing_listing_answer (self, TESTING_PICKER_CONVERSATIONS, "conversations", rows, NULL);
}

void
testing_picker_answer_agents (TestingListing *self)
{
  testing_listing_answer (self, AGENTS, "agents", "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"created_at_unix_secs\":1760000000}", NULL);
  testing_picker_answer (self, AGENTS "/agent_1", 200, "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"conversation_config\":{},\"main_branch_id\":\"branch_1\"}");
  testing_picker_answer (self, BRANCHES, 200, "{\"results\":[{\"id\":\"branch_1\",\"name\":\"Main\"},{\"id\":\"branch_2\",\"name\":\"Trial\"}]}");
}

void
testing_picker_open (TestingListing *self,
                     int width)
{
  self->window = adw_window_new ();
  self->pane = g_object_ref_sink (GTK_WIDGET (proctor_conversation_picker_new (self->session, "folder_1")));
  adw_window_set_content (ADW_WINDOW (self->window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 760);
  gtk_window_present (GTK_WINDOW (self->window));
  adw_dialog_present (ADW_DIALOG (self->pane), self->window);
}

gpointer
testing_picker_get_part (gpointer widget,
                         const char *name)
{
  gpointer part = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (part);

  return part;
}

static gboolean
shows_turns (gpointer user_data)
{
  TestingListing *self = user_data;
  GtkWidget *turn = testing_listing_find (self, PROCTOR_TYPE_TURN_BUBBLE, 4);

  return turn != NULL && gtk_widget_get_height (turn) > 0;
}

void
testing_picker_wait_turns (TestingListing *self)
{
  proctor_testing_wait_for ("the turns", shows_turns, self);
}

void
testing_picker_choose (TestingListing *self)
{
  GtkListView *list;

  testing_listing_wait_shown (self, "A room");
  list = GTK_LIST_VIEW (testing_listing_find (self, GTK_TYPE_LIST_VIEW, 0));
  g_signal_emit_by_name (list, "activate", 0);
}

void
testing_picker_choose_and_read (TestingListing *self,
                                int width)
{
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "A guest books a room for two nights and gives the card's number.", "failure") "," TESTING_PICKER_ROW ("conv_2", "Breakfast", "", "success") ",[]");
  testing_picker_answer (self, TESTING_PICKER_ONE, 200, TESTING_PICKER_CONVERSATION);
  testing_picker_open (self, width);
  testing_picker_choose (self);
  testing_picker_wait_turns (self);
}

guint
testing_picker_get_cut (TestingListing *self)
{
  return proctor_conversation_cut_page_get_cut (testing_picker_get_part (self->pane, "cut_page"));
}

static gboolean
can_create (gpointer user_data)
{
  return gtk_widget_get_sensitive (testing_picker_get_part (testing_picker_get_part (user_data, "kind_page"), "create_button"));
}

void
testing_picker_go_on (TestingListing *self)
{
  g_signal_emit_by_name (testing_picker_get_part (testing_picker_get_part (self->pane, "cut_page"), "next_button"), "clicked");
  proctor_testing_wait_for ("what is masked", can_create, self->pane);
}
