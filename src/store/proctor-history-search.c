/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-search.h"

#include <string.h>

#include "proctor-history-schema.h"
#include "proctor-history.h"

/* How transcripts are searched. All that is done here is done in the database's thread. */

/* Nobody looks for more words at once, and SQLite takes only so many. */
#define MOST_WORDS 32
/* How much of a text is shown around what was found, in bytes. */
#define AROUND 60
#define LONGEST_PATTERN 1000

#define COLUMNS "invocations.id, runs.id, runs.test_id, runs.test_name, runs.outcome, runs.at"

/* Where the columns above are; a text follows. */
typedef enum
{
  COLUMN_INVOCATION_ID,
  COLUMN_RUN_ID,
  COLUMN_TEST_ID,
  COLUMN_TEST_NAME,
  COLUMN_OUTCOME,
  COLUMN_AT,
  COLUMN_TEXT,
} Column;

static gboolean
has_word_character (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

/* What stands between spaces; what has neither letter nor digit is in no index. */
static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  char *word = valid;

  while (*word != '\0' && words->len < MOST_WORDS)
    {
      char *end;

      while (*word != '\0' && g_unichar_isspace (g_utf8_get_char (word)))
        word = g_utf8_next_char (word);
      for (end = word; *end != '\0' && !g_unichar_isspace (g_utf8_get_char (end));)
        end = g_utf8_next_char (end);
      if (end > word)
        {
          g_autofree char *copy = g_strndup (word, (gsize) (end - word));

          if (has_word_character (copy))
            g_ptr_array_add (words, g_steal_pointer (&copy));
        }
      word = end;
    }

  return words;
}

/* Each word as a string of FTS5's, in which nothing has a meaning but the quotation mark. The last
 * may still be being typed. */
static char *
make_expression (GPtrArray *words)
{
  GString *expression = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      g_string_append (expression, i > 0 ? " \"" : "\"");
      for (const char *p = g_ptr_array_index (words, i); *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (expression, '"');
          g_string_append_c (expression, *p);
        }
      g_string_append_c (expression, '"');
    }
  g_string_append_c (expression, '*');

  return g_string_free (expression, FALSE);
}

static ProctorHistoryHit *
make_hit (ProctorStatement *statement)
{
  ProctorHistoryHit *hit = g_new0 (ProctorHistoryHit, 1);

  hit->invocation_id = g_strdup (proctor_statement_get_text (statement, COLUMN_INVOCATION_ID));
  hit->run_id = g_strdup (proctor_statement_get_text (statement, COLUMN_RUN_ID));
  hit->test_id = g_strdup (proctor_statement_get_text (statement, COLUMN_TEST_ID));
  hit->test_name = g_strdup (proctor_statement_get_text (statement, COLUMN_TEST_NAME));
  hit->outcome = (ProctorOutcome) proctor_statement_get_int (statement, COLUMN_OUTCOME);
  hit->at = proctor_statement_get_int (statement, COLUMN_AT);

  return hit;
}

/* The newest come first. Snippets are made only of those that are wanted, which is what the question
 * within the question is for. */
static void
find_in_index (ProctorDatabase *database,
               gint64 workspace,
               GPtrArray *words,
               guint most,
               GPtrArray *hits)
{
  g_autofree char *expression = make_expression (words);
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT " COLUMNS ", snippet (words, 0, char (2), char (3), '…', 16) FROM words"
                                                          " JOIN runs ON runs.number = words.rowid JOIN invocations ON invocations.number = runs.invocation"
                                                          " WHERE words MATCH ? AND words.rowid IN"
                                                          "  (SELECT found.number FROM words AS inner_words JOIN runs AS found ON found.number = inner_words.rowid"
                                                          "   WHERE inner_words.words MATCH ? AND found.workspace = ? ORDER BY found.at DESC, found.number DESC LIMIT ?)"
                                                          " ORDER BY runs.at DESC, runs.number DESC",
                                                          "ssii", expression, expression, workspace, (gint64) most);

  while (proctor_statement_next (statement))
    {
      ProctorHistoryHit *hit = make_hit (statement);

      hit->snippet = g_strdup (proctor_statement_get_text (statement, COLUMN_TEXT));
      g_ptr_array_add (hits, hit);
    }
}

/* The parts of a word that an index would have. */
static void
add_parts (GPtrArray *parts,
           const char *word)
{
  const char *begin = word;

  for (const char *p = word;; p = g_utf8_next_char (p))
    {
      if (*p != '\0' && g_unichar_isalnum (g_utf8_get_char (p)))
        continue;
      if (p > begin)
        g_ptr_array_add (parts, g_strndup (begin, (gsize) (p - begin)));
      if (*p == '\0')
        return;
      begin = g_utf8_next_char (p);
    }
}

