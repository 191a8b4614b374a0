/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-header.h"

#include "proctor-agent-metadata.h"
#include "proctor-format.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentHeader:
 *
 * Which agent it is, and what can be done with it as a whole.
 */
struct _ProctorAgentHeader
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *name_label;
  GtkLabel *id_label;
  AdwWrapBox *tags;
  GtkLabel *made_label;
  GtkWidget *run_button;
  GtkWidget *dashboard_button;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentHeader, proctor_agent_header, ADW_TYPE_BIN)

static void
show_tags (ProctorAgentHeader *self,
           const char *const *tags)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tags))) != NULL)
    adw_wrap_box_remove (self->tags, child);
  for (gsize i = 0; tags != NULL && tags[i] != NULL; i++)
    {
      GtkWidget *tag = gtk_label_new (tags[i]);

      gtk_label_set_ellipsize (GTK_LABEL (tag), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (tag, "tag");
      gtk_widget_add_css_class (tag, "caption");
      adw_wrap_box_append (self->tags, tag);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tags), tags != NULL && tags[0] != NULL);
}

static void
show_made (ProctorAgentHeader *self,
           ProctorAgentMetadata *metadata)
{
  gint64 at = metadata != NULL ? proctor_agent_metadata_get_created_at_unix_secs (metadata) : 0;
  g_autofree char *when = proctor_format_when_exactly (at);
  gboolean is_known = at > 0 && *when != '\0';

  if (is_known)
    {
      /* Translators: %s is a day and a time, as in “Tuesday, 3 March 2026, 14:05”. */
      g_autofree char *text = g_strdup_printf (_ ("Made on %s"), when);

      gtk_label_set_label (self->made_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->made_label), is_known);
}

static void
update (ProctorAgentHeader *self)
{
  ProctorAgent *agent = proctor_agent_page_get_agent (self->page);
  const char *id = proctor_agent_page_get_agent_id (self->page);
  const char *name = agent != NULL ? proctor_agent_get_name (agent) : NULL;

  gtk_label_set_label (self->id_label, id);
  if (agent == NULL)
    return;

  gtk_label_set_label (self->name_label, name != NULL && *name != '\0' ? name : id);
  show_tags (self, proctor_agent_get_tags (agent));
  show_made (self, proctor_agent_get_metadata (agent));
}

static void
copy_id_cb (ProctorAgentHeader *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), proctor_agent_page_get_agent_id (self->page));
  proctor_toasts_say (GTK_WIDGET (self), _ ("The agent's ID was copied"));
}

static void
launched_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ProctorAgentHeader) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (object), result, &error) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    proctor_toasts_say_error (GTK_WIDGET (self), error);
}

static void
open_dashboard_cb (ProctorAgentHeader *self)
{
  g_autofree char *uri = proctor_agent_page_dup_dashboard_uri (self->page);
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, launched_cb, g_object_ref (self));
}

static void
proctor_agent_header_dispose (GObject *object)
{
  ProctorAgentHeader *self = PROCTOR_AGENT_HEADER (object);

  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_HEADER);

  G_OBJECT_CLASS (proctor_agent_header_parent_class)->dispose (object);
}

static void
proctor_agent_header_class_init (ProctorAgentHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, id_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, tags);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, made_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, run_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentHeader, dashboard_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_id_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_dashboard_cb);
}

static void
proctor_agent_header_init (ProctorAgentHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::agent", G_CALLBACK (update), self);
}

/**
 * proctor_agent_header_set_page:
 * @self: a header
 * @page: (nullable): the agent to show
 */
void
proctor_agent_header_set_page (ProctorAgentHeader *self,
                               ProctorAgentPage *page)
{
  g_autofree char *dashboard = NULL;

  g_return_if_fail (PROCTOR_IS_AGENT_HEADER (self));

  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  if (page == NULL)
    return;

  dashboard = proctor_agent_page_dup_dashboard_uri (page);
  gtk_widget_set_visible (self->dashboard_button, dashboard != NULL);
  gtk_label_set_label (self->name_label, proctor_agent_page_get_agent_id (page));
  show_tags (self, NULL);
  show_made (self, NULL);
  update (self);
}

/**
 * proctor_agent_header_set_name:
 * @self: a header
 * @name: (nullable): what the list calls the agent
 *
 * What is shown until the agent is here, or where it can't be had.
 */
void
proctor_agent_header_set_name (ProctorAgentHeader *self,
                               const char *name)
{
  g_return_if_fail (PROCTOR_IS_AGENT_HEADER (self));

  if (name != NULL && *name != '\0')
    gtk_label_set_label (self->name_label, name);
}

/**
 * proctor_agent_header_set_run_hint:
 * @self: a header
 * @hint: (nullable): why the attached tests can't be run
 */
void
proctor_agent_header_set_run_hint (ProctorAgentHeader *self,
                                   const char *hint)
{
  g_return_if_fail (PROCTOR_IS_AGENT_HEADER (self));

  gtk_widget_set_tooltip_text (self->run_button, hint);
}
