/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-picker-popover.h"

#include <glib/gi18n.h>

#include "proctor-choice-words.h"
#include "proctor-error-text.h"

#include <string.h>

/**
 * ProctorPickerPopover:
 *
 * A list to choose from, which may be long and may still be on its way: one searches in it, or enters an id that
 * it doesn't have.
 */
struct _ProctorPickerPopover
{
  GtkPopover parent_instance;

  /* Template children */
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkLabel *empty_label;
  GtkLabel *more_label;
  GtkWidget *error_box;
  GtkLabel *error_label;

  /* Owned */
  GListModel *choices;
  GListStore *shown;
  char *chosen;
  char *none_label;
  char *hint;

  gulong items_handler;
  gulong state_handler;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorPickerPopover, proctor_picker_popover, GTK_TYPE_POPOVER)

static ProctorChoiceState
get_state (ProctorPickerPopover *self)
{
  return PROCTOR_IS_CHOICE_LIST (self->choices) ? proctor_choice_list_get_state (PROCTOR_CHOICE_LIST (self->choices)) : PROCTOR_CHOICE_READY;
}

static gboolean
matches (ProctorChoice *choice,
         const char *folded)
{
  const char *texts[] = { proctor_choice_get_title (choice), proctor_choice_get_id (choice), proctor_choice_get_detail (choice) };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = texts[i] != NULL ? g_utf8_casefold (texts[i], -1) : NULL;

      if (text != NULL && strstr (text, folded) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
add_shown (GPtrArray *shown,
           const char *id,
           const char *title,
           const char *detail)
{
  const ProctorChoiceFacts facts = { .id = id, .title = title, .detail = detail };

  g_ptr_array_add (shown, proctor_choice_new (&facts));
}

/* What fits what was typed; what was typed itself, as an id; and none, where that can be. */
static void
fill (ProctorPickerPopover *self)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));
  g_autofree char *folded = g_utf8_casefold (typed, -1);
  gboolean is_there = FALSE;

  if (self->none_label != NULL && typed[0] == '\0')
    add_shown (shown, "", self->none_label, NULL);
  for (guint i = 0; self->choices != NULL && i < g_list_model_get_n_items (self->choices); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (self->choices, i);

      is_there = is_there || g_str_equal (proctor_choice_get_id (choice), typed);
      if (matches (choice, folded))
        g_ptr_array_add (shown, g_steal_pointer (&choice));
    }
  if (typed[0] != '\0' && !is_there)
    {
      g_autofree char *title = g_strdup_printf (_ ("Use “%s”"), typed);

      add_shown (shown, typed, title, _ ("As it was entered"));
    }
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), shown->pdata, shown->len);
}

/* A server may have more than anybody reads. What isn't listed isn't found by searching either. */
static void
show_more (ProctorPickerPopover *self)
{
  gboolean has_more = PROCTOR_IS_CHOICE_LIST (self->choices) && proctor_choice_list_has_more (PROCTOR_CHOICE_LIST (self->choices));

  if (has_more)
    {
      guint n_choices = g_list_model_get_n_items (self->choices);
      /* Translators: how many of a list are shown, which is longer. */
      g_autofree char *text = g_strdup_printf (ngettext ("Only the first %u is listed. Another’s ID can be entered above.", "Only the first %u are listed. Another’s ID can be entered above.", n_choices), n_choices);

      gtk_label_set_label (self->more_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), has_more);
}

static void
show_state (ProctorPickerPopover *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;
  ProctorChoiceState state = get_state (self);

  show_more (self);
  gtk_widget_set_visible (self->error_box, state == PROCTOR_CHOICE_ERROR);
  if (state == PROCTOR_CHOICE_ERROR)
    {
      g_autofree char *text = proctor_error_text_dup (proctor_choice_list_get_error (PROCTOR_CHOICE_LIST (self->choices)));

      gtk_label_set_label (self->error_label, text);
    }

  if (has_rows)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (state == PROCTOR_CHOICE_READY || state == PROCTOR_CHOICE_ERROR)
    {
      gtk_label_set_label (self->empty_label, self->hint != NULL ? self->hint : _ ("There is nothing to choose from. An ID can be entered above."));
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else
    gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
update (ProctorPickerPopover *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  fill (self);
  show_state (self);
}

static void
search_changed_cb (ProctorPickerPopover *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  fill (self);
  gtk_single_selection_set_selected (self->selection, 0);
  show_state (self);
}

static void
choose_position (ProctorPickerPopover *self,
                 guint position)
{
  g_autoptr (ProctorChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->shown), position);
  const char *id = choice != NULL ? proctor_choice_get_id (choice) : NULL;

  if (choice == NULL)
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id[0] != '\0' ? id : NULL);
}

static void
list_activate_cb (ProctorPickerPopover *self,
                  guint position)
{
  choose_position (self, position);
}

static void
search_activate_cb (ProctorPickerPopover *self)
{
  choose_position (self, gtk_single_selection_get_selected (self->selection));
}

static void
stop_search_cb (ProctorPickerPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* The arrows move through the list while one types. */
static gboolean
key_pressed_cb (ProctorPickerPopover *self,
                guint key,
                guint code,
                GdkModifierType state)
{
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || n_shown == 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Down)
    selected = MIN (selected + 1, n_shown - 1);
  else if (key == GDK_KEY_Up)
    selected = selected > 0 ? selected - 1 : 0;
  else
    return GDK_EVENT_PROPAGATE;

  gtk_list_view_scroll_to (self->list, selected, GTK_LIST_SCROLL_SELECT, NULL);

  return GDK_EVENT_STOP;
}

