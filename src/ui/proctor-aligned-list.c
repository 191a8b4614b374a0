/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-aligned-list.h"

#include "proctor-alignment.h"
#include "proctor-facts.h"
#include "proctor-json-sorted.h"
#include "proctor-json-text.h"
#include "proctor-markdown.h"
#include "proctor-reader-list.h"
#include "proctor-reader-state.h"
#include "proctor-text-difference.h"
#include "proctor-tool-words.h"
#include "proctor-turn-words.h"

#include <string.h>

/* Makes the rows that show two runs side by side. What their turns say is collected where the runs are; everything else,
 * also finding out in which words they differ, is done in a thread. When something was said, how long that took and
 * what a call was numbered is another every time: it isn't compared. */

/* As many pairs of words are looked at in all messages together. */
#define MOST_WORD_PAIRS 100000000

typedef struct
{
  char *name;
  char *called;   /* nullable */
  char *answered; /* nullable */
  char *deed;     /* all of that, so that what is the same is the same text */
  gboolean is_error;
  gboolean is_matched;
} Tool;

typedef struct
{
  ProctorAlignable *text;
  ProctorTurn *turn; /* nullable: its message is still to be read */
  GPtrArray *tools;
} Turn;

/* What a turn hasn't in common with the one beside it. */
typedef struct
{
  GArray *message;
  GPtrArray *tool_lines;
} Marks;

typedef struct
{
  GListModel *items[2];
  GPtrArray *turns[2];
  GArray *pairs;
  GPtrArray *marks[2]; /* of Marks, one for each pair, nullable */
} Work;

static void
free_tool (gpointer data)
{
  Tool *tool = data;

  g_free (tool->name);
  g_free (tool->called);
  g_free (tool->answered);
  g_free (tool->deed);
  g_free (tool);
}

static void
free_turn (gpointer data)
{
  Turn *turn = data;

  proctor_alignable_free (turn->text);
  g_clear_object (&turn->turn);
  g_ptr_array_unref (turn->tools);
  g_free (turn);
}

static void
free_marks (gpointer data)
{
  Marks *marks = data;

  if (marks == NULL)
    return;

  g_clear_pointer (&marks->message, g_array_unref);
  g_clear_pointer (&marks->tool_lines, g_ptr_array_unref);
  g_free (marks);
}

static void
free_work (gpointer data)
{
  Work *work = data;

  for (guint side = 0; side < 2; side++)
    {
      g_object_unref (work->items[side]);
      g_ptr_array_unref (work->turns[side]);
      g_ptr_array_unref (work->marks[side]);
    }
  g_clear_pointer (&work->pairs, g_array_unref);
  g_free (work);
}

static char *
dup_who (ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  const char *role = proctor_reader_item_is_heading (item) ? "heading" : turn != NULL ? proctor_turn_get_role (turn)
                                                                                      : "unreadable";

  return g_strdup_printf ("%d %s", (int) proctor_reader_item_get_section (item), role != NULL ? role : "");
}

/* What can't be read as a turn is compared as it is shown. */
static char *
dup_said (ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  g_autoptr (ProctorMarkdown) markdown = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (GString) text = NULL;

  if (proctor_reader_item_is_heading (item))
    return NULL;
  if (turn != NULL && proctor_turn_get_multivoice_message (turn) == NULL)
    return g_strdup (proctor_turn_get_message (turn));
  if (turn != NULL)
    {
      markdown = proctor_markdown_new ();
      proctor_turn_words_read_message (turn, G_MAXUINT32, markdown);
      return g_strdup (markdown->text->str);
    }

  facts = proctor_facts_new ();
  text = g_string_new (NULL);
  proctor_facts_add_record (facts, 0, proctor_reader_item_get_record (item), 0);
  for (guint i = 0; i < facts->len; i++)
    {
      const ProctorFact *fact = facts->pdata[i];

      g_string_append_printf (text, "%s: %s\n", fact->title != NULL ? fact->title : "", fact->text != NULL ? fact->text : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GPtrArray *
collect_tools (ProctorReaderItem *item)
{
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);
  GPtrArray *tools = g_ptr_array_new_with_free_func (free_tool);

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const ProctorReaderPair *pair = pairs->pdata[i];
      Tool *tool = g_new0 (Tool, 1);

      tool->name = g_strdup (proctor_tool_words_get_name (pair->call, pair->result));
      tool->called = pair->call != NULL ? g_strdup (proctor_tool_call_get_params_as_json (pair->call)) : NULL;
      tool->answered = pair->result != NULL ? g_strdup (proctor_tool_result_get_result_value (pair->result)) : NULL;
      tool->is_error = pair->result != NULL && proctor_tool_result_get_is_error (pair->result);
      g_ptr_array_add (tools, tool);
    }

  return tools;
}

static GPtrArray *
collect (GListModel *items)
{
  GPtrArray *turns = g_ptr_array_new_with_free_func (free_turn);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (items, i);
      g_autofree char *who = dup_who (item);
      g_autofree char *said = dup_said (item);
      Turn *turn = g_new0 (Turn, 1);

      turn->text = proctor_alignable_new (who, said, NULL);
      if (proctor_reader_item_get_turn (item) != NULL && proctor_turn_get_multivoice_message (proctor_reader_item_get_turn (item)) == NULL)
        g_set_object (&turn->turn, proctor_reader_item_get_turn (item));
      turn->tools = collect_tools (item);
      g_ptr_array_add (turns, turn);
    }

  return turns;
}

