/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-draft-private.h"
#include "proctor-json-check.h"
#include "proctor-json-lint.h"
#include "proctor-json-unknown.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/**
 * ProctorDraftJson:
 *
 * What somebody has written of a test as JSON, and what is to be said of it: where it stops being
 * JSON, why it is no test, and which of its members Proctor doesn't know. It doesn't change, and can
 * be made in a thread.
 */
struct _ProctorDraftJson
{
  GObject parent_instance;

  /* Owned */
  ProctorTest *test;
  ProctorJsonProblem *fault;
  GPtrArray *unknown;
  char *problem;
};

G_DEFINE_FINAL_TYPE (ProctorDraftJson, proctor_draft_json, G_TYPE_OBJECT)

static void
proctor_draft_json_finalize (GObject *object)
{
  ProctorDraftJson *self = PROCTOR_DRAFT_JSON (object);

  g_clear_object (&self->test);
  g_clear_pointer (&self->fault, proctor_json_problem_free);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (proctor_draft_json_parent_class)->finalize (object);
}

static void
proctor_draft_json_class_init (ProctorDraftJsonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_draft_json_finalize;
}

static void
proctor_draft_json_init (ProctorDraftJson *self)
{
}

static void
write_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  g_autofree char *plain = proctor_wire_node_to_text (task_data);

  g_task_return_pointer (task, proctor_json_lint_format (plain, strlen (plain)), g_free);
}

/**
 * proctor_draft_write_json_async:
 * @draft: a draft
 * @cancellable: (nullable): stops waiting
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes all that a draft says as JSON, with a line for each member.
 */
void
proctor_draft_write_json_async (ProctorDraft *draft,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  JsonNode *node;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_DRAFT (draft));

  task = g_task_new (draft, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_write_json_async);
  node = proctor_wire_write (PROCTOR_RECORD (draft->test), &error);
  if (node == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  /* Nobody else has the node. */
  g_task_set_task_data (task, node, (GDestroyNotify) json_node_unref);
  g_task_run_in_thread (task, write_in_thread);
}

/**
 * proctor_draft_write_json_finish:
 * @draft: a draft
 * @result: what the callback got
 * @error: return location for why it can't be written
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
proctor_draft_write_json_finish (ProctorDraft *draft,
                                 GAsyncResult *result,
                                 GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, draft), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_draft_json_read:
 * @text: what somebody has written
 *
 * Returns: (transfer full): what it is
 */
ProctorDraftJson *
proctor_draft_json_read (const char *text)
{
  ProctorDraftJson *self;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DRAFT_JSON, NULL);
  self->unknown = g_ptr_array_new ();
  self->fault = proctor_json_check (text);
  if (self->fault != NULL)
    {
      self->problem = g_strdup (self->fault->message);
      return self;
    }

  bytes = g_bytes_new_static (text, strlen (text));
  self->test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, &error);
  if (self->test == NULL)
    self->problem = g_strdup (_ ("A test is an object in braces, as in {\"name\": …}"));
  else if (proctor_record_get_read_only (PROCTOR_RECORD (self->test)) != NULL)
    self->problem = g_strdup (proctor_record_get_read_only (PROCTOR_RECORD (self->test)));
  else
    {
      g_ptr_array_unref (self->unknown);
      self->unknown = proctor_json_find_unknown (PROCTOR_TYPE_TEST, text);
    }

  return self;
}

static void
read_in_thread (GTask *task,
                gpointer source,
                gpointer task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, proctor_draft_json_read (task_data), g_object_unref);
}

/**
 * proctor_draft_json_read_async:
 * @text: what somebody has written
 * @cancellable: (nullable): stops waiting
 * @callback: called when it is known what it is
 * @user_data: for @callback
 *
 * Like proctor_draft_json_read(), for a text of any size.
 */
void
proctor_draft_json_read_async (const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (text != NULL);

  g_task_set_source_tag (task, proctor_draft_json_read_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * proctor_draft_json_read_finish:
 * @result: what the callback got
 * @error: return location for that it was cancelled
 *
 * Returns: (transfer full) (nullable): what it is
 */
ProctorDraftJson *
proctor_draft_json_read_finish (GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_draft_json_get_problem:
 * @self: what was written
 *
 * Returns: (nullable): why it is no test
 */
const char *
proctor_draft_json_get_problem (ProctorDraftJson *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_JSON (self), NULL);

  return self->problem;
}

/**
 * proctor_draft_json_get_place:
 * @self: what was written
 * @line: (out): in which line, from 1
 * @column: (out): at which character of it, from 1
 * @offset: (out): at which character of all
 *
 * Returns: whether it can be said where the problem is
 */
gboolean
proctor_draft_json_get_place (ProctorDraftJson *self,
                              guint *line,
                              guint *column,
                              guint *offset)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_JSON (self), FALSE);

  if (self->fault == NULL)
    return FALSE;

  *line = self->fault->line;
  *column = self->fault->column;
  *offset = self->fault->offset;

  return TRUE;
}

