/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-text.h"

#include <string.h>

#include "proctor-multivoice-message.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-voice-part.h"

#define MOST_NAME 32
#define MOST_NAME_WORDS 3
/* More of those whose name tells nothing are no speakers, but a text with many colons. */
#define MOST_STRANGERS 4
/* So much of a text is looked at to find out what it is. */
#define LOOK_AT 4096
#define SECONDS_A_TURN 3

/* The beginning of a line that may be a speaker's. */
typedef struct
{
  char name[MOST_NAME * 4 + 1];
  const char *said;
  gint64 seconds; /* -1 if it doesn't say when */
  gboolean is_known;
} Head;

/* Who may be speaking. */
typedef struct
{
  GHashTable *counts; /* a name, and how often a line begins with it */
  gboolean has_known;
  guint n_strangers;
} Names;

static const char *
skip_blanks (const char *text)
{
  while (*text == ' ' || *text == '\t' || *text == '>')
    text++;

  return text;
}

/* Markdown's ways to make something bold. */
static const char *
skip_marks (const char *text)
{
  while (*text == '*' || *text == '_' || *text == '#' || (*text == '-' && text[1] == ' '))
    text++;

  return skip_blanks (text);
}

/* Reads "[00:12]", "(1:02:03)" or "00:12 -". Returns what comes after it, or text itself. */
static const char *
read_time (const char *text,
           gint64 *seconds)
{
  const char *position = text;
  gint64 total = 0;
  guint n_parts = 0;
  gboolean is_bracketed = *position == '[' || *position == '(';

  if (is_bracketed)
    position++;
  while (n_parts < 3 && g_ascii_isdigit (*position))
    {
      gint64 part = 0;

      for (guint i = 0; i < 3 && g_ascii_isdigit (*position); i++)
        part = part * 10 + (*position++ - '0');
      total = total * 60 + part;
      n_parts++;
      if (*position != ':' || !g_ascii_isdigit (position[1]))
        break;
      position++;
    }
  if (n_parts < 2)
    return text;
  /* What is less than a second is not written down anywhere. */
  if (*position == '.' || *position == ',')
    for (position++; g_ascii_isdigit (*position); position++)
      continue;
  if (is_bracketed && *position != ']' && *position != ')')
    return text;

  *seconds = total;
  if (is_bracketed)
    position++;
  position = skip_blanks (position);
  if (*position == '-' && position[1] == ' ')
    position++;

  return skip_blanks (position);
}

static gboolean
may_be_in_name (gunichar character)
{
  return g_unichar_isalnum (character) || g_unichar_ismark (character) || (character < 0x80 && strchr (" _-.'#", (int) character) != NULL);
}

/* Reads the name up to what ends it. Returns NULL if it is none. */
static const char *
read_name (const char *text,
           char *name)
{
  const char *position = text;
  guint n_characters = 0;
  guint n_words = 1;
  gsize length;

  if (!g_unichar_isalpha (g_utf8_get_char (text)))
    return NULL;

  while (may_be_in_name (g_utf8_get_char (position)) && *position != '\0')
    {
      if (++n_characters > MOST_NAME)
        return NULL;
      n_words += *position == ' ' && position[1] != ' ' && position[1] != '(' && position[1] != '[';
      if (position[0] == '_' && position[1] == '_')
        break;
      position = g_utf8_next_char (position);
    }
  length = (gsize) (position - text);
  while (length > 0 && text[length - 1] == ' ')
    length--;
  if (n_words > MOST_NAME_WORDS || length == 0)
    return NULL;

  memcpy (name, text, length);
  name[length] = '\0';

  return position;
}

