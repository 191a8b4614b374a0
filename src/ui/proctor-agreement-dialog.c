/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agreement-dialog.h"

#include "proctor-agreement-table.h"
#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-matrix-words.h"
#include "proctor-outcome-mark.h"
#include "proctor-review-save.h"
#include "proctor-review-words.h"
#include "proctor-reviews.h"

#include <glib/gi18n.h>

/* Who wants to see more exports them. */
#define MOST_RUNS 200

/**
 * ProctorAgreementDialog:
 *
 * How often the judge and who looks at its verdicts agree, in an invocation or in all that was run: the share, what was said
 * against what is thought of it, and what verdicts were due to. Every number leads to its runs.
 */
struct _ProctorAgreementDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwNavigationView *nav;
  GtkWidget *export_button;
  AdwToggleGroup *scope;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkLabel *share_label;
  GtkLabel *share_words;
  ProctorAgreementTable *table;
  GtkWidget *waiting_row;
  AdwPreferencesGroup *causes_group;
  AdwNavigationPage *runs_page;
  AdwPreferencesPage *runs;

  /* Owned */
  ProctorSession *session;
  char *invocation_id; /* (nullable) */
  ProctorReviews *reviews;
  GSignalGroup *reviews_signals;
  GPtrArray *cause_rows; /* borrowed: in the group */
  AdwPreferencesGroup *runs_group;
};

enum
{
  SIGNAL_REVIEW,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAgreementDialog, proctor_agreement_dialog, ADW_TYPE_DIALOG)

static const char *
get_scope (ProctorAgreementDialog *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->scope), "one") == 0 ? self->invocation_id : NULL;
}

/* Opening a run closes the dialog, and then nothing of it may be needed any more. */
static void
run_activated_cb (AdwActionRow *row,
                  ProctorAgreementDialog *self)
{
  const ProctorReview *review = g_object_get_data (G_OBJECT (row), "review");
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  g_autofree char *invocation_id = g_strdup (review->invocation_id);
  g_autofree char *run_id = g_strdup (review->run_id);

  if (window == NULL)
    return;

  g_object_ref (window);
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.show-run", "(sss)", invocation_id, run_id, "");
  g_object_unref (window);
}

static GtkWidget *
create_row (const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);

  return row;
}

static GtkWidget *
create_run_row (ProctorAgreementDialog *self,
                const ProctorReview *review)
{
  GtkWidget *row = create_row (review->test_name != NULL && *review->test_name != '\0' ? review->test_name : _ ("Unnamed Test"));
  GtkWidget *mark = proctor_outcome_mark_new (review->outcome);
  g_autofree char *decided = proctor_review_words_dup (review);
  g_autofree char *when = proctor_format_when (review->at, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *subtitle = review->note != NULL ? g_strdup_printf ("%s%s%s\n%s", decided, C_ ("facts", " · "), when, review->note) : g_strdup_printf ("%s%s%s", decided, C_ ("facts", " · "), when);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (row), "review", proctor_review_copy (review), (GDestroyNotify) proctor_review_free);
  g_signal_connect (row, "activated", G_CALLBACK (run_activated_cb), self);

  return row;
}

static void
clear_runs (ProctorAgreementDialog *self)
{
  if (self->runs_group != NULL)
    adw_preferences_page_remove (self->runs, self->runs_group);
  self->runs_group = NULL;
}

/* Those of a number in the table, or where @cause is given, those that were due to it. */
static void
show_runs (ProctorAgreementDialog *self,
           const char *title,
           guint outcome,
           guint opinion,
           const char *cause)
{
  guint n = 0;

  clear_runs (self);
  self->runs_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  for (guint i = 0; i < proctor_reviews_get_n_reviews (self->reviews); i++)
    {
      const ProctorReview *review = proctor_reviews_get_review (self->reviews, i);

      if (cause != NULL ? g_strcmp0 (review->cause, cause) != 0 : review->outcome != outcome || review->opinion != opinion)
        continue;
      if (++n <= MOST_RUNS)
        adw_preferences_group_add (self->runs_group, create_run_row (self, review));
    }
  if (n > MOST_RUNS)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("The newest of %u run; all are in what is exported.", "The newest of %u runs; all are in what is exported.", n), n);

      adw_preferences_group_set_description (self->runs_group, words);
    }
  adw_preferences_page_add (self->runs, self->runs_group);
  adw_navigation_page_set_title (self->runs_page, title);
  adw_navigation_view_push (self->nav, self->runs_page);
}

