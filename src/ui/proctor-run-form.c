/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-form.h"

#include <glib/gi18n.h>

#include "proctor-checks-row.h"
#include "proctor-picker-row.h"
#include "proctor-run-chips.h"
#include "proctor-run-words.h"

/**
 * ProctorRunForm:
 *
 * What is chosen before tests are run, and what is known of it: what the checks found, how many runs it makes, how
 * long they may take.
 */
struct _ProctorRunForm
{
  AdwBin parent_instance;

  /* Template children */
  ProctorPickerRow *agent_row;
  ProctorPickerRow *branch_row;
  AdwActionRow *tests_row;
  AdwSpinRow *repeat_row;
  AdwToggleGroup *repeat_toggles;
  AdwActionRow *override_row;
  ProctorChecksRow *checks_row;
  AdwActionRow *unsaved_row;
  GtkWidget *save_button;
  ProctorRunChips *chips;
  GtkLabel *total_label;
  GtkLabel *estimate_label;

  /* Owned */
  ProctorRunSetup *setup;

  gboolean is_updating;
};

enum
{
  SIGNAL_LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorRunForm, proctor_run_form, ADW_TYPE_BIN)

static void
show_place (ProctorRunForm *self)
{
  ProctorChoiceList *agents = proctor_run_setup_get_agents (self->setup);
  ProctorChoiceList *branches = proctor_run_setup_get_branches (self->setup);
  gboolean known = proctor_choice_list_get_state (agents) == PROCTOR_CHOICE_READY;

  proctor_picker_row_set_choices (self->agent_row, G_LIST_MODEL (agents));
  proctor_picker_row_set_prompt (self->agent_row, known ? _ ("Choose an agent") : _ ("Reading the agents…"));
  proctor_picker_row_set_chosen (self->agent_row, proctor_run_setup_get_agent_id (self->setup));
  proctor_picker_row_set_choices (self->branch_row, branches != NULL ? G_LIST_MODEL (branches) : NULL);
  proctor_picker_row_set_prompt (self->branch_row, branches == NULL ? _ ("Choose the agent first") : _ ("Reading the branches…"));
  proctor_picker_row_set_chosen (self->branch_row, proctor_run_setup_get_branch_id (self->setup));
  gtk_widget_set_sensitive (GTK_WIDGET (self->branch_row), branches != NULL);
}

static void
show_repeat (ProctorRunForm *self)
{
  guint repeat_count = proctor_run_setup_get_repeat_count (self->setup);
  g_autofree char *name = g_strdup_printf ("%u", repeat_count);
  AdwToggle *toggle = adw_toggle_group_get_toggle_by_name (self->repeat_toggles, name);

  adw_spin_row_set_value (self->repeat_row, repeat_count);
  adw_toggle_group_set_active (self->repeat_toggles, toggle != NULL ? adw_toggle_get_index (toggle) : GTK_INVALID_LIST_POSITION);
}

static void
show_rest (ProctorRunForm *self)
{
  guint n_tests = g_list_model_get_n_items (proctor_run_setup_get_tests (self->setup));
  guint n_unsaved = proctor_run_setup_count_unsaved (self->setup);
  g_autofree char *tests = g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  g_autofree char *unsaved = g_strdup_printf (ngettext ("%u of these tests has changes that aren’t saved", "%u of these tests have changes that aren’t saved", n_unsaved), n_unsaved);
  g_autofree char *total = proctor_run_words_dup_total (self->setup);
  g_autofree char *estimate = proctor_run_words_dup_estimate (self->setup);
  const char *problem = proctor_run_setup_get_override_problem (self->setup);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tests_row), tests);
  adw_action_row_set_subtitle (self->tests_row, proctor_run_setup_has_workflow (self->setup) ? _ ("Choose where in the workflow each begins") : "");
  adw_action_row_set_subtitle (self->override_row, problem != NULL ? problem : proctor_run_setup_get_override (self->setup) != NULL ? _ ("Another one, for these runs only")
                                                                                                                                    : _ ("The agent’s own"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unsaved_row), unsaved);
  gtk_widget_set_visible (GTK_WIDGET (self->unsaved_row), n_unsaved > 0);
  gtk_widget_set_sensitive (self->save_button, !proctor_run_setup_is_saving (self->setup));
  gtk_label_set_label (self->total_label, total);
  gtk_label_set_label (self->estimate_label, estimate);
  gtk_widget_set_visible (GTK_WIDGET (self->estimate_label), estimate[0] != '\0');
}

