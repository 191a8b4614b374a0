/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-mend.h"

#include "proctor-drafts.h"
#include "proctor-mend.h"
#include "proctor-run-setup.h"
#include "proctor-run-tests.h"
#include "proctor-surroundings.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * ProctorVerdictMend:
 *
 * What a run teaches goes into its test with one press: it is put into the draft, and one is led there, where it can
 * be seen and undone. What is run again is run on the agent and branch of the run.
 */
struct _ProctorVerdictMend
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *edit_row;
  GtkWidget *failure_row;
  GtkWidget *success_row;
  GtkWidget *mocks_row;
  GtkWidget *copy_row;
  GtkWidget *again_box;
  GtkWidget *again_1;
  GtkWidget *again_3;
  GtkWidget *again_5;
  GtkWidget *again_15;

  /* Owned */
  ProctorSession *session;
  ProctorRun *run;
  ProctorDraft *draft; /* (nullable): what was mended last; with it, its undo stays */
  GPtrArray *results;  /* (nullable): what mocks are wanted of, once the tools are known */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorVerdictMend, proctor_verdict_mend, ADW_TYPE_BIN)

typedef enum
{
  DEED_SUCCESS,
  DEED_FAILURE,
  DEED_MOCKS,
} DeedKind;

/* What is done as soon as the draft is there. */
typedef struct
{
  ProctorVerdictMend *self;
  ProctorRun *run;
  char *reply;
  GPtrArray *results; /* nullable: for mocks of these alone */
  DeedKind kind;
} Deed;

static void
deed_free (Deed *deed)
{
  g_object_unref (deed->self);
  g_object_unref (deed->run);
  g_free (deed->reply);
  g_clear_pointer (&deed->results, g_ptr_array_unref);
  g_free (deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, deed_free)

static void
lead_to (ProctorVerdictMend *self,
         const char *test_id,
         const char *place)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-test", "(ss)", test_id, place);
}

static char *
carry_out (Deed *deed,
           ProctorDraft *draft,
           GError **error)
{
  if (deed->kind == DEED_MOCKS)
    return proctor_mend_add_mocks (draft, deed->run, deed->results, proctor_surroundings_get_tools (proctor_surroundings_of (deed->self->session)), error);

  return proctor_mend_add_example (draft, deed->reply, deed->kind == DEED_SUCCESS, error);
}

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Deed) deed = user_data;
  ProctorVerdictMend *self = deed->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDraft) draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  g_autofree char *place = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;

  if (draft != NULL)
    place = carry_out (deed, draft, &error);
  if (place == NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
      return;
    }

  g_set_object (&self->draft, draft);
  lead_to (self, proctor_run_get_test_id (deed->run), place);
}

static void
begin (ProctorVerdictMend *self,
       DeedKind kind,
       const char *reply,
       GPtrArray *results)
{
  Deed *deed;

  if (self->run == NULL)
    return;

  deed = g_new0 (Deed, 1);
  deed->self = g_object_ref (self);
  deed->run = g_object_ref (self->run);
  deed->reply = g_strdup (reply);
  deed->results = results != NULL ? g_ptr_array_ref (results) : NULL;
  deed->kind = kind;
  proctor_drafts_open_async (proctor_session_get_drafts (self->session), proctor_run_get_test_id (self->run), self->cancellable, opened_cb, deed);
}

static void
edit_cb (ProctorVerdictMend *self)
{
  g_autofree char *place = proctor_mend_dup_failing_place (self->run);

  lead_to (self, proctor_run_get_test_id (self->run), place);
}

static void
failure_cb (ProctorVerdictMend *self)
{
  proctor_verdict_mend_add_example (self, G_MAXUINT, FALSE);
}

static void
success_cb (ProctorVerdictMend *self)
{
  proctor_verdict_mend_add_example (self, G_MAXUINT, TRUE);
}

static void
tools_known_cb (ProctorVerdictMend *self,
                GParamSpec *pspec,
                ProctorChoiceList *tools)
{
  if (proctor_choice_list_get_state (tools) == PROCTOR_CHOICE_LOADING || proctor_choice_list_get_state (tools) == PROCTOR_CHOICE_UNKNOWN)
    return;

  g_signal_handlers_disconnect_by_func (tools, tools_known_cb, self);
  if (proctor_choice_list_get_error (tools) != NULL)
    proctor_toasts_say_error (GTK_WIDGET (self), proctor_choice_list_get_error (tools));
  else
    begin (self, DEED_MOCKS, NULL, self->results);
}