/* JSON that is only laid out in another way, or has the same members in another order, is the same. */
static void
append_value (GString *deed,
              const char *text)
{
  g_autofree char *sorted = text != NULL ? proctor_json_sorted_dup (text) : NULL;

  g_string_append (deed, sorted != NULL ? sorted : text != NULL ? text
                                                                : "");
  g_string_append_c (deed, '\n');
}

static char *
dup_deed (const Tool *tool)
{
  g_autoptr (GString) deed = g_string_new (NULL);

  g_string_append_printf (deed, "%s\n", tool->name);
  append_value (deed, tool->called);
  append_value (deed, tool->answered);
  g_string_append_printf (deed, "%d\n", tool->is_error);

  return g_string_free_and_steal (g_steal_pointer (&deed));
}

/* As it is shown, a line for each member. */
static void
lay_out (char **text)
{
  char *indented = *text != NULL ? proctor_json_text_indent_long (*text) : NULL;

  if (indented == NULL)
    return;

  g_free (*text);
  *text = indented;
}

static GPtrArray *
prepare (GPtrArray *turns)
{
  GPtrArray *texts = g_ptr_array_new ();

  for (guint i = 0; i < turns->len; i++)
    {
      Turn *turn = turns->pdata[i];
      g_autoptr (GString) done = g_string_new (NULL);

      for (guint j = 0; j < turn->tools->len; j++)
        {
          Tool *tool = turn->tools->pdata[j];

          tool->deed = dup_deed (tool);
          lay_out (&tool->called);
          lay_out (&tool->answered);
          g_string_append (done, tool->deed);
        }
      g_set_str (&turn->text->done, done->str);
      g_ptr_array_add (texts, turn->text);
    }

  return texts;
}

/* As it is shown. */
static char *
dup_message (const Turn *turn)
{
  g_autoptr (ProctorMarkdown) markdown = NULL;

  if (turn->turn == NULL)
    return g_strdup (turn->text->said != NULL ? turn->text->said : "");

  markdown = proctor_markdown_new ();
  proctor_turn_words_read_message (turn->turn, G_MAXUINT32, markdown);

  return g_strdup (markdown->text->str);
}

static void
add_lines (GHashTable *lines,
           const char *text)
{
  g_autofree char *visible = text != NULL ? proctor_markdown_dup_visible (text) : NULL;

  for (const char *start = visible, *end; start != NULL && *start != '\0'; start = *end != '\0' ? end + 1 : end)
    {
      end = start + strcspn (start, "\n");
      g_hash_table_add (lines, proctor_reader_state_dup_line (start, (gsize) (end - start)));
    }
}

/* That of the same name that does the same; or if there is none, the first of the same name. */
static Tool *
find_tool (GPtrArray *tools,
           const Tool *wanted,
           gboolean same)
{
  for (guint i = 0; i < tools->len; i++)
    {
      Tool *tool = tools->pdata[i];

      if (!tool->is_matched && g_strcmp0 (tool->name, wanted->name) == 0 && (!same || g_str_equal (tool->deed, wanted->deed)))
        return tool;
    }

  return NULL;
}

static void
unref_lines (gpointer lines)
{
  g_clear_pointer ((GHashTable **) &lines, g_hash_table_unref);
}

static GPtrArray *
compare_tools (GPtrArray *tools,
               GPtrArray *others)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (unref_lines);
  g_autofree gboolean *is_same = g_new0 (gboolean, tools->len + 1);

  for (guint i = 0; others != NULL && i < others->len; i++)
    ((Tool *) others->pdata[i])->is_matched = FALSE;
  for (guint i = 0; others != NULL && i < tools->len; i++)
    {
      Tool *same = find_tool (others, tools->pdata[i], TRUE);

      is_same[i] = same != NULL;
      if (same != NULL)
        same->is_matched = TRUE;
    }
  for (guint i = 0; i < tools->len; i++)
    {
      GHashTable *lines = is_same[i] ? NULL : g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      Tool *other = others != NULL && !is_same[i] ? find_tool (others, tools->pdata[i], FALSE) : NULL;

      if (other != NULL)
        {
          other->is_matched = TRUE;
          add_lines (lines, other->called);
          add_lines (lines, other->answered);
        }
      g_ptr_array_add (all, lines);
    }

  return all;
}

