/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turn-words.h"

#include "proctor-facts.h"
#include "proctor-guardrail.h"
#include "proctor-metric.h"
#include "proctor-model-usage.h"
#include "proctor-multivoice-message.h"
#include "proctor-rag-chunk.h"
#include "proctor-reasoning.h"
#include "proctor-voice-part.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a person is told of a turn: at once, and when asking for more. */

static void
free_chip (gpointer data)
{
  ProctorTurnChip *chip = data;

  g_free (chip->text);
  g_free (chip);
}

GPtrArray *
proctor_turn_words_new_chips (void)
{
  return g_ptr_array_new_with_free_func (free_chip);
}

/* Takes @text. */
void
proctor_turn_words_add_chip (GPtrArray *chips,
                             char *text,
                             const char *css_class)
{
  ProctorTurnChip *chip = g_new0 (ProctorTurnChip, 1);

  /* Some of it may be what a server says. */
  chip->text = proctor_markdown_dup_beginning (text);
  g_free (text);
  chip->css_class = css_class;
  g_ptr_array_add (chips, chip);
}

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

const char *
proctor_turn_words_get_speaker (ProctorTurn *turn)
{
  const char *role = proctor_turn_get_role (turn);

  if (g_strcmp0 (role, "user") == 0)
    return C_ ("role", "User");
  if (g_strcmp0 (role, "agent") == 0)
    return C_ ("role", "Agent");

  return is_said (role) ? role : C_ ("role", "Unknown");
}

/* Where in the call a turn was, as on a player. */
char *
proctor_turn_words_dup_time (ProctorTurn *turn)
{
  gint64 secs = proctor_turn_get_time_in_call_secs (turn);

  if (secs < 0 || secs > 100 * 3600)
    return g_strdup_printf ("%" G_GINT64_FORMAT " s", secs);
  if (secs >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", (int) (secs / 3600), (int) (secs / 60 % 60), (int) (secs % 60));

  return g_strdup_printf ("%d:%02d", (int) (secs / 60), (int) (secs % 60));
}

static GListModel *
get_voices (ProctorTurn *turn)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  GListModel *parts = voices != NULL ? proctor_multivoice_message_get_parts (voices) : NULL;

  return parts != NULL && g_list_model_get_n_items (parts) > 0 ? parts : NULL;
}

gboolean
proctor_turn_words_has_message (ProctorTurn *turn)
{
  return is_said (proctor_turn_get_message (turn)) || get_voices (turn) != NULL;
}

/* As many bytes are said. */
gsize
proctor_turn_words_measure_message (ProctorTurn *turn)
{
  GListModel *parts = get_voices (turn);
  gsize n = 0;

  if (parts == NULL)
    return is_said (proctor_turn_get_message (turn)) ? strlen (proctor_turn_get_message (turn)) : 0;

  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (GObject) part = g_list_model_get_item (parts, i);

      if (PROCTOR_IS_VOICE_PART (part) && proctor_voice_part_get_text (PROCTOR_VOICE_PART (part)) != NULL)
        n += strlen (proctor_voice_part_get_text (PROCTOR_VOICE_PART (part)));
    }

  return n;
}

/* Agents write Markdown; what a user says is what it is. */
static void
read_text (ProctorMarkdown *markdown,
           const char *text,
           gsize most,
           gboolean is_agent)
{
  gsize length = strlen (text);

  if (length > most)
    {
      length = most;
      /* Not within a character. */
      while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
    }
  if (is_agent)
    proctor_markdown_read (markdown, text, (gssize) length);
  else
    proctor_markdown_add (markdown, text, (gssize) length, PROCTOR_MARKDOWN_PLAIN);
}

/**
 * proctor_turn_words_read_message:
 * @turn: a turn
 * @most: how many bytes of it at most
 * @markdown: where to add it
 *
 * Reads what was said: by each of the voices, where there are several.
 */
