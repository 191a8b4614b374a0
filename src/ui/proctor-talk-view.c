/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-view.h"

#include "proctor-dialog-focus.h"
#include "proctor-error-text.h"
#include "proctor-talk-turn.h"
#include "proctor-tool-call.h"

#include <glib/gi18n.h>

/**
 * ProctorTalkView:
 *
 * A talk with an agent: what was said, what the agent is doing, and an entry to say something.
 */
struct _ProctorTalkView
{
  AdwBin parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkWidget *restart_button;
  GtkWidget *settings_button;
  AdwBanner *changed_banner;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkBox *turns;
  GtkWidget *bottom;
  GtkWidget *waiting;
  GtkLabel *waiting_label;
  GtkWidget *trouble;
  GtkWidget *preferences_button;
  GtkLabel *trouble_label;
  GtkButton *retry_button;
  GtkTextView *entry;
  GtkWidget *placeholder;
  GtkWidget *send_button;
  GtkWidget *stop_button;

  /* Owned */
  ProctorTalk *talk;

  /* For so many frames the end is brought into view. */
  guint n_frames;
};

G_DEFINE_FINAL_TYPE (ProctorTalkView, proctor_talk_view, ADW_TYPE_BIN)

#define FRAMES 4

enum
{
  SIGNAL_TEST,
  SIGNAL_SETTINGS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* It is known how high the turns are once they have been laid out. */
static gboolean
follow_cb (GtkWidget *widget,
           GdkFrameClock *clock,
           gpointer user_data)
{
  ProctorTalkView *self = PROCTOR_TALK_VIEW (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment));
  if (--self->n_frames > 0)
    return G_SOURCE_CONTINUE;

  return G_SOURCE_REMOVE;
}

/* The end is what one wants to see when there is something new. */
static void
follow (ProctorTalkView *self)
{
  if (self->n_frames == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_cb, NULL, NULL);
  self->n_frames = FRAMES;
}

static char *
dup_written (ProctorTalkView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->entry);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
update_send (ProctorTalkView *self)
{
  g_autofree char *text = dup_written (self);

  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->entry)) == 0 && gtk_text_view_get_editable (self->entry));
  gtk_widget_set_sensitive (self->send_button, self->talk != NULL && proctor_talk_can_say (self->talk) && *text != '\0');
}

/* The tools that are being asked. */
static char *
dup_called (ProctorTalkView *self)
{
  GListModel *turns = proctor_talk_get_turns (self->talk);
  guint n_turns = g_list_model_get_n_items (turns);
  g_autoptr (ProctorTurn) last = n_turns > 0 ? g_list_model_get_item (turns, n_turns - 1) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; last != NULL && i < g_list_model_get_n_items (proctor_turn_get_tool_calls (last)); i++)
    {
      g_autoptr (ProctorToolCall) call = g_list_model_get_item (proctor_turn_get_tool_calls (last), i);
      const char *name = proctor_tool_call_get_tool_name (call);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "");
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
show_waiting (ProctorTalkView *self,
              ProctorTalkState state)
{
  gtk_widget_set_visible (self->waiting, state == PROCTOR_TALK_LOADING || proctor_talk_is_busy (self->talk));
  if (state == PROCTOR_TALK_CALLING)
    {
      g_autofree char *names = dup_called (self);
      /* Translators: %s is the name of a tool, or several. */
      g_autofree char *text = g_strdup_printf (_ ("Calling %s…"), names);

      gtk_label_set_label (self->waiting_label, text);
    }
  else
    gtk_label_set_label (self->waiting_label, state == PROCTOR_TALK_LOADING ? _ ("Reading the agent…") : _ ("The agent is thinking…"));
}

