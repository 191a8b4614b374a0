/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-dialog.h"

#include <glib/gi18n.h>

#include "proctor-dialog-focus.h"
#include "proctor-error-text.h"
#include "proctor-run-form.h"
#include "proctor-run-lost-view.h"
#include "proctor-run-override-page.h"
#include "proctor-run-tests-page.h"

/**
 * ProctorRunDialog:
 *
 * Asks on which agent and branch some tests are to be run, and how often, and starts them. One press is enough, also
 * one that comes before all is known. When it fails it stays, or comes back, with what was chosen.
 */
struct _ProctorRunDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwNavigationView *navigation;
  GtkStack *stack;
  AdwBanner *banner;
  ProctorRunForm *form;
  ProctorRunLostView *lost_view;
  ProctorRunTestsPage *tests_page;
  ProctorRunOverridePage *override_page;
  GtkWidget *cancel_button;
  GtkWidget *start_button;

  /* Owned */
  ProctorRunSetup *setup;
  char *said; /* what the banner says */

  /* What the banner's button does. */
  void (*way_out) (ProctorRunSetup *setup);
  GtkWidget *parent;              /* weak: where it was shown */
  GtkEventController *early_keys; /* borrowed from the window, until something has the focus */
  gulong focus_handler;
  gboolean is_away;     /* it was closed before there was an answer */
  gboolean was_focused; /* on what has to be chosen */
  gboolean was_led;     /* to the agents, since it was pressed */
  gboolean has_told;    /* that the tests are running */
};

