/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader.h"

#include "proctor-gradual-rows.h"
#include "proctor-reader-list.h"
#include "proctor-reader-private.h"
#include "proctor-reader-row.h"
#include "proctor-turn-gauge.h"

#include <glib/gi18n.h>

/* So many rows are there at once, and so many come at a time. */
#define FIRST_ROWS 12
#define MORE_ROWS 8

/**
 * ProctorReader:
 *
 * The transcript of a run: what was replayed, what the run produced, and what was said originally, turn by turn
 * with all that is known of each. Only the rows that can be seen are there, so that it may be as long as it
 * likes. What stands beside its buttons is given by whoever shows it.
 */

typedef enum
{
  PROP_LEAD = 1,
  PROP_BANNER,
} ProctorReaderProperty;

static GParamSpec *properties[PROP_BANNER + 1];

G_DEFINE_FINAL_TYPE (ProctorReader, proctor_reader, ADW_TYPE_BIN)

static void
menu_cb (ProctorReader *self,
         GtkWidget *button,
         ProctorReaderRow *row)
{
  if (proctor_reader_row_get_item (row) != NULL)
    proctor_reader_pop_up (self, proctor_reader_row_get_item (row), button);
}

static void
secondary_cb (ProctorReader *self,
              int n_press,
              double x,
              double y,
              GtkGesture *gesture)
{
  ProctorReaderRow *row = PROCTOR_READER_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  ProctorReaderItem *item = proctor_reader_row_get_item (row);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (row), x, y, GTK_PICK_DEFAULT);

  /* A label has a menu of its own for what is selected in it. */
  if (item == NULL || proctor_reader_item_get_record (item) == NULL || (GTK_IS_LABEL (picked) && gtk_label_get_selectable (GTK_LABEL (picked))))
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  proctor_reader_pop_up (self, item, picked != NULL ? picked : GTK_WIDGET (row));
}

