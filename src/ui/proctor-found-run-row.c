/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-found-run-row.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-review-words.h"

#include <glib/gi18n.h>

/**
 * ProctorFoundRunRow:
 *
 * A run in which something was found, and the words around it.
 */
struct _ProctorFoundRunRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkBox *title_box;
  GtkInscription *name;
  GtkLabel *when;
  GtkInscription *snippet;
  GtkInscription *agent;
  GtkInscription *review;

  /* Borrowed: a child */
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (ProctorFoundRunRow, proctor_found_run_row, GTK_TYPE_BOX)

static void
proctor_found_run_row_dispose (GObject *object)
{
  ProctorFoundRunRow *self = PROCTOR_FOUND_RUN_ROW (object);

  /* An inscription of GTK 4.18's that goes away keeps its attributes for ever. */
  if (self->snippet != NULL)
    gtk_inscription_set_attributes (self->snippet, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_FOUND_RUN_ROW);

  G_OBJECT_CLASS (proctor_found_run_row_parent_class)->dispose (object);
}

static void
proctor_found_run_row_class_init (ProctorFoundRunRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_found_run_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-found-run-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, title_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, name);
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, when);
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, snippet);
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, agent);
  gtk_widget_class_bind_template_child (widget_class, ProctorFoundRunRow, review);
}

static void
proctor_found_run_row_init (ProctorFoundRunRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
proctor_found_run_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_FOUND_RUN_ROW, NULL);
}

static const char *
get_name (ProctorFoundRun *run)
{
  const char *name = proctor_found_run_get_test_name (run);

  return name != NULL && *name != '\0' ? name : _ ("Unnamed Test");
}

/**
 * proctor_found_run_row_show:
 * @self: a row
 * @run: what it shows
 * @names: what agents are called
 */
void
proctor_found_run_row_show (ProctorFoundRunRow *self,
                            ProctorFoundRun *run,
                            ProctorAgentNames *names)
{
  const char *agent_id = proctor_found_run_get_agent_id (run);
  const char *agent = agent_id != NULL ? proctor_agent_names_get_agent (names, agent_id) : NULL;
  g_autofree char *when = proctor_format_when (proctor_found_run_get_at (run), g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *markup = proctor_found_run_dup_markup (run);
  g_autofree char *decided = proctor_found_run_get_review (run) != NULL ? proctor_review_words_dup (proctor_found_run_get_review (run)) : NULL;

  if (self->mark != NULL)
    gtk_box_remove (self->title_box, self->mark);
  self->mark = proctor_outcome_mark_new (proctor_found_run_get_outcome (run));
  gtk_widget_set_valign (self->mark, GTK_ALIGN_CENTER);
  gtk_box_prepend (self->title_box, self->mark);
  gtk_inscription_set_text (self->name, get_name (run));
  gtk_label_set_label (self->when, when);
  gtk_inscription_set_markup (self->snippet, markup);
  gtk_inscription_set_text (self->agent, agent != NULL ? agent : agent_id);
  gtk_inscription_set_text (self->review, decided);
  gtk_widget_set_visible (GTK_WIDGET (self->review), decided != NULL);
}

/**
 * proctor_found_run_row_dup_label:
 * @run: what a row shows
 *
 * Returns: (transfer full): what a screen reader calls it
 */
char *
proctor_found_run_row_dup_label (ProctorFoundRun *run)
{
  g_autofree char *text = proctor_found_run_dup_text (run);
  const ProctorReview *review = proctor_found_run_get_review (run);
  g_autofree char *decided = review != NULL ? proctor_review_words_dup (review) : NULL;

  if (decided != NULL)
    /* Translators: a test, how a run of it ended, what a person thinks of that, and what was said in it. */
    return g_strdup_printf (_ ("%s, %s, %s: %s"), get_name (run), proctor_format_outcome (proctor_found_run_get_outcome (run)), decided, text);

  /* Translators: a test, how a run of it ended, and what was said in it. */
  return g_strdup_printf (_ ("%s, %s: %s"), get_name (run), proctor_format_outcome (proctor_found_run_get_outcome (run)), text);
}