static Marks *
mark_tools (Turn *turn,
            Turn *other)
{
  Marks *marks = g_new0 (Marks, 1);

  if (turn->tools->len > 0)
    marks->tool_lines = compare_tools (turn->tools, other != NULL ? other->tools : NULL);

  return marks;
}

static void
compare_pair (Work *work,
              const ProctorAlignedPair *pair,
              guint64 *budget)
{
  Turn *one = pair->one != PROCTOR_ALIGNMENT_NONE ? work->turns[0]->pdata[pair->one] : NULL;
  Turn *other = pair->other != PROCTOR_ALIGNMENT_NONE ? work->turns[1]->pdata[pair->other] : NULL;
  Marks *ours = one != NULL && !pair->is_same ? mark_tools (one, other) : NULL;
  Marks *theirs = other != NULL && !pair->is_same ? mark_tools (other, one) : NULL;

  if (ours != NULL && theirs != NULL)
    {
      g_autofree char *message = dup_message (one);
      g_autofree char *other_message = dup_message (other);

      proctor_text_difference_within (budget, message, other_message, &ours->message, &theirs->message);
    }
  g_ptr_array_add (work->marks[0], ours);
  g_ptr_array_add (work->marks[1], theirs);
}

static void
work_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  Work *work = task_data;
  g_autoptr (GPtrArray) one = prepare (work->turns[0]);
  g_autoptr (GPtrArray) other = prepare (work->turns[1]);
  guint64 budget = MOST_WORD_PAIRS;

  work->pairs = proctor_alignment_make (one, other, cancellable);
  for (guint i = 0; i < work->pairs->len && !g_cancellable_is_cancelled (cancellable); i++)
    compare_pair (work, &g_array_index (work->pairs, ProctorAlignedPair, i), &budget);
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_aligned_list_make_async:
 * @one: a run
 * @other: another
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Puts the turns of two runs side by side, and finds out in what they differ.
 */
void
proctor_aligned_list_make_async (ProctorRun *one,
                                 ProctorRun *other,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (PROCTOR_IS_RUN (one) && PROCTOR_IS_RUN (other));

  work = g_new0 (Work, 1);
  work->items[0] = proctor_reader_list_new (one);
  work->items[1] = proctor_reader_list_new (other);
  for (guint side = 0; side < 2; side++)
    {
      work->turns[side] = collect (work->items[side]);
      work->marks[side] = g_ptr_array_new_with_free_func (free_marks);
    }
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_aligned_list_make_async);
  g_task_set_task_data (task, work, free_work);
  g_task_run_in_thread (task, work_thread);
}

/* What differs in a tool would be behind a fold. */
static void
open_tools (ProctorReaderItem *item,
            const Marks *marks)
{
  for (guint i = 0; marks->tool_lines != NULL && i < marks->tool_lines->len; i++)
    if (marks->tool_lines->pdata[i] != NULL && g_hash_table_size (marks->tool_lines->pdata[i]) > 0)
      proctor_reader_item_set_tool_is_open (item, i, TRUE);
}

static ProctorReaderItem *
dup_item (Work *work,
          guint side,
          guint position,
          guint pair)
{
  ProctorReaderItem *item = position != PROCTOR_ALIGNMENT_NONE ? g_list_model_get_item (work->items[side], position) : NULL;
  const Marks *marks = work->marks[side]->pdata[pair];

  if (item != NULL && marks != NULL)
    {
      proctor_reader_item_set_marks (item, marks->message, marks->tool_lines);
      open_tools (item, marks);
    }

  return item;
}

/**
 * proctor_aligned_list_make_finish:
 * @result: what the callback was given
 * @n_differences: (out): how many rows differ
 * @error: return location for why there is none
 *
 * Returns: (transfer full) (nullable): rows, of #ProctorAlignedItem
 */
GListModel *
proctor_aligned_list_make_finish (GAsyncResult *result,
                                  guint *n_differences,
                                  GError **error)
{
  GListStore *list;
  Work *work;
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  *n_differences = 0;
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  work = g_task_get_task_data (G_TASK (result));
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < work->pairs->len; i++)
    {
      const ProctorAlignedPair *pair = &g_array_index (work->pairs, ProctorAlignedPair, i);
      g_autoptr (ProctorReaderItem) one = dup_item (work, 0, pair->one, i);
      g_autoptr (ProctorReaderItem) other = dup_item (work, 1, pair->other, i);
      /* A heading without turns isn't there. */
      gboolean is_heading = proctor_reader_item_is_heading (one != NULL ? one : other);

      if (!pair->is_same && !is_heading)
        (*n_differences)++;
      g_ptr_array_add (rows, proctor_aligned_item_new (one, other, pair->is_same || is_heading ? 0 : *n_differences));
    }
  list = g_list_store_new (PROCTOR_TYPE_ALIGNED_ITEM);
  g_list_store_splice (list, 0, 0, rows->pdata, rows->len);

  return G_LIST_MODEL (list);
}
