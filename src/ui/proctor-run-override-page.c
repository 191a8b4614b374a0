/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-override-page.h"

#include <glib/gi18n.h>

#include "proctor-error-text.h"
#include "proctor-json-source.h"
#include "proctor-run-override.h"

/* So long after the last key it is looked over. */
#define DELAY_MSECS 300

/**
 * ProctorRunOverridePage:
 *
 * Where one writes the configuration that tests are run with in place of the agent's own. What is wrong with it is said
 * as it is typed.
 */
struct _ProctorRunOverridePage
{
  AdwNavigationPage parent_instance;

  /* Template children */
  AdwBanner *error_banner;
  GtkWidget *fetch_button;
  GtkWidget *clear_button;
  GtkWidget *spinner;
  GtkScrolledWindow *scroller;
  GtkLabel *problem_label;

  /* Owned: a child */
  GtkTextView *view;

  /* Owned */
  ProctorRunSetup *setup;
  GCancellable *cancellable;

  guint timeout;
};

G_DEFINE_FINAL_TYPE (ProctorRunOverridePage, proctor_run_override_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_fetching (ProctorRunOverridePage *self)
{
  return gtk_widget_get_visible (self->spinner);
}

static void
update (ProctorRunOverridePage *self)
{
  gboolean has_text = gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->view)) > 0;
  const char *problem = proctor_run_setup_get_override_problem (self->setup);

  gtk_label_set_label (self->problem_label, problem != NULL ? problem : has_text ? ""
                                                                                 : _ ("Nothing is entered: the agent’s own configuration is used."));
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->problem_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->problem_label), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID, problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_set_sensitive (self->fetch_button, !is_fetching (self) && proctor_run_setup_get_agent_id (self->setup) != NULL);
  gtk_widget_set_sensitive (self->clear_button, has_text);
}

static void
take_text (ProctorRunOverridePage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->timeout, g_source_remove);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  proctor_run_setup_set_override (self->setup, text);
  update (self);
}

static gboolean
timeout_cb (gpointer user_data)
{
  ProctorRunOverridePage *self = user_data;

  self->timeout = 0;
  take_text (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (ProctorRunOverridePage *self)
{
  if (self->setup == NULL)
    return;

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (DELAY_MSECS, timeout_cb, self);
}

/* Whoever goes back and runs the tests at once runs them with what is written here. */
static void
hidden_cb (ProctorRunOverridePage *self)
{
  if (self->timeout != 0)
    take_text (self);
}

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorRunOverridePage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = proctor_run_override_fetch_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_set_visible (self->spinner, FALSE);
  if (text != NULL)
    {
      proctor_json_source_replace (gtk_text_view_get_buffer (self->view), text);
      take_text (self);
    }
  else
    {
      g_autofree char *words = proctor_error_text_dup (error);

      adw_banner_set_title (self->error_banner, words);
      adw_banner_set_revealed (self->error_banner, TRUE);
    }
  update (self);
}

static void
fetch_cb (ProctorRunOverridePage *self)
{
  if (is_fetching (self) || proctor_run_setup_get_agent_id (self->setup) == NULL)
    return;

  adw_banner_set_revealed (self->error_banner, FALSE);
  gtk_widget_set_visible (self->spinner, TRUE);
  update (self);
  proctor_run_override_fetch_async (proctor_run_setup_get_session (self->setup), proctor_run_setup_get_agent_id (self->setup), proctor_run_setup_get_branch_id (self->setup), self->cancellable, fetched_cb, self);
}

static void
clear_cb (ProctorRunOverridePage *self)
{
  proctor_json_source_replace (gtk_text_view_get_buffer (self->view), "");
  take_text (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
proctor_run_override_page_dispose (GObject *object)
{
  ProctorRunOverridePage *self = PROCTOR_RUN_OVERRIDE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->setup);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_OVERRIDE_PAGE);

  G_OBJECT_CLASS (proctor_run_override_page_parent_class)->dispose (object);
}

static void
proctor_run_override_page_class_init (ProctorRunOverridePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_run_override_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-override-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, error_banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, fetch_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunOverridePage, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, fetch_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, hidden_cb);
}

static void
proctor_run_override_page_init (ProctorRunOverridePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = GTK_TEXT_VIEW (proctor_json_source_create_view ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Configuration as JSON"), -1);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_run_override_page_set_setup:
 * @self: a page
 * @setup: what is going to be run
 */
void
proctor_run_override_page_set_setup (ProctorRunOverridePage *self,
                                     ProctorRunSetup *setup)
{
  g_return_if_fail (PROCTOR_IS_RUN_OVERRIDE_PAGE (self));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
