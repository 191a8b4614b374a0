/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-verdict.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-contradiction.h"
#include "proctor-multivoice-message.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-voice-part.h"
#include "proctor-wire-verdict.h"

/**
 * ProctorRunVerdict:
 *
 * What a judge says of a run, taken apart: what all comes to, what is said of each condition of the test as it was
 * then, and the rest. What it quotes can be looked up in what was said.
 */
struct _ProctorRunVerdict
{
  GObject parent_instance;

  /* Owned */
  ProctorRun *run;
  GPtrArray *parts;

  gboolean is_builtin;
};

G_DEFINE_FINAL_TYPE (ProctorRunVerdict, proctor_run_verdict, G_TYPE_OBJECT)

/* What is quoted is more often what the agent has said now than what stood there before. */
enum
{
  RANK_BEFORE,
  RANK_TOOL,
  RANK_USER,
  RANK_AGENT,
};

static void
part_free (gpointer data)
{
  ProctorVerdictPart *part = data;

  g_free (part->condition);
  g_free (part->text);
  g_clear_pointer (&part->quotes, g_array_unref);
  g_free (part);
}

static ProctorVerdictPart *
add_part (ProctorRunVerdict *self,
          ProctorVerdictPartKind kind,
          ProctorOutcome outcome,
          const char *text)
{
  ProctorVerdictPart *part = g_new0 (ProctorVerdictPart, 1);

  part->kind = kind;
  part->outcome = outcome;
  part->text = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  g_ptr_array_add (self->parts, part);

  return part;
}

/* The conditions, as the test had them when it was run. */
static char **
dup_conditions (ProctorTest *test)
{
  const char *const *several = test != NULL ? proctor_test_get_success_conditions (test) : NULL;
  const char *one = test != NULL ? proctor_test_get_success_condition (test) : NULL;
  g_autoptr (GStrvBuilder) conditions = g_strv_builder_new ();

  for (gsize i = 0; several != NULL && several[i] != NULL; i++)
    g_strv_builder_add (conditions, several[i]);
  if ((several == NULL || several[0] == NULL) && one != NULL && *one != '\0')
    g_strv_builder_add (conditions, one);

  return g_strv_builder_end (conditions);
}

static ProctorVerdictPart *
find_criterion (ProctorRunVerdict *self,
                gint64 number)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      ProctorVerdictPart *part = self->parts->pdata[i];

      if (part->kind == PROCTOR_VERDICT_PART_CRITERION && (part->number == number || (part->number == 0 && number == 1)))
        return part;
    }

  return NULL;
}

/* What the service says of a criterion that the test doesn't have is told, too. */
static void
take_criterion (ProctorRunVerdict *self,
                ProctorCriterion *criterion)
{
  gint64 number = proctor_criterion_get_number (criterion);
  ProctorVerdictPart *part = find_criterion (self, number);

  if (part == NULL || part->text != NULL)
    {
      part = add_part (self, PROCTOR_VERDICT_PART_CRITERION, PROCTOR_OUTCOME_PENDING, NULL);
      part->number = (guint) CLAMP (number, 1, G_MAXUINT16);
    }
  part->outcome = (ProctorOutcome) proctor_criterion_get_outcome (criterion);
  part->text = *proctor_criterion_get_text (criterion) != '\0' ? g_strdup (proctor_criterion_get_text (criterion)) : NULL;
}

static void
take_messages (ProctorRunVerdict *self,
               const char *const *messages,
               const char *summary)
{
  for (gsize i = 0; messages != NULL && messages[i] != NULL; i++)
    {
      g_autoptr (ProctorCriterion) criterion = proctor_wire_parse_criterion (messages[i]);

      if (criterion != NULL)
        take_criterion (self, criterion);
      else if (*messages[i] != '\0' && g_strcmp0 (messages[i], summary) != 0)
        add_part (self, PROCTOR_VERDICT_PART_NOTE, PROCTOR_OUTCOME_PENDING, messages[i]);
    }
}

/* The engine says it in the language that it was started in. */
static gboolean
is_said_by_builtin (const char *text)
{
  return text != NULL && (strstr (text, "This is the built-in judge's verdict, which only compares words.") != NULL || strstr (text, _ ("This is the built-in judge's verdict, which only compares words.")) != NULL);
}

/* What is said of the whole run is held against how it ended, unless several conditions were judged one by one; what is
 * said of a condition is held against how that ended. */
static void
look_over (ProctorRunVerdict *self,
           ProctorOutcome outcome,
           guint n_criteria)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      ProctorVerdictPart *part = self->parts->pdata[i];
      gboolean is_whole = part->kind != PROCTOR_VERDICT_PART_CRITERION;

      self->is_builtin = self->is_builtin || is_said_by_builtin (part->text);
      if (!is_whole || n_criteria <= 1)
        part->contradicts = proctor_contradiction_find (is_whole ? outcome : part->outcome, part->text, &part->contradiction);
    }
}

