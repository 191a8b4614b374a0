/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-row.h"

#include "proctor-conversation-summary.h"
#include "proctor-format.h"
#include "proctor-unreadable.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationRow:
 *
 * A conversation that took place, in a list: what it was about, with which agent, and how it went.
 */
struct _ProctorConversationRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *title_label;
  GtkLabel *when_label;
  GtkLabel *summary_label;
  GtkLabel *detail_label;
};

G_DEFINE_FINAL_TYPE (ProctorConversationRow, proctor_conversation_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorConversationRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static const char *
get_outcome_words (const char *outcome)
{
  if (g_strcmp0 (outcome, "success") == 0)
    return C_ ("conversation", "Successful");
  if (g_strcmp0 (outcome, "failure") == 0)
    return C_ ("conversation", "Unsuccessful");

  return NULL;
}

static gboolean
is_there (const char *text)
{
  return text != NULL && text[0] != '\0';
}

/* One that has no title is called by its agent, and one of nobody's by its id. */
static const char *
get_title (ProctorConversationSummary *summary)
{
  if (is_there (proctor_conversation_summary_get_call_summary_title (summary)))
    return proctor_conversation_summary_get_call_summary_title (summary);
  if (is_there (proctor_conversation_summary_get_agent_name (summary)))
    return proctor_conversation_summary_get_agent_name (summary);

  return proctor_conversation_summary_get_conversation_id (summary);
}

static char *
dup_details (ProctorConversationSummary *summary)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) details = NULL;
  guint n_messages = (guint) CLAMP (proctor_conversation_summary_get_message_count (summary), 0, G_MAXINT32);
  g_autofree char *messages = g_strdup_printf (ngettext ("%u message", "%u messages", n_messages), n_messages);
  const char *agent = proctor_conversation_summary_get_agent_name (summary);
  const char *outcome = get_outcome_words (proctor_conversation_summary_get_call_successful (summary));

  if (is_there (agent) && agent != get_title (summary))
    g_strv_builder_add (builder, agent);
  g_strv_builder_add (builder, messages);
  if (outcome != NULL)
    g_strv_builder_add (builder, outcome);
  details = g_strv_builder_end (builder);

  return g_strjoinv (" · ", details);
}

static void
show_summary (ProctorConversationRow *self,
              ProctorConversationSummary *summary)
{
  gint64 at = proctor_conversation_summary_get_start_time (summary);
  const char *text = proctor_conversation_summary_get_transcript_summary (summary);
  g_autofree char *when = proctor_format_when (at, g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *exactly = proctor_format_when_exactly (at);
  g_autofree char *details = dup_details (summary);

  gtk_label_set_label (self->title_label, get_title (summary));
  gtk_label_set_label (self->when_label, when);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->when_label), exactly);
  gtk_label_set_label (self->summary_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), is_there (text));
  gtk_label_set_label (self->detail_label, details);
}

static void
show_unreadable (ProctorConversationRow *self,
                 ProctorRecord *record)
{
  const char *problem = PROCTOR_IS_UNREADABLE (record) ? proctor_unreadable_get_problem (PROCTOR_UNREADABLE (record)) : NULL;

  gtk_label_set_label (self->title_label, _ ("A conversation that can't be read"));
  gtk_label_set_label (self->when_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary_label), FALSE);
  gtk_label_set_label (self->detail_label, problem != NULL ? problem : "");
}

static void
proctor_conversation_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_CONVERSATION_ROW);

  G_OBJECT_CLASS (proctor_conversation_row_parent_class)->dispose (object);
}

static void
proctor_conversation_row_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  ProctorConversationRow *self = PROCTOR_CONVERSATION_ROW (object);

  switch ((ProctorConversationRowProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_DESCRIPTION:
      g_value_take_string (value, g_strjoin (C_ ("list", ", "), gtk_label_get_label (self->when_label), gtk_label_get_label (self->detail_label), NULL));
      break;
    }
}

static void
proctor_conversation_row_class_init (ProctorConversationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_conversation_row_dispose;
  object_class->get_property = proctor_conversation_row_get_property;

  /**
   * ProctorConversationRow:label:
   *
   * What it was about, for those who don't see it.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);

  /**
   * ProctorConversationRow:description:
   *
   * The rest, for those who don't see it.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationRow, when_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationRow, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationRow, detail_label);
}

static void
proctor_conversation_row_init (ProctorConversationRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_conversation_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing
 */
GtkWidget *
proctor_conversation_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_CONVERSATION_ROW, NULL);
}

/**
 * proctor_conversation_row_set_record:
 * @self: a row
 * @record: (nullable): the conversation that it shows, or what could not be read
 */
void
proctor_conversation_row_set_record (ProctorConversationRow *self,
                                     ProctorRecord *record)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_ROW (self));

  if (record == NULL)
    return;

  if (PROCTOR_IS_CONVERSATION_SUMMARY (record))
    show_summary (self, PROCTOR_CONVERSATION_SUMMARY (record));
  else
    show_unreadable (self, record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}
