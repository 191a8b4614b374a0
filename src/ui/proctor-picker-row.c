/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-picker-row.h"

#include <glib/gi18n.h>

#include "proctor-choice-words.h"
#include "proctor-picker-popover.h"

/**
 * ProctorPickerRow:
 *
 * A row that shows what was chosen of a list that may be long and may still be on its way, and lets a person
 * choose by searching or by entering an id that the list doesn't have.
 */
struct _ProctorPickerRow
{
  AdwActionRow parent_instance;

  /* Template children */
  GtkWidget *arrow;
  GtkWidget *anchor;
  ProctorPickerPopover *popover;

  /* Owned */
  GListModel *choices;
  char *chosen;
  char *none_label;
  char *own_id; /* what the server puts by itself */
  char *prompt;
  char *problem;
  ProctorEditing *editing;
  ProctorRecord *record;
  char *step_label;

  guint field;
  gulong record_handler;
  gulong items_handler;
  gulong state_handler;
  gboolean editable;
};

typedef enum
{
  PROP_PROBLEM = 1,
} ProctorPickerRowProperty;

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorPickerRow, proctor_picker_row, ADW_TYPE_ACTION_ROW)

static ProctorChoiceState
get_state (ProctorPickerRow *self)
{
  return PROCTOR_IS_CHOICE_LIST (self->choices) ? proctor_choice_list_get_state (PROCTOR_CHOICE_LIST (self->choices)) : PROCTOR_CHOICE_READY;
}

static ProctorChoice *
find (ProctorPickerRow *self,
      const char *id)
{
  for (guint i = 0; self->choices != NULL && id != NULL && i < g_list_model_get_n_items (self->choices); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (self->choices, i);

      /* The list has it, too. */
      if (g_str_equal (proctor_choice_get_id (choice), id))
        return choice;
    }

  return NULL;
}

static gboolean
is_unique (ProctorPickerRow *self,
           ProctorChoice *choice)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->choices); i++)
    {
      g_autoptr (ProctorChoice) other = g_list_model_get_item (self->choices, i);

      if (other != choice && g_str_equal (proctor_choice_get_title (other), proctor_choice_get_title (choice)))
        return FALSE;
    }

  return TRUE;
}

static void
show_chosen (ProctorPickerRow *self)
{
  ProctorChoice *choice = find (self, self->chosen);
  g_autofree char *words = NULL;

  if (choice != NULL)
    words = proctor_choice_words_dup_chosen (choice, is_unique (self, choice));
  else if (self->chosen == NULL)
    words = g_strdup (self->none_label != NULL ? self->none_label : self->prompt != NULL ? self->prompt
                                                                                         : _ ("Not chosen yet"));
  else if (self->own_id != NULL && g_str_equal (self->chosen, self->own_id))
    words = g_strdup_printf ("%s (%s)", self->none_label, self->chosen);
  else if (get_state (self) == PROCTOR_CHOICE_READY && self->choices != NULL)
    /* Translators: the id of a tool, an agent or the like that is not in the list. */
    words = g_strdup_printf (_ ("%s (not known here)"), self->chosen);
  else
    words = g_strdup (self->chosen);

  if (self->problem != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", words, self->problem);

      g_set_str (&words, both);
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
store (ProctorPickerRow *self,
       const char *id)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  proctor_undo_begin (undo, self->step_label);
  if (id != NULL)
    proctor_undo_set_string (undo, self->record, self->field, id);
  else
    proctor_undo_unset (undo, self->record, self->field);
  proctor_undo_end (undo);
}

/**
 * proctor_picker_row_choose:
 * @self: a row
 * @id: (nullable): what is to be chosen, %NULL for nothing
 *
 * Does what choosing it does.
 */
void
proctor_picker_row_choose (ProctorPickerRow *self,
                           const char *id)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  if (!self->editable || g_strcmp0 (self->chosen, id) == 0)
    return;

  if (self->record != NULL)
    store (self, id);
  else
    proctor_picker_row_set_chosen (self, id);
  if (id != NULL && PROCTOR_IS_CHOICE_LIST (self->choices))
    proctor_choice_list_prefer (PROCTOR_CHOICE_LIST (self->choices), id);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static void
popover_cb (ProctorPickerRow *self,
            const char *id)
{
  proctor_picker_row_choose (self, id);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
activated_cb (ProctorPickerRow *self)
{
  if (self->editable)
    proctor_picker_popover_open (self->popover, self->chosen);
}

static void
let_go_of_choices (ProctorPickerRow *self)
{
  g_clear_signal_handler (&self->items_handler, self->choices);
  g_clear_signal_handler (&self->state_handler, self->choices);
  g_clear_object (&self->choices);
}

static void
let_go_of_record (ProctorPickerRow *self)
{
  g_clear_signal_handler (&self->record_handler, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);
  g_clear_pointer (&self->step_label, g_free);
}

static void
proctor_picker_row_dispose (GObject *object)
{
  ProctorPickerRow *self = PROCTOR_PICKER_ROW (object);

  let_go_of_choices (self);
  let_go_of_record (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PICKER_ROW);

  G_OBJECT_CLASS (proctor_picker_row_parent_class)->dispose (object);
}

static void
proctor_picker_row_finalize (GObject *object)
{
  ProctorPickerRow *self = PROCTOR_PICKER_ROW (object);

  g_free (self->chosen);
  g_free (self->none_label);
  g_free (self->own_id);
  g_free (self->prompt);
  g_free (self->problem);

  G_OBJECT_CLASS (proctor_picker_row_parent_class)->finalize (object);
}

static void
set_problem (ProctorPickerRow *self,
             const char *problem)
{
  g_set_str (&self->problem, problem);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "invalid");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), problem != NULL ? 0 : 2);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_INVALID, problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  show_chosen (self);
}

