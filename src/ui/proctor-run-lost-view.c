/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-lost-view.h"

#include <glib/gi18n.h>

#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-invocation-summary.h"

/**
 * ProctorRunLostView:
 *
 * What stands in place of the choices when the server was asked to run tests and its answer got lost: what may have
 * been begun, and the ways on. Nothing is begun again unless somebody decides so.
 */
struct _ProctorRunLostView
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *title_label;
  GtkLabel *text_label;
  GtkWidget *spinner;
  GtkListBox *list;
  GtkWidget *buttons;
  GtkWidget *look_button;
  GtkWidget *again_button;

  /* Owned */
  ProctorRunSetup *setup;
};

G_DEFINE_FINAL_TYPE (ProctorRunLostView, proctor_run_lost_view, ADW_TYPE_BIN)

static void
adopt_cb (ProctorRunLostView *self,
          GtkWidget *row)
{
  proctor_run_setup_adopt (self->setup, g_object_get_data (G_OBJECT (row), "invocation-id"));
}

static GtkWidget *
make_row (ProctorRunLostView *self,
          ProctorInvocationSummary *summary)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gint64 n_runs = proctor_invocation_summary_get_test_run_count (summary);
  g_autofree char *when = proctor_format_when_exactly (proctor_invocation_summary_get_created_at (summary));
  g_autofree char *runs = g_strdup_printf (ngettext ("%u run", "%u runs", (gulong) n_runs), (guint) n_runs);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", when, runs);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), proctor_invocation_summary_get_title (summary));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "invocation-id", g_strdup (proctor_record_get_identity (PROCTOR_RECORD (summary))), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (adopt_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
show_candidates (ProctorRunLostView *self)
{
  GListModel *candidates = proctor_run_setup_get_candidates (self->setup);

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (candidates); i++)
    {
      g_autoptr (ProctorInvocationSummary) summary = g_list_model_get_item (candidates, i);

      gtk_list_box_append (self->list, make_row (self, summary));
    }
}

static void
show_words (ProctorRunLostView *self,
            gboolean searching)
{
  guint n_found = g_list_model_get_n_items (proctor_run_setup_get_candidates (self->setup));
  const GError *error = proctor_run_setup_get_error (self->setup);
  g_autofree char *reason = error != NULL ? proctor_error_text_dup (error) : NULL;
  g_autofree char *text = NULL;

  if (searching)
    text = g_strdup (_ ("The server was asked to run the tests, and its answer got lost. Proctor looks whether they are running."));
  else if (error != NULL)
    text = g_strdup_printf (_ ("Whether the tests are running could not be found out. %s"), reason);
  else if (n_found == 0)
    text = g_strdup (_ ("The server has nothing yet that looks like it. They may still appear; running them again may cost twice."));
  else
    text = g_strdup (ngettext ("This was started since, with the same tests on the same agent. It is probably what you asked for.", "These were started since, with the same tests on the same agent. One of them is probably what you asked for.", n_found));
  gtk_label_set_label (self->title_label, searching ? _ ("Are They Running?") : n_found > 0 ? _ ("They Seem to Be Running")
                                                                                            : _ ("No Answer From the Server"));
  gtk_label_set_label (self->text_label, text);
}

static void
update (ProctorRunLostView *self)
{
  ProctorRunSetupState state = proctor_run_setup_get_state (self->setup);
  gboolean searching = state == PROCTOR_RUN_SETUP_SEARCHING;

  if (state != PROCTOR_RUN_SETUP_LOST && !searching)
    return;

  show_words (self, searching);
  show_candidates (self);
  gtk_widget_set_visible (self->spinner, searching);
  gtk_widget_set_visible (self->buttons, !searching);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !searching && g_list_model_get_n_items (proctor_run_setup_get_candidates (self->setup)) > 0);
}

static void
look_cb (ProctorRunLostView *self)
{
  proctor_run_setup_look_again (self->setup);
}

static void
again_cb (ProctorRunLostView *self)
{
  proctor_run_setup_start_again (self->setup);
}

static void
proctor_run_lost_view_dispose (GObject *object)
{
  ProctorRunLostView *self = PROCTOR_RUN_LOST_VIEW (object);

  g_clear_object (&self->setup);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_LOST_VIEW);

  G_OBJECT_CLASS (proctor_run_lost_view_parent_class)->dispose (object);
}

static void
proctor_run_lost_view_class_init (ProctorRunLostViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_run_lost_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-lost-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, title_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, text_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, buttons);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, look_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunLostView, again_button);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
proctor_run_lost_view_init (ProctorRunLostView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_run_lost_view_set_setup:
 * @self: a view
 * @setup: what was to be run
 */
void
proctor_run_lost_view_set_setup (ProctorRunLostView *self,
                                 ProctorRunSetup *setup)
{
  g_return_if_fail (PROCTOR_IS_RUN_LOST_VIEW (self));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