static void
fill (ProctorRunVerdict *self,
      ProctorRunRow *row)
{
  ProctorOutcome outcome = (ProctorOutcome) proctor_run_row_get_outcome (row);
  gboolean is_decided = outcome == PROCTOR_OUTCOME_PASSED || outcome == PROCTOR_OUTCOME_FAILED || outcome == PROCTOR_OUTCOME_INCONCLUSIVE;
  ProctorConditionResult *result = proctor_run_get_condition_result (self->run);
  ProctorRationale *rationale = result != NULL ? proctor_condition_result_get_rationale (result) : NULL;
  const char *summary = rationale != NULL ? proctor_rationale_get_summary (rationale) : NULL;
  g_auto (GStrv) conditions = dup_conditions (proctor_run_get_test_info (self->run));
  guint n_conditions = g_strv_length (conditions);

  if (summary != NULL && *summary != '\0')
    add_part (self, PROCTOR_VERDICT_PART_SUMMARY, outcome, summary);
  for (guint i = 0; i < n_conditions; i++)
    {
      ProctorVerdictPart *part = add_part (self, PROCTOR_VERDICT_PART_CRITERION, n_conditions == 1 && is_decided ? outcome : PROCTOR_OUTCOME_PENDING, NULL);

      part->number = n_conditions > 1 ? i + 1 : 0;
      part->condition = g_strdup (conditions[i]);
    }
  take_messages (self, rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL, summary);
  look_over (self, outcome, n_conditions);
}

static void
proctor_run_verdict_finalize (GObject *object)
{
  ProctorRunVerdict *self = PROCTOR_RUN_VERDICT (object);

  g_clear_object (&self->run);
  g_ptr_array_unref (self->parts);

  G_OBJECT_CLASS (proctor_run_verdict_parent_class)->finalize (object);
}

static void
proctor_run_verdict_class_init (ProctorRunVerdictClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_run_verdict_finalize;
}

static void
proctor_run_verdict_init (ProctorRunVerdict *self)
{
  self->parts = g_ptr_array_new_with_free_func (part_free);
}

/**
 * proctor_run_verdict_new:
 * @run: a run
 * @row: the same, as lists show it
 *
 * Returns: (transfer full): what the judge says of it
 */
ProctorRunVerdict *
proctor_run_verdict_new (ProctorRun *run,
                         ProctorRunRow *row)
{
  ProctorRunVerdict *self;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_ROW (row), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_VERDICT, NULL);
  self->run = g_object_ref (run);
  fill (self, row);

  return self;
}

guint
proctor_run_verdict_get_n_parts (ProctorRunVerdict *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_VERDICT (self), 0);

  return self->parts->len;
}

/**
 * proctor_run_verdict_get_part:
 * @self: a verdict
 * @position: which part
 *
 * Returns: (transfer none): the part
 */
const ProctorVerdictPart *
proctor_run_verdict_get_part (ProctorRunVerdict *self,
                              guint position)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_VERDICT (self), NULL);
  g_return_val_if_fail (position < self->parts->len, NULL);

  return self->parts->pdata[position];
}

/**
 * proctor_run_verdict_is_builtin:
 * @self: a verdict
 *
 * Returns: whether it is the built-in judge's, which only compares words
 */
gboolean
proctor_run_verdict_is_builtin (ProctorRunVerdict *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_VERDICT (self), FALSE);

  return self->is_builtin;
}

/**
 * proctor_run_verdict_contradicts:
 * @self: a verdict
 *
 * Returns: whether some of what is said plainly says the opposite of how it ended
 */
gboolean
proctor_run_verdict_contradicts (ProctorRunVerdict *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_VERDICT (self), FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    {
      if (((const ProctorVerdictPart *) self->parts->pdata[i])->contradicts)
        return TRUE;
    }

  return FALSE;
}

static void
append_turns (GListStore *turns,
              GListModel *more)
{
  for (guint i = 0; more != NULL && i < g_list_model_get_n_items (more); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (more, i);

      g_list_store_append (turns, turn);
    }
}

/**
 * proctor_run_verdict_dup_turns:
 * @run: a run
 *
 * Returns: (transfer full): the turns that were replayed, and then those that it produced; places of quotations are places in this list
 */
GListModel *
proctor_run_verdict_dup_turns (ProctorRun *run)
{
  GListStore *turns = g_list_store_new (G_TYPE_OBJECT);
  ProctorTest *test;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);

  test = proctor_run_get_test_info (run);
  append_turns (turns, test != NULL ? proctor_test_get_chat_history (test) : NULL);
  append_turns (turns, proctor_run_get_agent_responses (run));

  return G_LIST_MODEL (turns);
}

/* What was said, copied for the thread. */
typedef struct
{
  char *text;
  guint position;
  guint rank;
} Saying;

