/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-name-row.h"

/**
 * ProctorModelNameRow:
 *
 * The name of a model, which is typed or chosen of those that the server has. Which these are is
 * only asked when somebody looks.
 */
struct _ProctorModelNameRow
{
  AdwEntryRow parent_instance;

  /* Template children */
  GtkWidget *menu_button;
  GtkPopover *popover;
  GtkEditable *search_entry;
  GtkStack *stack;
  GtkLabel *message_label;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkStringList *names;
};

G_DEFINE_FINAL_TYPE (ProctorModelNameRow, proctor_model_name_row, ADW_TYPE_ENTRY_ROW)

enum
{
  SIGNAL_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
shown_cb (ProctorModelNameRow *self)
{
  gtk_editable_set_text (self->search_entry, "");
  gtk_stack_set_visible_child_name (self->stack, "loading");
  g_signal_emit (self, signals[SIGNAL_WANTED], 0);
}

static void
choose (ProctorModelNameRow *self,
        guint position)
{
  g_autoptr (GtkStringObject) name = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (name == NULL)
    return;

  gtk_editable_set_text (GTK_EDITABLE (self), gtk_string_object_get_string (name));
  gtk_popover_popdown (self->popover);
}

static void
list_activate_cb (ProctorModelNameRow *self,
                  guint position)
{
  choose (self, position);
}

static void
search_activate_cb (ProctorModelNameRow *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
proctor_model_name_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_MODEL_NAME_ROW);

  G_OBJECT_CLASS (proctor_model_name_row_parent_class)->dispose (object);
}

static void
proctor_model_name_row_class_init (ProctorModelNameRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_model_name_row_dispose;

  /**
   * ProctorModelNameRow::wanted:
   * @self: a row
   *
   * Somebody wants to see which models there are; proctor_model_name_row_set_names() is the answer.
   */
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", PROCTOR_TYPE_MODEL_NAME_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-model-name-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, popover);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelNameRow, names);
  gtk_widget_class_bind_template_callback (widget_class, list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
proctor_model_name_row_init (ProctorModelNameRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_model_name_row_set_names:
 * @self: a row
 * @names: (nullable) (array zero-terminated=1): the models that there are
 * @message: (nullable): what to say where there are none
 */
void
proctor_model_name_row_set_names (ProctorModelNameRow *self,
                                  const char *const *names,
                                  const char *message)
{
  const char *const none[] = { NULL };
  gboolean found = names != NULL && names[0] != NULL;

  g_return_if_fail (PROCTOR_IS_MODEL_NAME_ROW (self));

  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), found ? names : none);
  gtk_label_set_label (self->message_label, message != NULL ? message : "");
  gtk_stack_set_visible_child_name (self->stack, found ? "list" : "message");
}
