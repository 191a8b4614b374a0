/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a person calls the parts of a configuration. The longest path that fits is the one. */
static const struct
{
  const char *path;
  const char *words;
} parts[] = {
  { "name", N_ ("Name") },
  { "tags", N_ ("Tags") },
  { "conversation_config.agent.first_message", N_ ("First Message") },
  { "conversation_config.agent.language", N_ ("Language") },
  { "conversation_config.agent.prompt.prompt", N_ ("System Prompt") },
  { "conversation_config.agent.prompt.llm", N_ ("Model") },
  { "conversation_config.agent.prompt.temperature", N_ ("Temperature") },
  { "conversation_config.agent.prompt.max_tokens", N_ ("Most Tokens") },
  { "conversation_config.agent.prompt.tool_ids", N_ ("Tools") },
  { "conversation_config.agent.prompt.built_in_tools", N_ ("System Tools") },
  { "conversation_config.agent.prompt.builtin_rules", N_ ("Rules Without a Model") },
  { "conversation_config.agent.prompt.builtin_fallback", N_ ("What Is Said When No Rule Fits") },
  { "conversation_config.agent.dynamic_variables", N_ ("Variables") },
  { "platform_settings.testing.attached_tests", N_ ("Attached Tests") },
  { "workflow", N_ ("Workflow") },
  { "tool_config.name", N_ ("Name") },
  { "tool_config.description", N_ ("Description") },
  { "tool_config.response_timeout_secs", N_ ("Time Limit") },
  { "tool_config.api_schema", N_ ("Request") },
  { "tool_config.parameters", N_ ("Parameters") },
  { "tool_config.params", N_ ("Settings") },
  { "response_mocks", N_ ("Mocked Answers") },
};

static gboolean
covers (const char *part,
        const char *path)
{
  gsize length = strlen (part);

  return strncmp (part, path, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

/**
 * proctor_config_words_dup:
 * @path: a member of an agent or a tool, as in "conversation_config.agent.prompt.llm"
 *
 * Returns: (transfer full): what a person calls it; the path itself where there is no word for it
 */
char *
proctor_config_words_dup (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (covers (parts[i].path, path))
        return g_strdup (_ (parts[i].words));
    }

  return g_strdup (path);
}
