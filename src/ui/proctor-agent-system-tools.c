/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-system-tools.h"

#include "proctor-system-tool-row.h"

#include <glib/gi18n.h>

/* The tools that the service itself has for every agent, a row for each. */

static const struct
{
  guint field;
  const char *name;
  const char *words;
} tools[] = {
  { PROCTOR_BUILT_IN_TOOLS_FIELD_END_CALL, "end_call", N_ ("Ends the call") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_NUMBER, "transfer_to_number", N_ ("Hands the call over to a person") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_AGENT, "transfer_to_agent", N_ ("Hands the call over to another agent") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_LANGUAGE_DETECTION, "language_detection", N_ ("Speaks the user’s language") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_SKIP_TURN, "skip_turn", N_ ("Waits without saying anything") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_VOICEMAIL_DETECTION, "voicemail_detection", N_ ("Notices an answering machine") },
  { PROCTOR_BUILT_IN_TOOLS_FIELD_PLAY_KEYPAD_TOUCH_TONE, "play_keypad_touch_tone", N_ ("Presses keys of the telephone") },
};

/**
 * proctor_agent_system_tools_bind:
 * @group: where they are shown
 * @editing: the agent that is edited
 * @prompt: what says which of them it has
 */
void
proctor_agent_system_tools_bind (AdwPreferencesGroup *group,
                                 ProctorEditing *editing,
                                 ProctorAgentPrompt *prompt)
{
  ProctorBuiltInTools *built_in = proctor_agent_prompt_get_built_in_tools (prompt);
  GPtrArray *rows = g_ptr_array_new ();

  proctor_agent_system_tools_unbind (group);
  /* Where they are written in a way that nobody knows, they stay as they are. */
  gtk_widget_set_visible (GTK_WIDGET (group), built_in != NULL);
  for (gsize i = 0; built_in != NULL && i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *row = proctor_system_tool_row_new (editing, built_in, tools[i].field, tools[i].name, _ (tools[i].words));

      adw_preferences_group_add (group, row);
      g_ptr_array_add (rows, row);
    }
  g_object_set_data_full (G_OBJECT (group), "proctor-system-tools", rows, (GDestroyNotify) g_ptr_array_unref);
  if (built_in != NULL)
    proctor_editing_register (editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_BUILT_IN_TOOLS, GTK_WIDGET (group));
}

/**
 * proctor_agent_system_tools_unbind:
 * @group: where they are shown
 *
 * Lets go of what it shows.
 */
void
proctor_agent_system_tools_unbind (AdwPreferencesGroup *group)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), "proctor-system-tools");

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_object_set_data (G_OBJECT (group), "proctor-system-tools", NULL);
}
