/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-list.h"

#include "proctor-mock-behaviour.h"
#include "proctor-test-source.h"
#include "proctor-turn-words.h"

/* What there is to read of a run, row by row. What a tool answered stands with its call, also where it came
 * with a later turn. */

typedef struct
{
  GPtrArray *items;
  ProctorReaderSection section;
  GListModel *turns;
  GHashTable *results; /* by the id of the request, borrowed */
  GHashTable *calls;   /* the ids of those that were asked */
  gboolean is_mocked;
} Builder;

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Where an id is there twice, a call keeps what was answered in its own turn. */
static void
index_turn (Builder *builder,
            ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (PROCTOR_IS_TOOL_CALL (call) && is_said (proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call))))
        g_hash_table_add (builder->calls, (char *) proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (results, i);
      const char *id = PROCTOR_IS_TOOL_RESULT (result) ? proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result)) : NULL;

      if (is_said (id) && !g_hash_table_contains (builder->results, id))
        g_hash_table_insert (builder->results, (char *) id, result);
    }
}

static ProctorToolResult *
find_result (Builder *builder,
             ProctorTurn *turn,
             const char *id)
{
  GListModel *own = proctor_turn_get_tool_results (turn);

  if (!is_said (id))
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (own); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (own, i);

      if (PROCTOR_IS_TOOL_RESULT (result) && g_strcmp0 (proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result)), id) == 0)
        return PROCTOR_TOOL_RESULT (result);
    }

  return g_hash_table_lookup (builder->results, id);
}

/* Tools of the service itself are never mocked. */
static gboolean
is_mocked (Builder *builder,
           ProctorToolCall *call)
{
  const char *kind = proctor_tool_call_get_kind (call);

  return builder->is_mocked && g_strcmp0 (kind, "system") != 0 && g_strcmp0 (kind, "workflow") != 0;
}

static GPtrArray *
make_pairs (Builder *builder,
            ProctorTurn *turn)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);
  g_autoptr (GPtrArray) pairs = NULL;

  if (g_list_model_get_n_items (calls) == 0 && g_list_model_get_n_items (results) == 0)
    return NULL;

  pairs = proctor_reader_item_new_pairs ();
  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (PROCTOR_IS_TOOL_CALL (call))
        proctor_reader_item_add_pair (pairs, PROCTOR_TOOL_CALL (call), find_result (builder, turn, proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call))), is_mocked (builder, PROCTOR_TOOL_CALL (call)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (results, i);
      const char *id = PROCTOR_IS_TOOL_RESULT (result) ? proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result)) : NULL;

      if (PROCTOR_IS_TOOL_RESULT (result) && (!is_said (id) || !g_hash_table_contains (builder->calls, id)))
        proctor_reader_item_add_pair (pairs, NULL, PROCTOR_TOOL_RESULT (result), FALSE);
    }

  return pairs->len > 0 ? g_steal_pointer (&pairs) : NULL;
}

/* Whether a turn says nothing but what already stands with the calls of another. */
static gboolean
is_told_elsewhere (ProctorTurn *turn,
                   const GPtrArray *pairs)
{
  g_autoptr (GPtrArray) chips = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  if (pairs != NULL || proctor_turn_words_has_message (turn) || g_list_model_get_n_items (proctor_turn_get_tool_results (turn)) == 0)
    return FALSE;

  chips = proctor_turn_words_dup_chips (turn);
  facts = proctor_turn_words_dup_facts (turn);

  return chips->len == 0 && facts->len == 0;
}

static void
add_section (GPtrArray *items,
             ProctorReaderSection section,
             GListModel *turns,
             gboolean mocks)
{
  g_autoptr (GHashTable) results = NULL;
  g_autoptr (GHashTable) calls = NULL;
  Builder builder;
  guint n_turns = turns != NULL ? g_list_model_get_n_items (turns) : 0;

  if (n_turns == 0)
    return;

  results = g_hash_table_new (g_str_hash, g_str_equal);
  calls = g_hash_table_new (g_str_hash, g_str_equal);
  builder = (Builder) { items, section, turns, results, calls, mocks };
  for (guint i = 0; i < n_turns; i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);

      if (PROCTOR_IS_TURN (turn))
        index_turn (&builder, PROCTOR_TURN (turn));
    }

  g_ptr_array_add (items, proctor_reader_item_new_heading (section));
  for (guint i = 0; i < n_turns; i++)
    {
      g_autoptr (ProctorRecord) turn = g_list_model_get_item (turns, i);
      GPtrArray *pairs = PROCTOR_IS_TURN (turn) ? make_pairs (&builder, PROCTOR_TURN (turn)) : NULL;

      if (!PROCTOR_IS_TURN (turn) || !is_told_elsewhere (PROCTOR_TURN (turn), pairs))
        g_ptr_array_add (items, proctor_reader_item_new_turn (section, i + 1, turn, pairs));
    }
}

static gboolean
has_mocks (ProctorTest *test)
{
  ProctorMockBehaviour *mocks = test != NULL ? proctor_test_get_tool_mock_config (test) : NULL;

  return mocks != NULL && g_strcmp0 (proctor_mock_behaviour_get_mocking_strategy (mocks), "all") == 0 && g_strcmp0 (proctor_mock_behaviour_get_fallback_strategy (mocks), "call_real_tool") != 0;
}

/**
 * proctor_reader_list_new:
 * @run: a run
 *
 * Returns: (transfer full): what there is to read of it, of #ProctorReaderItem
 */
GListModel *
proctor_reader_list_new (ProctorRun *run)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *list = g_list_store_new (PROCTOR_TYPE_READER_ITEM);
  ProctorTest *test;
  ProctorTestSource *source;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), G_LIST_MODEL (list));

  test = proctor_run_get_test_info (run);
  source = test != NULL ? proctor_test_get_from_conversation_metadata (test) : NULL;
  add_section (items, PROCTOR_READER_REPLAYED, test != NULL ? proctor_test_get_chat_history (test) : NULL, FALSE);
  add_section (items, PROCTOR_READER_PRODUCED, proctor_run_get_agent_responses (run), has_mocks (test));
  add_section (items, PROCTOR_READER_ORIGINAL, source != NULL ? proctor_test_source_get_original_agent_reply (source) : NULL, FALSE);
  g_list_store_splice (list, 0, 0, items->pdata, items->len);

  return G_LIST_MODEL (list);
}