static void
mocks_cb (ProctorVerdictMend *self)
{
  proctor_verdict_mend_add_mocks (self, NULL);
}

static void
copy_cb (ProctorVerdictMend *self)
{
  proctor_verdict_mend_copy_turn (self, G_MAXUINT);
}

static guint
get_repeats (ProctorVerdictMend *self,
             GtkWidget *button)
{
  if (button == self->again_3)
    return 3;
  if (button == self->again_5)
    return 5;

  return button == self->again_15 ? 15 : 1;
}

/* One press runs it, unless there is something to decide: what isn't saved would not be run. */
static void
again_cb (ProctorVerdictMend *self,
          GtkWidget *button)
{
  g_autoptr (ProctorRunSetup) setup = proctor_run_setup_new (self->session);

  proctor_run_setup_add_test (setup, proctor_run_get_test_id (self->run), proctor_run_get_test_name (self->run), proctor_run_get_workflow_node_id (self->run));
  proctor_run_setup_prefer (setup, proctor_run_get_agent_id (self->run), proctor_run_get_branch_id (self->run));
  /* How often the agent's tests were run the last time would be taken where nothing is chosen, so one is chosen, too. */
  proctor_run_setup_set_repeat_count (setup, 2);
  proctor_run_setup_set_repeat_count (setup, get_repeats (self, button));
  proctor_run_tests_ask (GTK_WIDGET (self), setup);
  if (proctor_run_setup_count_unsaved (setup) == 0)
    proctor_run_setup_start (setup);
}

static void
proctor_verdict_mend_dispose (GObject *object)
{
  ProctorVerdictMend *self = PROCTOR_VERDICT_MEND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_object (&self->run);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VERDICT_MEND);

  G_OBJECT_CLASS (proctor_verdict_mend_parent_class)->dispose (object);
}

static void
proctor_verdict_mend_finalize (GObject *object)
{
  g_clear_object (&PROCTOR_VERDICT_MEND (object)->cancellable);

  G_OBJECT_CLASS (proctor_verdict_mend_parent_class)->finalize (object);
}

