/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-servers.h"

#include <glib/gi18n.h>

static const ProctorModelServer servers[] = {
  { "Ollama", "http://localhost:11434/v1", FALSE, N_ ("It cuts off long conversations without a word unless it is started with a large OLLAMA_CONTEXT_LENGTH, 16384 say.") },
  { "llama.cpp", "http://localhost:8080/v1", FALSE, N_ ("Start “llama-server” with a context that has room for a whole conversation: “-c 16384” or more for each run at a time.") },
  { "vLLM", "http://localhost:8000/v1", FALSE, N_ ("Tools work only if it is started with “--enable-auto-tool-choice” and the model's “--tool-call-parser”.") },
  { "LM Studio", "http://localhost:1234/v1", FALSE, N_ ("Its server is started on the Developer page. Choose a model that can use tools.") },
  { "OpenAI", "https://api.openai.com/v1", TRUE, N_ ("What is said in tests is sent to OpenAI, which charges for it.") },
};

/**
 * proctor_model_servers_get_all:
 * @n_servers: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_servers): the usual servers
 */
const ProctorModelServer *
proctor_model_servers_get_all (guint *n_servers)
{
  *n_servers = G_N_ELEMENTS (servers);

  return servers;
}

/**
 * proctor_model_servers_find:
 * @base_url: (nullable): where models are
 *
 * Returns: (transfer none) (nullable): which of the usual servers is usually there
 */
const ProctorModelServer *
proctor_model_servers_find (const char *base_url)
{
  for (gsize i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      if (g_strcmp0 (servers[i].base_url, base_url) == 0)
        return &servers[i];
    }

  return NULL;
}
