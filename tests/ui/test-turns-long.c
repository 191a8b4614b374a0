/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn.h"
#include "proctor-turns-section.h"
#include "testing-form.h"

/* Conversations that are as long as they can be, and steps without end. */

typedef struct
{
  TestingForm form;
  ProctorTurnsSection *section;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  testing_form_set_up (&fixture->form, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->form.window != NULL)
    testing_form_close (&fixture->form);
  testing_form_tear_down (&fixture->form, NULL);
}

static GListModel *
get_turns (Fixture *fixture)
{
  return proctor_test_get_chat_history (fixture->form.test);
}

static ProctorTurn *
add_turn (Fixture *fixture,
          const char *role,
          const char *message)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, message);
  proctor_turn_set_time_in_call_secs (turn, 3);
  g_list_store_append (G_LIST_STORE (get_turns (fixture)), turn);

  return turn;
}

static ProctorTurn *
get_turn (Fixture *fixture,
          guint position)
{
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (get_turns (fixture), position);

  return turn;
}

static void
open_section (Fixture *fixture,
              int width)
{
  fixture->section = PROCTOR_TURNS_SECTION (proctor_turns_section_new ());
  proctor_turns_section_set_editing (fixture->section, fixture->form.editing);
  testing_form_open (&fixture->form, GTK_WIDGET (fixture->section), width);
}

static GtkTextView *
get_view (Fixture *fixture,
          guint position)
{
  return proctor_text_field_get_view (proctor_turn_card_get_message (proctor_turns_section_get_card (fixture->section, position)));
}

static void
assert_focus (Fixture *fixture,
              guint position)
{
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->form.window)) == GTK_WIDGET (get_view (fixture, position)));
}

static gboolean
has_all_cards (gpointer user_data)
{
  GtkWidget *last = proctor_editing_find (((Fixture *) user_data)->form.editing, get_turn (user_data, 199), G_MAXUINT);

  return last != NULL;
}

/* A long conversation is there at once, and what is far down when somebody goes there. */
static void
test_long (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  ProctorTurn *last;

  for (guint i = 0; i < 200; i++)
    add_turn (fixture, i % 2 == 0 ? "user" : "agent", "A sentence that is long enough to go on in the next line, at least where there is not much room for it.");
  last = get_turn (fixture, 199);
  testing_form_open (&fixture->form, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), 600);
  fixture->section = PROCTOR_TURNS_SECTION (proctor_turns_section_new ());
  timer = g_timer_new ();
  gtk_box_append (fixture->form.box, GTK_WIDGET (fixture->section));
  proctor_turns_section_set_editing (fixture->section, fixture->form.editing);
  g_assert_null (proctor_editing_find (fixture->form.editing, last, PROCTOR_TURN_FIELD_MESSAGE));
  g_assert_nonnull (proctor_editing_find (fixture->form.editing, get_turn (fixture, 5), PROCTOR_TURN_FIELD_MESSAGE));
  gtk_test_widget_wait_for_draw (fixture->form.window);
  g_test_message ("opened in %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
  proctor_testing_wait_for ("all cards", has_all_cards, fixture);
  g_test_message ("complete in %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
  g_assert_nonnull (testing_form_find_labelled (fixture->section, GTK_TYPE_LABEL, "200 of 200 turns"));
  g_assert_true (proctor_editing_focus (fixture->form.editing, last, PROCTOR_TURN_FIELD_MESSAGE));
  assert_focus (fixture, 199);
}

/* Many steps back and forth leave what was there. */
static void
test_many_steps (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GTimer) timer = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  for (guint i = 0; i < 200; i++)
    add_turn (fixture, i % 2 == 0 ? "user" : "agent", "A sentence.");
  open_section (fixture, 600);
  proctor_testing_wait_for ("all cards", has_all_cards, fixture);
  before = testing_form_dup_state (&fixture->form);
  for (guint i = 0; i < 1000; i++)
    {
      ProctorTurnCard *card = proctor_turns_section_get_card (fixture->section, (i * 7) % 190);
      const char *actions[] = { "turn.switch-role", "turn.duplicate", "turn.move-down", "turn.delete" };

      gtk_widget_activate_action (GTK_WIDGET (card), actions[i % 4], NULL);
    }
  after = testing_form_dup_state (&fixture->form);
  timer = g_timer_new ();
  while (proctor_undo_undo (fixture->form.undo))
    ;
  testing_form_settle (&fixture->form);
  g_test_message ("1000 steps undone in %.0f ms", g_timer_elapsed (timer, NULL) * 1000);
  undone = testing_form_dup_state (&fixture->form);
  g_assert_cmpstr (undone, ==, before);
  while (proctor_undo_redo (fixture->form.undo))
    ;
  testing_form_settle (&fixture->form);
  redone = testing_form_dup_state (&fixture->form);
  g_assert_cmpstr (redone, ==, after);
  for (guint i = 0; i < g_list_model_get_n_items (get_turns (fixture)); i++)
    g_assert_true (proctor_turn_card_get_turn (proctor_turns_section_get_card (fixture->section, i)) == (gpointer) get_turn (fixture, i));
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  g_test_add ("/turns-long/opened", Fixture, NULL, set_up, test_long, tear_down);
  g_test_add ("/turns-long/many-steps", Fixture, NULL, set_up, test_many_steps, tear_down);

  return g_test_run ();
}