static void
retry_cb (ProctorPickerPopover *self)
{
  if (PROCTOR_IS_CHOICE_LIST (self->choices))
    proctor_choice_list_reload (PROCTOR_CHOICE_LIST (self->choices));
}

static void
select_chosen (ProctorPickerPopover *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shown)); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (g_strcmp0 (proctor_choice_get_id (choice), self->chosen != NULL ? self->chosen : "") == 0)
        {
          gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT, NULL);
          return;
        }
    }
}

static void
visible_cb (ProctorPickerPopover *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
      return;
    }

  if (PROCTOR_IS_CHOICE_LIST (self->choices))
    proctor_choice_list_want (PROCTOR_CHOICE_LIST (self->choices));
  fill (self);
  show_state (self);
  select_chosen (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dimmed");
    }

  return label;
}

static void
setup_cb (ProctorPickerPopover *self,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_label (NULL));
  gtk_box_append (GTK_BOX (box), make_label ("caption"));
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (ProctorPickerPopover *self,
         GtkListItem *item)
{
  ProctorChoice *choice = gtk_list_item_get_item (item);
  GtkWidget *title = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (title);
  g_autofree char *words = proctor_choice_words_dup_detail (choice);

  gtk_label_set_label (GTK_LABEL (title), proctor_choice_get_title (choice));
  gtk_label_set_label (GTK_LABEL (detail), words);
  gtk_widget_set_visible (detail, words[0] != '\0');
  gtk_list_item_set_accessible_label (item, proctor_choice_get_title (choice));
  gtk_list_item_set_accessible_description (item, words);
}

static void
let_go_of_choices (ProctorPickerPopover *self)
{
  g_clear_signal_handler (&self->items_handler, self->choices);
  g_clear_signal_handler (&self->state_handler, self->choices);
  g_clear_object (&self->choices);
}

static void
proctor_picker_popover_dispose (GObject *object)
{
  ProctorPickerPopover *self = PROCTOR_PICKER_POPOVER (object);

  let_go_of_choices (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PICKER_POPOVER);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (proctor_picker_popover_parent_class)->dispose (object);
}

static void
proctor_picker_popover_finalize (GObject *object)
{
  ProctorPickerPopover *self = PROCTOR_PICKER_POPOVER (object);

  g_free (self->chosen);
  g_free (self->none_label);
  g_free (self->hint);

  G_OBJECT_CLASS (proctor_picker_popover_parent_class)->finalize (object);
}

static void
proctor_picker_popover_class_init (ProctorPickerPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_picker_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = proctor_picker_popover_finalize;

  /**
   * ProctorPickerPopover::chosen:
   * @id: (nullable): what somebody has chosen, %NULL for nothing
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-picker-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, empty_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, more_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, error_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerPopover, error_label);
  gtk_widget_class_bind_template_callback (widget_class, visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
proctor_picker_popover_init (ProctorPickerPopover *self)
{
  self->shown = g_list_store_new (PROCTOR_TYPE_CHOICE);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->shown));
}

/**
 * proctor_picker_popover_set_choices:
 * @self: a popover
 * @choices: (nullable): a list of #ProctorChoice, which is asked for when it is needed
 *
 * Tells what there is to choose from.
 */
void
proctor_picker_popover_set_choices (ProctorPickerPopover *self,
                                    GListModel *choices)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  if (self->choices == choices)
    return;

  let_go_of_choices (self);
  if (choices != NULL)
    {
      self->choices = g_object_ref (choices);
      self->items_handler = g_signal_connect_swapped (choices, "items-changed", G_CALLBACK (update), self);
      if (PROCTOR_IS_CHOICE_LIST (choices))
        self->state_handler = g_signal_connect_swapped (choices, "notify::state", G_CALLBACK (update), self);
    }
  update (self);
}

/**
 * proctor_picker_popover_set_none_label:
 * @self: a popover
 * @label: (nullable): what it means that nothing is chosen; %NULL if something has to be
 */
void
proctor_picker_popover_set_none_label (ProctorPickerPopover *self,
                                       const char *label)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  if (g_set_str (&self->none_label, label))
    update (self);
}

/**
 * proctor_picker_popover_set_hint:
 * @self: a popover
 * @hint: (nullable): what to do where there is nothing to choose from
 */
void
proctor_picker_popover_set_hint (ProctorPickerPopover *self,
                                 const char *hint)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  g_set_str (&self->hint, hint);
}

/**
 * proctor_picker_popover_set_chosen:
 * @self: a popover that something else opens
 * @chosen: (nullable): what is chosen now
 */
void
proctor_picker_popover_set_chosen (ProctorPickerPopover *self,
                                   const char *chosen)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  g_set_str (&self->chosen, chosen);
}

/**
 * proctor_picker_popover_set_prompt:
 * @self: a popover
 * @prompt: what is said where one searches, or enters what the list doesn't have
 */
void
proctor_picker_popover_set_prompt (ProctorPickerPopover *self,
                                   const char *prompt)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  gtk_search_entry_set_placeholder_text (self->search_entry, prompt);
}

/**
 * proctor_picker_popover_open:
 * @self: a popover
 * @chosen: (nullable): what is chosen now
 *
 * Lets a person choose.
 */
void
proctor_picker_popover_open (ProctorPickerPopover *self,
                             const char *chosen)
{
  g_return_if_fail (PROCTOR_IS_PICKER_POPOVER (self));

  g_set_str (&self->chosen, chosen);
  gtk_popover_popup (GTK_POPOVER (self));
}
