/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-row.h"

#include "proctor-format.h"
#include "proctor-invocation-summary.h"
#include "proctor-matrix-words.h"
#include "proctor-outcome-mark.h"
#include "proctor-run-bar.h"
#include "proctor-unreadable.h"

#include <glib/gi18n.h>

/**
 * ProctorInvocationRow:
 *
 * Tests that were run together, in a list: what they are called, when it was, and how they went.
 */
struct _ProctorInvocationRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *title_label;
  GtkLabel *repeat_label;
  GtkLabel *when_label;
  GtkLabel *place_label;
  ProctorRunBar *bar;
  AdwWrapBox *counts_box;
  GtkLabel *problem_label;

  /* Owned */
  ProctorRecord *record;
  ProctorPastRuns *past;
  char *description;

  /* Borrowed: children, once they were needed. */
  GtkWidget *counts[PROCTOR_RUN_BAR_N_OUTCOMES];

  gulong notify_id;
};

G_DEFINE_FINAL_TYPE (ProctorInvocationRow, proctor_invocation_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorInvocationRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static guint
get_count (gint64 count)
{
  return (guint) CLAMP (count, 0, G_MAXINT32);
}

/* What a server counts as neither of these has ended without a verdict, as far as its list tells. It
 * counts what it could not carry out among what failed: the history knows which is which. */
static void
collect_counts (ProctorInvocationRow *self,
                ProctorInvocationSummary *summary,
                guint *counts)
{
  gint64 rest = proctor_invocation_summary_get_test_run_count (summary);

  if (self->past != NULL && proctor_past_runs_get_counts (self->past, summary, counts))
    return;

  counts[PROCTOR_OUTCOME_PASSED] = get_count (proctor_invocation_summary_get_passed_count (summary));
  counts[PROCTOR_OUTCOME_FAILED] = get_count (proctor_invocation_summary_get_failed_count (summary));
  counts[PROCTOR_OUTCOME_PENDING] = get_count (proctor_invocation_summary_get_pending_count (summary));
  counts[PROCTOR_OUTCOME_CANCELLED] = get_count ((gint64) proctor_invocation_summary_get_cancelled_count (summary));
  for (guint i = 0; i < PROCTOR_RUN_BAR_N_OUTCOMES; i++)
    rest -= counts[i];
  counts[PROCTOR_OUTCOME_INCONCLUSIVE] = get_count (rest);
}

static GtkWidget *
create_count (ProctorOutcome outcome)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), proctor_outcome_mark_new (outcome));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

/* The marks of what there is none of are not even made: most rows have one or two. */
static void
show_counts (ProctorInvocationRow *self,
             const guint *counts,
             GString *description)
{
  const ProctorOutcome order[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_PENDING, PROCTOR_OUTCOME_CANCELLED };
  GtkWidget *before = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      ProctorOutcome outcome = order[i];
      GtkWidget *count = self->counts[outcome];

      if (counts[outcome] > 0)
        {
          g_autofree char *words = proctor_matrix_words_dup_count (outcome, counts[outcome]);

          if (count == NULL)
            {
              count = self->counts[outcome] = create_count (outcome);
              adw_wrap_box_insert_child_after (self->counts_box, count, before);
            }
          gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (count)), words);
          g_string_append_printf (description, "%s%s", C_ ("list", ", "), words);
        }
      if (count != NULL)
        {
          gtk_widget_set_visible (count, counts[outcome] > 0);
          before = count;
        }
    }
}

static void
add_fact (GString *facts,
          const char *fact)
{
  if (facts->len > 0)
    g_string_append (facts, C_ ("facts", " · "));
  g_string_append (facts, fact);
}

/* Where it was run, what is to be known of that, and what it cost. */
static void
show_place (ProctorInvocationRow *self,
            ProctorInvocationSummary *summary,
            GString *description)
{
  g_autofree char *place = self->past != NULL ? proctor_past_runs_dup_place (self->past, summary) : NULL;
  double price = proctor_invocation_summary_get_total_price (summary);
  g_autoptr (GString) facts = g_string_new (place);

  if (proctor_invocation_summary_get_ran_against_draft (summary))
    add_fact (facts, _ ("Ran against a draft"));
  if (proctor_invocation_summary_get_runs_diverged_from_version (summary))
    /* Translators: some runs were run again when the agent had already changed. */
    add_fact (facts, _ ("Versions diverged"));
  if (price > 0)
    {
      g_autofree char *words = proctor_matrix_words_dup_price (price);

      add_fact (facts, words);
    }
  gtk_label_set_label (self->place_label, facts->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->place_label), facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), facts->len > 0);
  if (facts->len > 0)
    g_string_append_printf (description, "%s%s", C_ ("list", ", "), facts->str);
}