/* Reads "**User (00:12):** ", and all that looks like it. */
static gboolean
read_head (const char *line,
           Head *head)
{
  const char *position = skip_marks (skip_blanks (line));

  head->seconds = -1;
  position = skip_marks (read_time (position, &head->seconds));
  position = read_name (position, head->name);
  if (position == NULL)
    return FALSE;

  position = skip_marks (skip_blanks (position));
  position = skip_marks (read_time (position, &head->seconds));
  /* What stands in parentheses says more about the speaker, as in "Agent (Eric)". */
  if (*position == '(')
    {
      gsize length = strcspn (position, ")\n");

      if (length > MOST_NAME || position[length] != ')')
        return FALSE;
      position = skip_marks (skip_blanks (position + length + 1));
    }
  if (*position != ':' || position[1] == '/')
    return FALSE;

  head->said = skip_blanks (position + 1);
  if (g_str_has_prefix (head->said, "**") || g_str_has_prefix (head->said, "__"))
    head->said = skip_blanks (head->said + 2);
  head->is_known = proctor_speaker_role_find (head->name) != PROCTOR_SPEAKER_UNKNOWN;

  return head->is_known || !g_unichar_islower (g_utf8_get_char (head->name));
}

static const char *
find_line_end (const char *line)
{
  return line + strcspn (line, "\n");
}

static void
count_name (Names *names,
            const Head *head)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names->counts, head->name));

  names->has_known = names->has_known || head->is_known;
  names->n_strangers += n == 0 && !head->is_known;
  g_hash_table_insert (names->counts, g_strdup (head->name), GUINT_TO_POINTER (n + 1));
}

static void
collect_names (Names *names,
               const char *text,
               const char *end)
{
  names->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names->has_known = FALSE;
  names->n_strangers = 0;
  for (const char *line = text; line < end; line = find_line_end (line))
    {
      Head head;

      line += *line == '\n';
      if (line < end && read_head (line, &head))
        count_name (names, &head);
    }
}

/* Where some names tell who speaks, another one is a speaker's only if it comes again; "Price: 10" is
 * something that somebody says. */
static gboolean
is_speaker (const Names *names,
            const Head *head)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names->counts, head->name));

  if (head->is_known)
    return TRUE;
  if (names->has_known)
    return n > 1 && names->n_strangers <= MOST_STRANGERS && g_hash_table_size (names->counts) - names->n_strangers < 2;

  return n > 1 || names->n_strangers <= MOST_STRANGERS;
}

static void
append_line (GString *message,
             const char *line,
             guint n_blank)
{
  const char *end = find_line_end (line);

  if (message->len > 0)
    {
      for (guint i = 0; i < MIN (n_blank, 1) + 1; i++)
        g_string_append_c (message, '\n');
    }
  while (end > line && g_ascii_isspace (end[-1]))
    end--;
  g_string_append_len (message, line, end - line);
}

/* The time of the first turn is where the conversation begins, even if it is a time of day. */
static gint64
get_time (ProctorWrittenTranscript *self,
          const Head *head,
          gint64 *first)
{
  guint n_turns = g_list_model_get_n_items (proctor_written_transcript_get_turns (self));

  if (head->seconds < 0)
    return (gint64) n_turns * SECONDS_A_TURN;
  if (*first < 0)
    *first = head->seconds < 3600 && n_turns == 0 ? 0 : head->seconds;

  return MAX (head->seconds - *first, 0);
}

static void
add_turn (ProctorWrittenTranscript *self,
          const Head *head,
          const char *message,
          gint64 *first)
{
  g_autoptr (ProctorTurn) turn = NULL;
  ProctorSpeakerRole role = proctor_speaker_role_find (head->name);

  if (role == PROCTOR_SPEAKER_SYSTEM || role == PROCTOR_SPEAKER_TOOL)
    return;

  turn = proctor_turn_new ();
  proctor_turn_set_message (turn, message);
  proctor_turn_set_time_in_call_secs (turn, get_time (self, head, first));
  proctor_written_transcript_add (self, head->name, turn);
}

static void
read_turns (ProctorWrittenTranscript *self,
            const char *text,
            const Names *names)
{
  g_autoptr (GString) message = g_string_new (NULL);
  Head head = { .name = "" };
  gboolean is_speaking = FALSE;
  gint64 first = -1;
  guint n_blank = 0;
  const char *line = text;

  while (*line != '\0')
    {
      const char *end = find_line_end (line);
      Head next;

      if (read_head (line, &next) && is_speaker (names, &next))
        {
          if (is_speaking)
            add_turn (self, &head, message->str, &first);
          is_speaking = TRUE;
          head = next;
          g_string_truncate (message, 0);
          append_line (message, head.said > end ? end : head.said, 0);
          n_blank = 0;
        }
      else if (line + strspn (line, " \t\r") == end)
        {
          n_blank++;
        }
      else if (is_speaking)
        {
          append_line (message, line, n_blank);
          n_blank = 0;
        }
      line = *end == '\n' ? end + 1 : end;
    }
  if (is_speaking)
    add_turn (self, &head, message->str, &first);
}

