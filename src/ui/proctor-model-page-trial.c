/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-page-private.h"

#define SCROLL_FRAMES 4

/* What tests need of the models, tried with what stands in the fields. */

/* The one takes the place of the other, and of the focus. */
static void
show_trying (ProctorModelPage *self,
             gboolean trying)
{
  gboolean focused = gtk_widget_has_focus (self->stop_button) || gtk_widget_has_focus (self->try_row);

  gtk_widget_set_visible (self->trying_row, trying);
  gtk_widget_set_visible (self->try_row, !trying);
  if (focused)
    gtk_widget_grab_focus (trying ? self->stop_button : self->try_row);
}

void
proctor_model_page_hide_trial (ProctorModelPage *self)
{
  g_cancellable_cancel (self->trying);
  show_trying (self, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->chat_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_row), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->schema_row), FALSE);
}

/* Rows that have just come have their places only after a few frames. */
static gboolean
scroll_cb (GtkWidget *row,
           GdkFrameClock *clock,
           gpointer user_data)
{
  ProctorModelPage *self = PROCTOR_MODEL_PAGE (user_data);
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);

  if (viewport != NULL)
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), row, NULL);
  self->n_frames++;

  return self->n_frames < SCROLL_FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
show_trial (ProctorModelPage *self,
            ProctorModelTrial *trial)
{
  g_autofree char *said = NULL;

  proctor_trial_row_set_step (self->chat_row, PROCTOR_TRIAL_CHAT, proctor_model_trial_get_chat (trial));
  proctor_trial_row_set_step (self->tools_row, PROCTOR_TRIAL_TOOLS, proctor_model_trial_get_tools (trial));
  proctor_trial_row_set_step (self->schema_row, PROCTOR_TRIAL_SCHEMA, proctor_model_trial_get_schema (trial));
  gtk_widget_set_visible (GTK_WIDGET (self->chat_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->tools_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->schema_row), TRUE);
  self->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->schema_row), scroll_cb, self, NULL);
  said = g_strjoin ("\n",
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->chat_row)),
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->tools_row)),
                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->schema_row)), NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), said, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
tried_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorModelTrial) trial = proctor_model_setup_try_finish (PROCTOR_MODEL_SETUP (object), result, &error);
  ProctorModelPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_MODEL_PAGE (user_data);
  proctor_model_page_hide_trial (self);
  if (trial != NULL)
    show_trial (self, trial);
  else
    proctor_model_page_fail (self, error);
}

void
proctor_model_page_try (ProctorModelPage *self)
{
  g_autoptr (ProctorModelSource) source = proctor_model_page_make_source (self);

  proctor_model_page_hide_trial (self);
  show_trying (self, TRUE);
  proctor_model_setup_try_async (self->setup, source, proctor_model_page_get_key (self), proctor_model_page_renew (&self->trying), tried_cb, self);
}