static void
show_summary (ProctorInvocationRow *self,
              ProctorInvocationSummary *summary)
{
  gint64 at = proctor_invocation_summary_get_created_at (summary);
  gint64 n_repeats = proctor_invocation_summary_get_repeat_count (summary);
  const char *title = proctor_invocation_summary_get_title (summary);
  g_autofree char *when = proctor_format_when (at, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *exactly = proctor_format_when_exactly (at);
  g_autoptr (GString) description = g_string_new (exactly);
  guint counts[PROCTOR_RUN_BAR_N_OUTCOMES] = { 0 };

  collect_counts (self, summary, counts);
  if (title == NULL || *title == '\0')
    title = proctor_invocation_summary_get_id (summary);
  gtk_label_set_label (self->title_label, title != NULL ? title : "");
  gtk_label_set_label (self->when_label, when);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when_label), exactly);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat_label), n_repeats > 1);
  if (n_repeats > 1)
    {
      /* Translators: how often each test was run, as in “×3”. */
      g_autofree char *repeats = g_strdup_printf (_ ("×%u"), get_count (n_repeats));
      g_autofree char *words = g_strdup_printf (ngettext ("Each test %u time", "Each test %u times", get_count (n_repeats)), get_count (n_repeats));

      gtk_label_set_label (self->repeat_label, repeats);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->repeat_label), words);
      g_string_append_printf (description, "%s%s", C_ ("list", ", "), words);
    }
  show_place (self, summary, description);
  show_counts (self, counts, description);
  proctor_run_bar_set_counts (self->bar, counts);
  g_free (self->description);
  self->description = g_string_free_and_steal (g_steal_pointer (&description));
}

static void
update (ProctorInvocationRow *self)
{
  gboolean is_readable = PROCTOR_IS_INVOCATION_SUMMARY (self->record);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), is_readable);
  gtk_widget_set_visible (GTK_WIDGET (self->counts_box), is_readable);
  gtk_widget_set_visible (GTK_WIDGET (self->when_label), is_readable);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), !is_readable);
  if (is_readable)
    {
      show_summary (self, PROCTOR_INVOCATION_SUMMARY (self->record));
    }
  else
    {
      g_set_str (&self->description, PROCTOR_IS_UNREADABLE (self->record) ? proctor_unreadable_get_problem (PROCTOR_UNREADABLE (self->record)) : NULL);
      gtk_widget_set_visible (GTK_WIDGET (self->repeat_label), FALSE);
      gtk_widget_set_visible (GTK_WIDGET (self->place_label), FALSE);
      gtk_label_set_label (self->title_label, _ ("A run that can’t be read"));
      gtk_label_set_label (self->problem_label, self->description != NULL ? self->description : "");
    }
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), gtk_label_get_label (self->title_label));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
proctor_invocation_row_dispose (GObject *object)
{
  ProctorInvocationRow *self = PROCTOR_INVOCATION_ROW (object);

  g_clear_signal_handler (&self->notify_id, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->past);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_INVOCATION_ROW);

  G_OBJECT_CLASS (proctor_invocation_row_parent_class)->dispose (object);
}

static void
proctor_invocation_row_finalize (GObject *object)
{
  g_free (PROCTOR_INVOCATION_ROW (object)->description);

  G_OBJECT_CLASS (proctor_invocation_row_parent_class)->finalize (object);
}

static void
proctor_invocation_row_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  ProctorInvocationRow *self = PROCTOR_INVOCATION_ROW (object);

  switch ((ProctorInvocationRowProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
proctor_invocation_row_class_init (ProctorInvocationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_invocation_row_dispose;
  object_class->finalize = proctor_invocation_row_finalize;
  object_class->get_property = proctor_invocation_row_get_property;

  /**
   * ProctorInvocationRow:label:
   *
   * What a screen reader calls it.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);

  /**
   * ProctorInvocationRow:description:
   *
   * What else there is to see, in words.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_RUN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-invocation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, repeat_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, place_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, counts_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationRow, problem_label);
}

static void
proctor_invocation_row_init (ProctorInvocationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_invocation_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_invocation_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_INVOCATION_ROW, NULL);
}

/**
 * proctor_invocation_row_set_record:
 * @self: a row
 * @record: (nullable): what it shows, which it follows: a #ProctorInvocationSummary or a #ProctorUnreadable
 */
void
proctor_invocation_row_set_record (ProctorInvocationRow *self,
                                   ProctorRecord *record)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_ROW (self));
  g_return_if_fail (record == NULL || PROCTOR_IS_RECORD (record));

  g_clear_signal_handler (&self->notify_id, self->record);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;

  self->notify_id = g_signal_connect_swapped (record, "notify", G_CALLBACK (update), self);
  update (self);
}

static void
past_changed_cb (ProctorInvocationRow *self)
{
  if (self->record != NULL)
    update (self);
}

/**
 * proctor_invocation_row_follow:
 * @self: a row that follows nothing yet
 * @past: what the history has
 *
 * Has it say how runs ended as the history does, where that knows better.
 */
void
proctor_invocation_row_follow (ProctorInvocationRow *self,
                               ProctorPastRuns *past)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_ROW (self));
  g_return_if_fail (PROCTOR_IS_PAST_RUNS (past));
  g_return_if_fail (self->past == NULL);

  self->past = g_object_ref (past);
  g_signal_connect_object (past, "changed", G_CALLBACK (past_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_invocation_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
ProctorRecord *
proctor_invocation_row_get_record (ProctorInvocationRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_ROW (self), NULL);

  return self->record;
}