void
proctor_turn_words_read_message (ProctorTurn *turn,
                                 gsize most,
                                 ProctorMarkdown *markdown)
{
  GListModel *parts = get_voices (turn);
  gboolean is_agent = g_strcmp0 (proctor_turn_get_role (turn), "user") != 0;

  if (parts == NULL)
    {
      if (is_said (proctor_turn_get_message (turn)))
        read_text (markdown, proctor_turn_get_message (turn), most, is_agent);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (parts) && markdown->text->len < most; i++)
    {
      g_autoptr (GObject) part = g_list_model_get_item (parts, i);
      const char *label = PROCTOR_IS_VOICE_PART (part) ? proctor_voice_part_get_voice_label (PROCTOR_VOICE_PART (part)) : NULL;
      const char *text = PROCTOR_IS_VOICE_PART (part) ? proctor_voice_part_get_text (PROCTOR_VOICE_PART (part)) : NULL;

      if (i > 0)
        proctor_markdown_add (markdown, "\n", 1, PROCTOR_MARKDOWN_PLAIN);
      if (is_said (label))
        {
          /* Translators: who speaks, before what is said. */
          g_autofree char *prefix = g_strdup_printf (_ ("%s: "), label);

          proctor_markdown_add (markdown, prefix, -1, PROCTOR_MARKDOWN_BOLD);
        }
      if (is_said (text))
        read_text (markdown, text, most - MIN (most, markdown->text->len), is_agent);
    }
}

static void
sum_tokens (ProctorTokenUsage *usage,
            double *price,
            gint64 *n_tokens)
{
  if (usage == NULL)
    return;

  *price += proctor_token_usage_get_price (usage);
  *n_tokens += proctor_token_usage_get_tokens (usage);
}

/**
 * proctor_turn_words_sum_usage:
 * @turn: a turn
 * @n_tokens: (out): how many tokens it took
 *
 * Returns: what they cost, in dollars
 */
double
proctor_turn_words_sum_usage (ProctorTurn *turn,
                              gint64 *n_tokens)
{
  ProctorLlmUsage *usage = proctor_turn_get_llm_usage (turn);
  GListModel *models = usage != NULL ? proctor_llm_usage_get_model_usage (usage) : NULL;
  double price = 0;

  *n_tokens = 0;
  for (guint i = 0; models != NULL && i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (models, i);

      if (!PROCTOR_IS_MODEL_USAGE (item))
        continue;
      sum_tokens (proctor_model_usage_get_input (PROCTOR_MODEL_USAGE (item)), &price, n_tokens);
      sum_tokens (proctor_model_usage_get_input_cache_read (PROCTOR_MODEL_USAGE (item)), &price, n_tokens);
      sum_tokens (proctor_model_usage_get_input_cache_write (PROCTOR_MODEL_USAGE (item)), &price, n_tokens);
      sum_tokens (proctor_model_usage_get_output_total (PROCTOR_MODEL_USAGE (item)), &price, n_tokens);
    }

  return price;
}

static void
add_usage_chip (GPtrArray *chips,
                ProctorTurn *turn)
{
  gint64 n_tokens;
  double price = proctor_turn_words_sum_usage (turn, &n_tokens);

  if (n_tokens <= 0)
    return;

  if (price > 0)
    /* Translators: how many tokens a model used, and what they cost. */
    proctor_turn_words_add_chip (chips, g_strdup_printf (ngettext ("%lu token, $%.4f", "%lu tokens, $%.4f", (gulong) n_tokens), (gulong) n_tokens, price), NULL);
  else
    proctor_turn_words_add_chip (chips, g_strdup_printf (ngettext ("%lu token", "%lu tokens", (gulong) n_tokens), (gulong) n_tokens), NULL);
}

static void
add_medium_chip (GPtrArray *chips,
                 ProctorTurn *turn)
{
  static const struct
  {
    const char *name;
    const char *title;
  } media[] = {
    { "audio", N_ ("Spoken") },
    { "text", N_ ("Written") },
    { "image", N_ ("Image") },
    { "file", N_ ("File") },
    { "dtmf", N_ ("Dial Tones") },
  };
  const char *medium = proctor_turn_get_source_medium (turn);

  if (!is_said (medium))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (media); i++)
    if (g_str_equal (media[i].name, medium))
      {
        proctor_turn_words_add_chip (chips, g_strdup (_ (media[i].title)), NULL);
        return;
      }
  proctor_turn_words_add_chip (chips, g_strdup (medium), NULL);
}

