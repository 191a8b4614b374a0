/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turns-section.h"

#include "proctor-record-copy.h"
#include "proctor-turn-paste.h"
#include "proctor-turn-steps.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* As many turns as a server takes. */
#define MOST_TURNS 200

/* From here on it is told how many there are. */
#define MANY_TURNS 150

/**
 * ProctorTurnsSection:
 *
 * The conversation of a test, as cards that are edited in place. The first are there at once; of a long one the
 * others follow while nothing else is to be done. It follows the conversation step by step: a turn that is moved
 * keeps its card, and the focus goes where something happened.
 */
struct _ProctorTurnsSection
{
  GtkWidget parent_instance;

  /* Template children */
  GtkLabel *hint_label;
  GtkBox *cards;
  GtkWidget *empty_label;
  GtkWidget *foot;
  GtkWidget *add_button;
  GtkWidget *paste_button;
  GtkLabel *count_label;

  /* Owned */
  ProctorEditing *editing;
  GListModel *turns;
  GPtrArray *shown;   /* the cards of the first turns */
  GHashTable *parked; /* a turn to the card that was its own a moment ago */

  guint fill_source;
  guint settle_source;
  guint touched; /* where something happened last */
  gboolean wants_focus;
};

enum
{
  FIRST = 12,
  MORE = 8,
};

G_DEFINE_FINAL_TYPE (ProctorTurnsSection, proctor_turns_section, GTK_TYPE_WIDGET)

static guint
get_n_turns (ProctorTurnsSection *self)
{
  return self->turns != NULL ? g_list_model_get_n_items (self->turns) : 0;
}

/* What is moved goes first and comes then: it is to be the same card. */
static GtkWidget *
take_card (ProctorTurnsSection *self,
           gpointer turn)
{
  g_autoptr (GtkWidget) parked = g_hash_table_lookup (self->parked, turn);
  GtkWidget *card;

  if (parked != NULL)
    {
      g_hash_table_steal (self->parked, turn);
      g_object_force_floating (G_OBJECT (parked));
      return g_steal_pointer (&parked);
    }

  card = proctor_turn_card_new (self->editing, turn);
  if (PROCTOR_IS_TURN (turn))
    proctor_editing_register (self->editing, turn, G_MAXUINT, card);

  return card;
}

static void
insert_card (ProctorTurnsSection *self,
             guint position)
{
  g_autoptr (GObject) turn = g_list_model_get_item (self->turns, position);
  GtkWidget *card = take_card (self, turn);
  GtkWidget *previous = position > 0 ? g_ptr_array_index (self->shown, position - 1) : NULL;

  gtk_box_insert_child_after (self->cards, card, previous);
  g_ptr_array_insert (self->shown, (int) position, card);
}

static void
park_card (ProctorTurnsSection *self,
           guint position)
{
  GtkWidget *card = g_ptr_array_steal_index (self->shown, position);
  GtkRoot *root = gtk_widget_get_root (card);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* What has the focus would be kept by it. */
  if (focus != NULL && gtk_widget_is_ancestor (focus, card))
    gtk_root_set_focus (root, NULL);
  g_hash_table_insert (self->parked, proctor_turn_card_get_turn (PROCTOR_TURN_CARD (card)), g_object_ref (card));
  gtk_box_remove (self->cards, card);
}

static void
show_state (ProctorTurnsSection *self)
{
  guint n_turns = get_n_turns (self);
  gboolean editable = self->editing != NULL && proctor_editing_is_editable (self->editing);
  g_autofree char *count = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->cards), n_turns > 0);
  gtk_widget_set_visible (self->empty_label, n_turns == 0);
  gtk_widget_set_visible (self->foot, editable);
  if (n_turns > MOST_TURNS)
    count = g_strdup_printf (_ ("%u turns, of which a server takes %d"), n_turns, MOST_TURNS);
  else if (n_turns >= MANY_TURNS)
    count = g_strdup_printf (_ ("%u of %d turns"), n_turns, MOST_TURNS);
  gtk_label_set_label (self->count_label, count != NULL ? count : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), count != NULL);
  if (n_turns > MOST_TURNS)
    gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count_label), "error");
}

