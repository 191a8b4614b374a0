/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-pane.h"

#include "proctor-agent-branches.h"
#include "proctor-agent-editor.h"
#include "proctor-agent-header.h"
#include "proctor-agent-outline.h"
#include "proctor-agent-runs.h"
#include "proctor-agent-toolbox.h"
#include "proctor-agent-variables-view.h"
#include "proctor-agent-versions.h"
#include "proctor-attached-section.h"
#include "proctor-config-drafts.h"
#include "proctor-config-frame.h"
#include "proctor-error-text.h"
#include "proctor-run-tests.h"
#include "proctor-surroundings.h"
#include "proctor-talk-dialog.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentPane:
 *
 * An agent, on one page: what it is, its branches, what is attached to it, and how it has been doing. What was
 * run on it is there also when the agent itself can't be had.
 */
struct _ProctorAgentPane
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwBanner *trouble;
  GtkScrolledWindow *scroller;
  ProctorAgentHeader *header;
  GtkWidget *spinner;
  AdwStatusPage *problem_page;
  GtkWidget *sections;
  ProctorAgentBranches *branches;
  ProctorAgentVersions *versions;
  ProctorAttachedSection *attached;
  GtkBox *configuration;
  ProctorConfigFrame *frame;
  ProctorAgentEditor *editor;
  ProctorAgentOutline *outline;
  ProctorAgentToolbox *toolbox;
  ProctorAgentVariablesView *variables;
  ProctorAgentRuns *runs;

  /* Owned */
  ProctorSession *session;
  ProctorAgentSummary *agent;
  ProctorAgentPage *page;
  GSignalGroup *session_signals;
  GSignalGroup *health_signals;
  GSignalGroup *agent_signals;
  GSignalGroup *page_signals;
  GSignalGroup *attachments_signals;

  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (ProctorAgentPane, proctor_agent_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_AGENT,
} ProctorAgentPaneProperty;

static GParamSpec *properties[PROP_AGENT + 1];

static void
show_trouble (ProctorAgentPane *self,
              ProctorAgentPageState state,
              const GError *error)
{
  g_autofree char *text = error != NULL ? proctor_error_text_dup (error) : NULL;
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (state == PROCTOR_AGENT_PAGE_ERROR)
    adw_status_page_set_description (self->problem_page, markup);
  else if (text != NULL)
    adw_banner_set_title (self->trouble, text);
  adw_banner_set_revealed (self->trouble, state == PROCTOR_AGENT_PAGE_CONTENT && error != NULL);
}

/* What is made here is edited here; elsewhere it is only shown. */
static void
show_configuration (ProctorAgentPane *self)
{
  gboolean is_local = self->session != NULL && proctor_workspace_is_local (proctor_session_get_workspace (self->session));
  ProctorAgent *agent = self->page != NULL ? proctor_agent_page_get_agent (self->page) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->editor), is_local);
  gtk_widget_set_visible (GTK_WIDGET (self->outline), !is_local);
  gtk_widget_set_visible (GTK_WIDGET (self->toolbox), !is_local);
  gtk_widget_set_visible (GTK_WIDGET (self->variables), !is_local);
  if (is_local && agent != NULL)
    proctor_agent_editor_set_agent (self->editor, self->session, proctor_agent_page_get_agent_id (self->page), proctor_agent_page_get_branch_id (self->page));
  else
    proctor_agent_editor_set_agent (self->editor, NULL, NULL, NULL);
}

/* The page has the agent as it was; what others have changed meanwhile came with the answer. */
static void
saved_cb (ProctorAgentPane *self)
{
  if (self->page != NULL)
    proctor_agent_page_refresh (self->page);
}

static void
update (ProctorAgentPane *self)
{
  ProctorAgentPageState state = proctor_agent_page_get_state (self->page);

  show_trouble (self, state, proctor_agent_page_get_error (self->page));
  gtk_widget_set_visible (self->spinner, state == PROCTOR_AGENT_PAGE_LOADING);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_page), state == PROCTOR_AGENT_PAGE_ERROR);
  gtk_widget_set_visible (self->sections, state == PROCTOR_AGENT_PAGE_CONTENT);
  gtk_widget_set_visible (GTK_WIDGET (self->configuration), state == PROCTOR_AGENT_PAGE_CONTENT);
  show_configuration (self);
}

/* Only what is all there is run: a folder that is half read would be half a result. */
static void
update_actions (ProctorAgentPane *self)
{
  gboolean complete = FALSE;
  g_auto (GStrv) ids = self->page != NULL ? proctor_attachments_dup_test_ids (proctor_agent_page_get_attachments (self->page), &complete) : NULL;
  gboolean has_tests = ids != NULL && ids[0] != NULL;
  const char *hint = NULL;

  if (!has_tests)
    hint = _ ("No tests are attached on this branch");
  else if (!complete)
    hint = _ ("It is not known yet which tests these are");
  proctor_agent_header_set_run_hint (self->header, hint);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agent.run-attached", complete && has_tests);
}