G_DEFINE_FINAL_TYPE (ProctorRunDialog, proctor_run_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_STARTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
say (ProctorRunDialog *self,
     const char *text,
     const char *button_label,
     void (*way_out) (ProctorRunSetup *setup))
{
  self->way_out = way_out;
  if (text != NULL)
    adw_banner_set_title (self->banner, text);
  adw_banner_set_button_label (self->banner, button_label);
  adw_banner_set_revealed (self->banner, text != NULL);
  if (g_set_str (&self->said, text) && text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
skip_checks (ProctorRunSetup *setup)
{
  proctor_run_checks_skip (proctor_run_setup_get_checks (setup));
}

static void
show_banner (ProctorRunDialog *self)
{
  ProctorRunSetupState state = proctor_run_setup_get_state (self->setup);
  const GError *error = proctor_run_setup_get_error (self->setup);
  g_autofree char *waiting = proctor_run_setup_dup_waiting_for (self->setup);
  g_autofree char *obstacle = proctor_run_setup_dup_obstacle (self->setup);

  if (state == PROCTOR_RUN_SETUP_SENDING)
    say (self, _ ("Waiting for the server’s answer…"), NULL, NULL);
  else if (state == PROCTOR_RUN_SETUP_SEARCHING || state == PROCTOR_RUN_SETUP_LOST)
    say (self, NULL, NULL, NULL);
  else if (waiting != NULL)
    {
      /* Translators: what is being done first ("Checked 3 of 12…"). */
      g_autofree char *text = g_strdup_printf (_ ("The tests are run as soon as possible. %s"), waiting);
      gboolean checking = proctor_run_setup_get_branch_id (self->setup) != NULL && !proctor_run_setup_is_saving (self->setup);

      say (self, text, checking ? _ ("_Skip Checks") : NULL, skip_checks);
    }
  else if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      say (self, text, _ ("Try _Again"), proctor_run_setup_retry);
    }
  else
    say (self, obstacle, proctor_run_setup_count_faulty (self->setup) > 0 ? _ ("_Leave Out") : NULL, proctor_run_setup_remove_faulty);
}

static const char *
get_page (ProctorRunDialog *self)
{
  ProctorRunSetupState state = proctor_run_setup_get_state (self->setup);
  ProctorChoiceList *agents = proctor_run_setup_get_agents (self->setup);

  if (state == PROCTOR_RUN_SETUP_SEARCHING || state == PROCTOR_RUN_SETUP_LOST)
    return "lost";
  if (proctor_run_setup_get_agent_id (self->setup) == NULL && proctor_choice_list_get_state (agents) == PROCTOR_CHOICE_READY && g_list_model_get_n_items (G_LIST_MODEL (agents)) == 0)
    return "empty";

  return "choice";
}

static gboolean
is_sent (ProctorRunDialog *self)
{
  ProctorRunSetupState state = proctor_run_setup_get_state (self->setup);

  return state == PROCTOR_RUN_SETUP_SENDING || state == PROCTOR_RUN_SETUP_SEARCHING;
}

/* Where there is nothing to choose, most often, Enter runs. Otherwise the agent comes first. */
static void
focus_agent (ProctorRunDialog *self)
{
  ProctorChoiceList *agents = proctor_run_setup_get_agents (self->setup);

  if (self->was_focused || proctor_choice_list_get_state (agents) != PROCTOR_CHOICE_READY)
    return;

  self->was_focused = TRUE;
  if (proctor_run_setup_get_agent_id (self->setup) == NULL && gtk_widget_has_focus (self->start_button))
    proctor_run_form_focus_agent (self->form);
}

/* Who wants the tests to be run, and has to choose the agent first, is shown the agents: a press always does something. */
static void
lead_to_agent (ProctorRunDialog *self)
{
  g_autofree char *obstacle = proctor_run_setup_dup_obstacle (self->setup);
  guint n_tests = g_list_model_get_n_items (proctor_run_setup_get_tests (self->setup));

  if (obstacle == NULL || self->was_led || proctor_run_setup_get_agent_id (self->setup) != NULL || n_tests == 0 || n_tests > PROCTOR_RUN_SETUP_MOST_TESTS)
    return;

  self->was_led = TRUE;
  proctor_run_form_choose_agent (self->form);
}

/* Whoever closed the dialog after it was sent has to know what became of it. */
static void
come_back (ProctorRunDialog *self)
{
  if (!self->is_away || is_sent (self))
    return;

  self->is_away = FALSE;
  if (proctor_run_setup_get_state (self->setup) != PROCTOR_RUN_SETUP_STARTED && self->parent != NULL)
    adw_dialog_present (ADW_DIALOG (self), self->parent);
  g_object_unref (self);
}

static void
update (ProctorRunDialog *self)
{
  ProctorRunSetupState state = proctor_run_setup_get_state (self->setup);
  gboolean choosing = state == PROCTOR_RUN_SETUP_CHOOSING || state == PROCTOR_RUN_SETUP_WAITING;
  const char *page = get_page (self);
  g_autoptr (ProctorRunDialog) alive = g_object_ref (self);

  if (state == PROCTOR_RUN_SETUP_STARTED && !self->has_told)
    {
      self->has_told = TRUE;
      g_signal_emit (self, signals[SIGNAL_STARTED], 0, proctor_run_setup_get_invocation_id (self->setup));
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  show_banner (self);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (self->start_button, g_str_equal (page, "choice"));
  gtk_widget_set_sensitive (self->start_button, choosing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), choosing);
  /* What is said is said on the first page. */
  if (!choosing || self->said != NULL)
    adw_navigation_view_pop_to_tag (self->navigation, "choice");
  focus_agent (self);
  lead_to_agent (self);
  come_back (self);
}

static void
start_cb (ProctorRunDialog *self)
{
  self->was_led = FALSE;
  proctor_run_setup_start (self->setup);
}

static void
banner_cb (ProctorRunDialog *self)
{
  if (self->way_out != NULL)
    self->way_out (self->setup);
}

static void
leaving_cb (ProctorRunDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
closed_cb (ProctorRunDialog *self)
{
  if (self->setup == NULL)
    return;

  proctor_run_setup_stop_waiting (self->setup);
  if (!is_sent (self) || self->is_away)
    return;

  self->is_away = TRUE;
  g_object_ref (self);
}

static gboolean
settled_cb (gpointer user_data)
{
  ProctorRunDialog *self = user_data;

  if (self->cancel_button != NULL)
    gtk_widget_set_can_focus (self->cancel_button, TRUE);

  return G_SOURCE_REMOVE;
}

static void
ignore_early_keys (ProctorRunDialog *self)
{
  if (self->parent != NULL && self->early_keys != NULL)
    {
      g_clear_signal_handler (&self->focus_handler, self->parent);
      gtk_widget_remove_controller (self->parent, self->early_keys);
    }
  self->early_keys = NULL;
  self->focus_handler = 0;
}

static void
focus_cb (ProctorRunDialog *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->parent));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    ignore_early_keys (self);
}

static gboolean
is_starting_key (ProctorRunDialog *self,
                 guint key,
                 GdkModifierType modifiers)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (self->start_button));

  modifiers &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    return modifiers == 0;

  return modifiers == GDK_ALT_MASK && gdk_keyval_to_lower (key) == gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (GTK_LABEL (label)));
}

