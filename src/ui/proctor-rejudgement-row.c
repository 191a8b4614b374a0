/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rejudgement-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-format.h"
#include "proctor-outcome-mark.h"

/* What a judge of one's own has said of a run: whether it agrees with the server, and behind it each vote with its reason. */

/**
 * proctor_rejudgement_row_dup_title:
 * @rejudgement: a judgement
 *
 * Returns: (transfer full): how far it agrees with the server
 */
char *
proctor_rejudgement_row_dup_title (const ProctorRejudgement *rejudgement)
{
  guint n_agree = proctor_rejudgement_count (rejudgement, rejudgement->outcome);
  guint n_votes = rejudgement->votes->len;

  if (!proctor_rejudgement_is_comparable (rejudgement))
    return g_strdup_printf (ngettext ("%u vote, and no verdict of the server", "%u votes, and no verdict of the server", n_votes), n_votes);
  if (n_votes == 1)
    return g_strdup (n_agree == 1 ? _ ("The vote agrees with the server") : _ ("The vote disagrees with the server"));

  /* Translators: the first number decides the form, as in “1 of 5 votes agrees”. */
  return g_strdup_printf (ngettext ("%u of %u votes agrees with the server", "%u of %u votes agree with the server", n_agree), n_agree, n_votes);
}

static void
append (GString *text,
        const char *part)
{
  if (text->len > 0)
    g_string_append (text, C_ ("facts", " · "));
  g_string_append (text, part);
}

static char *
dup_subtitle (const ProctorRejudgement *rejudgement,
              gboolean is_earlier)
{
  ProctorOutcome outcome = proctor_rejudgement_get_outcome (rejudgement);
  g_autofree char *when = proctor_format_when (rejudgement->at, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: %s is how something ended, as in “passed”. */
  g_autofree char *most = g_strdup_printf (_ ("Comes to: %s"), proctor_format_outcome (outcome));
  g_autoptr (GString) text = g_string_new (most);

  if (rejudgement->votes->len < rejudgement->n_wanted)
    {
      g_autofree char *ended = g_strdup_printf (ngettext ("ended after %u of %u votes", "ended after %u of %u votes", rejudgement->n_wanted), rejudgement->votes->len, rejudgement->n_wanted);

      append (text, ended);
    }
  if (proctor_rejudgement_is_builtin (rejudgement))
    append (text, _ ("Built-in judge"));
  else if (rejudgement->model != NULL)
    append (text, rejudgement->model);
  append (text, when);
  if (is_earlier)
    append (text, _ ("of an earlier result"));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
create_vote (const ProctorRejudgeVote *vote,
             guint number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *mark = proctor_outcome_mark_new (vote->outcome);
  /* Translators: a vote's number, and what it says, as in “Vote 2: failed”. */
  g_autofree char *words = g_strdup_printf (_ ("Vote %u: %s"), number, proctor_format_outcome (vote->outcome));
  GtkWidget *head = gtk_label_new (words);
  GtkWidget *text = gtk_label_new (vote->text);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption-heading");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (lines), head);
  if (*vote->text != '\0')
    gtk_box_append (GTK_BOX (lines), text);
  else
    g_object_unref (g_object_ref_sink (text));
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, vote->text, -1);

  return row;
}

/**
 * proctor_rejudgement_row_new:
 * @rejudgement: a judgement
 * @is_earlier: whether the run was run again since
 *
 * Returns: (transfer floating): a row for it, which unfolds to its votes
 */
GtkWidget *
proctor_rejudgement_row_new (const ProctorRejudgement *rejudgement,
                             gboolean is_earlier)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *mark = proctor_outcome_mark_new (proctor_rejudgement_get_outcome (rejudgement));
  g_autofree char *title = proctor_rejudgement_row_dup_title (rejudgement);
  g_autofree char *subtitle = dup_subtitle (rejudgement, is_earlier);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), mark);
  for (guint i = 0; i < rejudgement->votes->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), create_vote (rejudgement->votes->pdata[i], i + 1));

  return row;
}