static void
started_cb (ProctorAgentPane *self)
{
  if (self->page != NULL)
    proctor_agent_results_refresh (proctor_agent_page_get_results (self->page));
}

static void
run_attached_action (GtkWidget *widget,
                     const char *action_name,
                     GVariant *parameter)
{
  ProctorAgentPane *self = PROCTOR_AGENT_PANE (widget);
  g_autoptr (ProctorRunSetup) setup = proctor_run_setup_new (self->session);
  AdwDialog *dialog;

  proctor_run_setup_add_attached (setup, proctor_agent_page_get_attachments (self->page));
  if (g_list_model_get_n_items (proctor_run_setup_get_tests (setup)) == 0)
    return;

  proctor_run_setup_prefer (setup, proctor_agent_page_get_agent_id (self->page), proctor_agent_page_get_branch_id (self->page));
  dialog = proctor_run_tests_ask (widget, setup);
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
}

static void
drafted_cb (ProctorAgentPane *self,
            const char *draft_id)
{
  /* It is for this agent, though the test itself doesn't say so. */
  if (self->page != NULL)
    proctor_surroundings_choose_agent (proctor_surroundings_of (self->session), proctor_agent_page_get_agent_id (self->page));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-draft", "s", draft_id);
}

static void
talk_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorAgentPane *self = PROCTOR_AGENT_PANE (widget);
  AdwDialog *dialog;

  if (self->page == NULL)
    return;

  dialog = proctor_talk_dialog_new (self->session, proctor_agent_page_get_agent_id (self->page), proctor_agent_page_get_branch_id (self->page), self->agent != NULL ? proctor_agent_summary_get_name (self->agent) : NULL);
  g_signal_connect_object (dialog, "drafted", G_CALLBACK (drafted_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
retry_cb (ProctorAgentPane *self)
{
  if (self->page != NULL)
    proctor_agent_page_retry (self->page);
}

/* What nobody sees is asked for when somebody does. */
static void
catch_up (ProctorAgentPane *self)
{
  if (!self->is_stale || self->page == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->is_stale = FALSE;
  proctor_agent_page_refresh (self->page);
}

static void
refreshing_cb (ProctorAgentPane *self)
{
  self->is_stale = TRUE;
  catch_up (self);
}

static void
show_name (ProctorAgentPane *self)
{
  if (self->agent != NULL && proctor_agent_page_get_agent (self->page) == NULL)
    proctor_agent_header_set_name (self->header, proctor_agent_summary_get_name (self->agent));
}

static void
show_page (ProctorAgentPane *self)
{
  proctor_agent_header_set_page (self->header, self->page);
  proctor_agent_branches_set_page (self->branches, self->page);
  proctor_agent_versions_set_page (self->versions, self->page);
  proctor_attached_section_set_page (self->attached, self->page);
  proctor_agent_outline_set_page (self->outline, self->page);
  proctor_agent_toolbox_set_page (self->toolbox, self->page);
  proctor_agent_variables_view_set_page (self->variables, self->page);
  proctor_agent_runs_set_page (self->runs, self->page);
  g_signal_group_set_target (self->page_signals, self->page);
  g_signal_group_set_target (self->attachments_signals, self->page != NULL ? proctor_agent_page_get_attachments (self->page) : NULL);
  gtk_stack_set_visible_child_name (self->stack, self->page != NULL ? "content" : "none");
  update_actions (self);
  if (self->page == NULL)
    {
      show_configuration (self);
      return;
    }

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_name (self);
  update (self);
}

static void
proctor_agent_pane_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (proctor_agent_pane_parent_class)->map (widget);

  catch_up (PROCTOR_AGENT_PANE (widget));
}

static void
proctor_agent_pane_dispose (GObject *object)
{
  ProctorAgentPane *self = PROCTOR_AGENT_PANE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->agent_signals);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->attachments_signals);
  g_clear_object (&self->page);
  g_clear_object (&self->agent);
  g_clear_object (&self->session);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_PANE);

  G_OBJECT_CLASS (proctor_agent_pane_parent_class)->dispose (object);
}

static void
proctor_agent_pane_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorAgentPane *self = PROCTOR_AGENT_PANE (object);

  switch ((ProctorAgentPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AGENT:
      g_value_set_object (value, self->agent);
      break;
    }
}