static void
update (ProctorRunForm *self)
{
  self->is_updating = TRUE;
  show_place (self);
  show_repeat (self);
  show_rest (self);
  self->is_updating = FALSE;
}

static void
agent_cb (ProctorRunForm *self,
          const char *agent_id)
{
  proctor_run_setup_choose_agent (self->setup, agent_id);
}

static void
branch_cb (ProctorRunForm *self,
           const char *branch_id)
{
  proctor_run_setup_choose_branch (self->setup, branch_id);
}

static void
repeat_cb (ProctorRunForm *self)
{
  if (self->setup != NULL && !self->is_updating)
    proctor_run_setup_set_repeat_count (self->setup, (guint) adw_spin_row_get_value (self->repeat_row));
}

static void
toggled_cb (ProctorRunForm *self)
{
  const char *name = adw_toggle_group_get_active_name (self->repeat_toggles);

  if (self->setup != NULL && !self->is_updating && name != NULL)
    proctor_run_setup_set_repeat_count (self->setup, (guint) g_ascii_strtoull (name, NULL, 10));
}

/* The dialog's own button is what Enter is for; Space is for the toggles. */
static gboolean
toggles_key_cb (ProctorRunForm *self,
                guint key,
                guint code,
                GdkModifierType modifiers)
{
  GtkWidget *dialog;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter) || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;

  /* A window would rather activate the toggle, because that is a button and has the focus. */
  dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_DIALOG);
  if (dialog != NULL)
    gtk_widget_activate (adw_dialog_get_default_widget (ADW_DIALOG (dialog)));

  return GDK_EVENT_STOP;
}

static void
save_cb (ProctorRunForm *self)
{
  proctor_run_setup_save (self->setup);
}

static void
leaving_cb (ProctorRunForm *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
}

static void
proctor_run_form_dispose (GObject *object)
{
  ProctorRunForm *self = PROCTOR_RUN_FORM (object);

  g_clear_object (&self->setup);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_FORM);

  G_OBJECT_CLASS (proctor_run_form_parent_class)->dispose (object);
}

static void
proctor_run_form_class_init (ProctorRunFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_run_form_dispose;

  /**
   * ProctorRunForm::leaving:
   *
   * Somebody is led to a test, so what stands before it should go.
   */
  signals[SIGNAL_LEAVING] = g_signal_new ("leaving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_CHECKS_ROW);
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  g_type_ensure (PROCTOR_TYPE_RUN_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, agent_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, branch_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, tests_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, repeat_toggles);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, override_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, checks_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, unsaved_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, chips);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, total_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunForm, estimate_label);
  gtk_widget_class_bind_template_callback (widget_class, agent_cb);
  gtk_widget_class_bind_template_callback (widget_class, branch_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaving_cb);
}

static void
proctor_run_form_init (ProctorRunForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (toggles_key_cb), self, G_CONNECT_SWAPPED);
  /* Who clicks a toggle has the focus on the row around it. */
  gtk_widget_add_controller (gtk_widget_get_ancestor (GTK_WIDGET (self->repeat_toggles), ADW_TYPE_PREFERENCES_ROW), keys);
}

/**
 * proctor_run_form_set_setup:
 * @self: a form
 * @setup: what is going to be run
 */
void
proctor_run_form_set_setup (ProctorRunForm *self,
                            ProctorRunSetup *setup)
{
  g_return_if_fail (PROCTOR_IS_RUN_FORM (self));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  proctor_checks_row_set_checks (self->checks_row, proctor_run_setup_get_checks (setup));
  proctor_run_chips_set_setup (self->chips, setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * proctor_run_form_focus_agent:
 * @self: a form
 *
 * The agent is what has to be chosen first.
 */
void
proctor_run_form_focus_agent (ProctorRunForm *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->agent_row));
}

/**
 * proctor_run_form_choose_agent:
 * @self: a form
 *
 * Shows the agents to choose from.
 */
void
proctor_run_form_choose_agent (ProctorRunForm *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_FORM (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->agent_row));
  if (gtk_widget_get_mapped (GTK_WIDGET (self->agent_row)))
    adw_action_row_activate (ADW_ACTION_ROW (self->agent_row));
}
