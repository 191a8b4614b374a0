/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-markdown.h"

#include "proctor-multivoice-message.h"
#include "proctor-tool-words.h"
#include "proctor-turn-words.h"
#include "proctor-voice-part.h"

#include <glib/gi18n.h>
#include <string.h>

/* A transcript as Markdown, to be put where people talk of it. */

static void
append_voices (GString *text,
               GListModel *parts)
{
  for (guint i = 0; i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (parts, i);
      ProctorVoicePart *part = PROCTOR_IS_VOICE_PART (item) ? PROCTOR_VOICE_PART (item) : NULL;

      if (part != NULL && proctor_voice_part_get_text (part) != NULL)
        g_string_append_printf (text, "%s: %s\n\n", proctor_voice_part_get_voice_label (part) != NULL ? proctor_voice_part_get_voice_label (part) : "–", proctor_voice_part_get_text (part));
    }
}

/* A fence has to be longer than any that is in what it surrounds. */
static void
append_code (GString *text,
             const char *title,
             const char *code)
{
  gsize longest = 2, run = 0;
  g_autofree char *fence = NULL;

  if (code == NULL || *code == '\0')
    return;

  for (const char *p = code; *p != '\0'; p++)
    {
      run = *p == '`' ? run + 1 : 0;
      longest = MAX (longest, run);
    }
  fence = g_strnfill (longest + 1, '`');
  g_string_append_printf (text, "%s\n\n%s%s\n%s\n%s\n\n", title, fence, *code == '{' || *code == '[' ? "json" : "", code, fence);
}

static void
append_tool (GString *text,
             const ProctorReaderPair *pair)
{
  g_autoptr (GPtrArray) chips = proctor_tool_words_dup_chips (pair->call, pair->result, pair->is_mocked);
  g_autofree char *system = proctor_tool_words_dup_system (pair->result);

  g_string_append_printf (text, "> 🛠 `%s`", proctor_tool_words_get_name (pair->call, pair->result));
  for (guint i = 0; i < chips->len; i++)
    g_string_append_printf (text, " · %s", ((const ProctorTurnChip *) g_ptr_array_index (chips, i))->text);
  g_string_append (text, "\n\n");
  if (system != NULL)
    g_string_append_printf (text, "%s\n\n", system);
  if (pair->call != NULL)
    append_code (text, _ ("Called with"), proctor_tool_call_get_params_as_json (pair->call));
  if (pair->result != NULL)
    append_code (text, _ ("Answered"), proctor_tool_result_get_result_value (pair->result));
}

static void
append_turn (GString *text,
             ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);
  ProctorMultivoiceMessage *voices;
  const char *message;
  g_autofree char *time = NULL;

  if (turn == NULL)
    {
      g_string_append_printf (text, "*%s*\n\n", _ ("A turn that this version of Proctor can't read"));
      return;
    }

  time = proctor_turn_words_dup_time (turn);
  voices = proctor_turn_get_multivoice_message (turn);
  message = proctor_turn_get_message (turn);
  g_string_append_printf (text, "**%s** (%s)%s%s\n\n", proctor_turn_words_get_speaker (turn), time, proctor_turn_get_interrupted (turn) ? " · " : "",
                          proctor_turn_get_interrupted (turn) ? _ ("Interrupted") : "");
  if (voices != NULL && g_list_model_get_n_items (proctor_multivoice_message_get_parts (voices)) > 0)
    append_voices (text, proctor_multivoice_message_get_parts (voices));
  else if (message != NULL && *message != '\0')
    g_string_append_printf (text, "%s\n\n", message);
  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    append_tool (text, g_ptr_array_index (pairs, i));
}

/**
 * proctor_transcript_markdown_dup_turn:
 * @item: a turn of a transcript
 *
 * Returns: (transfer full): all of it as Markdown
 */
char *
proctor_transcript_markdown_dup_turn (ProctorReaderItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (PROCTOR_IS_READER_ITEM (item), NULL);

  append_turn (text, item);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * proctor_transcript_markdown_dup_all:
 * @items: the rows of a transcript, of #ProctorReaderItem
 *
 * Returns: (transfer full): all of them as Markdown
 */
char *
proctor_transcript_markdown_dup_all (GListModel *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (items, i);

      if (proctor_reader_item_is_heading (item))
        g_string_append_printf (text, "## %s\n\n", proctor_reader_item_get_title (item));
      else
        append_turn (text, item);
    }

  return g_string_free_and_steal (text);
}