/**
 * proctor_draft_json_get_doubt:
 * @self: what was written
 *
 * Returns: (nullable): what of it isn't as it should be, though it is a test
 */
const char *
proctor_draft_json_get_doubt (ProctorDraftJson *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_JSON (self), NULL);

  return self->test != NULL ? proctor_record_get_problem (PROCTOR_RECORD (self->test)) : NULL;
}

guint
proctor_draft_json_get_n_unknown (ProctorDraftJson *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_JSON (self), 0);

  return self->unknown->len;
}

/**
 * proctor_draft_json_get_unknown:
 * @self: what was written
 * @position: a number below proctor_draft_json_get_n_unknown()
 *
 * Returns: a member that Proctor doesn't know
 */
ProctorDraftJsonMember
proctor_draft_json_get_unknown (ProctorDraftJson *self,
                                guint position)
{
  const ProctorJsonMember *member;

  g_assert (PROCTOR_IS_DRAFT_JSON (self) && position < self->unknown->len);

  member = g_ptr_array_index (self->unknown, position);

  return (ProctorDraftJsonMember) { member->offset, member->length, member->path };
}

static gboolean
is_of_same_kind (ProctorDraft *draft,
                 ProctorDraftJson *json)
{
  return g_strcmp0 (proctor_test_get_kind (json->test), proctor_test_get_kind (draft->test)) == 0;
}

/**
 * proctor_draft_take_json:
 * @draft: a draft
 * @json: what somebody has written
 *
 * Makes the draft what was written. Until proctor_draft_end_json() is called all that is taken so is
 * one step, which can be undone. What is no test leaves the draft as it is.
 *
 * Returns: whether it was done; if not, @json has a problem
 */
gboolean
proctor_draft_take_json (ProctorDraft *draft,
                         ProctorDraftJson *json)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), FALSE);
  g_return_val_if_fail (PROCTOR_IS_DRAFT_JSON (json), FALSE);

  if (json->problem == NULL && !is_of_same_kind (draft, json))
    json->problem = g_strdup (_ ("A test can't become one of another kind: “type” has to stay what it is."));
  if (json->problem != NULL)
    return FALSE;

  g_object_freeze_notify (G_OBJECT (draft));
  if (draft->json_state != 0 && draft->json_state == proctor_undo_get_state (draft->undo))
    proctor_undo_undo (draft->undo);
  draft->json_state = proctor_undo_get_state (draft->undo);
  proctor_undo_begin (draft->undo, _ ("Edit JSON"));
  proctor_undo_assign (draft->undo, draft->test, json->test);
  proctor_undo_end (draft->undo);
  /* What made no difference is no step. */
  if (draft->json_state == proctor_undo_get_state (draft->undo))
    draft->json_state = 0;
  else
    draft->json_state = proctor_undo_get_state (draft->undo);
  g_object_thaw_notify (G_OBJECT (draft));

  return TRUE;
}

/**
 * proctor_draft_end_json:
 * @draft: a draft
 *
 * What is taken from now on is another step.
 */
void
proctor_draft_end_json (ProctorDraft *draft)
{
  g_return_if_fail (PROCTOR_IS_DRAFT (draft));

  draft->json_state = 0;
}

/**
 * proctor_draft_get_kept_json:
 * @draft: a draft
 *
 * Returns: (nullable): what was to be kept
 */
const char *
proctor_draft_get_kept_json (ProctorDraft *draft)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);

  return draft->unfinished;
}

/**
 * proctor_draft_keep_json:
 * @draft: a draft
 * @text: (nullable): what somebody has written that is no test yet
 *
 * Keeps a text with the draft, on the disk as the draft is.
 */
void
proctor_draft_keep_json (ProctorDraft *draft,
                         const char *text)
{
  g_return_if_fail (PROCTOR_IS_DRAFT (draft));

  if (g_set_str (&draft->unfinished, text))
    proctor_draft_touch (draft);
}