/**
 * proctor_transcript_text_looks_like:
 * @text: something that was pasted
 *
 * Looks only at the beginning.
 *
 * Returns: whether @text is what several people say, or one of whom the name tells who it is
 */
gboolean
proctor_transcript_text_looks_like (const char *text)
{
  g_autoptr (GHashTable) counts = NULL;
  GHashTableIter iter;
  gpointer value;
  guint n_lines = 0;
  gboolean comes_again = FALSE;
  Names names;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  collect_names (&names, text, text + strnlen (text, LOOK_AT));
  counts = names.counts;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      n_lines += GPOINTER_TO_UINT (value);
      comes_again = comes_again || GPOINTER_TO_UINT (value) > 1;
    }

  if (names.has_known)
    return n_lines > 1;

  return n_lines > 2 && comes_again && names.n_strangers <= MOST_STRANGERS && names.n_strangers > 1;
}

/**
 * proctor_transcript_text_read:
 * @text: a transcript, a line or more for each turn, which begins with a name and a colon
 *
 * Lines before the first name are left out, and so is what a system says.
 *
 * Returns: (transfer full) (nullable): the turns, if there are any
 */
ProctorWrittenTranscript *
proctor_transcript_text_read (const char *text)
{
  g_autoptr (ProctorWrittenTranscript) self = proctor_written_transcript_new ();
  g_autoptr (GHashTable) counts = NULL;
  g_autofree char *valid = NULL;
  Names names;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  collect_names (&names, valid, valid + strlen (valid));
  counts = names.counts;
  read_turns (self, valid, &names);
  proctor_written_transcript_guess (self);

  return g_list_model_get_n_items (proctor_written_transcript_get_turns (self)) > 0 ? g_steal_pointer (&self) : NULL;
}

static void
write_message (GString *text,
               ProctorTurn *turn)
{
  const char *message = proctor_turn_get_message (turn);
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  GListModel *parts = voices != NULL ? proctor_multivoice_message_get_parts (voices) : NULL;

  if (message != NULL && message[0] != '\0')
    {
      g_string_append_printf (text, " %s", message);
      return;
    }
  for (guint i = 0; parts != NULL && i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorVoicePart) part = g_list_model_get_item (parts, i);
      const char *said = proctor_voice_part_get_text (part);

      g_string_append_printf (text, " %s", said != NULL ? said : "");
    }
}

static void
write_tools (GString *text,
             ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorToolCall) call = g_list_model_get_item (calls, i);
      const char *name = proctor_tool_call_get_tool_name (call);
      const char *parameters = proctor_tool_call_get_params_as_json (call);

      g_string_append_printf (text, "\n→ %s %s", name != NULL ? name : "", parameters != NULL ? parameters : "");
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorToolResult) result = g_list_model_get_item (results, i);
      const char *name = proctor_tool_result_get_tool_name (result);
      const char *value = proctor_tool_result_get_result_value (result);

      g_string_append_printf (text, "\n← %s %s", name != NULL ? name : "", value != NULL ? value : "");
    }
}

/**
 * proctor_transcript_text_write:
 * @turns: what was said, of #ProctorTurn; others are left out
 *
 * Writes it so that it can be read again, whatever language the program speaks.
 *
 * Returns: (transfer full): a transcript
 */
char *
proctor_transcript_text_write (GListModel *turns)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (G_IS_LIST_MODEL (turns), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (turns, i);

      if (!PROCTOR_IS_TURN (item))
        continue;
      if (text->len > 0)
        g_string_append (text, "\n\n");
      g_string_append (text, g_strcmp0 (proctor_turn_get_role (PROCTOR_TURN (item)), "user") == 0 ? "User:" : "Agent:");
      write_message (text, PROCTOR_TURN (item));
      write_tools (text, PROCTOR_TURN (item));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
