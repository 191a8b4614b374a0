/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-list.h"

#include <glib/gi18n.h>

#include "proctor-blank-mark.h"
#include "proctor-edit-list.h"
#include "proctor-text-field.h"

/**
 * ProctorTextList:
 *
 * The texts of a record that has a list of them, each in a field that grows with it. A text has no identity of
 * its own, so each has a slot, which stays the same while the text is changed and moved.
 */
struct _ProctorTextList
{
  GtkWidget parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  GPtrArray *slots;
  ProctorTextListWords words;

  /* Borrowed */
  ProctorEditList *list;
  GObject *typed;

  guint field;
  gulong record_handler;
};

typedef enum
{
  PROP_PROBLEM = 1,
} ProctorTextListProperty;

G_DEFINE_FINAL_TYPE (ProctorTextList, proctor_text_list, GTK_TYPE_WIDGET)

static const char *
get_text (GObject *slot)
{
  return g_object_get_data (slot, "text");
}

static void
set_text (GObject *slot,
          const char *text)
{
  g_object_set_data_full (slot, "text", g_strdup (text), g_free);
}

/* Of a list that is being put in order, some places are empty. */
static void
unref_slot (gpointer slot)
{
  if (slot != NULL)
    g_object_unref (slot);
}

static guint
find_slot (ProctorTextList *self,
           GObject *slot)
{
  guint position = G_MAXUINT;

  g_ptr_array_find (self->slots, slot, &position);

  return position;
}

static void
typed_cb (GObject *slot,
          ProctorTextField *field)
{
  ProctorTextList *self = PROCTOR_TEXT_LIST (gtk_widget_get_ancestor (GTK_WIDGET (field), PROCTOR_TYPE_TEXT_LIST));
  g_autofree char *text = proctor_text_field_dup_text (field);
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  if (self->typed != slot)
    proctor_undo_pause (undo);
  self->typed = slot;
  set_text (slot, text);
  proctor_undo_type_item (undo, self->record, self->field, find_slot (self, slot), text, self->words.edit);
}

static GtkWidget *
make_field (gpointer item,
            gpointer user_data)
{
  ProctorTextList *self = user_data;
  GtkWidget *field = proctor_text_field_new (self->words.edit);

  proctor_text_field_set_show_title (PROCTOR_TEXT_FIELD (field), FALSE);
  proctor_text_field_set_placeholder (PROCTOR_TEXT_FIELD (field), self->words.placeholder);
  proctor_text_field_set_editable (PROCTOR_TEXT_FIELD (field), proctor_editing_is_editable (self->editing));
  proctor_text_field_set_text (PROCTOR_TEXT_FIELD (field), get_text (item));
  g_signal_connect_object (field, "typed", G_CALLBACK (typed_cb), item, G_CONNECT_SWAPPED);
  if (proctor_editing_is_editable (self->editing))
    proctor_blank_mark_watch (PROCTOR_TEXT_FIELD (field), self->words.blank);

  return field;
}

static char *
name_field (GtkWidget *content,
            guint position,
            gpointer user_data)
{
  ProctorTextList *self = user_data;
  g_autofree char *number = g_strdup_printf ("%u", position + 1);
  g_auto (GStrv) parts = g_strsplit (self->words.name, "%u", 2);
  char *name = g_strjoinv (number, parts);

  proctor_text_field_set_title (PROCTOR_TEXT_FIELD (content), name);

  return name;
}

/* A slot for each text: first those that stay where they are, then those that were moved, then those that have
 * another text now. */