static void
add_guardrail_chips (GPtrArray *chips,
                     ProctorTurn *turn)
{
  GListModel *guardrails = proctor_turn_get_triggered_guardrails (turn);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (guardrails), 20); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (guardrails, i);
      ProctorGuardrail *guardrail = PROCTOR_IS_GUARDRAIL (item) ? PROCTOR_GUARDRAIL (item) : NULL;
      const char *name = guardrail != NULL ? proctor_guardrail_get_guardrail_name (guardrail) : NULL;

      if (!is_said (name) && guardrail != NULL)
        name = proctor_guardrail_get_guardrail_type (guardrail);
      proctor_turn_words_add_chip (chips, is_said (name) ? g_strdup_printf (_ ("Guardrail: %s"), name) : g_strdup (_ ("Guardrail")), "warning");
    }
}

static void
add_feedback_chip (GPtrArray *chips,
                   ProctorTurn *turn)
{
  ProctorFeedback *feedback = proctor_turn_get_feedback (turn);
  const char *score = feedback != NULL ? proctor_feedback_get_score (feedback) : NULL;

  if (g_strcmp0 (score, "like") == 0)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Liked")), "success");
  else if (g_strcmp0 (score, "dislike") == 0)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Disliked")), "error");
  else if (is_said (score))
    proctor_turn_words_add_chip (chips, g_strdup_printf (_ ("Feedback: %s"), score), NULL);
}

/**
 * proctor_turn_words_dup_chips:
 * @turn: a turn
 *
 * Returns: (transfer full) (element-type ProctorTurnChip): what one should see of it at once, beside what was said
 */
GPtrArray *
proctor_turn_words_dup_chips (ProctorTurn *turn)
{
  GPtrArray *chips = proctor_turn_words_new_chips ();
  ProctorRagInfo *rag = proctor_turn_get_rag_retrieval_info (turn);
  guint n_chunks = rag != NULL ? g_list_model_get_n_items (proctor_rag_info_get_chunks (rag)) : 0;

  if (proctor_turn_get_interrupted (turn))
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Interrupted")), "warning");
  if (proctor_turn_get_ignored_as_backchannel (turn))
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Ignored as Backchannel")), NULL);
  add_guardrail_chips (chips, turn);
  add_feedback_chip (chips, turn);
  add_medium_chip (chips, turn);
  if (is_said (proctor_turn_get_platform_event (turn)))
    proctor_turn_words_add_chip (chips, g_strdup_printf (_ ("Event: %s"), proctor_turn_get_platform_event (turn)), NULL);
  if (rag != NULL)
    proctor_turn_words_add_chip (chips, g_strdup_printf (ngettext ("%u piece looked up", "%u pieces looked up", n_chunks), n_chunks), NULL);
  if (is_said (proctor_turn_get_llm_override (turn)))
    proctor_turn_words_add_chip (chips, g_strdup_printf (_ ("Model: %s"), proctor_turn_get_llm_override (turn)), NULL);
  add_usage_chip (chips, turn);

  return chips;
}

char *
proctor_turn_words_dup_seconds (double seconds)
{
  if (seconds < 0.0995)
    /* Translators: milliseconds. */
    return g_strdup_printf (_ ("%d ms"), (int) (seconds * 1000 + 0.5));

  /* Translators: seconds. */
  return seconds < 9.95 ? g_strdup_printf (_ ("%.1f s"), seconds) : g_strdup_printf (_ ("%.0f s"), seconds);
}

/* As the service calls the parts of a turn, and as a person does. */
char *
proctor_turn_words_dup_metric (const char *key)
{
  static const struct
  {
    const char *key;
    const char *title;
  } known[] = {
    { "convai_asr_trailing_service_latency", N_ ("Speech recognized") },
    { "convai_llm_service_ttfb", N_ ("First token") },
    { "convai_llm_service_ttf_sentence", N_ ("First sentence") },
    { "convai_llm_service_tt_last_sentence", N_ ("Last sentence") },
    { "convai_tts_service_ttfb", N_ ("First sound") },
    { "convai_rag_service_latency", N_ ("Knowledge base") },
  };

  if (!is_said (key))
    return g_strdup (_ ("Time"));

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (known[i].key, key))
      return g_strdup (_ (known[i].title));

  return g_strdelimit (g_strdup (g_str_has_prefix (key, "convai_") ? key + strlen ("convai_") : key), "_", ' ');
}