static void
proctor_agent_pane_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch ((ProctorAgentPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_agent_pane_set_session (PROCTOR_AGENT_PANE (object), g_value_get_object (value));
      break;
    case PROP_AGENT:
      proctor_agent_pane_set_agent (PROCTOR_AGENT_PANE (object), g_value_get_object (value));
      break;
    }
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, trouble);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, header);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, problem_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, sections);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, branches);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, versions);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, attached);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, configuration);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, frame);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, editor);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, outline);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, toolbox);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, variables);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentPane, runs);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
proctor_agent_pane_class_init (ProctorAgentPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_agent_pane_dispose;
  object_class->get_property = proctor_agent_pane_get_property;
  object_class->set_property = proctor_agent_pane_set_property;
  widget_class->map = proctor_agent_pane_map;

  /**
   * ProctorAgentPane:session:
   *
   * The workspace that is shown.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);

  /**
   * ProctorAgentPane:agent:
   *
   * The agent that is shown, as a list has it.
   */
  properties[PROP_AGENT] = g_param_spec_object ("agent", NULL, NULL, PROCTOR_TYPE_AGENT_SUMMARY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_AGENT_BRANCHES);
  g_type_ensure (PROCTOR_TYPE_AGENT_EDITOR);
  g_type_ensure (PROCTOR_TYPE_AGENT_HEADER);
  g_type_ensure (PROCTOR_TYPE_AGENT_OUTLINE);
  g_type_ensure (PROCTOR_TYPE_AGENT_RUNS);
  g_type_ensure (PROCTOR_TYPE_AGENT_TOOLBOX);
  g_type_ensure (PROCTOR_TYPE_AGENT_VARIABLES_VIEW);
  g_type_ensure (PROCTOR_TYPE_AGENT_VERSIONS);
  g_type_ensure (PROCTOR_TYPE_ATTACHED_SECTION);
  g_type_ensure (PROCTOR_TYPE_CONFIG_FRAME);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "agent.run-attached", NULL, run_attached_action);
  gtk_widget_class_install_action (widget_class, "agent.talk", NULL, talk_action);
}

static void
proctor_agent_pane_init (ProctorAgentPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_banner_set_use_markup (self->trouble, FALSE);
  proctor_agent_editor_set_frame (self->editor, self->frame);
  g_signal_connect_object (self->frame, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  self->session_signals = g_signal_group_new (PROCTOR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "refreshing", G_CALLBACK (refreshing_cb), self);
  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "recovered", G_CALLBACK (refreshing_cb), self);
  self->agent_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_SUMMARY);
  g_signal_group_connect_swapped (self->agent_signals, "notify::name", G_CALLBACK (show_name), self);
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "changed", G_CALLBACK (update), self);
  self->attachments_signals = g_signal_group_new (PROCTOR_TYPE_ATTACHMENTS);
  g_signal_group_connect_swapped (self->attachments_signals, "changed", G_CALLBACK (update_actions), self);
  update_actions (self);
}

/**
 * proctor_agent_pane_new:
 *
 * Returns: (transfer floating): a pane that shows nothing yet
 */
GtkWidget *
proctor_agent_pane_new (void)
{
  return g_object_new (PROCTOR_TYPE_AGENT_PANE, NULL);
}

/**
 * proctor_agent_pane_set_session:
 * @self: a pane
 * @session: (nullable): the workspace that is open
 *
 * Whose agents are shown. An agent of another session is not shown any more.
 */
void
proctor_agent_pane_set_session (ProctorAgentPane *self,
                                ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PANE (self));
  g_return_if_fail (session == NULL || PROCTOR_IS_SESSION (session));

  if (self->session == session)
    return;

  proctor_agent_pane_set_agent (self, NULL);
  g_set_object (&self->session, session);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->health_signals, session != NULL ? proctor_session_get_health (session) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_agent_pane_set_agent:
 * @self: a pane
 * @agent: (nullable): an agent of the session
 *
 * Reads the agent and shows it from its beginning.
 */
void
proctor_agent_pane_set_agent (ProctorAgentPane *self,
                              ProctorAgentSummary *agent)
{
  const char *id;

  g_return_if_fail (PROCTOR_IS_AGENT_PANE (self));
  g_return_if_fail (agent == NULL || PROCTOR_IS_AGENT_SUMMARY (agent));
  g_return_if_fail (agent == NULL || self->session != NULL);

  if (!g_set_object (&self->agent, agent))
    return;

  id = agent != NULL ? proctor_agent_summary_get_agent_id (agent) : NULL;
  g_signal_group_set_target (self->agent_signals, agent);
  /* Another list has another row for the same agent. */
  if (self->page == NULL || g_strcmp0 (id, proctor_agent_page_get_agent_id (self->page)) != 0)
    {
      g_clear_object (&self->page);
      if (id != NULL)
        self->page = proctor_agent_page_new (self->session, id);
      show_page (self);
      self->is_stale = TRUE;
      catch_up (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGENT]);
}

/**
 * proctor_agent_pane_get_page:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): what there is to know of the agent that is shown
 */
ProctorAgentPage *
proctor_agent_pane_get_page (ProctorAgentPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PANE (self), NULL);

  return self->page;
}

/**
 * proctor_agent_pane_edit:
 * @self: a pane
 * @action: an action of the editor, as "editor.save"
 *
 * Does something with the configuration that is edited, wherever the focus is.
 */
void
proctor_agent_pane_edit (ProctorAgentPane *self,
                         const char *action)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PANE (self));

  gtk_widget_activate_action (GTK_WIDGET (self->frame), action, NULL);
}

/**
 * proctor_agent_pane_get_configuration:
 * @self: a pane
 *
 * Returns: (transfer none): where the agent's configuration is shown
 */
GtkBox *
proctor_agent_pane_get_configuration (ProctorAgentPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PANE (self), NULL);

  return self->configuration;
}