/* A dialog gives the focus to what is in it with its second frame. Until then nothing has it, all keys go to the window
 * alone, and those of somebody who is faster would be lost. */
static gboolean
early_key_cb (ProctorRunDialog *self,
              guint key,
              guint code,
              GdkModifierType modifiers)
{
  if (gtk_root_get_focus (GTK_ROOT (self->parent)) != NULL)
    return GDK_EVENT_PROPAGATE;

  if (is_starting_key (self, key, modifiers))
    start_cb (self);
  else if (key == GDK_KEY_Escape)
    adw_dialog_force_close (ADW_DIALOG (self));
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
proctor_run_dialog_map (GtkWidget *widget)
{
  ProctorRunDialog *self = PROCTOR_RUN_DIALOG (widget);

  g_set_weak_pointer (&self->parent, GTK_WIDGET (gtk_widget_get_root (widget)));
  GTK_WIDGET_CLASS (proctor_run_dialog_parent_class)->map (widget);
  self->early_keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->early_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->early_keys, "key-pressed", G_CALLBACK (early_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->parent, self->early_keys);
  self->focus_handler = g_signal_connect_object (self->parent, "notify::focus-widget", G_CALLBACK (focus_cb), self, G_CONNECT_SWAPPED);
  g_idle_add_full (G_PRIORITY_LOW, settled_cb, g_object_ref (self), g_object_unref);
}

static void
proctor_run_dialog_unmap (GtkWidget *widget)
{
  ProctorRunDialog *self = PROCTOR_RUN_DIALOG (widget);

  ignore_early_keys (self);
  GTK_WIDGET_CLASS (proctor_run_dialog_parent_class)->unmap (widget);
}

static void
proctor_run_dialog_dispose (GObject *object)
{
  ProctorRunDialog *self = PROCTOR_RUN_DIALOG (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->setup);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_DIALOG);

  G_OBJECT_CLASS (proctor_run_dialog_parent_class)->dispose (object);
}

static void
proctor_run_dialog_finalize (GObject *object)
{
  g_free (PROCTOR_RUN_DIALOG (object)->said);

  G_OBJECT_CLASS (proctor_run_dialog_parent_class)->finalize (object);
}

static void
proctor_run_dialog_class_init (ProctorRunDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_dialog_dispose;
  object_class->finalize = proctor_run_dialog_finalize;
  widget_class->map = proctor_run_dialog_map;
  widget_class->unmap = proctor_run_dialog_unmap;

  /**
   * ProctorRunDialog::started:
   * @invocation_id: what was started
   */
  signals[SIGNAL_STARTED] = g_signal_new ("started", PROCTOR_TYPE_RUN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_RUN_FORM);
  g_type_ensure (PROCTOR_TYPE_RUN_LOST_VIEW);
  g_type_ensure (PROCTOR_TYPE_RUN_OVERRIDE_PAGE);
  g_type_ensure (PROCTOR_TYPE_RUN_TESTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, navigation);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, form);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, lost_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, tests_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, override_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, start_button);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaving_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
proctor_run_dialog_init (ProctorRunDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_run_dialog_new:
 * @setup: what is to be run, which has tests and isn't loaded yet
 *
 * Returns: (transfer floating): a dialog that starts them
 */
AdwDialog *
proctor_run_dialog_new (ProctorRunSetup *setup)
{
  ProctorRunDialog *self;

  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (setup), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_DIALOG, NULL);
  self->setup = g_object_ref (setup);
  proctor_run_form_set_setup (self->form, setup);
  proctor_run_lost_view_set_setup (self->lost_view, setup);
  proctor_run_tests_page_set_setup (self->tests_page, setup);
  proctor_run_override_page_set_setup (self->override_page, setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  proctor_run_setup_load (setup);
  /* A press that comes before all is known is remembered, so there is nothing to wait for. */
  adw_dialog_set_focus (ADW_DIALOG (self), self->start_button);
  proctor_dialog_focus (self->start_button);

  return ADW_DIALOG (self);
}

ProctorSession *
proctor_run_dialog_get_session (ProctorRunDialog *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_DIALOG (self), NULL);

  return proctor_run_setup_get_session (self->setup);
}
