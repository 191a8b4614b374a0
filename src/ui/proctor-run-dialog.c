/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-dialog.h"

#include <glib/gi18n.h>

#include "proctor-agent-summary.h"
#include "proctor-api-error.h"
#include "proctor-branch.h"
#include "proctor-checks-row.h"
#include "proctor-dialog-focus.h"
#include "proctor-record.h"
#include "proctor-run-start.h"

/**
 * ProctorRunDialog:
 *
 * Asks on which agent and branch some tests are to be run, and how often, and starts them. When
 * that fails it stays, with what was chosen.
 */
struct _ProctorRunDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwBanner *error_banner;
  AdwComboRow *agent_row;
  AdwComboRow *branch_row;
  AdwSpinRow *repeat_row;
  ProctorChecksRow *checks_row;
  GtkLabel *total_label;
  GtkWidget *start_button;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  GCancellable *cancellable;
  GCancellable *branches_cancellable;
  char *preferred_agent;  /* (nullable): what is chosen at first, if it is there */
  char *preferred_branch; /* (nullable): the same */

  gboolean starting;
  /* What failed, and what trying again does. */
  void (*again) (ProctorRunDialog *self);
};

G_DEFINE_FINAL_TYPE (ProctorRunDialog, proctor_run_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_STARTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void load_agents (ProctorRunDialog *self);
static void load_branches (ProctorRunDialog *self);
static void start (ProctorRunDialog *self);

static void
show_error (ProctorRunDialog *self,
            const GError *error,
            void (*again) (ProctorRunDialog *self))
{
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  g_autofree char *text = NULL;

  if (details != NULL && details->advice != NULL)
    text = g_strdup_printf ("%s %s", error->message, details->advice);

  self->again = again;
  adw_banner_set_use_markup (self->error_banner, FALSE);
  adw_banner_set_title (self->error_banner, text != NULL ? text : error->message);
  adw_banner_set_button_label (self->error_banner, again != NULL ? _ ("Try _Again") : NULL);
  adw_banner_set_revealed (self->error_banner, TRUE);
}

static void
update (ProctorRunDialog *self)
{
  gboolean chosen = adw_combo_row_get_selected_item (self->agent_row) != NULL && adw_combo_row_get_selected_item (self->branch_row) != NULL;

  gtk_widget_set_sensitive (self->start_button, chosen && !self->starting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), !self->starting);
}

static void
describe_cb (ProctorRunDialog *self)
{
  guint n_tests = g_strv_length (self->test_ids);
  guint repeat = (guint) adw_spin_row_get_value (self->repeat_row);
  g_autofree char *tests = g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run", "%u runs", n_tests * repeat), n_tests * repeat);
  /* Translators: first how many tests ("12 tests"), then how many runs that makes ("36 runs"). */
  g_autofree char *text = g_strdup_printf (_ ("%s, %s"), tests, runs);

  gtk_label_set_label (self->total_label, text);
}

static void
select_row (AdwComboRow *row,
            GListModel *records,
            const char *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (ProctorRecord) record = g_list_model_get_item (records, i);

      if (g_strcmp0 (proctor_record_get_identity (record), id) == 0)
        adw_combo_row_set_selected (row, i);
    }
}

static void
branches_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorRunDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) branches = proctor_run_start_list_branches_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (branches == NULL)
    {
      show_error (self, error, load_branches);
      return;
    }

  adw_combo_row_set_model (self->branch_row, branches);
  if (g_strcmp0 (proctor_record_get_identity (adw_combo_row_get_selected_item (self->agent_row)), self->preferred_agent) == 0)
    select_row (self->branch_row, branches, self->preferred_branch);
  update (self);
}

static void
load_branches (ProctorRunDialog *self)
{
  ProctorAgentSummary *agent = adw_combo_row_get_selected_item (self->agent_row);

  g_cancellable_cancel (self->branches_cancellable);
  g_clear_object (&self->branches_cancellable);
  adw_combo_row_set_model (self->branch_row, NULL);
  adw_banner_set_revealed (self->error_banner, FALSE);
  update (self);
  if (agent == NULL)
    return;

  self->branches_cancellable = g_cancellable_new ();
  proctor_run_start_list_branches_async (self->session, proctor_agent_summary_get_agent_id (agent), self->branches_cancellable, branches_cb, self);
}

static void
agent_cb (ProctorRunDialog *self)
{
  if (self->session != NULL)
    load_branches (self);
}

/* Where there is but one agent, most often there is nothing to choose, and Enter runs. */
static void
focus_first (ProctorRunDialog *self,
             gboolean choice)
{
  GtkWidget *widget = choice ? GTK_WIDGET (self->agent_row) : self->start_button;

  adw_dialog_set_focus (ADW_DIALOG (self), widget);
  if (gtk_widget_get_mapped (widget))
    gtk_widget_grab_focus (widget);
  else
    proctor_dialog_focus (widget);
}

static void
agents_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorRunDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) agents = proctor_run_start_list_agents_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (agents == NULL)
    {
      show_error (self, error, load_agents);
      return;
    }

  if (g_list_model_get_n_items (agents) == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  adw_combo_row_set_model (self->agent_row, agents);
  select_row (self->agent_row, agents, self->preferred_agent);
  gtk_stack_set_visible_child_name (self->stack, "choice");
  focus_first (self, g_list_model_get_n_items (agents) > 1);
}

