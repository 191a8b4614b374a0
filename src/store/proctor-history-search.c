/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-search.h"

#include <string.h>

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* How transcripts are searched. But for who asks, all of it is done in the database's thread. */

/* Nobody looks for more words at once, and SQLite takes only so many. */
#define MOST_WORDS 32
/* How much of a text is shown around what was found, in bytes. */
#define AROUND 60
#define LONGEST_PATTERN 1000

/* Of a run without a word to look for, so much of its beginning is shown, in characters. */
#define BEGINNING 160

/* What "found" is, and where. What was decided of it counts as long as it is the run that that was about. */
#define COLUMNS "within.id, found.id, found.test_id, found.test_name, found.outcome, found.at, within.agent_id, reviews.opinion, reviews.cause, reviews.note"
#define WITH_REVIEWS                                                                                                                             \
  " LEFT JOIN reviews ON reviews.workspace = found.workspace AND reviews.run_id = found.id AND reviews.newest = 1 AND reviews.run_at = found.at" \
  " AND (reviews.opinion != 0 OR reviews.cause IS NOT NULL OR reviews.note IS NOT NULL)"

/* What is wanted besides words, of "found" within "within". The parameters are numbered because some are asked twice. What was decided
 * is looked up only where that matters: a common word is found in a hundred thousand runs. */
#define WANTED                                                                                                                                    \
  " found.workspace = ?1 AND found.at >= ?5 AND found.at < ?6 AND (?2 IS NULL OR within.agent_id = ?2) AND (?3 IS NULL OR within.branch_id = ?3)" \
  " AND (?4 < 0 OR found.outcome = ?4) AND (?7 IS NULL OR EXISTS (SELECT 1 FROM calls WHERE calls.run = found.number AND calls.tool = ?7))"       \
  " AND (?8 < 0 OR (found.ended = 1 AND ?8 = ifnull ((SELECT opinion FROM reviews WHERE reviews.workspace = found.workspace"                      \
  "  AND reviews.run_id = found.id AND reviews.newest = 1 AND reviews.run_at = found.at), 0)))"
#define WANTED_TYPES "issiiisi"
#define WANTED_VALUES(workspace, terms)                                                                                    \
  (workspace), (terms)->agent_id, (terms)->branch_id, (gint64) (terms)->outcome,                                           \
      (terms)->since != 0 ? (terms)->since : G_MININT64, (terms)->until != 0 ? (terms)->until : G_MAXINT64, (terms)->tool, \
      (gint64) (terms)->opinion

/* Runs are gone through from the newest on, which needs no sorting and ends with the last that is wanted. Without being told, SQLite
 * might begin with all that there is. */
#define RUNS "runs AS found INDEXED BY runs_age CROSS JOIN invocations AS within ON within.number = found.invocation"
#define NEWEST_FIRST " ORDER BY found.at DESC, found.number DESC"

/* What was found is gone through twice: once for which runs have the words, and once for snippets of those that are wanted. The
 * plus keeps SQLite from looking for the words anew for each run, which takes as long as finding all of them. */
const char proctor_history_search_words[] = "SELECT " COLUMNS ", snippet (words, 0, char (2), char (3), '…', 32) FROM words"
                                            " CROSS JOIN runs AS found ON found.number = words.rowid CROSS JOIN invocations AS within ON within.number = found.invocation" WITH_REVIEWS
                                            " WHERE words MATCH ?9 AND +words.rowid IN"
                                            "  (SELECT found.number FROM " RUNS " WHERE +found.number IN (SELECT rowid FROM words WHERE words MATCH ?9) AND" WANTED NEWEST_FIRST " LIMIT ?10)" NEWEST_FIRST;

/* Where no word is looked for, what is shown of a run is how it begins. */
const char proctor_history_search_runs[] = "SELECT " COLUMNS ", substr (transcripts.text, 1, ?9) || CASE WHEN length (transcripts.text) > ?9 THEN '…' ELSE '' END"
                                           " FROM " RUNS WITH_REVIEWS " LEFT JOIN transcripts ON transcripts.run = found.number WHERE" WANTED NEWEST_FIRST " LIMIT ?10";

/* Where there is no index, texts are read until enough are found. */
const char proctor_history_search_texts[] = "SELECT " COLUMNS ", transcripts.text FROM " RUNS " CROSS JOIN transcripts ON transcripts.run = found.number" WITH_REVIEWS
                                            " WHERE" WANTED " AND transcripts.text LIKE ?9" NEWEST_FIRST;

