/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-versions.h"

#include "proctor-agent-version.h"
#include "proctor-format.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentVersions:
 *
 * The latest versions of an agent on the branch that is shown. What is shown is always the last of them.
 */
struct _ProctorAgentVersions
{
  AdwBin parent_instance;

  /* Template children */
  AdwExpanderRow *expander;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *versions_signals;
  GPtrArray *rows; /* borrowed: of the expander */
};

G_DEFINE_FINAL_TYPE (ProctorAgentVersions, proctor_agent_versions, ADW_TYPE_BIN)

static char *
dup_title (ProctorAgentVersion *version)
{
  const char *description = proctor_agent_version_get_version_description (version);
  gint64 number = proctor_agent_version_get_seq_no_in_branch (version);

  if (number <= 0)
    return g_strdup (description != NULL && *description != '\0' ? description : proctor_agent_version_get_id (version));
  if (description == NULL || *description == '\0')
    return g_strdup_printf (_ ("Version %u"), (guint) number);

  /* Translators: the number of a version and what it is called. */
  return g_strdup_printf (_ ("%u: %s"), (guint) number, description);
}

/* Not every server says when. */
static char *
dup_when (ProctorAgentVersion *version)
{
  gint64 at = proctor_agent_version_get_time_committed_secs (version);

  return at > 0 ? proctor_format_when_exactly (at) : g_strdup ("");
}

static GtkWidget *
create_row (ProctorAgentVersion *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_title (version);
  g_autofree char *when = dup_when (version);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  gtk_widget_set_tooltip_text (row, proctor_agent_version_get_id (version));

  return row;
}

static void
remove_rows (ProctorAgentVersions *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->expander, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
show_latest (ProctorAgentVersions *self,
             ProctorAgentVersion *latest,
             guint n_versions)
{
  g_autofree char *title = dup_title (latest);
  g_autofree char *when = dup_when (latest);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->expander), title);
  adw_expander_row_set_subtitle (self->expander, when);
  /* What can be opened again would be open. */
  if (adw_expander_row_get_enable_expansion (self->expander) != (n_versions > 1))
    {
      adw_expander_row_set_enable_expansion (self->expander, n_versions > 1);
      adw_expander_row_set_expanded (self->expander, FALSE);
    }
}

static void
update (ProctorAgentVersions *self)
{
  GListModel *versions = proctor_agent_page_get_versions (self->page);
  guint n_versions = g_list_model_get_n_items (versions);

  remove_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n_versions > 0);
  for (guint i = 0; i < n_versions; i++)
    {
      g_autoptr (ProctorAgentVersion) version = g_list_model_get_item (versions, i);
      GtkWidget *row;

      if (i == 0)
        {
          show_latest (self, version, n_versions);
          continue;
        }
      row = create_row (version);
      adw_expander_row_add_row (self->expander, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
proctor_agent_versions_dispose (GObject *object)
{
  ProctorAgentVersions *self = PROCTOR_AGENT_VERSIONS (object);

  g_clear_object (&self->versions_signals);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_VERSIONS);

  G_OBJECT_CLASS (proctor_agent_versions_parent_class)->dispose (object);
}

static void
proctor_agent_versions_class_init (ProctorAgentVersionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_versions_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-versions.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentVersions, expander);
}

static void
proctor_agent_versions_init (ProctorAgentVersions *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->expander), FALSE);
  self->versions_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->versions_signals, "items-changed", G_CALLBACK (update), self);
}

/**
 * proctor_agent_versions_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_versions_set_page (ProctorAgentVersions *self,
                                 ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_AGENT_VERSIONS (self));

  g_set_object (&self->page, page);
  g_signal_group_set_target (self->versions_signals, page != NULL ? proctor_agent_page_get_versions (page) : NULL);
  if (page == NULL)
    return;

  update (self);
}