static void
show_trouble (ProctorTalkView *self,
              ProctorTalkState state)
{
  const GError *error = proctor_talk_get_error (self->talk);
  gboolean failed = state == PROCTOR_TALK_FAILED && error != NULL;
  g_autofree char *text = failed ? proctor_error_text_dup (error) : NULL;
  gboolean was_visible = gtk_widget_get_visible (self->trouble);

  gtk_widget_set_visible (self->trouble, failed || state == PROCTOR_TALK_STOPPED || state == PROCTOR_TALK_ENDED);
  /* The model is what most often is wrong, and that is changed elsewhere. A long sentence needs a line to itself. */
  gtk_widget_set_visible (self->preferences_button, failed);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->trouble), failed ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->trouble_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->trouble_label), "error");
  if (state == PROCTOR_TALK_STOPPED)
    gtk_label_set_label (self->trouble_label, _ ("The agent was stopped."));
  else if (state == PROCTOR_TALK_ENDED)
    gtk_label_set_label (self->trouble_label, _ ("The agent has ended the conversation."));
  else
    gtk_label_set_label (self->trouble_label, text != NULL ? text : "");
  gtk_button_set_label (self->retry_button, state == PROCTOR_TALK_ENDED ? _ ("_Start Again") : state == PROCTOR_TALK_STOPPED ? _ ("Let It _Go On")
                                                                                                                             : _ ("Try _Again"));
  if (failed && !was_visible)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
update (ProctorTalkView *self)
{
  ProctorTalkState state = proctor_talk_get_state (self->talk);
  gboolean is_busy = proctor_talk_is_busy (self->talk);
  ProctorAgent *agent = proctor_talk_get_agent (self->talk);

  if (agent != NULL && proctor_agent_get_name (agent) != NULL)
    proctor_talk_view_set_name (self, proctor_agent_get_name (agent));
  show_waiting (self, state);
  show_trouble (self, state);
  adw_banner_set_revealed (self->changed_banner, proctor_talk_get_prompt (self->talk) != NULL);
  gtk_widget_set_visible (self->send_button, !is_busy);
  gtk_widget_set_visible (self->stop_button, is_busy);
  gtk_text_view_set_editable (self->entry, state != PROCTOR_TALK_ENDED);
  update_send (self);
  follow (self);
}

static void
test_cb (ProctorTalkView *self,
         ProctorTurn *turn)
{
  g_signal_emit (self, signals[SIGNAL_TEST], 0, turn);
}

static void
edit_cb (ProctorTalkView *self,
         ProctorTurn *turn)
{
  g_autofree char *message = proctor_talk_take_back (self->talk, turn);

  if (message == NULL)
    return;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->entry), message, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Whoever listens hears what the agent says, once. */
