/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-action-bar.h"

#include <glib/gi18n.h>

/**
 * ProctorTestsActionBar:
 *
 * What can be done to all tests that are selected, and how many these are.
 */
struct _ProctorTestsActionBar
{
  AdwBin parent_instance;

  /* Template children */
  GtkRevealer *revealer;
  GtkLabel *number;
  GtkWidget *run_button;
  GtkWidget *check_button;
  GtkWidget *move_button;
  GtkWidget *duplicate_button;
  GtkWidget *export_button;
  GtkWidget *delete_button;
};

G_DEFINE_FINAL_TYPE (ProctorTestsActionBar, proctor_tests_action_bar, ADW_TYPE_BIN)

static void
set_tooltip (GtkWidget *button,
             const char *label,
             const char *obstacle)
{
  /* Translators: a button's name, and why it can't be used. */
  g_autofree char *text = obstacle != NULL ? g_strdup_printf (C_ ("tooltip", "%s: %s"), label, obstacle) : g_strdup (label);

  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
proctor_tests_action_bar_dispose (GObject *object)
{
  /* The bin would unparent its child once more. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_TESTS_ACTION_BAR);

  G_OBJECT_CLASS (proctor_tests_action_bar_parent_class)->dispose (object);
}

static void
proctor_tests_action_bar_class_init (ProctorTestsActionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_tests_action_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tests-action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, number);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, run_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, check_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, move_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, duplicate_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, export_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsActionBar, delete_button);
}

static void
proctor_tests_action_bar_init (ProctorTestsActionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
proctor_tests_action_bar_set_revealed (ProctorTestsActionBar *self,
                                       gboolean revealed)
{
  g_return_if_fail (PROCTOR_IS_TESTS_ACTION_BAR (self));

  gtk_revealer_set_reveal_child (self->revealer, revealed);
}

/**
 * proctor_tests_action_bar_set_tight:
 * @self: a bar
 * @tight: whether there is little room
 *
 * Leaves out what is to be had elsewhere, and changes nothing.
 */
void
proctor_tests_action_bar_set_tight (ProctorTestsActionBar *self,
                                    gboolean tight)
{
  g_return_if_fail (PROCTOR_IS_TESTS_ACTION_BAR (self));

  gtk_widget_set_visible (self->check_button, !tight);
}

/**
 * proctor_tests_action_bar_set_number:
 * @self: a bar
 * @number: how many are selected, in words
 */
void
proctor_tests_action_bar_set_number (ProctorTestsActionBar *self,
                                     const char *number)
{
  g_return_if_fail (PROCTOR_IS_TESTS_ACTION_BAR (self));

  gtk_label_set_label (self->number, number);
}

/**
 * proctor_tests_action_bar_set_obstacles:
 * @self: a bar
 * @to_change: (nullable): why what is selected can't be changed
 * @to_copy: (nullable): why it can't be copied
 *
 * Says of the buttons why they can't be used. That they can't is the actions' affair.
 */
void
proctor_tests_action_bar_set_obstacles (ProctorTestsActionBar *self,
                                        const char *to_change,
                                        const char *to_copy)
{
  g_return_if_fail (PROCTOR_IS_TESTS_ACTION_BAR (self));

  set_tooltip (self->run_button, _ ("Run"), to_copy);
  set_tooltip (self->check_button, _ ("Check"), to_copy);
  set_tooltip (self->move_button, _ ("Move to Folder"), to_change);
  set_tooltip (self->duplicate_button, _ ("Duplicate"), to_copy);
  set_tooltip (self->export_button, _ ("Export"), to_copy);
  set_tooltip (self->delete_button, _ ("Delete"), to_change);
}