static void
number_cards (ProctorTurnsSection *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    proctor_turn_card_set_place (g_ptr_array_index (self->shown, i), i, get_n_turns (self));
}

static void
show_more (ProctorTurnsSection *self,
           guint n)
{
  guint before = self->shown->len;

  while (self->shown->len < get_n_turns (self) && self->shown->len < before + n)
    insert_card (self, self->shown->len);
  for (guint i = before; i < self->shown->len; i++)
    proctor_turn_card_set_place (g_ptr_array_index (self->shown, i), i, get_n_turns (self));
}

static gboolean
fill_cb (gpointer user_data)
{
  ProctorTurnsSection *self = user_data;

  show_more (self, MORE);
  if (self->shown->len < get_n_turns (self))
    return G_SOURCE_CONTINUE;

  self->fill_source = 0;

  return G_SOURCE_REMOVE;
}

static void
fill (ProctorTurnsSection *self)
{
  if (self->shown->len < FIRST)
    show_more (self, FIRST - self->shown->len);
  if (self->shown->len < get_n_turns (self) && self->fill_source == 0)
    self->fill_source = g_idle_add (fill_cb, self);
}

static gboolean
focus_touched (ProctorTurnsSection *self)
{
  if (get_n_turns (self) == 0)
    return gtk_widget_grab_focus (self->add_button);

  return gtk_widget_grab_focus (GTK_WIDGET (proctor_turns_section_get_card (self, MIN (self->touched, get_n_turns (self) - 1))));
}

/* Several changes that belong together are one to whoever looks. */
static gboolean
settle_cb (gpointer user_data)
{
  ProctorTurnsSection *self = user_data;

  self->settle_source = 0;
  g_hash_table_remove_all (self->parked);
  number_cards (self);
  show_state (self);
  if (self->wants_focus)
    focus_touched (self);
  self->wants_focus = FALSE;

  return G_SOURCE_REMOVE;
}

static gboolean
has_focus (ProctorTurnsSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
turns_changed_cb (ProctorTurnsSection *self,
                  guint position,
                  guint removed,
                  guint added)
{
  self->wants_focus = self->wants_focus || has_focus (self);
  self->touched = position;

  if (position < self->shown->len)
    {
      /* What comes in great number comes while nothing else is to be done, like at first. */
      guint stays = added > FIRST ? position : position + removed;

      for (guint i = self->shown->len; i > stays; i--)
        {
          if (added > FIRST)
            park_card (self, i - 1);
        }
      for (guint i = 0; i < removed && position < self->shown->len; i++)
        park_card (self, position);
      for (guint i = 0; i < MIN (added, FIRST); i++)
        insert_card (self, position + i);
    }
  else if (position == self->shown->len)
    show_more (self, MIN (added, FIRST));
  fill (self);

  if (self->settle_source == 0)
    self->settle_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, settle_cb, self, NULL);
}

/* Somebody wants to see what there is no card of yet, or what is folded away in one. */
static void
wanted_cb (ProctorTurnsSection *self,
           ProctorRecord *record,
           guint field)
{
  if ((gpointer) record == (gpointer) proctor_editing_get_test (self->editing))
    return;

  for (guint i = 0; i < get_n_turns (self); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (self->turns, i);

      if (!PROCTOR_IS_TURN (turn) || !proctor_record_contains (turn, record))
        continue;
      proctor_turn_card_reveal (proctor_turns_section_get_card (self, i), record, field);
      return;
    }
}

static void
add_cb (ProctorTurnsSection *self)
{
  self->wants_focus = TRUE;
  proctor_turn_steps_add (self->editing, get_n_turns (self));
}

static void
paste_cb (ProctorTurnsSection *self)
{
  proctor_turn_paste_below (GTK_WIDGET (self), self->editing, NULL);
}

static gboolean
proctor_turns_section_grab_focus (GtkWidget *widget)
{
  return focus_touched (PROCTOR_TURNS_SECTION (widget));
}

