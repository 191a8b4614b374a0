/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-panel.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-run-verdict.h"
#include "proctor-surroundings.h"
#include "proctor-tool-reference.h"
#include "proctor-verdict-calls.h"
#include "proctor-verdict-criteria.h"
#include "proctor-verdict-mend.h"
#include "proctor-verdict-rejudge.h"
#include "proctor-verdict-review.h"
#include "proctor-verdict-test.h"
#include "proctor-verdict-text.h"

#include <glib/gi18n.h>

/**
 * ProctorVerdictPanel:
 *
 * Beside what was said in a run: how it ended and why, what was judged, and by what. What the judge quotes leads
 * to where it was said; who shows the conversation follows #ProctorVerdictPanel::jump.
 */
struct _ProctorVerdictPanel
{
  AdwBin parent_instance;

  /* Template children */
  GtkBox *verdict_box;
  GtkLabel *verdict_label;
  GtkWidget *builtin_label;
  GtkLabel *facts_label;
  GtkWidget *alarm_box;
  GtkLabel *alarm_label;
  GtkBox *texts_box;
  ProctorVerdictCriteria *criteria;
  ProctorVerdictCalls *calls;
  GtkLabel *mocks_label;
  ProctorVerdictReview *review;
  ProctorVerdictRejudge *rejudge;
  ProctorVerdictTest *test;
  ProctorVerdictMend *mend;

  /* Owned */
  ProctorSession *session;
  ProctorRun *run;
  ProctorRunRow *row;
  ProctorRunVerdict *verdict;
  GCancellable *cancellable;
  GSignalGroup *tools_signals;
  GPtrArray *jumps; /* of Jump, as the links are numbered */

  /* Borrowed: a child */
  GtkWidget *mark;
};

/* Where a link leads. */
typedef struct
{
  guint position;
  char *text;
} Jump;

enum
{
  SIGNAL_JUMP,
  SIGNAL_REVIEWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorVerdictPanel, proctor_verdict_panel, ADW_TYPE_BIN)

static void
jump_free (gpointer data)
{
  Jump *jump = data;

  g_free (jump->text);
  g_free (jump);
}

static char *
dup_capitalized (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (words), NULL);
}

static void
show_outcome (ProctorVerdictPanel *self)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (self->row);
  ProctorConditionResult *verdict = proctor_run_get_condition_result (self->run);
  const char *result = verdict != NULL ? proctor_condition_result_get_result (verdict) : NULL;
  const char *status = proctor_run_get_status (self->run);
  g_autofree char *words = dup_capitalized (proctor_format_outcome (outcome));
  g_autoptr (GString) text = g_string_new (words);
  gboolean is_odd = outcome == PROCTOR_OUTCOME_INCONCLUSIVE || outcome == PROCTOR_OUTCOME_ERROR;

  if (self->mark != NULL)
    gtk_box_remove (self->verdict_box, self->mark);
  self->mark = proctor_outcome_mark_new (outcome);
  gtk_box_prepend (self->verdict_box, self->mark);
  /* Where the two don't say the same, one wants to know both. */
  if (is_odd && status != NULL && result != NULL)
    /* Translators: what the server calls the status of a run and its verdict. */
    g_string_append_printf (text, _ (" (status “%s”, result “%s”)"), status, result);
  else if (is_odd && status != NULL)
    g_string_append_printf (text, _ (" (status “%s”)"), status);
  gtk_label_set_label (self->verdict_label, text->str);
}

static void
add_fact (GString *facts,
          const char *name,
          const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  if (facts->len > 0)
    g_string_append (facts, C_ ("facts", " · "));
  if (*name != '\0')
    /* Translators: what something is called, and what it is, as in “Environment: staging”. */
    g_string_append_printf (facts, _ ("%s: %s"), name, value);
  else
    g_string_append (facts, value);
}

static void
show_facts (ProctorVerdictPanel *self)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  gint64 at = proctor_run_get_last_updated_at (self->run);
  g_autofree char *when = at > 0 ? proctor_format_when_exactly (at) : NULL;

  add_fact (facts, "", when);
  add_fact (facts, _ ("Environment"), proctor_run_get_environment (self->run));
  add_fact (facts, _ ("Start node"), proctor_run_get_workflow_node_id (self->run));
  add_fact (facts, _ ("Folder"), proctor_run_get_root_folder_name (self->run));
  add_fact (facts, "", proctor_run_get_ran_against_draft (self->run) ? _ ("Ran against a draft") : NULL);
  gtk_label_set_label (self->facts_label, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), facts->len > 0);
}