static void
add_token_words (GString *text,
                 ProctorTokenUsage *usage,
                 const char *what)
{
  if (usage == NULL || proctor_token_usage_get_tokens (usage) == 0)
    return;

  g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT, text->len > 0 ? ", " : "", what, proctor_token_usage_get_tokens (usage));
  if (proctor_token_usage_get_price (usage) > 0)
    g_string_append_printf (text, " ($%.4g)", proctor_token_usage_get_price (usage));
}

static void
add_unknown_tokens (GPtrArray *facts,
                    ProctorTokenUsage *usage)
{
  if (usage != NULL)
    proctor_facts_add_unknown (facts, 1, usage);
}

static void
add_usage (GPtrArray *facts,
           ProctorLlmUsage *usage)
{
  GListModel *models = proctor_llm_usage_get_model_usage (usage);

  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (models, i);
      ProctorModelUsage *model;
      g_autoptr (GString) text = g_string_new (NULL);

      if (!PROCTOR_IS_MODEL_USAGE (item))
        {
          proctor_facts_add_record (facts, 0, item, 0);
          continue;
        }
      model = PROCTOR_MODEL_USAGE (item);
      add_token_words (text, proctor_model_usage_get_input (model), C_ ("tokens", "input"));
      add_token_words (text, proctor_model_usage_get_input_cache_read (model), C_ ("tokens", "read from the cache"));
      add_token_words (text, proctor_model_usage_get_input_cache_write (model), C_ ("tokens", "written to the cache"));
      add_token_words (text, proctor_model_usage_get_output_total (model), C_ ("tokens", "output"));
      if (text->len == 0)
        g_string_append_c (text, '0');
      proctor_facts_add (facts, 0, is_said (proctor_model_usage_get_key (model)) ? proctor_model_usage_get_key (model) : _ ("Tokens"), text->str);
      proctor_facts_add_unknown (facts, 1, model);
      add_unknown_tokens (facts, proctor_model_usage_get_input (model));
      add_unknown_tokens (facts, proctor_model_usage_get_input_cache_read (model));
      add_unknown_tokens (facts, proctor_model_usage_get_input_cache_write (model));
      add_unknown_tokens (facts, proctor_model_usage_get_output_total (model));
    }
  proctor_facts_add_unknown (facts, 0, usage);
}

static void
add_metrics (GPtrArray *facts,
             ProctorTurnMetrics *metrics)
{
  GListModel *items = proctor_turn_metrics_get_metrics (metrics);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);
      g_autofree char *title = PROCTOR_IS_METRIC (item) ? proctor_turn_words_dup_metric (proctor_metric_get_key (PROCTOR_METRIC (item))) : NULL;

      if (title == NULL)
        {
          proctor_facts_add_record (facts, 0, item, 0);
          continue;
        }
      proctor_facts_take (facts, 0, title, proctor_turn_words_dup_seconds (proctor_metric_get_elapsed_time (PROCTOR_METRIC (item))));
      proctor_facts_add_unknown (facts, 1, item);
    }
  proctor_facts_add_record (facts, 0, metrics, PROCTOR_FACTS_BIT (PROCTOR_TURN_METRICS_FIELD_METRICS));
}

static void
add_chunks (GPtrArray *facts,
            ProctorRagInfo *rag)
{
  GListModel *chunks = proctor_rag_info_get_chunks (rag);
  const char *const *used = proctor_rag_info_get_used_chunk_ids (rag);

  for (guint i = 0; i < g_list_model_get_n_items (chunks); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (chunks, i);
      ProctorRagChunk *chunk;
      const char *id;
      g_autofree char *text = NULL;

      if (!PROCTOR_IS_RAG_CHUNK (item))
        {
          proctor_facts_add_record (facts, 1, item, 0);
          continue;
        }
      chunk = PROCTOR_RAG_CHUNK (item);
      id = proctor_rag_chunk_get_chunk_id (chunk);
      /* Translators: a piece of a document, its distance from what was looked for, and whether it was used. */
      text = g_strdup_printf (_ ("%s of %s, distance %.3f%s"), is_said (id) ? id : "?", is_said (proctor_rag_chunk_get_document_id (chunk)) ? proctor_rag_chunk_get_document_id (chunk) : "?",
                              proctor_rag_chunk_get_vector_distance (chunk), used != NULL && id != NULL && g_strv_contains (used, id) ? _ (", used") : "");
      proctor_facts_add (facts, 1, _ ("Piece"), text);
      proctor_facts_add_unknown (facts, 2, chunk);
    }
}