static void
proctor_verdict_mend_class_init (ProctorVerdictMendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_verdict_mend_dispose;
  object_class->finalize = proctor_verdict_mend_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-mend.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, edit_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, failure_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, success_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, mocks_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, copy_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, again_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, again_1);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, again_3);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, again_5);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictMend, again_15);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, failure_cb);
  gtk_widget_class_bind_template_callback (widget_class, success_cb);
  gtk_widget_class_bind_template_callback (widget_class, mocks_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
proctor_verdict_mend_init (ProctorVerdictMend *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_verdict_mend_show:
 * @self: a widget
 * @session: the workspace
 * @run: a run
 *
 * Offers what can be done with @run; nothing that its kind of test has no place for.
 */
void
proctor_verdict_mend_show (ProctorVerdictMend *self,
                           ProctorSession *session,
                           ProctorRun *run)
{
  ProctorTest *test;
  const char *kind;
  g_autofree char *reply = NULL;

  g_return_if_fail (PROCTOR_IS_VERDICT_MEND (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_RUN (run));

  g_set_object (&self->session, session);
  g_set_object (&self->run, run);
  test = proctor_run_get_test_info (run);
  kind = test != NULL ? proctor_test_get_kind (test) : NULL;
  reply = g_strcmp0 (kind, "llm") == 0 ? proctor_mend_dup_reply (run, G_MAXUINT) : NULL;
  gtk_widget_set_visible (self->edit_row, TRUE);
  gtk_widget_set_visible (self->failure_row, reply != NULL);
  gtk_widget_set_visible (self->success_row, reply != NULL);
  gtk_widget_set_visible (self->mocks_row, g_strcmp0 (kind, "simulation") == 0 && proctor_mend_has_results (run));
  gtk_widget_set_visible (self->copy_row, proctor_mend_can_copy (run));
  gtk_widget_set_visible (self->again_box, proctor_run_get_agent_id (run) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), proctor_run_get_test_id (run) != NULL);
}

/**
 * proctor_verdict_mend_miss_test:
 * @self: a widget that shows a run
 *
 * The server doesn't have the test any more: unless something of it is kept here, there is nothing to be edited or run.
 */
void
proctor_verdict_mend_miss_test (ProctorVerdictMend *self)
{
  g_return_if_fail (PROCTOR_IS_VERDICT_MEND (self));

  gtk_widget_set_visible (self->again_box, FALSE);
  if (proctor_drafts_has (proctor_session_get_drafts (self->session), proctor_run_get_test_id (self->run)))
    return;

  gtk_widget_set_visible (self->edit_row, FALSE);
  gtk_widget_set_visible (self->failure_row, FALSE);
  gtk_widget_set_visible (self->success_row, FALSE);
  gtk_widget_set_visible (self->mocks_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->copy_row));
}

/**
 * proctor_verdict_mend_takes_examples:
 * @self: a widget
 *
 * Returns: whether the test of the run that it shows has a place for examples
 */
gboolean
proctor_verdict_mend_takes_examples (ProctorVerdictMend *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_MEND (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (self->failure_row);
}

/**
 * proctor_verdict_mend_takes_mocks:
 * @self: a widget
 *
 * Returns: whether the test of the run that it shows has a place for mocks
 */
gboolean
proctor_verdict_mend_takes_mocks (ProctorVerdictMend *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_MEND (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (self->mocks_row);
}

/**
 * proctor_verdict_mend_takes_turns:
 * @self: a widget
 *
 * Returns: whether a test can be made of a reply in the run that it shows
 */
gboolean
proctor_verdict_mend_takes_turns (ProctorVerdictMend *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_MEND (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self)) && gtk_widget_get_visible (self->copy_row);
}

/**
 * proctor_verdict_mend_add_example:
 * @self: a widget that shows a run
 * @position: which of the turns that the run produced, G_MAXUINT for the last that the agent said
 * @is_success: whether it would be right, or wrong
 *
 * Makes an example of what the agent said.
 */
void
proctor_verdict_mend_add_example (ProctorVerdictMend *self,
                                  guint position,
                                  gboolean is_success)
{
  g_autofree char *reply = NULL;

  g_return_if_fail (PROCTOR_IS_VERDICT_MEND (self));

  reply = self->run != NULL ? proctor_mend_dup_reply (self->run, position) : NULL;
  if (reply != NULL)
    begin (self, is_success ? DEED_SUCCESS : DEED_FAILURE, reply, NULL);
}

/**
 * proctor_verdict_mend_add_mocks:
 * @self: a widget that shows a run
 * @results: (nullable) (element-type ProctorToolResult): some of what tools answered in it, %NULL for all
 *
 * Makes mocks of what tools answered.
 */
void
proctor_verdict_mend_add_mocks (ProctorVerdictMend *self,
                                GPtrArray *results)
{
  ProctorChoiceList *tools;

  g_return_if_fail (PROCTOR_IS_VERDICT_MEND (self));

  if (self->run == NULL)
    return;

  /* A test knows tools by their ids, which have to be known first. */
  tools = proctor_surroundings_get_tools (proctor_surroundings_of (self->session));
  g_signal_handlers_disconnect_by_func (tools, tools_known_cb, self);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  self->results = results != NULL ? g_ptr_array_ref (results) : NULL;
  if (proctor_choice_list_get_state (tools) == PROCTOR_CHOICE_READY)
    {
      begin (self, DEED_MOCKS, NULL, results);
      return;
    }

  g_signal_connect_object (tools, "notify::state", G_CALLBACK (tools_known_cb), self, G_CONNECT_SWAPPED);
  proctor_choice_list_want (tools);
}

/**
 * proctor_verdict_mend_copy_turn:
 * @self: a widget that shows a run
 * @position: a turn, of those that were replayed and then those that the run produced; G_MAXUINT for the agent's last
 *
 * Makes a new test of a reply.
 */
void
proctor_verdict_mend_copy_turn (ProctorVerdictMend *self,
                                guint position)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorDraft) draft = NULL;

  g_return_if_fail (PROCTOR_IS_VERDICT_MEND (self));

  test = self->run != NULL ? proctor_mend_copy_turn (self->run, position, &error) : NULL;
  if (error != NULL)
    proctor_toasts_say_error (GTK_WIDGET (self), error);
  if (test == NULL)
    return;

  draft = proctor_drafts_create (proctor_session_get_drafts (self->session), test, NULL);
  g_set_object (&self->draft, draft);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-draft", "s", proctor_draft_get_id (draft));
}
