/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-search.h"

#include "proctor-facts.h"
#include "proctor-reader-state.h"
#include "proctor-text-find.h"
#include "proctor-tool-words.h"
#include "proctor-turn-words.h"

#include <string.h>

/* Nobody goes through more. */
#define MOST_MATCHES 10000

/**
 * ProctorReaderSearch:
 *
 * Finds words in a transcript without any of its rows: what these would say is kept as text, and looked through
 * in a thread. What a message says is made of its Markdown in the thread, too.
 */
struct _ProctorReaderSearch
{
  GObject parent_instance;

  /* Owned */
  GListModel *items;
  GPtrArray *parts; /* %NULL until somebody looks for something */
  GMutex mutex;     /* held while the parts are read: by one thread at a time */
};

G_DEFINE_FINAL_TYPE (ProctorReaderSearch, proctor_reader_search, G_TYPE_OBJECT)

/* Either has a text, or that of a message which is not read yet. */
typedef struct
{
  guint position;
  guint part;
  char *text;
  ProctorTurn *turn;
} Part;

static void
free_part (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_clear_object (&part->turn);
  g_free (part);
}

static void
add_part (ProctorReaderSearch *self,
          guint position,
          guint number,
          char *text,
          ProctorTurn *turn)
{
  Part *part = g_new0 (Part, 1);

  part->position = position;
  part->part = number;
  part->text = text;
  g_set_object (&part->turn, turn);
  g_ptr_array_add (self->parts, part);
}

static void
append (GString *text,
        const char *words)
{
  if (words != NULL && *words != '\0')
    g_string_append_printf (text, "%s\n", words);
}

static void
append_facts (GString *text,
              GPtrArray *facts)
{
  for (guint i = 0; i < facts->len; i++)
    {
      const ProctorFact *fact = g_ptr_array_index (facts, i);

      append (text, fact->title);
      append (text, fact->text);
    }
}

static char *
dup_tool_text (const ProctorReaderPair *pair)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *system = proctor_tool_words_dup_system (pair->result);

  append (text, proctor_tool_words_get_name (pair->call, pair->result));
  append (text, system);
  if (pair->call != NULL)
    {
      g_autoptr (GPtrArray) facts = proctor_tool_words_dup_call_facts (pair->call);

      append (text, proctor_tool_call_get_params_as_json (pair->call));
      append_facts (text, facts);
    }
  if (pair->result != NULL)
    {
      g_autoptr (GPtrArray) facts = proctor_tool_words_dup_result_facts (pair->result);

      append (text, proctor_tool_result_get_result_value (pair->result));
      append_facts (text, facts);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dup_details_text (ProctorTurn *turn)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) facts = proctor_turn_words_dup_facts (turn);

  append (text, proctor_turn_get_original_message (turn));
  append_facts (text, facts);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_item (ProctorReaderSearch *self,
          guint position,
          ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);
  char *details;

  if (turn == NULL)
    return;

  if (proctor_turn_get_multivoice_message (turn) != NULL)
    {
      /* Lists are not for several threads. */
      g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();

      proctor_turn_words_read_message (turn, G_MAXUINT32, markdown);
      add_part (self, position, PROCTOR_READER_MESSAGE, g_strdup (markdown->text->str), NULL);
    }
  else if (proctor_turn_words_has_message (turn))
    {
      add_part (self, position, PROCTOR_READER_MESSAGE, NULL, turn);
    }
  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    add_part (self, position, PROCTOR_READER_FIRST_TOOL + i, dup_tool_text (g_ptr_array_index (pairs, i)), NULL);
  details = dup_details_text (turn);
  if (*details != '\0')
    add_part (self, position, PROCTOR_READER_DETAILS, details, NULL);
  else
    g_free (details);
}

static void
collect (ProctorReaderSearch *self)
{
  if (self->parts != NULL)
    return;

  self->parts = g_ptr_array_new_with_free_func (free_part);
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, i);

      add_item (self, i, item);
    }
}

static void
read_part (Part *part)
{
  g_autoptr (ProctorMarkdown) markdown = NULL;

  if (part->text != NULL)
    return;

  markdown = proctor_markdown_new ();
  proctor_turn_words_read_message (part->turn, G_MAXUINT32, markdown);
  part->text = g_strdup (markdown->text->str);
  /* The turn itself stays with its row. */
}

