/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-turn.h"

#include "proctor-turn-bubble.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * ProctorTalkTurn:
 *
 * What somebody or the agent said in a talk, who answered for the agent's tools, and what can be made of it.
 */
struct _ProctorTalkTurn
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *note;
  GtkWidget *test_button;
  GtkWidget *edit_button;

  /* Owned */
  ProctorTalk *talk;
  ProctorTurn *turn;
};

G_DEFINE_FINAL_TYPE (ProctorTalkTurn, proctor_talk_turn, GTK_TYPE_BOX)

enum
{
  SIGNAL_TEST,
  SIGNAL_EDIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_words (const char *who)
{
  if (g_str_equal (who, "mock"))
    return _ ("Answered by a mock.");
  if (g_str_equal (who, "no_mock"))
    return _ ("No mock fits this call, so the agent was told of an error.");
  if (g_str_equal (who, "tool"))
    return _ ("The tool was really called.");
  if (g_str_equal (who, "nobody"))
    return _ ("This tool can't be called from here; only a mock could answer.");

  return NULL;
}

static void
show_note (ProctorTalkTurn *self)
{
  const char *const *answered_by = proctor_talk_get_answered_by (self->talk, self->turn);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Said once, however many tools it is true of. */
  for (gsize i = 0; answered_by != NULL && answered_by[i] != NULL; i++)
    {
      const char *words = get_words (answered_by[i]);

      if (words == NULL || strstr (text->str, words) != NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, words);
    }
  gtk_label_set_label (self->note, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->note), text->len > 0);
}

static gboolean
is_user (ProctorTurn *turn)
{
  return g_strcmp0 (proctor_turn_get_role (turn), "user") == 0;
}

/* Whether the agent goes on after it, or may still. */
static gboolean
is_followed (ProctorTalkTurn *self)
{
  GListModel *turns = proctor_talk_get_turns (self->talk);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, i);
      g_autoptr (ProctorTurn) next = g_list_model_get_item (turns, i + 1);

      if (turn == self->turn)
        return next != NULL ? !is_user (next) : proctor_talk_is_busy (self->talk);
    }

  return FALSE;
}

/* One button is enough for a reply of several turns: it is the same test. */
static void
update (ProctorTalkTurn *self)
{
  guint cut;

  gtk_widget_set_visible (self->edit_button, is_user (self->turn) && !proctor_talk_is_busy (self->talk));
  gtk_widget_set_visible (self->test_button, !is_user (self->turn) && !is_followed (self) && proctor_talk_find_cut (self->talk, self->turn, &cut));
}

static void
test_cb (ProctorTalkTurn *self)
{
  g_signal_emit (self, signals[SIGNAL_TEST], 0, self->turn);
}

static void
edit_cb (ProctorTalkTurn *self)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, self->turn);
}

static void
proctor_talk_turn_dispose (GObject *object)
{
  ProctorTalkTurn *self = PROCTOR_TALK_TURN (object);

  g_clear_object (&self->talk);
  g_clear_object (&self->turn);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TALK_TURN);

  G_OBJECT_CLASS (proctor_talk_turn_parent_class)->dispose (object);
}

static void
proctor_talk_turn_class_init (ProctorTalkTurnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_talk_turn_dispose;

  /**
   * ProctorTalkTurn::test:
   * @turn: the turn
   *
   * A test is to be made of the talk as far as this.
   */
  signals[SIGNAL_TEST] = g_signal_new ("test", PROCTOR_TYPE_TALK_TURN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_TURN);

  /**
   * ProctorTalkTurn::edit:
   * @turn: the turn
   *
   * Somebody wants to have said something else.
   */
  signals[SIGNAL_EDIT] = g_signal_new ("edit", PROCTOR_TYPE_TALK_TURN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_TURN);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-talk-turn.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkTurn, note);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkTurn, test_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkTurn, edit_button);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
proctor_talk_turn_init (ProctorTalkTurn *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_talk_turn_new:
 * @talk: a talk
 * @turn: a turn of it
 *
 * Returns: (transfer floating): the turn
 */
GtkWidget *
proctor_talk_turn_new (ProctorTalk *talk,
                       ProctorTurn *turn)
{
  ProctorTalkTurn *self;

  g_return_val_if_fail (PROCTOR_IS_TALK (talk), NULL);
  g_return_val_if_fail (PROCTOR_IS_TURN (turn), NULL);

  self = g_object_new (PROCTOR_TYPE_TALK_TURN, NULL);
  self->talk = g_object_ref (talk);
  self->turn = g_object_ref (turn);
  gtk_box_prepend (GTK_BOX (self), proctor_turn_bubble_new (turn));
  g_signal_connect_object (talk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_talk_get_turns (talk), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  show_note (self);
  update (self);

  return GTK_WIDGET (self);
}
