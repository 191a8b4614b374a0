/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-outline.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-prompt.h"
#include "proctor-record.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentOutline:
 *
 * What an agent says first, what its model is told, and which model it is.
 */
struct _ProctorAgentOutline
{
  AdwBin parent_instance;

  /* Template children */
  AdwActionRow *first_message_row;
  AdwExpanderRow *prompt_row;
  GtkLabel *prompt_label;
  AdwActionRow *model_row;
  AdwActionRow *temperature_row;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentOutline, proctor_agent_outline, ADW_TYPE_BIN)

static void
show_prompt (ProctorAgentOutline *self,
             const char *prompt)
{
  gsize n_characters = prompt != NULL ? (gsize) g_utf8_strlen (prompt, -1) : 0;
  g_autofree char *size = g_strdup_printf (ngettext ("%lu character", "%lu characters", n_characters), (gulong) n_characters);

  gtk_label_set_label (self->prompt_label, prompt != NULL ? prompt : "");
  adw_expander_row_set_subtitle (self->prompt_row, n_characters > 0 ? size : _ ("None"));
  /* What can be opened again would be open. */
  if (adw_expander_row_get_enable_expansion (self->prompt_row) != (n_characters > 0))
    {
      adw_expander_row_set_enable_expansion (self->prompt_row, n_characters > 0);
      adw_expander_row_set_expanded (self->prompt_row, FALSE);
    }
}

static void
update (ProctorAgentOutline *self)
{
  ProctorAgent *agent = proctor_agent_page_get_agent (self->page);
  ProctorAgentConfig *config = agent != NULL ? proctor_agent_get_conversation_config (agent) : NULL;
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;
  ProctorAgentPrompt *prompt = behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;
  const char *first = behaviour != NULL ? proctor_agent_behaviour_get_first_message (behaviour) : NULL;
  const char *model = prompt != NULL ? proctor_agent_prompt_get_llm (prompt) : NULL;
  gboolean has_temperature = prompt != NULL && proctor_record_get_presence (PROCTOR_RECORD (prompt), PROCTOR_AGENT_PROMPT_FIELD_TEMPERATURE) == PROCTOR_PRESENCE_VALUE;

  adw_action_row_set_subtitle (self->first_message_row, first != NULL && *first != '\0' ? first : _ ("None: the user begins"));
  show_prompt (self, prompt != NULL ? proctor_agent_prompt_get_prompt (prompt) : NULL);
  adw_action_row_set_subtitle (self->model_row, model != NULL && *model != '\0' ? model : _ ("The server's default"));
  gtk_widget_set_visible (GTK_WIDGET (self->temperature_row), has_temperature);
  if (has_temperature)
    {
      g_autofree char *temperature = g_strdup_printf ("%g", proctor_agent_prompt_get_temperature (prompt));

      adw_action_row_set_subtitle (self->temperature_row, temperature);
    }
}

static void
proctor_agent_outline_dispose (GObject *object)
{
  ProctorAgentOutline *self = PROCTOR_AGENT_OUTLINE (object);

  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_OUTLINE);

  G_OBJECT_CLASS (proctor_agent_outline_parent_class)->dispose (object);
}

static void
proctor_agent_outline_class_init (ProctorAgentOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_outline_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentOutline, first_message_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentOutline, prompt_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentOutline, prompt_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentOutline, model_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentOutline, temperature_row);
}

static void
proctor_agent_outline_init (ProctorAgentOutline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::agent", G_CALLBACK (update), self);
}

/**
 * proctor_agent_outline_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_outline_set_page (ProctorAgentOutline *self,
                                ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_AGENT_OUTLINE (self));

  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  if (page == NULL)
    return;

  update (self);
}