static void
assign_slots (ProctorTextList *self,
              const char *const *texts)
{
  guint n_texts = texts != NULL ? g_strv_length ((char **) texts) : 0;
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func (unref_slot);

  g_ptr_array_set_size (slots, (int) n_texts);
  for (guint i = 0; i < MIN (n_texts, self->slots->len); i++)
    {
      if (g_strcmp0 (get_text (self->slots->pdata[i]), texts[i]) == 0)
        slots->pdata[i] = g_steal_pointer (&self->slots->pdata[i]);
    }
  for (guint i = 0; i < n_texts; i++)
    {
      for (guint j = 0; slots->pdata[i] == NULL && j < self->slots->len; j++)
        {
          if (self->slots->pdata[j] != NULL && g_strcmp0 (get_text (self->slots->pdata[j]), texts[i]) == 0)
            slots->pdata[i] = g_steal_pointer (&self->slots->pdata[j]);
        }
    }
  for (guint i = 0; i < n_texts; i++)
    {
      if (i < self->slots->len && slots->pdata[i] == NULL)
        slots->pdata[i] = g_steal_pointer (&self->slots->pdata[i]);
      if (slots->pdata[i] == NULL)
        slots->pdata[i] = g_object_new (G_TYPE_OBJECT, NULL);
      set_text (slots->pdata[i], texts[i]);
    }

  g_ptr_array_set_size (self->slots, 0);
  g_ptr_array_extend_and_steal (self->slots, g_steal_pointer (&slots));
}

static void
record_cb (ProctorTextList *self)
{
  assign_slots (self, self->record != NULL ? proctor_record_get_strings (self->record, self->field) : NULL);
  proctor_edit_list_show (self->list, self->slots);
  for (guint i = 0; i < self->slots->len; i++)
    proctor_text_field_set_text (PROCTOR_TEXT_FIELD (proctor_edit_list_get_content (self->list, i)), get_text (g_ptr_array_index (self->slots, i)));
}

static void
store (ProctorTextList *self,
       GPtrArray *texts,
       const char *label)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  g_ptr_array_add (texts, NULL);
  proctor_undo_begin (undo, label);
  proctor_undo_set_strings (undo, self->record, self->field, (const char *const *) texts->pdata);
  proctor_undo_end (undo);
}

static GPtrArray *
dup_texts (ProctorTextList *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  const char *const *now = proctor_record_get_strings (self->record, self->field);

  for (guint i = 0; now != NULL && now[i] != NULL; i++)
    g_ptr_array_add (texts, g_strdup (now[i]));

  return texts;
}

static void
add_cb (ProctorTextList *self)
{
  g_autoptr (GPtrArray) texts = dup_texts (self);
  g_autoptr (GObject) new = g_object_new (G_TYPE_OBJECT, NULL);

  g_ptr_array_add (texts, g_strdup (""));
  /* The one that is last then is what somebody is going to fill in. */
  g_ptr_array_add (self->slots, g_object_ref (new));
  set_text (new, "");
  store (self, texts, self->words.add);
  proctor_edit_list_focus (self->list, self->slots->len - 1);
}

static void
move_cb (ProctorTextList *self,
         guint from,
         guint to)
{
  g_autoptr (GPtrArray) texts = dup_texts (self);

  g_ptr_array_insert (texts, (int) to, g_ptr_array_steal_index (texts, from));
  g_ptr_array_insert (self->slots, (int) to, g_ptr_array_steal_index (self->slots, from));
  store (self, texts, _ ("Move"));
}

static void
remove_cb (ProctorTextList *self,
           guint position)
{
  g_autoptr (GPtrArray) texts = dup_texts (self);

  g_ptr_array_remove_index (texts, position);
  g_ptr_array_remove_index (self->slots, position);
  store (self, texts, _ ("Remove"));
}

static gboolean
proctor_text_list_grab_focus (GtkWidget *widget)
{
  ProctorTextList *self = PROCTOR_TEXT_LIST (widget);
  guint position = find_slot (self, self->typed);

  if (position == G_MAXUINT)
    return gtk_widget_grab_focus (GTK_WIDGET (self->list));
  proctor_edit_list_focus (self->list, position);

  return TRUE;
}

static void
let_go (ProctorTextList *self)
{
  g_clear_signal_handler (&self->record_handler, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);
  self->typed = NULL;
}