static void
show_alarm (ProctorVerdictPanel *self)
{
  guint n_parts = proctor_run_verdict_get_n_parts (self->verdict);

  gtk_widget_set_visible (self->alarm_box, FALSE);
  for (guint i = 0; i < n_parts; i++)
    {
      const ProctorVerdictPart *part = proctor_run_verdict_get_part (self->verdict, i);
      g_autofree char *sentence = NULL;
      g_autofree char *text = NULL;

      if (!part->contradicts)
        continue;
      sentence = g_strndup (part->text + part->contradiction.start, part->contradiction.end - part->contradiction.start);
      /* Translators: %s is a sentence. */
      text = g_strdup_printf (_ ("The judge says the opposite of its verdict: “%s”"), sentence);
      gtk_label_set_label (self->alarm_label, text);
      gtk_widget_set_visible (self->alarm_box, TRUE);
      return;
    }
}

static gboolean
activate_link_cb (ProctorVerdictPanel *self,
                  const char *address)
{
  return proctor_verdict_panel_jump (self, (guint) g_ascii_strtoull (address, NULL, 10));
}

/* What a part quotes gets the next numbers. */
static GtkWidget *
create_text (ProctorVerdictPanel *self,
             const ProctorVerdictPart *part)
{
  GtkWidget *label = proctor_verdict_text_new (part->text, part->quotes, self->jumps->len);

  for (guint i = 0; part->quotes != NULL && i < part->quotes->len; i++)
    {
      const ProctorQuote *quote = &g_array_index (part->quotes, ProctorQuote, i);
      const char *start = g_utf8_next_char (part->text + quote->start);
      Jump *jump = g_new0 (Jump, 1);

      jump->position = quote->position;
      jump->text = g_strndup (start, (gsize) (g_utf8_prev_char (part->text + quote->end) - start));
      g_ptr_array_add (self->jumps, jump);
    }
  g_signal_connect_object (label, "activate-link", G_CALLBACK (activate_link_cb), self, G_CONNECT_SWAPPED);

  return label;
}

static void
add_text (ProctorVerdictPanel *self,
          const char *text)
{
  gtk_box_append (self->texts_box, proctor_verdict_text_new (text, NULL, 0));
}

/* Where the judge says nothing, the row may still know what went wrong. */
static void
show_reason (ProctorVerdictPanel *self)
{
  const char *reason = proctor_run_row_get_summary (self->row);

  if (reason != NULL && *reason != '\0')
    add_text (self, reason);
  else if (proctor_run_row_get_outcome (self->row) == PROCTOR_OUTCOME_PENDING)
    add_text (self, _ ("This run has not ended yet."));
  else
    add_text (self, _ ("No reason was given."));
}

static void
show_parts (ProctorVerdictPanel *self)
{
  guint n_parts = proctor_run_verdict_get_n_parts (self->verdict);
  gboolean any = FALSE;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->texts_box))) != NULL)
    gtk_box_remove (self->texts_box, child);
  proctor_verdict_criteria_clear (self->criteria);
  g_ptr_array_set_size (self->jumps, 0);
  for (guint i = 0; i < n_parts; i++)
    {
      const ProctorVerdictPart *part = proctor_run_verdict_get_part (self->verdict, i);
      GtkWidget *text = part->text != NULL ? create_text (self, part) : NULL;

      any = any || part->text != NULL;
      if (part->kind == PROCTOR_VERDICT_PART_CRITERION)
        proctor_verdict_criteria_add (self->criteria, part, text);
      else
        gtk_box_append (self->texts_box, text);
    }
  if (!any)
    show_reason (self);
}

static void
show_mocks (ProctorVerdictPanel *self)
{
  guint n_mocked = (guint) proctor_run_row_get_n_mocked (self->row);
  guint n_unmocked = (guint) proctor_run_row_get_n_unmocked (self->row);
  guint n_unmatched = (guint) proctor_run_row_get_n_unmatched (self->row);
  g_autofree char *mocked = g_strdup_printf (ngettext ("%u call answered by a mock", "%u calls answered by a mock", n_mocked), n_mocked);
  g_autofree char *unmocked = g_strdup_printf (ngettext ("%u call without a mock", "%u calls without a mock", n_unmocked), n_unmocked);
  g_autofree char *unmatched = g_strdup_printf (ngettext ("%u call for which no mock matched", "%u calls for which no mock matched", n_unmatched), n_unmatched);
  g_autoptr (GString) facts = g_string_new (NULL);

  add_fact (facts, "", n_mocked > 0 ? mocked : NULL);
  add_fact (facts, "", n_unmocked > 0 ? unmocked : NULL);
  add_fact (facts, "", n_unmatched > 0 ? unmatched : NULL);
  gtk_label_set_label (self->mocks_label, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->mocks_label), facts->len > 0);
}