/* Where the columns above are; a text follows. */
typedef enum
{
  COLUMN_INVOCATION_ID,
  COLUMN_RUN_ID,
  COLUMN_TEST_ID,
  COLUMN_TEST_NAME,
  COLUMN_OUTCOME,
  COLUMN_AT,
  COLUMN_AGENT_ID,
  COLUMN_OPINION,
  COLUMN_CAUSE,
  COLUMN_NOTE,
  COLUMN_TEXT,
} Column;

void
proctor_history_hit_free (ProctorHistoryHit *hit)
{
  g_free (hit->invocation_id);
  g_free (hit->run_id);
  g_free (hit->test_id);
  g_free (hit->test_name);
  g_free (hit->agent_id);
  g_free (hit->snippet);
  g_clear_pointer (&hit->review, proctor_review_free);
  g_free (hit);
}

void
proctor_search_choices_free (ProctorSearchChoices *choices)
{
  g_strfreev (choices->agent_ids);
  g_strfreev (choices->branch_ids);
  g_strfreev (choices->tools);
  g_free (choices);
}

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

/* Whether a word may be the beginning of one that is still being typed. A single letter begins so many that finding them all takes
 * seconds among 100,000 runs, and they are nothing that anybody looked for; a single sign of Chinese, say, is a word's half. */
static gboolean
may_go_on (const char *word)
{
  return strlen (word) > 1;
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
  if (may_go_on (g_ptr_array_index (words, words->len - 1)))
    g_string_append_c (expression, '*');

  return g_string_free (expression, FALSE);
}

static ProctorReview *
make_review (ProctorStatement *statement,
             const ProctorHistoryHit *hit)
{
  ProctorReview *review = g_new0 (ProctorReview, 1);

  review->invocation_id = g_strdup (hit->invocation_id);
  review->run_id = g_strdup (hit->run_id);
  review->outcome = hit->outcome;
  review->run_at = hit->at;
  review->opinion = (ProctorOpinion) CLAMP (proctor_statement_get_int (statement, COLUMN_OPINION), 0, PROCTOR_OPINION_DISAGREE);
  review->cause = g_strdup (proctor_statement_get_text (statement, COLUMN_CAUSE));
  review->note = g_strdup (proctor_statement_get_text (statement, COLUMN_NOTE));

  return review;
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
  hit->agent_id = g_strdup (proctor_statement_get_text (statement, COLUMN_AGENT_ID));
  if (proctor_statement_get_int (statement, COLUMN_OPINION) != PROCTOR_OPINION_NONE || proctor_statement_get_text (statement, COLUMN_CAUSE) != NULL
      || proctor_statement_get_text (statement, COLUMN_NOTE) != NULL)
    hit->review = make_review (statement, hit);

  return hit;
}

static void
find_in_index (ProctorDatabase *database,
               gint64 workspace,
               const ProctorSearchTerms *terms,
               GPtrArray *words,
               guint most,
               GPtrArray *hits)
{
  g_autofree char *expression = make_expression (words);
  ProctorStatement *statement = proctor_database_prepare (database, proctor_history_search_words, WANTED_TYPES "si", WANTED_VALUES (workspace, terms), expression, (gint64) most);

  while (proctor_statement_next (statement))
    {
      ProctorHistoryHit *hit = make_hit (statement);

      hit->snippet = g_strdup (proctor_statement_get_text (statement, COLUMN_TEXT));
      g_ptr_array_add (hits, hit);
    }
}