static void
proctor_text_list_dispose (GObject *object)
{
  ProctorTextList *self = PROCTOR_TEXT_LIST (object);

  let_go (self);
  g_clear_pointer ((GtkWidget **) &self->list, gtk_widget_unparent);
  g_clear_pointer (&self->slots, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_text_list_parent_class)->dispose (object);
}

static void
proctor_text_list_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  switch ((ProctorTextListProperty) property_id)
    {
    case PROP_PROBLEM:
      g_object_get_property (G_OBJECT (PROCTOR_TEXT_LIST (object)->list), "problem", value);
      break;
    }
}

static void
proctor_text_list_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((ProctorTextListProperty) property_id)
    {
    case PROP_PROBLEM:
      if (PROCTOR_TEXT_LIST (object)->list != NULL)
        g_object_set_property (G_OBJECT (PROCTOR_TEXT_LIST (object)->list), "problem", value);
      break;
    }
}

static void
proctor_text_list_class_init (ProctorTextListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_text_list_dispose;
  object_class->get_property = proctor_text_list_get_property;
  object_class->set_property = proctor_text_list_set_property;
  widget_class->grab_focus = proctor_text_list_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  /**
   * ProctorTextList:problem:
   *
   * What is wrong with the texts as a whole.
   */
  g_object_class_install_property (object_class, PROP_PROBLEM, g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));
}

static void
proctor_text_list_init (ProctorTextList *self)
{
  self->slots = g_ptr_array_new_with_free_func (unref_slot);
  self->list = PROCTOR_EDIT_LIST (proctor_edit_list_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  proctor_edit_list_set_functions (self->list, make_field, name_field, self);
  g_signal_connect_object (self->list, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_text_list_set_words:
 * @self: a list of texts
 * @words: what is said of them; the strings are not copied
 */
void
proctor_text_list_set_words (ProctorTextList *self,
                             const ProctorTextListWords *words)
{
  g_return_if_fail (PROCTOR_IS_TEXT_LIST (self));

  self->words = *words;
  proctor_edit_list_set_add_label (self->list, words->add);
}

/**
 * proctor_text_list_set_limit:
 * @self: a list of texts
 * @limit: how many there can be, 0 for as many as one likes
 */
void
proctor_text_list_set_limit (ProctorTextList *self,
                             guint limit)
{
  g_return_if_fail (PROCTOR_IS_TEXT_LIST (self));

  proctor_edit_list_set_limit (self->list, limit);
}

/**
 * proctor_text_list_bind:
 * @self: a list of texts
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its lists of texts
 *
 * Shows the texts and changes them, as steps that can be undone.
 */
void
proctor_text_list_bind (ProctorTextList *self,
                        ProctorEditing *editing,
                        gpointer record,
                        guint field)
{
  g_return_if_fail (PROCTOR_IS_TEXT_LIST (self));

  let_go (self);
  /* What was shown before has nothing to do with what comes. */
  g_ptr_array_set_size (self->slots, 0);
  proctor_edit_list_show (self->list, self->slots);
  proctor_edit_list_forget (self->list);
  proctor_edit_list_set_editable (self->list, editing != NULL && proctor_editing_is_editable (editing));
  if (editing == NULL)
    return;

  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  self->field = field;
  {
    g_autofree char *signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->fields[field].name, NULL);

    self->record_handler = g_signal_connect_swapped (record, signal, G_CALLBACK (record_cb), self);
  }
  proctor_editing_register (editing, record, field, GTK_WIDGET (self));
  record_cb (self);
}

/**
 * proctor_text_list_focus:
 * @self: a list
 * @position: one of its texts
 *
 * Returns: whether the focus is in that text now
 */
gboolean
proctor_text_list_focus (ProctorTextList *self,
                         guint position)
{
  g_return_val_if_fail (PROCTOR_IS_TEXT_LIST (self), FALSE);

  if (position >= self->slots->len)
    return FALSE;

  proctor_edit_list_focus (self->list, position);

  return TRUE;
}