static ProctorToolReference *
get_wanted_tool (ProctorVerdictPanel *self)
{
  ProctorTest *test = self->run != NULL ? proctor_run_get_test_info (self->run) : NULL;
  ProctorToolExpectation *expectation = test != NULL ? proctor_test_get_tool_call_parameters (test) : NULL;

  return expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
}

/* A test knows its tool by the id, a transcript by the name. */
static void
show_calls (ProctorVerdictPanel *self)
{
  ProctorTest *test = self->run != NULL ? proctor_run_get_test_info (self->run) : NULL;
  ProctorToolReference *wanted = get_wanted_tool (self);
  const char *id = wanted != NULL ? proctor_tool_reference_get_id (wanted) : NULL;
  gboolean is_named = id == NULL || *id == '\0' || g_strcmp0 (proctor_tool_reference_get_kind (wanted), "system") == 0;
  ProctorChoiceList *tools = proctor_surroundings_get_tools (proctor_surroundings_of (self->session));
  ProctorChoice *tool = !is_named ? proctor_choice_list_find (tools, id) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->calls), test != NULL && g_strcmp0 (proctor_test_get_kind (test), "tool") == 0);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->calls)))
    return;

  proctor_verdict_calls_show (self->calls, self->run, tool != NULL ? proctor_choice_get_title (tool) : is_named && id != NULL && *id != '\0' ? id
                                                                                                                                             : NULL);
  if (!is_named)
    proctor_choice_list_want (tools);
}

static void
tools_changed_cb (ProctorVerdictPanel *self)
{
  if (self->run != NULL && gtk_widget_get_visible (GTK_WIDGET (self->calls)))
    show_calls (self);
}

static void
call_jump_cb (ProctorVerdictPanel *self,
              guint position)
{
  ProctorTest *test = proctor_run_get_test_info (self->run);
  guint n_before = test != NULL ? g_list_model_get_n_items (proctor_test_get_chat_history (test)) : 0;

  g_signal_emit (self, signals[SIGNAL_JUMP], 0, n_before + position, "");
}

static void
review_changed_cb (ProctorVerdictPanel *self)
{
  g_signal_emit (self, signals[SIGNAL_REVIEWED], 0);
}

static void
looked_up_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (proctor_run_verdict_look_up_finish (PROCTOR_RUN_VERDICT (source), result, &error))
    show_parts (PROCTOR_VERDICT_PANEL (user_data));
}

static void
stop (ProctorVerdictPanel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
test_deleted_cb (ProctorVerdictPanel *self)
{
  proctor_verdict_mend_miss_test (self->mend);
}

static void
proctor_verdict_panel_dispose (GObject *object)
{
  ProctorVerdictPanel *self = PROCTOR_VERDICT_PANEL (object);

  stop (self);
  g_clear_object (&self->tools_signals);
  g_clear_object (&self->verdict);
  g_clear_object (&self->run);
  g_clear_object (&self->row);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VERDICT_PANEL);

  G_OBJECT_CLASS (proctor_verdict_panel_parent_class)->dispose (object);
}

static void
proctor_verdict_panel_finalize (GObject *object)
{
  g_ptr_array_unref (PROCTOR_VERDICT_PANEL (object)->jumps);

  G_OBJECT_CLASS (proctor_verdict_panel_parent_class)->finalize (object);
}

static void
proctor_verdict_panel_class_init (ProctorVerdictPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_verdict_panel_dispose;
  object_class->finalize = proctor_verdict_panel_finalize;

  /**
   * ProctorVerdictPanel::jump:
   * @self: a panel
   * @position: which turn, of those that were replayed and then those that the run produced
   * @text: what is meant in it, as the judge has quoted it; empty for all of it
   *
   * Somebody wants to see where something was said.
   */
  signals[SIGNAL_JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);

  /**
   * ProctorVerdictPanel::reviewed:
   * @self: a panel
   *
   * What somebody thinks of the run is known, or is another.
   */
  signals[SIGNAL_REVIEWED] = g_signal_new ("reviewed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_VERDICT_CALLS);
  g_type_ensure (PROCTOR_TYPE_VERDICT_CRITERIA);
  g_type_ensure (PROCTOR_TYPE_VERDICT_MEND);
  g_type_ensure (PROCTOR_TYPE_VERDICT_REJUDGE);
  g_type_ensure (PROCTOR_TYPE_VERDICT_REVIEW);
  g_type_ensure (PROCTOR_TYPE_VERDICT_TEST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, verdict_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, builtin_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, facts_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, alarm_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, alarm_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, texts_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, criteria);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, calls);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, mocks_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, review);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, rejudge);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, test);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictPanel, mend);
  gtk_widget_class_bind_template_callback (widget_class, call_jump_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_deleted_cb);
}