typedef struct
{
  GArray *sayings; /* of Saying */
  char **texts;    /* of the parts; empty where there is none */
} LookUp;

static void
saying_clear (gpointer data)
{
  g_free (((Saying *) data)->text);
}

static void
look_up_free (gpointer data)
{
  LookUp *look_up = data;

  g_array_unref (look_up->sayings);
  g_strfreev (look_up->texts);
  g_free (look_up);
}

static void
add_saying (LookUp *look_up,
            const char *text,
            guint position,
            guint rank)
{
  guint n = look_up->sayings->len;

  if (text == NULL || *text == '\0')
    return;

  g_array_set_size (look_up->sayings, n + 1);
  g_array_index (look_up->sayings, Saying, n) = (Saying) { g_strdup (text), position, rank };
}

static void
add_voices (LookUp *look_up,
            ProctorMultivoiceMessage *message,
            guint position,
            guint rank)
{
  GListModel *parts = message != NULL ? proctor_multivoice_message_get_parts (message) : NULL;

  for (guint i = 0; parts != NULL && i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (GObject) part = g_list_model_get_item (parts, i);

      if (PROCTOR_IS_VOICE_PART (part))
        add_saying (look_up, proctor_voice_part_get_text (PROCTOR_VOICE_PART (part)), position, rank);
    }
}

static void
add_tools (LookUp *look_up,
           ProctorTurn *turn,
           guint position,
           guint rank)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);
  GListModel *results = proctor_turn_get_tool_results (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (!PROCTOR_IS_TOOL_CALL (call))
        continue;
      add_saying (look_up, proctor_tool_call_get_tool_name (PROCTOR_TOOL_CALL (call)), position, rank);
      add_saying (look_up, proctor_tool_call_get_params_as_json (PROCTOR_TOOL_CALL (call)), position, rank);
    }
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (results, i);

      if (PROCTOR_IS_TOOL_RESULT (result))
        add_saying (look_up, proctor_tool_result_get_result_value (PROCTOR_TOOL_RESULT (result)), position, rank);
    }
}

static LookUp *
look_up_new (ProctorRunVerdict *self)
{
  LookUp *look_up = g_new0 (LookUp, 1);
  g_autoptr (GListModel) turns = proctor_run_verdict_dup_turns (self->run);
  guint n_before = g_list_model_get_n_items (turns) - g_list_model_get_n_items (proctor_run_get_agent_responses (self->run));
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  look_up->sayings = g_array_new (FALSE, FALSE, sizeof (Saying));
  g_array_set_clear_func (look_up->sayings, saying_clear);
  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (turns, i);
      ProctorTurn *turn = PROCTOR_IS_TURN (item) ? PROCTOR_TURN (item) : NULL;
      guint rank;

      if (turn == NULL)
        continue;
      rank = i < n_before ? RANK_BEFORE : g_strcmp0 (proctor_turn_get_role (turn), "agent") == 0 ? RANK_AGENT
                                                                                                 : RANK_USER;
      add_saying (look_up, proctor_turn_get_message (turn), i, rank);
      add_voices (look_up, proctor_turn_get_multivoice_message (turn), i, rank);
      add_tools (look_up, turn, i, MIN (rank, (guint) RANK_TOOL));
    }
  for (guint i = 0; i < self->parts->len; i++)
    {
      const char *text = ((const ProctorVerdictPart *) self->parts->pdata[i])->text;

      g_strv_builder_add (texts, text != NULL ? text : "");
    }
  look_up->texts = g_strv_builder_end (texts);

  return look_up;
}

static void
look_up_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  LookUp *look_up = task_data;
  g_autoptr (ProctorQuotes) quotes = proctor_quotes_new ();
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < look_up->sayings->len; i++)
    {
      const Saying *saying = &g_array_index (look_up->sayings, Saying, i);

      proctor_quotes_add (quotes, saying->text, saying->position, saying->rank);
    }
  for (gsize i = 0; look_up->texts[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    g_ptr_array_add (found, proctor_quotes_find (quotes, look_up->texts[i]));

  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * proctor_run_verdict_look_up_async:
 * @self: a verdict
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Looks up what is quoted, in a thread: what was said may be long.
 */
void
proctor_run_verdict_look_up_async (ProctorRunVerdict *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_VERDICT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_run_verdict_look_up_async);
  g_task_set_task_data (task, look_up_new (self), look_up_free);
  g_task_run_in_thread (task, look_up_thread);
}

/**
 * proctor_run_verdict_look_up_finish:
 * @self: a verdict
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether the parts have their quotations now
 */
gboolean
proctor_run_verdict_look_up_finish (ProctorRunVerdict *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->len && i < self->parts->len; i++)
    {
      ProctorVerdictPart *part = self->parts->pdata[i];

      g_clear_pointer (&part->quotes, g_array_unref);
      part->quotes = g_array_ref (found->pdata[i]);
    }

  return TRUE;
}