static void
table_activated_cb (ProctorAgreementDialog *self,
                    guint outcome,
                    guint opinion)
{
  const char *thought = opinion == PROCTOR_OPINION_AGREE ? _ ("You Agree") : _ ("You Disagree");
  /* Translators: what the judge said, and what a person thinks of it, as in “Failed – You Disagree”. */
  g_autofree char *title = g_strdup_printf (_ ("%s – %s"), proctor_review_words_get_verdict ((ProctorOutcome) outcome), thought);

  show_runs (self, title, outcome, opinion, NULL);
}

static void
cause_activated_cb (AdwActionRow *row,
                    ProctorAgreementDialog *self)
{
  const char *cause = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  show_runs (self, cause, 0, 0, cause);
}

static int
compare_causes (gconstpointer one,
                gconstpointer other,
                gpointer user_data)
{
  guint n_one = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, *(const char *const *) one));
  guint n_other = GPOINTER_TO_UINT (g_hash_table_lookup (user_data, *(const char *const *) other));

  return n_one != n_other ? (n_one < n_other ? 1 : -1) : g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

static void
show_causes (ProctorAgreementDialog *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) causes = NULL;

  for (guint i = 0; i < self->cause_rows->len; i++)
    adw_preferences_group_remove (self->causes_group, self->cause_rows->pdata[i]);
  g_ptr_array_set_size (self->cause_rows, 0);
  for (guint i = 0; i < proctor_reviews_get_n_reviews (self->reviews); i++)
    {
      const ProctorReview *review = proctor_reviews_get_review (self->reviews, i);

      if (review->cause != NULL)
        g_hash_table_insert (counts, review->cause, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, review->cause)) + 1));
    }
  causes = g_hash_table_get_keys_as_ptr_array (counts);
  g_ptr_array_sort_with_data (causes, compare_causes, counts);
  for (guint i = 0; i < causes->len; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, causes->pdata[i]));
      g_autofree char *words = g_strdup_printf (ngettext ("%u run", "%u runs", n), n);
      GtkWidget *row = create_row (causes->pdata[i]);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
      g_signal_connect (row, "activated", G_CALLBACK (cause_activated_cb), self);
      adw_preferences_group_add (self->causes_group, row);
      g_ptr_array_add (self->cause_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->causes_group), causes->len > 0);
}

static void
show_share (ProctorAgreementDialog *self,
            guint n_agreed,
            guint n)
{
  g_autofree char *share = NULL;
  g_autofree char *interval = NULL;
  g_autofree char *words = NULL;

  /* There may be causes and notes without an opinion. */
  if (n == 0)
    {
      gtk_label_set_label (self->share_label, "–");
      gtk_label_set_label (self->share_words, _ ("You have no opinion on any verdict yet"));
      return;
    }

  share = proctor_review_words_dup_share (n_agreed, n);
  interval = proctor_matrix_words_dup_interval (n_agreed, n);
  /* Translators: the last is an interval, as in “You agree with 4 of 5 verdicts (likely 38–96 %)”. */
  words = g_strdup_printf (ngettext ("You agree with %u of %u verdict (likely %s)", "You agree with %u of %u verdicts (likely %s)", n), n_agreed, n, interval);
  gtk_label_set_label (self->share_label, share);
  gtk_label_set_label (self->share_words, words);
}

static void
update (ProctorAgreementDialog *self)
{
  const ProctorReviewTally *tally;
  const GError *error;
  guint n_agreed;
  g_autofree char *waiting = NULL;

  if (!proctor_reviews_is_loaded (self->reviews))
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
      return;
    }

  error = proctor_reviews_get_error (self->reviews);
  gtk_widget_set_sensitive (self->export_button, error == NULL && proctor_reviews_get_n_reviews (self->reviews) > 0);
  if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->error_page, markup);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  tally = proctor_reviews_get_tally (self->reviews);
  n_agreed = proctor_review_tally_count (tally, PROCTOR_OPINION_AGREE);
  show_share (self, n_agreed, n_agreed + proctor_review_tally_count (tally, PROCTOR_OPINION_DISAGREE));
  proctor_agreement_table_show (self->table, tally);
  waiting = g_strdup_printf (ngettext ("%u Failure to Review", "%u Failures to Review", tally->n_waiting), tally->n_waiting);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->waiting_row), waiting);
  gtk_widget_set_visible (self->waiting_row, tally->n_waiting > 0);
  show_causes (self);
  gtk_stack_set_visible_child_name (self->stack, proctor_reviews_get_n_reviews (self->reviews) > 0 ? "content" : "empty");
}