static void
proctor_verdict_panel_init (ProctorVerdictPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->jumps = g_ptr_array_new_with_free_func (jump_free);
  self->tools_signals = g_signal_group_new (PROCTOR_TYPE_CHOICE_LIST);
  g_signal_group_connect_swapped (self->tools_signals, "items-changed", G_CALLBACK (tools_changed_cb), self);
}

/**
 * proctor_verdict_panel_new:
 * @session: the workspace
 *
 * Returns: (transfer floating): a panel that shows nothing yet
 */
GtkWidget *
proctor_verdict_panel_new (ProctorSession *session)
{
  ProctorVerdictPanel *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_VERDICT_PANEL, NULL);
  self->session = g_object_ref (session);
  g_signal_group_set_target (self->tools_signals, proctor_surroundings_get_tools (proctor_surroundings_of (session)));

  return GTK_WIDGET (self);
}

/**
 * proctor_verdict_panel_show_run:
 * @self: a panel
 * @run: a run
 * @row: the same, as lists show it
 *
 * Shows what the judge says of @run, which may be one that was shown before and has gone on.
 */
void
proctor_verdict_panel_show_run (ProctorVerdictPanel *self,
                                ProctorRun *run,
                                ProctorRunRow *row)
{
  g_return_if_fail (PROCTOR_IS_VERDICT_PANEL (self));
  g_return_if_fail (PROCTOR_IS_RUN (run));
  g_return_if_fail (PROCTOR_IS_RUN_ROW (row));

  stop (self);
  g_set_object (&self->run, run);
  g_set_object (&self->row, row);
  g_clear_object (&self->verdict);
  self->verdict = proctor_run_verdict_new (run, row);
  self->cancellable = g_cancellable_new ();
  show_outcome (self);
  show_facts (self);
  gtk_widget_set_visible (self->builtin_label, proctor_run_verdict_is_builtin (self->verdict));
  show_alarm (self);
  show_parts (self);
  show_calls (self);
  show_mocks (self);
  proctor_verdict_review_show (self->review, self->session, run, row);
  proctor_verdict_rejudge_show (self->rejudge, self->session, run, row);
  proctor_verdict_test_show (self->test, self->session, run);
  proctor_verdict_mend_show (self->mend, self->session, run);
  proctor_run_verdict_look_up_async (self->verdict, self->cancellable, looked_up_cb, self);
}

/**
 * proctor_verdict_panel_jump:
 * @self: a panel
 * @number: which quotation, from 0
 *
 * Goes to where something was said that the judge quotes.
 *
 * Returns: whether there is such a quotation
 */
gboolean
proctor_verdict_panel_jump (ProctorVerdictPanel *self,
                            guint number)
{
  const Jump *jump;

  g_return_val_if_fail (PROCTOR_IS_VERDICT_PANEL (self), FALSE);

  if (number >= self->jumps->len)
    return FALSE;

  jump = self->jumps->pdata[number];
  g_signal_emit (self, signals[SIGNAL_JUMP], 0, jump->position, jump->text);

  return TRUE;
}

/**
 * proctor_verdict_panel_get_review:
 * @self: a panel
 *
 * Returns: (transfer none): where one decides on the run
 */
ProctorVerdictReview *
proctor_verdict_panel_get_review (ProctorVerdictPanel *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_PANEL (self), NULL);

  return self->review;
}

/**
 * proctor_verdict_panel_get_mend:
 * @self: a panel
 *
 * Returns: (transfer none): what can be done with the run, also with a single turn of it
 */
ProctorVerdictMend *
proctor_verdict_panel_get_mend (ProctorVerdictPanel *self)
{
  g_return_val_if_fail (PROCTOR_IS_VERDICT_PANEL (self), NULL);

  return self->mend;
}