static void
find_without_words (ProctorDatabase *database,
                    gint64 workspace,
                    const ProctorSearchTerms *terms,
                    guint most,
                    GPtrArray *hits)
{
  ProctorStatement *statement = proctor_database_prepare (database, proctor_history_search_runs, WANTED_TYPES "ii", WANTED_VALUES (workspace, terms), (gint64) BEGINNING, (gint64) most);

  while (proctor_statement_next (statement))
    {
      ProctorHistoryHit *hit = make_hit (statement);
      const char *text = proctor_statement_get_text (statement, COLUMN_TEXT);

      hit->snippet = g_strdup (text != NULL ? text : "");
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

static void
find_in_texts (ProctorDatabase *database,
               gint64 workspace,
               const ProctorSearchTerms *terms,
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
  statement = proctor_database_prepare (database, proctor_history_search_texts, WANTED_TYPES "s", WANTED_VALUES (workspace, terms), pattern);

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

static gpointer
query_search (ProctorDatabase *database,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  ProctorHistoryQuery *query = data;
  const ProctorSearchTerms *terms = query->terms;
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_history_hit_free);
  g_autoptr (GPtrArray) words = split_words (terms->text != NULL ? terms->text : "");
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  gboolean has_index;

  if (workspace == 0 || query->most == 0)
    return hits;

  has_index = words->len > 0 && proctor_history_schema_ensure_index (database, query->full_text);
  /* Who types on wants something else already. An index that is being made is made all the same. */
  proctor_database_set_cancellable (database, cancellable);
  if (has_index)
    find_in_index (database, workspace, terms, words, query->most, hits);
  else if (words->len > 0)
    find_in_texts (database, workspace, terms, words, query->most, hits);
  /* Signs alone are in no text that is known to have them; they must not stand for everything. */
  else if (proctor_search_terms_are_filters (terms) && (terms->text == NULL || *terms->text == '\0'))
    find_without_words (database, workspace, terms, query->most, hits);
  proctor_database_set_cancellable (database, NULL);

  return hits;
}

/**
 * proctor_history_search_async:
 * @self: a history
 * @workspace_id: the workspace
 * @terms: which runs are looked for
 * @most: how many are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when they are there
 * @user_data: passed to @callback
 *
 * Looks for runs in which all words were said; the last need only begin so. Where there are no words,
 * all runs are found that are as @terms want them otherwise, if they want anything.
 */
void
proctor_history_search_async (ProctorHistory *self,
                              const char *workspace_id,
                              const ProctorSearchTerms *terms,
                              guint most,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (terms != NULL);

  query = proctor_history_query_new (workspace_id);
  query->terms = proctor_search_terms_copy (terms);
  if (query->terms->text != NULL)
    g_strstrip (query->terms->text);
  query->most = most;
  proctor_history_ask (self, query_search, query, (GDestroyNotify) g_ptr_array_unref, proctor_history_search_async, cancellable, callback, user_data);
}

/**
 * proctor_history_search_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why it can't be searched
 *
 * Returns: (transfer full) (nullable) (element-type ProctorHistoryHit): what was found, newest first
 */
GPtrArray *
proctor_history_search_finish (ProctorHistory *self,
                               GAsyncResult *result,
                               GError **error)
{
  return proctor_history_finish (self, result, error);
}

static char **
list (ProctorStatement *statement)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  while (proctor_statement_next (statement))
    g_strv_builder_add (builder, proctor_statement_get_text (statement, 0));

  return g_strv_builder_end (builder);
}

static gpointer
query_search_choices (ProctorDatabase *database,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  ProctorSearchChoices *choices = g_new0 (ProctorSearchChoices, 1);

  choices->agent_ids = list (proctor_database_prepare (database,
                                                       "SELECT agent_id FROM invocations WHERE workspace = ? AND agent_id IS NOT NULL AND n_runs > 0"
                                                       " GROUP BY agent_id ORDER BY max (created_at) DESC",
                                                       "i", workspace));
  choices->branch_ids = list (proctor_database_prepare (database,
                                                        "SELECT branch_id FROM invocations WHERE workspace = ? AND agent_id = ? AND branch_id IS NOT NULL AND n_runs > 0"
                                                        " GROUP BY branch_id ORDER BY max (created_at) DESC",
                                                        "is", workspace, query->text));
  choices->tools = list (proctor_database_prepare (database,
                                                   "SELECT DISTINCT tool FROM calls JOIN runs ON runs.number = calls.run WHERE runs.workspace = ? ORDER BY tool COLLATE NOCASE, tool",
                                                   "i", workspace));

  return choices;
}

/**
 * proctor_history_list_search_choices_async:
 * @self: a history
 * @workspace_id: the workspace
 * @agent_id: (nullable): the agent whose branches are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what can be looked for besides words.
 */
void
proctor_history_list_search_choices_async (ProctorHistory *self,
                                           const char *workspace_id,
                                           const char *agent_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (agent_id);
  proctor_history_ask (self, query_search_choices, query, (GDestroyNotify) proctor_search_choices_free, proctor_history_list_search_choices_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_search_choices_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): what there is
 */
ProctorSearchChoices *
proctor_history_list_search_choices_finish (ProctorHistory *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return proctor_history_finish (self, result, error);
}