static void
follow (ProctorAgreementDialog *self)
{
  ProctorHistory *history = proctor_session_get_history (self->session);

  g_clear_object (&self->reviews);
  self->reviews = proctor_reviews_new (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), get_scope (self));
  g_signal_group_set_target (self->reviews_signals, self->reviews);
  update (self);
}

static void
scope_cb (ProctorAgreementDialog *self)
{
  if (self->session != NULL && self->reviews != NULL)
    follow (self);
}

static void
review_cb (ProctorAgreementDialog *self)
{
  g_autofree char *invocation_id = g_strdup (get_scope (self));

  g_object_ref (self);
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_REVIEW], 0, invocation_id);
  g_object_unref (self);
}

static void
export_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorAgreementDialog *self = PROCTOR_AGREEMENT_DIALOG (widget);
  ProctorReportFormat format;

  if (proctor_report_format_find (g_variant_get_string (parameter, NULL), &format))
    proctor_review_save_ask (GTK_WIDGET (self->nav), self->session, get_scope (self), format);
}

static void
proctor_agreement_dialog_dispose (GObject *object)
{
  ProctorAgreementDialog *self = PROCTOR_AGREEMENT_DIALOG (object);

  g_clear_object (&self->reviews_signals);
  g_clear_object (&self->reviews);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGREEMENT_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_agreement_dialog_parent_class)->dispose (object);
}

static void
proctor_agreement_dialog_finalize (GObject *object)
{
  ProctorAgreementDialog *self = PROCTOR_AGREEMENT_DIALOG (object);

  g_ptr_array_unref (self->cause_rows);
  g_free (self->invocation_id);

  G_OBJECT_CLASS (proctor_agreement_dialog_parent_class)->finalize (object);
}

static void
proctor_agreement_dialog_class_init (ProctorAgreementDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_agreement_dialog_dispose;
  object_class->finalize = proctor_agreement_dialog_finalize;

  /**
   * ProctorAgreementDialog::review:
   * @self: a dialog that has just closed
   * @invocation_id: (nullable): an invocation, or %NULL for all
   *
   * Somebody wants to go through the failures that nobody has decided on.
   */
  signals[SIGNAL_REVIEW] = g_signal_new ("review", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_AGREEMENT_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agreement-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, nav);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, export_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, scope);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, share_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, share_words);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, table);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, causes_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, runs_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgreementDialog, runs);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_activated_cb);
  gtk_widget_class_install_action (widget_class, "agreement.export", "s", export_action);
}

static void
proctor_agreement_dialog_init (ProctorAgreementDialog *self)
{
  self->cause_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reviews_signals = g_signal_group_new (PROCTOR_TYPE_REVIEWS);
  g_signal_group_connect_swapped (self->reviews_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_agreement_dialog_new:
 * @session: the workspace
 * @invocation_id: (nullable): one of its invocations, which is what is shown first
 *
 * Returns: (transfer floating): a dialog
 */
AdwDialog *
proctor_agreement_dialog_new (ProctorSession *session,
                              const char *invocation_id)
{
  ProctorAgreementDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_AGREEMENT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->invocation_id = g_strdup (invocation_id);
  adw_toggle_group_set_active_name (self->scope, invocation_id != NULL ? "one" : "all");
  gtk_widget_set_visible (GTK_WIDGET (self->scope), invocation_id != NULL);
  if (proctor_session_get_history (session) != NULL)
    {
      follow (self);
    }
  else
    {
      adw_status_page_set_description (self->error_page, _ ("There is no history on this computer."));
      gtk_widget_set_sensitive (self->export_button, FALSE);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }

  return ADW_DIALOG (self);
}