static void
setup_cb (ProctorReader *self,
          GtkListItem *list_item)
{
  GtkWidget *row = proctor_reader_row_new (self->state);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (secondary_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (gesture));
  g_signal_connect_object (row, "menu", G_CALLBACK (menu_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_cb (ProctorReader *self,
         GtkListItem *list_item)
{
  ProctorReaderItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *label = proctor_reader_row_dup_label (item);

  gtk_list_item_set_accessible_label (list_item, label);
  proctor_reader_row_set_item (PROCTOR_READER_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
unbind_cb (ProctorReader *self,
           GtkListItem *list_item)
{
  proctor_reader_row_set_item (PROCTOR_READER_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static gpointer
get_item (GtkWidget *row)
{
  return proctor_reader_row_get_item (PROCTOR_READER_ROW (row));
}

/* Somebody wants to go to one that hasn't come yet. */
void
proctor_reader_grow (ProctorReader *self)
{
  if (self->shown != NULL)
    proctor_gradual_rows_complete (self->shown);
}

static void
chosen_cb (ProctorReader *self,
           guint position)
{
  proctor_reader_go_to (self, position);
}

static void
times_cb (ProctorReader *self)
{
  gboolean shows_times = gtk_toggle_button_get_active (self->times_button);

  if (shows_times && self->items != NULL)
    {
      double longest = 0;

      for (guint i = 0; i < g_list_model_get_n_items (self->items); i++)
        {
          g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, i);

          longest = MAX (longest, proctor_turn_gauge_find_longest (proctor_reader_item_get_turn (item)));
        }
      proctor_reader_state_set_longest (self->state, longest);
    }
  proctor_reader_state_set_shows_times (self->state, shows_times);
}

static void
search_changed_cb (ProctorReader *self)
{
  proctor_reader_begin_search (self);
}

static void
search_mode_cb (ProctorReader *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    proctor_reader_end_search (self);
}

static void
next_cb (ProctorReader *self)
{
  proctor_reader_step (self, 1);
}

static void
previous_cb (ProctorReader *self)
{
  proctor_reader_step (self, -1);
}

static gboolean
search_key_cb (GtkWidget *widget,
               GVariant *args,
               gpointer user_data)
{
  ProctorReader *self = PROCTOR_READER (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));

  return GDK_EVENT_STOP;
}

static void
proctor_reader_dispose (GObject *object)
{
  ProctorReader *self = PROCTOR_READER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->watcher);
  g_clear_object (&self->run);
  g_clear_object (&self->menu_item);
  g_clear_object (&self->jump);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_READER);
  g_clear_object (&self->search);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  g_clear_object (&self->state);

  G_OBJECT_CLASS (proctor_reader_parent_class)->dispose (object);
}

static void
proctor_reader_finalize (GObject *object)
{
  ProctorReader *self = PROCTOR_READER (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self->words);

  G_OBJECT_CLASS (proctor_reader_parent_class)->finalize (object);
}

static void
proctor_reader_get_property (GObject *object,
                             guint property_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorReader *self = PROCTOR_READER (object);

  switch ((ProctorReaderProperty) property_id)
    {
    case PROP_LEAD:
      g_value_set_object (value, adw_bin_get_child (self->lead_bin));
      break;
    case PROP_BANNER:
      g_value_set_object (value, adw_bin_get_child (self->banner_bin));
      break;
    }
}

static void
proctor_reader_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  ProctorReader *self = PROCTOR_READER (object);

  switch ((ProctorReaderProperty) property_id)
    {
    case PROP_LEAD:
      adw_bin_set_child (self->lead_bin, g_value_get_object (value));
      break;
    case PROP_BANNER:
      adw_bin_set_child (self->banner_bin, g_value_get_object (value));
      break;
    }
}

static void
proctor_reader_class_init (ProctorReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_reader_dispose;
  object_class->finalize = proctor_reader_finalize;
  object_class->get_property = proctor_reader_get_property;
  object_class->set_property = proctor_reader_set_property;

  /**
   * ProctorReader:lead:
   *
   * What stands beside the buttons.
   */
  properties[PROP_LEAD] = g_param_spec_object ("lead", NULL, NULL, GTK_TYPE_WIDGET, flags);

  /**
   * ProctorReader:banner:
   *
   * What stands below the buttons.
   */
  properties[PROP_BANNER] = g_param_spec_object ("banner", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorReader::turn-menu:
   * @self: a reader
   * @item: a turn
   *
   * The menu of a turn is about to be opened, so that what can't be done with it can be left out.
   */
  g_signal_new ("turn-menu", PROCTOR_TYPE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_READER_ITEM);

  g_type_ensure (PROCTOR_TYPE_READER_OUTLINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-reader.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, banner_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, lead_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, times_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, outline);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, count_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, previous_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, next_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorReader, turn_menu);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, times_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, search_key_cb, NULL);
  proctor_reader_install_actions (widget_class);
}

static void
proctor_reader_init (ProctorReader *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->state = proctor_reader_state_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  self->jump = proctor_list_jump_new (self->view, get_item, proctor_reader_row_find_place);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  proctor_reader_update_actions (self);
}

/**
 * proctor_reader_new:
 *
 * Returns: (transfer floating): a reader that shows nothing yet
 */
GtkWidget *
proctor_reader_new (void)
{
  return g_object_new (PROCTOR_TYPE_READER, NULL);
}

static gboolean
is_shown (ProctorReader *self,
          ProctorRun *run)
{
  const char *id = proctor_run_get_test_run_id (run);

  return id != NULL && self->run != NULL && g_strcmp0 (proctor_run_get_test_run_id (self->run), id) == 0;
}

/**
 * proctor_reader_show:
 * @self: a reader
 * @run: a run
 * @watcher: (nullable): the invocation that it belongs to
 * @position: where in it the run is, as its cell in the matrix says
 *
 * Shows what was said in a run. If it is the one that is shown already, and only more is known of it, one stays where one was.
 */
void
proctor_reader_show (ProctorReader *self,
                     ProctorRun *run,
                     ProctorWatcher *watcher,
                     guint position)
{
  g_autoptr (GtkNoSelection) selection = NULL;
  gboolean is_same, has_focus;
  guint place;

  g_return_if_fail (PROCTOR_IS_READER (self) && PROCTOR_IS_RUN (run));

  is_same = is_shown (self, run);
  place = is_same ? proctor_list_jump_get_place (self->jump) : 0;
  if (!is_same)
    proctor_reader_forget_match (self);
  has_focus = (gtk_widget_get_state_flags (GTK_WIDGET (self->view)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  proctor_list_jump_give_up (self->jump);
  proctor_reader_state_set_words (self->state, NULL);
  g_clear_object (&self->search);
  g_clear_object (&self->menu_item);
  g_set_object (&self->run, run);
  g_set_object (&self->watcher, watcher);
  self->position = position;
  g_clear_object (&self->items);
  self->items = proctor_reader_list_new (run);
  g_clear_object (&self->shown);
  self->shown = proctor_gradual_rows_new (self->items, FIRST_ROWS, MORE_ROWS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->items) > 0 ? "turns" : "empty");
  proctor_reader_outline_set_items (self->outline, self->items);
  times_cb (self);
  proctor_reader_update_actions (self);
  if (place > 0)
    proctor_reader_go_to (self, place);
  if (has_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  proctor_reader_search_again (self);
}

/**
 * proctor_reader_get_items:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): its rows, of #ProctorReaderItem
 */
GListModel *
proctor_reader_get_items (ProctorReader *self)
{
  g_return_val_if_fail (PROCTOR_IS_READER (self), NULL);

  return self->items;
}

/**
 * proctor_reader_go_to:
 * @self: a reader
 * @position: one of its rows
 *
 * Goes to a row.
 */
void
proctor_reader_go_to (ProctorReader *self,
                      guint position)
{
  g_return_if_fail (PROCTOR_IS_READER (self));

  if (self->items == NULL || position >= g_list_model_get_n_items (self->items))
    return;

  proctor_reader_grow (self);
  proctor_list_jump_go_to (self->jump, position);
}

/**
 * proctor_reader_go_to_turn:
 * @self: a reader
 * @section: where a turn comes from
 * @number: the how-manieth of the section it is, from 1
 * @words: (nullable): what is meant in it, as somebody quotes it
 *
 * Goes to a turn, or to where it would be, and marks what is meant.
 */
void
proctor_reader_go_to_turn (ProctorReader *self,
                           ProctorReaderSection section,
                           guint number,
                           const char *words)
{
  g_return_if_fail (PROCTOR_IS_READER (self));

  for (guint i = 0; self->items != NULL && i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, i);

      if (proctor_reader_item_get_section (item) == section && proctor_reader_item_get_number (item) >= number)
        {
          /* A turn that only says what a tool answered stands with the one before. */
          g_autoptr (ProctorReaderItem) before = proctor_reader_item_get_number (item) > number && i > 0 ? g_list_model_get_item (self->items, i - 1) : NULL;
          gboolean is_before = before != NULL && proctor_reader_show_quote (self, before, words);

          if (!is_before)
            proctor_reader_show_quote (self, item, words);
          proctor_reader_state_flash (self->state, is_before ? before : item);
          proctor_reader_go_to (self, is_before ? i - 1 : i);
          return;
        }
    }
}

/**
 * proctor_reader_search:
 * @self: a reader
 * @words: what to look for
 *
 * Shows where @words were said, the first place at once.
 */
void
proctor_reader_search (ProctorReader *self,
                       const char *words)
{
  g_return_if_fail (PROCTOR_IS_READER (self) && words != NULL);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_editable_set_text (self->search_entry, words);
  g_clear_pointer (&self->words, g_free);
  proctor_reader_begin_search (self);
}