static void
load_agents (ProctorRunDialog *self)
{
  adw_banner_set_revealed (self->error_banner, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  proctor_run_start_list_agents_async (self->session, self->cancellable, agents_cb, self);
}

static void
started_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorRunDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *invocation_id = proctor_run_start_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_object_unref (self);
      return;
    }

  self->starting = FALSE;
  if (invocation_id == NULL)
    {
      /* What may have been started is not offered to be started once more by one click. */
      gboolean lost = g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);

      show_error (self, error, lost ? NULL : start);
      update (self);
    }
  else
    {
      g_signal_emit (self, signals[SIGNAL_STARTED], 0, invocation_id);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  g_object_unref (self);
}

/* Once it is sent it is not cancelled: it would be begun all the same, and nobody told. */
static void
start (ProctorRunDialog *self)
{
  ProctorAgentSummary *agent = adw_combo_row_get_selected_item (self->agent_row);
  ProctorBranch *branch = adw_combo_row_get_selected_item (self->branch_row);

  if (self->starting || agent == NULL || branch == NULL)
    return;

  self->starting = TRUE;
  proctor_checks_row_stop (self->checks_row);
  adw_banner_set_revealed (self->error_banner, FALSE);
  update (self);
  proctor_run_start_async (self->session,
                           proctor_agent_summary_get_agent_id (agent),
                           proctor_branch_get_id (branch),
                           (const char *const *) self->test_ids,
                           (guint) adw_spin_row_get_value (self->repeat_row),
                           NULL,
                           started_cb,
                           g_object_ref (self));
}

static void
leaving_cb (ProctorRunDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
start_cb (ProctorRunDialog *self)
{
  start (self);
}

static void
try_again_cb (ProctorRunDialog *self)
{
  if (self->again != NULL)
    self->again (self);
}

static char *
get_agent_name (ProctorAgentSummary *agent)
{
  return g_strdup (proctor_agent_summary_get_name (agent));
}

static char *
get_branch_name (ProctorBranch *branch)
{
  return g_strdup (proctor_branch_get_name (branch));
}

static void
set_naming (AdwComboRow *row,
            GCallback get_name)
{
  g_autoptr (GtkExpression) expression = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, get_name, NULL, NULL);

  adw_combo_row_set_expression (row, expression);
}

static void
proctor_run_dialog_dispose (GObject *object)
{
  ProctorRunDialog *self = PROCTOR_RUN_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->branches_cancellable);
  g_clear_object (&self->branches_cancellable);
  /* What it waits for would keep it. */
  if (self->checks_row != NULL)
    proctor_checks_row_stop (self->checks_row);
  g_clear_object (&self->session);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_DIALOG);

  G_OBJECT_CLASS (proctor_run_dialog_parent_class)->dispose (object);
}

static void
proctor_run_dialog_finalize (GObject *object)
{
  ProctorRunDialog *self = PROCTOR_RUN_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->test_ids, g_strfreev);
  g_free (self->preferred_agent);
  g_free (self->preferred_branch);

  G_OBJECT_CLASS (proctor_run_dialog_parent_class)->finalize (object);
}

static void
proctor_run_dialog_class_init (ProctorRunDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_run_dialog_dispose;
  object_class->finalize = proctor_run_dialog_finalize;

  /**
   * ProctorRunDialog::started:
   * @invocation_id: what was started
   */
  signals[SIGNAL_STARTED] = g_signal_new ("started", PROCTOR_TYPE_RUN_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_CHECKS_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, error_banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, agent_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, branch_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, checks_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, total_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunDialog, start_button);
  gtk_widget_class_bind_template_callback (widget_class, agent_cb);
  gtk_widget_class_bind_template_callback (widget_class, describe_cb);
  gtk_widget_class_bind_template_callback (widget_class, leaving_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
}

static void
proctor_run_dialog_init (ProctorRunDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->test_ids = g_new0 (char *, 1);
  gtk_widget_init_template (GTK_WIDGET (self));
  set_naming (self->agent_row, G_CALLBACK (get_agent_name));
  set_naming (self->branch_row, G_CALLBACK (get_branch_name));
}

/**
 * proctor_run_dialog_new:
 * @session: a session
 * @test_ids: (array zero-terminated=1): the tests
 *
 * Returns: (transfer floating): a dialog that starts them
 */
AdwDialog *
proctor_run_dialog_new (ProctorSession *session,
                        const char *const *test_ids)
{
  ProctorRunDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_ids != NULL && test_ids[0] != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_DIALOG, NULL);
  self->session = g_object_ref (session);
  g_strfreev (self->test_ids);
  self->test_ids = g_strdupv ((char **) test_ids);
  describe_cb (self);
  load_agents (self);
  proctor_checks_row_start (self->checks_row, session, test_ids);

  return ADW_DIALOG (self);
}

/**
 * proctor_run_dialog_prefer:
 * @self: a dialog that was just made
 * @agent_id: an agent
 * @branch_id: (nullable): one of its branches
 *
 * Chooses where the tests are run, until somebody chooses something else.
 */
void
proctor_run_dialog_prefer (ProctorRunDialog *self,
                           const char *agent_id,
                           const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_DIALOG (self));

  g_set_str (&self->preferred_agent, agent_id);
  g_set_str (&self->preferred_branch, branch_id);
}

ProctorSession *
proctor_run_dialog_get_session (ProctorRunDialog *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_DIALOG (self), NULL);

  return self->session;
}
