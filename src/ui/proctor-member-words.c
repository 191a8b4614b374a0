/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-member-words.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* What a person calls the members of turns, of calls of tools and of what these answer. */

typedef struct
{
  const char *name;
  const char *title;
} Word;

/* Sorted by the name. */
static const Word words[] = {
  { "additional-context", N_ ("Additional Context") },
  { "agent-id", N_ ("Agent ID") },
  { "agent-message", N_ ("Message of the Agent") },
  { "agent-metadata", N_ ("Who Spoke") },
  { "approval-policy", N_ ("Approval Policy") },
  { "body", N_ ("Body") },
  { "branch-id", N_ ("Branch ID") },
  { "branch-info", N_ ("Branch") },
  { "branch-reason", N_ ("Reason for the Branch") },
  { "chunk-count", N_ ("Number of Pieces") },
  { "chunk-id", N_ ("Piece ID") },
  { "chunks", N_ ("Pieces") },
  { "client-message", N_ ("Message of the Client") },
  { "condition", N_ ("Condition") },
  { "conference-name", N_ ("Name of the Conference") },
  { "content", N_ ("Content") },
  { "conversation-turn-metrics", N_ ("Times") },
  { "credential-id", N_ ("Credential ID") },
  { "delay-ms", N_ ("Delay in Milliseconds") },
  { "details", N_ ("Details") },
  { "document-id", N_ ("Document ID") },
  { "dtmf-tones", N_ ("Dial Tones") },
  { "dynamic-variable-updates", N_ ("Variables That Were Set") },
  { "edge-id", N_ ("Edge ID") },
  { "elapsed-time", N_ ("Seconds") },
  { "enable-transferred-agent-first-message", N_ ("The Next Agent Says Its First Message") },
  { "error", N_ ("Error") },
  { "error-type", N_ ("Kind of Error") },
  { "feedback", N_ ("Feedback") },
  { "from-agent", N_ ("From Agent") },
  { "headers", N_ ("Headers") },
  { "id", N_ ("ID") },
  { "ignored-as-backchannel", N_ ("Ignored as Backchannel") },
  { "input", N_ ("Input") },
  { "input-cache-read", N_ ("Read From the Cache") },
  { "input-cache-write", N_ ("Written to the Cache") },
  { "integration-connection-id", N_ ("Connection ID") },
  { "integration-id", N_ ("Integration ID") },
  { "integration-type", N_ ("Kind of Integration") },
  { "interrupted", N_ ("Interrupted") },
  { "is-blocked", N_ ("Blocked") },
  { "is-error", N_ ("Error") },
  { "is-successful", N_ ("Successful") },
  { "key", N_ ("Name") },
  { "kind", N_ ("Type") },
  { "language", N_ ("Language") },
  { "llm-override", N_ ("Model That Was Asked For") },
  { "llm-usage", N_ ("Tokens") },
  { "max-iterations", N_ ("Most Iterations") },
  { "mcp-server-id", N_ ("MCP Server ID") },
  { "mcp-server-name", N_ ("MCP Server") },
  { "mcp-tool-description", N_ ("Description of the MCP Tool") },
  { "mcp-tool-name", N_ ("MCP Tool") },
  { "message", N_ ("Message") },
  { "method", N_ ("Method") },
  { "metrics", N_ ("Times") },
  { "model-usage", N_ ("Models") },
  { "new-value", N_ ("New Value") },
  { "node-id", N_ ("Node ID") },
  { "note", N_ ("Note") },
  { "old-value", N_ ("Old Value") },
  { "original-message", N_ ("Original Message") },
  { "output-total", N_ ("Output") },
  { "parameters", N_ ("Parameters") },
  { "params-as-json", N_ ("Parameters") },
  { "path-params", N_ ("Path Parameters") },
  { "platform-event", N_ ("Platform Event") },
  { "post-dial-digits", N_ ("Digits Dialled Afterwards") },
  { "preserve-client-tts-overrides", N_ ("Keeps the Client’s Voice") },
  { "preserve-voice-settings", N_ ("Keeps the Voice Settings") },
  { "price", N_ ("Price") },
  { "procedure-entry-workflow-node", N_ ("Node Where the Procedure Begins") },
  { "procedure-id", N_ ("Procedure ID") },
  { "procedure-name", N_ ("Procedure") },
  { "procedure-return-workflow-node", N_ ("Node Where the Procedure Returns To") },
  { "producing-llm", N_ ("Model") },
  { "query-params", N_ ("Query Parameters") },
  { "rag-latency-secs", N_ ("Seconds of the Search") },
  { "rag-retrieval-info", N_ ("Knowledge Base") },
  { "raw-error-message", N_ ("Error Message") },
  { "reason", N_ ("Reason") },
  { "reasoning", N_ ("Reasoning") },
  { "request-id", N_ ("Request ID") },
  { "requests", N_ ("Calls") },
  { "requires-approval", N_ ("Requires Approval") },
  { "result", N_ ("Details of the Result") },
  { "result-type", N_ ("Type of the Result") },
  { "result-value", N_ ("Result") },
  { "results", N_ ("Results") },
  { "retrieval-query", N_ ("Query") },
  { "role", N_ ("Role") },
  { "score", N_ ("Score") },
  { "source-event-id", N_ ("Event ID") },
  { "source-medium", N_ ("Medium") },
  { "status", N_ ("Status") },
  { "step-latency-secs", N_ ("Seconds of the Step") },
  { "steps", N_ ("Steps") },
  { "summary", N_ ("Summary") },
  { "target-node-id", N_ ("Target Node ID") },
  { "text", N_ ("Text") },
  { "time-in-call-secs", N_ ("Seconds Since the Call Began") },
  { "to-agent", N_ ("To Agent") },
  { "to-node", N_ ("To Node") },
  { "tokens", N_ ("Tokens") },
  { "tool-details", N_ ("Details") },
  { "tool-has-been-called", N_ ("Has Been Called") },
  { "tool-latency-secs", N_ ("Seconds Until the Answer") },
  { "tool-name", N_ ("Tool") },
  { "tool-request-id", N_ ("Request ID") },
  { "traffic-percentage", N_ ("Share of the Calls") },
  { "transfer-message", N_ ("Message Before the Transfer") },
  { "transfer-number", N_ ("Number") },
  { "triggered-guardrails", N_ ("Guardrails") },
  { "updated-at", N_ ("Time") },
  { "url", N_ ("URL") },
  { "used-chunk-ids", N_ ("Pieces That Were Used") },
  { "used-static-kb-document-ids", N_ ("Documents That Were Used") },
  { "user-identifier", N_ ("User") },
  { "value", N_ ("Value") },
  { "variable-name", N_ ("Variable") },
  { "vector-distance", N_ ("Distance") },
  { "version-id", N_ ("Version ID") },
  { "voice-id", N_ ("Voice ID") },
  { "voice-label", N_ ("Voice") },
  { "voicemail-message", N_ ("Message for the Voicemail") },
  { "webhook-details", N_ ("Webhook") },
};

static int
compare (const void *name,
         const void *word)
{
  return strcmp (name, ((const Word *) word)->name);
}

/**
 * proctor_member_words_dup:
 * @name: the name of a property
 *
 * Returns: (transfer full): what a person calls it; of one that nobody has thought of, its name
 */
char *
proctor_member_words_dup (const char *name)
{
  const Word *word;
  char *title;

  g_return_val_if_fail (name != NULL, NULL);

  word = bsearch (name, words, G_N_ELEMENTS (words), sizeof *words, compare);
  if (word != NULL)
    return g_strdup (_ (word->title));

  title = g_strdelimit (g_strdup (name), "-", ' ');
  title[0] = g_ascii_toupper (title[0]);

  return title;
}