static void
proctor_picker_row_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorPickerRow *self = PROCTOR_PICKER_ROW (object);

  switch ((ProctorPickerRowProperty) property_id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    }
}

static void
proctor_picker_row_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorPickerRow *self = PROCTOR_PICKER_ROW (object);

  switch ((ProctorPickerRowProperty) property_id)
    {
    case PROP_PROBLEM:
      set_problem (self, g_value_get_string (value));
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-picker-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerRow, anchor);
  gtk_widget_class_bind_template_child (widget_class, ProctorPickerRow, popover);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_cb);
}

static void
proctor_picker_row_class_init (ProctorPickerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_picker_row_dispose;
  object_class->finalize = proctor_picker_row_finalize;
  object_class->get_property = proctor_picker_row_get_property;
  object_class->set_property = proctor_picker_row_set_property;

  /**
   * ProctorPickerRow:problem:
   *
   * What is wrong with what is chosen.
   */
  g_object_class_install_property (object_class, PROP_PROBLEM, g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
  /**
   * ProctorPickerRow::chosen:
   * @id: (nullable): what a person has chosen
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
proctor_picker_row_init (ProctorPickerRow *self)
{
  self->editable = TRUE;
  g_type_ensure (PROCTOR_TYPE_PICKER_POPOVER);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  show_chosen (self);
}

/**
 * proctor_picker_row_set_choices:
 * @self: a row
 * @choices: (nullable): a list of #ProctorChoice, which is asked for when it is needed
 *
 * Tells what there is to choose from.
 */
void
proctor_picker_row_set_choices (ProctorPickerRow *self,
                                GListModel *choices)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  if (self->choices == choices)
    return;

  let_go_of_choices (self);
  proctor_picker_popover_set_choices (self->popover, choices);
  if (choices != NULL)
    {
      self->choices = g_object_ref (choices);
      self->items_handler = g_signal_connect_swapped (choices, "items-changed", G_CALLBACK (show_chosen), self);
      if (PROCTOR_IS_CHOICE_LIST (choices))
        self->state_handler = g_signal_connect_swapped (choices, "notify::state", G_CALLBACK (show_chosen), self);
    }
  show_chosen (self);
}

/**
 * proctor_picker_row_set_own_id:
 * @self: a row with a label for nothing
 * @id: what the server puts where nothing was chosen
 *
 * Says of @id what is said of nothing, since nobody has chosen it.
 */
void
proctor_picker_row_set_own_id (ProctorPickerRow *self,
                               const char *id)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));
  g_return_if_fail (self->none_label != NULL);

  g_set_str (&self->own_id, id);
}

/**
 * proctor_picker_row_set_none_label:
 * @self: a row
 * @label: (nullable): what it means that nothing is chosen; %NULL if something has to be
 */
void
proctor_picker_row_set_none_label (ProctorPickerRow *self,
                                   const char *label)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  if (!g_set_str (&self->none_label, label))
    return;

  proctor_picker_popover_set_none_label (self->popover, label);
  show_chosen (self);
}

/**
 * proctor_picker_row_set_prompt:
 * @self: a row
 * @prompt: (nullable): what is said where something has to be chosen and nothing is
 */
void
proctor_picker_row_set_prompt (ProctorPickerRow *self,
                               const char *prompt)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  g_set_str (&self->prompt, prompt);
  show_chosen (self);
}

/**
 * proctor_picker_row_set_hint:
 * @self: a row
 * @hint: (nullable): what to do where there is nothing to choose from
 */
void
proctor_picker_row_set_hint (ProctorPickerRow *self,
                             const char *hint)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  proctor_picker_popover_set_hint (self->popover, hint);
}

void
proctor_picker_row_set_editable (ProctorPickerRow *self,
                                 gboolean editable)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  self->editable = editable;
  gtk_widget_set_visible (self->arrow, editable);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), editable);
}

/**
 * proctor_picker_row_set_chosen:
 * @self: a row
 * @id: (nullable): what is chosen
 */
void
proctor_picker_row_set_chosen (ProctorPickerRow *self,
                               const char *id)
{
  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  g_set_str (&self->chosen, id != NULL && id[0] != '\0' ? id : NULL);
  show_chosen (self);
}

const char *
proctor_picker_row_get_chosen (ProctorPickerRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_PICKER_ROW (self), NULL);

  return self->chosen;
}

/**
 * proctor_picker_row_find_chosen:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is chosen, if the list has it
 */
ProctorChoice *
proctor_picker_row_find_chosen (ProctorPickerRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_PICKER_ROW (self), NULL);

  return find (self, self->chosen);
}

static void
record_cb (ProctorPickerRow *self)
{
  proctor_picker_row_set_chosen (self, proctor_record_get_string (self->record, self->field));
}

/**
 * proctor_picker_row_bind:
 * @self: a row
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its texts has the id
 * @label: what a person calls choosing it
 *
 * Shows what is chosen in a record and changes it.
 */
void
proctor_picker_row_bind (ProctorPickerRow *self,
                         ProctorEditing *editing,
                         gpointer record,
                         guint field,
                         const char *label)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (PROCTOR_IS_PICKER_ROW (self));

  let_go_of_record (self);
  if (editing == NULL)
    {
      proctor_picker_row_set_chosen (self, NULL);
      return;
    }

  signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->fields[field].name, NULL);
  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  self->field = field;
  self->step_label = g_strdup (label);
  self->record_handler = g_signal_connect_swapped (record, signal, G_CALLBACK (record_cb), self);
  proctor_picker_row_set_editable (self, proctor_editing_is_editable (editing));
  proctor_editing_register (editing, record, field, GTK_WIDGET (self));
  record_cb (self);
}
