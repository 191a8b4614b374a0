/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-test-row.h"

#include <glib/gi18n.h>

#include "proctor-picker-popover.h"
#include "proctor-run-words.h"

/**
 * ProctorRunTestRow:
 *
 * One of the tests that are going to be run: where in the workflow it begins is chosen here, and it can be left out.
 */
struct _ProctorRunTestRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *name_label;
  GtkLabel *node_label;
  GtkMenuButton *node_button;
  ProctorPickerPopover *popover;
  GtkWidget *remove_button;

  /* Owned */
  ProctorRunSetup *setup;
  ProctorRunTest *test;
};

G_DEFINE_FINAL_TYPE (ProctorRunTestRow, proctor_run_test_row, GTK_TYPE_BOX)

static void
update (ProctorRunTestRow *self)
{
  gboolean has_workflow = proctor_run_setup_has_workflow (self->setup);
  ProctorChoiceList *nodes = proctor_run_setup_get_nodes (self->setup);
  g_autofree char *node = NULL;

  if (self->test == NULL)
    return;

  node = proctor_run_words_dup_node (self->setup, self->test);
  gtk_label_set_label (self->node_label, node);
  gtk_widget_set_visible (GTK_WIDGET (self->node_label), has_workflow || proctor_run_test_get_node_id (self->test) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->node_button), has_workflow);
  proctor_picker_popover_set_choices (self->popover, nodes != NULL ? G_LIST_MODEL (nodes) : NULL);
  proctor_picker_popover_set_chosen (self->popover, proctor_run_test_get_node_id (self->test));
}

static void
chosen_cb (ProctorRunTestRow *self,
           const char *node_id)
{
  if (self->test != NULL)
    proctor_run_setup_choose_node (self->setup, self->test, node_id);
}

static void
remove_cb (ProctorRunTestRow *self)
{
  if (self->test != NULL)
    proctor_run_setup_remove (self->setup, self->test);
}

static void
proctor_run_test_row_dispose (GObject *object)
{
  ProctorRunTestRow *self = PROCTOR_RUN_TEST_ROW (object);

  g_clear_object (&self->test);
  g_clear_object (&self->setup);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_TEST_ROW);

  G_OBJECT_CLASS (proctor_run_test_row_parent_class)->dispose (object);
}

static void
proctor_run_test_row_class_init (ProctorRunTestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_run_test_row_dispose;

  g_type_ensure (PROCTOR_TYPE_PICKER_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-test-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestRow, node_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestRow, node_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestRow, popover);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
proctor_run_test_row_init (ProctorRunTestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_picker_popover_set_none_label (self->popover, _ ("Where the workflow begins"));
}

/**
 * proctor_run_test_row_new:
 * @setup: what is going to be run
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_run_test_row_new (ProctorRunSetup *setup)
{
  ProctorRunTestRow *self = g_object_new (PROCTOR_TYPE_RUN_TEST_ROW, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * proctor_run_test_row_set_test:
 * @self: a row
 * @test: (nullable): the test
 */
void
proctor_run_test_row_set_test (ProctorRunTestRow *self,
                               ProctorRunTest *test)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_TEST_ROW (self));

  g_set_object (&self->test, test);
  if (test == NULL)
    return;

  words = g_strdup_printf (_ ("Leave out “%s”"), proctor_run_test_get_name (test));
  gtk_label_set_label (self->name_label, proctor_run_test_get_name (test));
  gtk_widget_set_tooltip_text (self->remove_button, words);
  update (self);
}
