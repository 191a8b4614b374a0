/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-row.h"

#include "proctor-agent-summary.h"
#include "proctor-agents-pane.h"
#include "proctor-config-drafts.h"
#include "proctor-format.h"
#include "proctor-unreadable.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentRow:
 *
 * An agent in a list.
 */
struct _ProctorAgentRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *unsaved_dot;
  GtkLabel *name_label;
  GtkLabel *second_label;

  /* Owned */
  ProctorRecord *record;
  GSignalGroup *drafts_signals;
  char *description;

  gulong notify_id;
};

G_DEFINE_FINAL_TYPE (ProctorAgentRow, proctor_agent_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorAgentRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static char *
describe (ProctorAgentSummary *agent)
{
  g_autofree char *when = proctor_format_when_exactly (proctor_agent_summary_get_created_at (agent));

  if (proctor_agent_summary_get_created_at (agent) <= 0 || *when == '\0')
    return g_strdup ("");

  /* Translators: %s is a day and a time, as in “Tuesday, 3 March 2026, 14:05”. */
  return g_strdup_printf (_ ("Made on %s"), when);
}

/* What is changed of an agent and not saved is not what the server has. */
static void
show_draft (ProctorAgentRow *self)
{
  g_autoptr (ProctorConfigDrafts) drafts = g_signal_group_dup_target (self->drafts_signals);
  const char *id = PROCTOR_IS_AGENT_SUMMARY (self->record) ? proctor_agent_summary_get_agent_id (PROCTOR_AGENT_SUMMARY (self->record)) : NULL;
  gboolean is_unsaved = drafts != NULL && id != NULL && proctor_config_drafts_has (drafts, id);
  g_autofree char *description = NULL;

  gtk_widget_set_visible (self->unsaved_dot, is_unsaved);
  if (!is_unsaved)
    return;

  description = g_strconcat (_ ("Not saved"), C_ ("list", ", "), self->description, NULL);
  g_set_str (&self->description, description);
}

static void
update (ProctorAgentRow *self)
{
  const char *name = NULL;

  if (self->record == NULL)
    return;

  g_clear_pointer (&self->description, g_free);
  if (PROCTOR_IS_AGENT_SUMMARY (self->record))
    {
      name = proctor_agent_summary_get_name (PROCTOR_AGENT_SUMMARY (self->record));
      if (name == NULL || *name == '\0')
        name = proctor_agent_summary_get_agent_id (PROCTOR_AGENT_SUMMARY (self->record));
      self->description = describe (PROCTOR_AGENT_SUMMARY (self->record));
    }
  else
    {
      name = _ ("An agent that can't be read");
      self->description = PROCTOR_IS_UNREADABLE (self->record) ? g_strdup (proctor_unreadable_get_problem (PROCTOR_UNREADABLE (self->record))) : NULL;
    }
  gtk_label_set_label (self->name_label, name != NULL ? name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  gtk_label_set_label (self->second_label, self->description != NULL ? self->description : "");
  gtk_widget_set_visible (GTK_WIDGET (self->second_label), self->description != NULL && *self->description != '\0');
  show_draft (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/* Whether there is something unsaved is known where the list is. */
static void
find_drafts (ProctorAgentRow *self)
{
  GtkWidget *pane = gtk_widget_get_ancestor (GTK_WIDGET (self), PROCTOR_TYPE_AGENTS_PANE);
  g_autoptr (ProctorSession) session = NULL;

  if (pane != NULL)
    g_object_get (pane, "session", &session, NULL);
  g_signal_group_set_target (self->drafts_signals, session != NULL ? proctor_session_get_config_drafts (session) : NULL);
}

static void
proctor_agent_row_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (proctor_agent_row_parent_class)->root (widget);

  find_drafts (PROCTOR_AGENT_ROW (widget));
  update (PROCTOR_AGENT_ROW (widget));
}

static void
proctor_agent_row_dispose (GObject *object)
{
  ProctorAgentRow *self = PROCTOR_AGENT_ROW (object);

  g_clear_signal_handler (&self->notify_id, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->drafts_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_ROW);

  G_OBJECT_CLASS (proctor_agent_row_parent_class)->dispose (object);
}

static void
proctor_agent_row_finalize (GObject *object)
{
  g_free (PROCTOR_AGENT_ROW (object)->description);

  G_OBJECT_CLASS (proctor_agent_row_parent_class)->finalize (object);
}

static void
proctor_agent_row_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorAgentRow *self = PROCTOR_AGENT_ROW (object);

  switch ((ProctorAgentRowProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->name_label));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
proctor_agent_row_class_init (ProctorAgentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_agent_row_dispose;
  object_class->finalize = proctor_agent_row_finalize;
  object_class->get_property = proctor_agent_row_get_property;
  widget_class->root = proctor_agent_row_root;

  /**
   * ProctorAgentRow:label:
   *
   * What a screen reader calls it.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);

  /**
   * ProctorAgentRow:description:
   *
   * What else there is to see, in words.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRow, unsaved_dot);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRow, second_label);
}

static void
proctor_agent_row_init (ProctorAgentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->drafts_signals = g_signal_group_new (PROCTOR_TYPE_CONFIG_DRAFTS);
  g_signal_group_connect_swapped (self->drafts_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_agent_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_agent_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_AGENT_ROW, NULL);
}

/**
 * proctor_agent_row_set_record:
 * @self: a row
 * @record: (nullable): what it shows, which it follows: a #ProctorAgentSummary or a #ProctorUnreadable
 */
void
proctor_agent_row_set_record (ProctorAgentRow *self,
                              ProctorRecord *record)
{
  g_return_if_fail (PROCTOR_IS_AGENT_ROW (self));
  g_return_if_fail (record == NULL || PROCTOR_IS_RECORD (record));

  g_clear_signal_handler (&self->notify_id, self->record);
  g_set_object (&self->record, record);
  if (record == NULL)
    return;

  self->notify_id = g_signal_connect_swapped (record, "notify", G_CALLBACK (update), self);
  find_drafts (self);
  update (self);
}
