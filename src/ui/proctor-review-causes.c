/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review-causes.h"

#include <glib/gi18n.h>

/* What a failure may be due to: a short list that everyone can make their own. */

#define KEY "review-causes"
/* More is no short list. */
#define MOST_CAUSES 30

static const char *const causes[] = {
  N_ ("The agent is wrong"),
  N_ ("The condition is too strict"),
  N_ ("The condition is unclear"),
  N_ ("The judge misread the conversation"),
  N_ ("A mock is missing or wrong"),
  N_ ("The simulated user strayed"),
  N_ ("By chance"),
};

/**
 * proctor_review_causes_dup:
 * @settings: the program's settings
 *
 * Returns: (transfer full): the causes that somebody wants to choose from; where nobody has said, those that are usual
 */
char **
proctor_review_causes_dup (GSettings *settings)
{
  g_auto (GStrv) own = NULL;
  g_autoptr (GStrvBuilder) builder = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  own = g_settings_get_strv (settings, KEY);
  if (own[0] != NULL)
    return g_steal_pointer (&own);

  builder = g_strv_builder_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    g_strv_builder_add (builder, _ (causes[i]));

  return g_strv_builder_end (builder);
}

/* One a line; what is there twice, or blank, is left out. */
static void
take_text (GSettings *settings,
           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (gsize i = 0; lines[i] != NULL && kept->len < MOST_CAUSES; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0' && !g_ptr_array_find_with_equal_func (kept, lines[i], g_str_equal, NULL))
        g_ptr_array_add (kept, lines[i]);
    }
  g_ptr_array_add (kept, NULL);
  g_settings_set_strv (settings, KEY, (const char *const *) kept->pdata);
}

static void
answered_cb (GSettings *settings,
             const char *response,
             AdwAlertDialog *dialog)
{
  GtkTextBuffer *buffer = g_object_get_data (G_OBJECT (dialog), "buffer");
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  if (g_str_equal (response, "save"))
    take_text (settings, text);
  else if (g_str_equal (response, "reset"))
    g_settings_reset (settings, KEY);
}

/**
 * proctor_review_causes_edit:
 * @settings: the program's settings
 * @widget: where the list is
 *
 * Lets somebody write another list, one cause a line.
 */
void
proctor_review_causes_edit (GSettings *settings,
                            GtkWidget *widget)
{
  AdwDialog *dialog;
  GtkWidget *view, *scroller;
  g_auto (GStrv) present = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  present = proctor_review_causes_dup (settings);
  text = g_strjoinv ("\n", present);
  dialog = adw_alert_dialog_new (_ ("Causes"), _ ("What a result may be due to, one a line."));
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  g_object_set (view, "top-margin", 9, "bottom-margin", 9, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Causes"), -1);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_size_request (scroller, 260, 200);
  gtk_widget_add_css_class (scroller, "card");
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), scroller);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "reset", _ ("_Reset"), "save", _ ("_Save"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "buffer", gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), settings, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}
