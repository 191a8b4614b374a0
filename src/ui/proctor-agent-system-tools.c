/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-system-tools.h"

#include <glib/gi18n.h>

#include "proctor-config-text.h"

/* The tools that the service itself has for every agent, each of which is on or off. What else is
 * said of one stays as it came. */

static const struct
{
  const char *name;
  const char *words;
} tools[] = {
  { "end_call", N_ ("Ends the call") },
  { "transfer_to_number", N_ ("Hands the call over to a person") },
  { "transfer_to_agent", N_ ("Hands the call over to another agent") },
  { "language_detection", N_ ("Speaks the user’s language") },
  { "skip_turn", N_ ("Waits without saying anything") },
  { "voicemail_detection", N_ ("Notices an answering machine") },
  { "play_keypad_touch_tone", N_ ("Presses keys of the telephone") },
};

typedef struct
{
  /* Owned */
  ProctorEditing *editing;
  ProctorAgentPrompt *prompt;

  /* Borrowed: children of the row */
  AdwSwitchRow *rows[G_N_ELEMENTS (tools)];
  AdwExpanderRow *row;

  gulong handler;
  gboolean updating;
} Tie;

static void
tie_free (gpointer data)
{
  Tie *tie = data;

  g_clear_signal_handler (&tie->handler, tie->prompt);
  g_object_unref (tie->editing);
  g_object_unref (tie->prompt);
  g_free (tie);
}

static void
show (Tie *tie)
{
  const char *json = proctor_agent_prompt_get_built_in_tools (tie->prompt);

  tie->updating = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    adw_switch_row_set_active (tie->rows[i], proctor_config_text_has_member (json, tools[i].name));
  tie->updating = FALSE;
}

static void
toggled_cb (AdwSwitchRow *row,
            GParamSpec *pspec,
            Tie *tie)
{
  ProctorUndo *undo = proctor_editing_get_undo (tie->editing);
  const char *name = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
  g_autofree char *json = NULL;

  if (tie->updating)
    return;

  json = proctor_config_text_set_system_tool (proctor_agent_prompt_get_built_in_tools (tie->prompt), name, adw_switch_row_get_active (row));
  proctor_undo_begin (undo, _ ("Change System Tools"));
  proctor_undo_set_string (undo, tie->prompt, PROCTOR_AGENT_PROMPT_FIELD_BUILT_IN_TOOLS, json);
  proctor_undo_end (undo);
}

/**
 * proctor_agent_system_tools_bind:
 * @row: a row that unfolds
 * @editing: the agent that is edited
 * @prompt: what says which of them it has
 */
void
proctor_agent_system_tools_bind (AdwExpanderRow *row,
                                 ProctorEditing *editing,
                                 ProctorAgentPrompt *prompt)
{
  Tie *tie;

  proctor_agent_system_tools_unbind (row);
  tie = g_new0 (Tie, 1);
  tie->editing = g_object_ref (editing);
  tie->prompt = g_object_ref (prompt);
  tie->row = row;
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      tie->rows[i] = ADW_SWITCH_ROW (g_object_new (ADW_TYPE_SWITCH_ROW, "title", _ (tools[i].words), "subtitle", tools[i].name, "use-markup", FALSE, NULL));
      gtk_widget_set_sensitive (GTK_WIDGET (tie->rows[i]), proctor_editing_is_editable (editing));
      g_signal_connect (tie->rows[i], "notify::active", G_CALLBACK (toggled_cb), tie);
      adw_expander_row_add_row (row, GTK_WIDGET (tie->rows[i]));
    }
  tie->handler = g_signal_connect_swapped (prompt, "notify::built-in-tools", G_CALLBACK (show), tie);
  g_object_set_data_full (G_OBJECT (row), "proctor-system-tools", tie, tie_free);
  proctor_editing_register (editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_BUILT_IN_TOOLS, GTK_WIDGET (row));
  show (tie);
}

/**
 * proctor_agent_system_tools_unbind:
 * @row: a row that unfolds
 *
 * Lets go of what it shows.
 */
void
proctor_agent_system_tools_unbind (AdwExpanderRow *row)
{
  Tie *tie = g_object_get_data (G_OBJECT (row), "proctor-system-tools");

  if (tie == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_signal_handlers_disconnect_by_data (tie->rows[i], tie);
      adw_expander_row_remove (row, GTK_WIDGET (tie->rows[i]));
    }
  g_object_set_data (G_OBJECT (row), "proctor-system-tools", NULL);
}