static void
announce (ProctorTalkView *self,
          ProctorTurn *turn)
{
  const char *message = proctor_turn_get_message (turn);

  if (g_strcmp0 (proctor_turn_get_role (turn), "agent") == 0 && message != NULL && *message != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (self), message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static GtkWidget *
create_turn (ProctorTalkView *self,
             ProctorTurn *turn)
{
  GtkWidget *widget = proctor_talk_turn_new (self->talk, turn);

  g_signal_connect_object (widget, "test", G_CALLBACK (test_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "edit", G_CALLBACK (edit_cb), self, G_CONNECT_SWAPPED);

  return widget;
}

/* What changes is the end of it. */
static void
turns_changed_cb (ProctorTalkView *self,
                  guint position,
                  guint removed,
                  guint added)
{
  GListModel *turns = proctor_talk_get_turns (self->talk);

  for (guint i = 0; i < removed; i++)
    gtk_box_remove (self->turns, gtk_widget_get_last_child (GTK_WIDGET (self->turns)));
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, position + i);

      gtk_box_append (self->turns, create_turn (self, turn));
      if (removed == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
        announce (self, turn);
    }
  follow (self);
}

static void
send_cb (ProctorTalkView *self)
{
  g_autofree char *text = dup_written (self);

  if (self->talk == NULL || *text == '\0' || !proctor_talk_can_say (self->talk))
    return;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->entry), "", -1);
  proctor_talk_say (self->talk, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
stop_cb (ProctorTalkView *self)
{
  proctor_talk_stop (self->talk);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
retry_cb (ProctorTalkView *self)
{
  if (proctor_talk_get_state (self->talk) == PROCTOR_TALK_ENDED)
    proctor_talk_restart (self->talk);
  else
    proctor_talk_retry (self->talk);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
restart_cb (ProctorTalkView *self)
{
  proctor_talk_restart (self->talk);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
settings_cb (ProctorTalkView *self)
{
  g_signal_emit (self, signals[SIGNAL_SETTINGS], 0);
}

/* What is being composed comes first: there, Enter means something else. */
static gboolean
key_cb (ProctorTalkView *self,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkEventControllerKey *controller)
{
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (!is_enter || (state & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (gtk_text_view_im_context_filter_keypress (self->entry, gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller))))
    return GDK_EVENT_STOP;

  send_cb (self);

  return GDK_EVENT_STOP;
}

static void
proctor_talk_view_dispose (GObject *object)
{
  ProctorTalkView *self = PROCTOR_TALK_VIEW (object);

  g_clear_object (&self->talk);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TALK_VIEW);

  G_OBJECT_CLASS (proctor_talk_view_parent_class)->dispose (object);
}

static void
proctor_talk_view_class_init (ProctorTalkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_talk_view_dispose;

  /**
   * ProctorTalkView::test:
   * @turn: a turn
   *
   * A test is to be made of the talk as far as @turn.
   */
  signals[SIGNAL_TEST] = g_signal_new ("test", PROCTOR_TYPE_TALK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_TURN);

  /**
   * ProctorTalkView::settings:
   *
   * Somebody wants to see what is different for this talk.
   */
  signals[SIGNAL_SETTINGS] = g_signal_new ("settings", PROCTOR_TYPE_TALK_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-talk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, restart_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, settings_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, changed_banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, turns);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, bottom);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, waiting);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, trouble);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, preferences_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, retry_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, placeholder);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, send_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkView, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, settings_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
proctor_talk_view_init (ProctorTalkView *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), controller);
  g_signal_connect_object (gtk_text_view_get_buffer (self->entry), "changed", G_CALLBACK (update_send), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->restart_button, FALSE);
  gtk_widget_set_visible (self->settings_button, FALSE);
  gtk_widget_set_visible (self->bottom, FALSE);
}

/**
 * proctor_talk_view_set_name:
 * @self: a view
 * @name: (nullable): what the agent is called
 */
void
proctor_talk_view_set_name (ProctorTalkView *self,
                            const char *name)
{
  g_return_if_fail (PROCTOR_IS_TALK_VIEW (self));

  adw_window_title_set_subtitle (self->title, name != NULL ? name : "");
}

/**
 * proctor_talk_view_set_talk:
 * @self: a view that has no talk yet
 * @talk: a talk
 *
 * Without a talk the view says why there can't be one.
 */
void
proctor_talk_view_set_talk (ProctorTalkView *self,
                            ProctorTalk *talk)
{
  g_return_if_fail (PROCTOR_IS_TALK_VIEW (self));
  g_return_if_fail (PROCTOR_IS_TALK (talk));
  g_return_if_fail (self->talk == NULL);

  self->talk = g_object_ref (talk);
  g_signal_connect_object (talk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_talk_get_turns (talk), "items-changed", G_CALLBACK (turns_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_set_visible_child_name (self->stack, "talk");
  gtk_widget_set_visible (self->restart_button, TRUE);
  gtk_widget_set_visible (self->settings_button, TRUE);
  gtk_widget_set_visible (self->bottom, TRUE);
  proctor_dialog_focus (GTK_WIDGET (self->entry));
  turns_changed_cb (self, 0, 0, g_list_model_get_n_items (proctor_talk_get_turns (talk)));
  update (self);
}