static void
find_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  ProctorReaderSearch *self = source_object;
  GArray *needle = task_data;
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (ProctorReaderMatch));
  ProctorTextRange range;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->parts->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      Part *part = g_ptr_array_index (self->parts, i);
      gsize at = 0;

      read_part (part);
      while (matches->len < MOST_MATCHES && proctor_text_find_next (part->text, at, needle, &range))
        {
          ProctorReaderMatch match = { part->position, part->part, range.start };

          g_array_append_val (matches, match);
          at = range.end;
        }
    }
  g_mutex_unlock (&self->mutex);
  g_task_return_pointer (task, matches, (GDestroyNotify) g_array_unref);
}

static void
proctor_reader_search_finalize (GObject *object)
{
  ProctorReaderSearch *self = PROCTOR_READER_SEARCH (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (proctor_reader_search_parent_class)->finalize (object);
}

static void
proctor_reader_search_class_init (ProctorReaderSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_reader_search_finalize;
}

static void
proctor_reader_search_init (ProctorReaderSearch *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * proctor_reader_search_new:
 * @items: the rows, of #ProctorReaderItem
 *
 * Returns: (transfer full): a search in them
 */
ProctorReaderSearch *
proctor_reader_search_new (GListModel *items)
{
  ProctorReaderSearch *self = g_object_new (PROCTOR_TYPE_READER_SEARCH, NULL);

  self->items = g_object_ref (items);

  return self;
}

/**
 * proctor_reader_search_find_async:
 * @self: a search
 * @words: what is looked for
 * @cancellable: (nullable): to give up
 * @callback: called when all was looked through
 * @user_data: passed to @callback
 *
 * Finds @words, whatever of them is written large.
 */
void
proctor_reader_search_find_async (ProctorReaderSearch *self,
                                  const char *words,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_READER_SEARCH (self) && words != NULL);

  collect (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_reader_search_find_async);
  g_task_set_task_data (task, proctor_text_find_prepare (words), (GDestroyNotify) g_array_unref);
  g_task_run_in_thread (task, find_thread);
}

/**
 * proctor_reader_search_find_finish:
 * @self: a search
 * @result: what the callback was given
 * @error: return location for why there is none
 *
 * Returns: (transfer full) (element-type ProctorReaderMatch) (nullable): where it was found, from the top, at most 10,000
 */
GArray *
proctor_reader_search_find_finish (ProctorReaderSearch *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_reader_search_cut:
 * @text: a text
 * @start: a place in it
 * @length: how much is wanted
 *
 * Returns: (transfer full) (nullable): what stands around the place, if it stands further back than @length
 */
char *
proctor_reader_search_cut (const char *text,
                           gsize start,
                           gsize length)
{
  gsize all = strlen (text);
  gsize begin, end;

  if (start < length)
    return NULL;

  begin = start - length / 4;
  end = MIN (begin + length, all);
  while (begin > 0 && (text[begin] & 0xc0) == 0x80)
    begin--;
  while (end < all && (text[end] & 0xc0) == 0x80)
    end++;

  return g_strdup_printf ("…%.*s%s", (int) (end - begin), text + begin, end < all ? "…" : "");
}

/**
 * proctor_reader_search_dup_excerpt:
 * @self: a search that has found something
 * @match: where
 * @length: how much is wanted
 *
 * Returns: (transfer full) (nullable): what stands around @match, if it stands further back than @length
 */
char *
proctor_reader_search_dup_excerpt (ProctorReaderSearch *self,
                                   const ProctorReaderMatch *match,
                                   gsize length)
{
  char *excerpt = NULL;
  gboolean is_found = FALSE;

  g_return_val_if_fail (PROCTOR_IS_READER_SEARCH (self) && match != NULL, NULL);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; self->parts != NULL && i < self->parts->len && !is_found; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);

      if (part->position != match->position || part->part != match->part || part->text == NULL)
        continue;
      excerpt = proctor_reader_search_cut (part->text, match->start, length);
      is_found = TRUE;
    }
  g_mutex_unlock (&self->mutex);

  return excerpt;
}