static void
clear (ProctorTurnsSection *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  if (self->turns != NULL)
    g_signal_handlers_disconnect_by_data (self->turns, self);
  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_data (self->editing, self);
  while (self->shown->len > 0)
    gtk_box_remove (self->cards, g_ptr_array_steal_index (self->shown, self->shown->len - 1));
  g_hash_table_remove_all (self->parked);
  g_clear_object (&self->turns);
  g_clear_object (&self->editing);
  self->wants_focus = FALSE;
  self->touched = 0;
}

static void
proctor_turns_section_dispose (GObject *object)
{
  ProctorTurnsSection *self = PROCTOR_TURNS_SECTION (object);

  if (self->cards != NULL)
    clear (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TURNS_SECTION);

  G_OBJECT_CLASS (proctor_turns_section_parent_class)->dispose (object);
}

static void
proctor_turns_section_finalize (GObject *object)
{
  ProctorTurnsSection *self = PROCTOR_TURNS_SECTION (object);

  g_ptr_array_unref (self->shown);
  g_hash_table_unref (self->parked);

  G_OBJECT_CLASS (proctor_turns_section_parent_class)->finalize (object);
}

static void
proctor_turns_section_class_init (ProctorTurnsSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_turns_section_dispose;
  object_class->finalize = proctor_turns_section_finalize;
  widget_class->grab_focus = proctor_turns_section_grab_focus;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-turns-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, cards);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, empty_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, foot);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, paste_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTurnsSection, count_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
}

static void
proctor_turns_section_init (ProctorTurnsSection *self)
{
  self->shown = g_ptr_array_new ();
  self->parked = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Conversation"), -1);
  proctor_turns_section_set_kind (self, PROCTOR_TEST_KIND_NEXT_REPLY);
}

GtkWidget *
proctor_turns_section_new (void)
{
  return g_object_new (PROCTOR_TYPE_TURNS_SECTION, NULL);
}

/**
 * proctor_turns_section_set_editing:
 * @self: a section
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 *
 * Shows what is said in the test, and changes it.
 */
void
proctor_turns_section_set_editing (ProctorTurnsSection *self,
                                   ProctorEditing *editing)
{
  g_return_if_fail (PROCTOR_IS_TURNS_SECTION (self));
  g_return_if_fail (editing == NULL || PROCTOR_IS_EDITING (editing));

  if (self->editing == editing)
    return;

  clear (self);
  if (editing == NULL)
    return;

  self->editing = g_object_ref (editing);
  self->turns = g_object_ref (proctor_turn_steps_get_turns (editing));
  g_signal_connect_object (self->turns, "items-changed", G_CALLBACK (turns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editing, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  proctor_editing_register (editing, proctor_editing_get_test (editing), PROCTOR_TEST_FIELD_CHAT_HISTORY, GTK_WIDGET (self));
  fill (self);
  show_state (self);
}

/**
 * proctor_turns_section_set_kind:
 * @self: a section
 * @kind: what the conversation is for
 */
void
proctor_turns_section_set_kind (ProctorTurnsSection *self,
                                ProctorTestKind kind)
{
  const char *hint = NULL;

  g_return_if_fail (PROCTOR_IS_TURNS_SECTION (self));

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      hint = _ ("What is said before the reply that is judged. The user has the last word.");
      break;
    case PROCTOR_TEST_KIND_TOOL:
      hint = _ ("What is said before the agent is to call a tool. The user has the last word.");
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      hint = _ ("What has been said before the simulation goes on. There need not be anything.");
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }
  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL);
}

/**
 * proctor_turns_section_get_card:
 * @self: a section
 * @position: where a turn is
 *
 * Returns: (transfer none): its card, which is made if nobody has seen it yet
 */
ProctorTurnCard *
proctor_turns_section_get_card (ProctorTurnsSection *self,
                                guint position)
{
  g_return_val_if_fail (PROCTOR_IS_TURNS_SECTION (self), NULL);
  g_return_val_if_fail (position < get_n_turns (self), NULL);

  if (position >= self->shown->len)
    show_more (self, position + 1 - self->shown->len);

  return g_ptr_array_index (self->shown, position);
}