static void
add_rag (GPtrArray *facts,
         ProctorRagInfo *rag)
{
  proctor_facts_add (facts, 0, _ ("Looked up in the knowledge base"), is_said (proctor_rag_info_get_retrieval_query (rag)) ? proctor_rag_info_get_retrieval_query (rag) : "–");
  add_chunks (facts, rag);
  if (proctor_rag_info_get_rag_latency_secs (rag) > 0)
    proctor_facts_take (facts, 1, _ ("Took"), proctor_turn_words_dup_seconds (proctor_rag_info_get_rag_latency_secs (rag)));
  proctor_facts_add_record (facts, 1, rag,
                            PROCTOR_FACTS_BIT (PROCTOR_RAG_INFO_FIELD_CHUNKS) | PROCTOR_FACTS_BIT (PROCTOR_RAG_INFO_FIELD_RETRIEVAL_QUERY) | PROCTOR_FACTS_BIT (PROCTOR_RAG_INFO_FIELD_RAG_LATENCY_SECS) | PROCTOR_FACTS_BIT (PROCTOR_RAG_INFO_FIELD_USED_CHUNK_IDS));
}

static void
add_reasoning (GPtrArray *facts,
               GListModel *reasoning)
{
  for (guint i = 0; i < g_list_model_get_n_items (reasoning); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (reasoning, i);
      ProctorReasoning *thought = PROCTOR_IS_REASONING (item) ? PROCTOR_REASONING (item) : NULL;

      if (thought == NULL)
        proctor_facts_add_record (facts, 0, item, 0);
      else if (is_said (proctor_reasoning_get_summary (thought)))
        proctor_facts_add (facts, 0, _ ("Reasoning"), proctor_reasoning_get_summary (thought));
      else if (proctor_reasoning_get_provider_redact (thought))
        proctor_facts_add (facts, 0, _ ("Reasoning"), _ ("The provider keeps it to itself."));
      if (thought != NULL)
        proctor_facts_add_unknown (facts, 1, thought);
    }
}

/**
 * proctor_turn_words_dup_facts:
 * @turn: a turn
 *
 * Returns: (transfer full) (element-type ProctorFact): all that is said of it beside what was said in it and the tools
 */
GPtrArray *
proctor_turn_words_dup_facts (ProctorTurn *turn)
{
  GPtrArray *facts = proctor_facts_new ();
  guint64 left_out = PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_ROLE) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_TIME_IN_CALL_SECS) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_MULTIVOICE_MESSAGE) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_TOOL_CALLS) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_TOOL_RESULTS) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_INTERRUPTED) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_ORIGINAL_MESSAGE) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_LLM_USAGE) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_CONVERSATION_TURN_METRICS) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_RAG_RETRIEVAL_INFO) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_REASONING) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_IGNORED_AS_BACKCHANNEL) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_SOURCE_MEDIUM) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_PLATFORM_EVENT) | PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_LLM_OVERRIDE);

  /* What the voices say is what is shown; a message beside it is something else. */
  if (get_voices (turn) == NULL)
    left_out |= PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_MESSAGE);
  /* Its chip has only the beginning. */
  if (proctor_markdown_is_long (proctor_turn_get_llm_override (turn)))
    left_out &= ~PROCTOR_FACTS_BIT (PROCTOR_TURN_FIELD_LLM_OVERRIDE);
  add_reasoning (facts, proctor_turn_get_reasoning (turn));
  if (proctor_turn_get_rag_retrieval_info (turn) != NULL)
    add_rag (facts, proctor_turn_get_rag_retrieval_info (turn));
  if (proctor_turn_get_llm_usage (turn) != NULL)
    add_usage (facts, proctor_turn_get_llm_usage (turn));
  if (proctor_turn_get_conversation_turn_metrics (turn) != NULL)
    add_metrics (facts, proctor_turn_get_conversation_turn_metrics (turn));
  if (get_voices (turn) != NULL)
    proctor_facts_add_unknown (facts, 0, proctor_turn_get_multivoice_message (turn));
  proctor_facts_add_record (facts, 0, turn, left_out);

  return facts;
}