static char *
fold (const char *text)
{
  g_autofree char *lower = g_utf8_casefold (text, -1);

  return g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

static gboolean
contains_all (const char *folded,
              GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (strstr (folded, g_ptr_array_index (words, i)) == NULL)
      return FALSE;

  return TRUE;
}

/* What stands around the first word. Folding may have changed lengths, so it is looked for again, and
 * where it can't be found the text's beginning has to do. */
static char *
make_snippet (const char *text,
              const char *word)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  const char *found = strlen (lower) == strlen (text) ? strstr (lower, word) : NULL;
  gsize begin, end, length = strlen (text);
  gsize word_begin = found != NULL ? (gsize) (found - lower) : 0;
  gsize word_end = found != NULL ? word_begin + strlen (word) : 0;
  GString *snippet = g_string_new (NULL);

  begin = word_begin > AROUND ? word_begin - AROUND : 0;
  end = MIN (length, word_end + AROUND);
  while (begin > 0 && (text[begin] & 0xc0) == 0x80)
    begin--;
  while (end < length && (text[end] & 0xc0) == 0x80)
    end++;

  g_string_append (snippet, begin > 0 ? "…" : "");
  g_string_append_len (snippet, text + begin, (gssize) (word_begin - begin));
  if (found != NULL)
    {
      g_string_append_c (snippet, '\002');
      g_string_append_len (snippet, text + word_begin, (gssize) (word_end - word_begin));
      g_string_append_c (snippet, '\003');
    }
  g_string_append_len (snippet, text + word_end, (gssize) (end - word_end));
  g_string_append (snippet, end < length ? "…" : "");

  return g_string_free (snippet, FALSE);
}

/* A pattern for LIKE that what is looked for matches: of the longest part that LIKE can compare, which
 * knows no letters but ASCII's and no pattern that is too long. Parts have nothing that it would take
 * for something else. */
static char *
make_pattern (GPtrArray *parts)
{
  const char *longest = "";

  for (guint i = 0; i < parts->len; i++)
    {
      const char *part = g_ptr_array_index (parts, i);

      if (g_str_is_ascii (part) && strlen (part) > strlen (longest))
        longest = part;
    }

  return g_strdup_printf ("%%%.*s%%", LONGEST_PATTERN, longest);
}

/* Where there is no index, all texts are read. */
static void
find_in_texts (ProctorDatabase *database,
               gint64 workspace,
               GPtrArray *words,
               guint most,
               GPtrArray *hits)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *pattern = NULL;
  ProctorStatement *statement;

  for (guint i = 0; i < words->len; i++)
    {
      g_autofree char *folded = fold (g_ptr_array_index (words, i));

      add_parts (parts, folded);
    }
  pattern = make_pattern (parts);
  statement = proctor_database_prepare (database,
                                        "SELECT " COLUMNS ", transcripts.text FROM runs JOIN transcripts ON transcripts.run = runs.number"
                                        " JOIN invocations ON invocations.number = runs.invocation"
                                        " WHERE runs.workspace = ? AND transcripts.text LIKE ? ORDER BY runs.at DESC, runs.number DESC",
                                        "is", workspace, pattern);

  while (hits->len < most && proctor_statement_next (statement))
    {
      const char *text = proctor_statement_get_text (statement, COLUMN_TEXT);
      g_autofree char *folded = fold (text);
      ProctorHistoryHit *hit;

      if (!contains_all (folded, parts))
        continue;
      hit = make_hit (statement);
      hit->snippet = make_snippet (text, g_ptr_array_index (parts, 0));
      g_ptr_array_add (hits, hit);
    }
}

/**
 * proctor_history_search_find:
 * @database: the history
 * @workspace_id: a workspace
 * @text: what a person typed
 * @most: how many are wanted
 * @full_text: whether words may be indexed
 *
 * Looks for runs in which all words of @text were said; the last need only begin so.
 *
 * Returns: (transfer full) (element-type ProctorHistoryHit): what was found, newest first
 */
GPtrArray *
proctor_history_search_find (ProctorDatabase *database,
                             const char *workspace_id,
                             const char *text,
                             guint most,
                             gboolean full_text)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_history_hit_free);
  g_autoptr (GPtrArray) words = split_words (text);
  gint64 workspace = proctor_history_schema_find_workspace (database, workspace_id);

  if (words->len == 0 || workspace == 0 || most == 0)
    return hits;

  if (proctor_history_schema_ensure_index (database, full_text))
    find_in_index (database, workspace, words, most, hits);
  else
    find_in_texts (database, workspace, words, most, hits);

  return hits;
}
