/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-record-equal.h"
#include "proctor-record-storage.h"
#include "proctor-test-compare.h"
#include "proctor-turn.h"
#include "proctor-wire-schema.h"
#include "proctor-wire-writer.h"

/* A test that two have changed: where they differ, and what becomes of it. */

void
proctor_difference_free (ProctorDifference *difference)
{
  g_free (difference->words);
  g_free (difference->mine);
  g_free (difference->theirs);
  g_free (difference);
}

static void
difference_free (gpointer data)
{
  proctor_difference_free (data);
}

/* A text is shown as it is, and anything else as JSON. */
static char *
dup_member (JsonNode *document,
            const char *member)
{
  JsonNode *node = json_object_get_member (json_node_get_object (document), member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node) || (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0) || (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) == 0))
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return json_to_string (node, TRUE);
}

/* Whether a turn is nothing but words. */
static gboolean
is_plain (ProctorTurn *turn)
{
  return g_list_model_get_n_items (proctor_turn_get_tool_calls (turn)) == 0 && g_list_model_get_n_items (proctor_turn_get_tool_results (turn)) == 0 && proctor_turn_get_multivoice_message (turn) == NULL;
}

/* Returns: (transfer full) (nullable): what is said, a line for each turn */
static char *
dup_conversation (ProctorTest *test)
{
  GListModel *turns = proctor_test_get_chat_history (test);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (turns, i);
      const char *role;
      const char *message;

      if (!PROCTOR_IS_TURN (row) || !is_plain (PROCTOR_TURN (row)))
        return NULL;
      role = proctor_turn_get_role (PROCTOR_TURN (row));
      message = proctor_turn_get_message (PROCTOR_TURN (row));
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", g_strcmp0 (role, "user") == 0 ? _ ("User") : _ ("Agent"), message != NULL ? message : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* A conversation is shown as one, unless the two differ in more than words. */
static void
show_as_conversation (ProctorDraft *self,
                      char **mine,
                      char **theirs)
{
  g_autofree char *one = dup_conversation (self->test);
  g_autofree char *other = dup_conversation (self->theirs);

  if (one == NULL || other == NULL || g_str_equal (one, other))
    return;

  g_set_str (mine, one);
  g_set_str (theirs, other);
}

static gboolean
is_ours_to_say (guint field)
{
  return field != PROCTOR_TEST_FIELD_ID && field != PROCTOR_TEST_FIELD_KIND && field != PROCTOR_TEST_FIELD_ACCESS_INFO;
}

static char *
dup_words (const char *member)
{
  const char *words = proctor_test_get_member_words (member);
  g_autofree char *first = NULL;
  g_autofree char *upper = NULL;

  if (words == NULL)
    return g_strdup (member);

  first = g_utf8_substring (words, 0, 1);
  upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (words), NULL);
}

static void
add_field (ProctorDraft *self,
           GPtrArray *differences,
           JsonNode *mine,
           JsonNode *theirs,
           const char *member,
           guint field)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  ProctorDifference *difference;

  if (!is_ours_to_say (field) || proctor_record_field_equal (self->test, self->theirs, field))
    return;

  one = dup_member (mine, member);
  other = dup_member (theirs, member);
  if (g_str_equal (one, other))
    return;
  if (field == PROCTOR_TEST_FIELD_CHAT_HISTORY)
    show_as_conversation (self, &one, &other);

  difference = g_new0 (ProctorDifference, 1);
  difference->field = field;
  difference->words = dup_words (member);
  difference->mine = g_steal_pointer (&one);
  difference->theirs = g_steal_pointer (&other);
  difference->mine_changed = self->base == NULL || !proctor_record_field_equal (self->test, self->base, field);
  difference->theirs_changed = self->base == NULL || !proctor_record_field_equal (self->theirs, self->base, field);
  g_ptr_array_add (differences, difference);
}

static const char *
get_extras (ProctorTest *test)
{
  const char *extras = test != NULL ? proctor_record_get_extras (PROCTOR_RECORD (test)) : NULL;

  return extras != NULL ? extras : "";
}

static void
add_extras (ProctorDraft *self,
            GPtrArray *differences)
{
  const char *mine = get_extras (self->test);
  const char *theirs = get_extras (self->theirs);
  ProctorDifference *difference;

  if (g_str_equal (mine, theirs))
    return;

  difference = g_new0 (ProctorDifference, 1);
  difference->field = G_MAXUINT;
  difference->words = g_strdup (_ ("Members that Proctor doesn't know"));
  difference->mine = g_strdup (mine);
  difference->theirs = g_strdup (theirs);
  difference->mine_changed = !g_str_equal (mine, get_extras (self->base));
  difference->theirs_changed = !g_str_equal (theirs, get_extras (self->base));
  g_ptr_array_add (differences, difference);
}

/**
 * proctor_draft_dup_field_words:
 * @self: a draft
 * @field: a property of its test
 *
 * Returns: (transfer full): what a person calls it
 */
char *
proctor_draft_dup_field_words (ProctorDraft *self,
                               guint field)
{
  const ProctorWireSchema *schema;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  schema = proctor_wire_schema_get (PROCTOR_RECORD (self->test));
  g_return_val_if_fail (field < schema->n_fields, NULL);

  return dup_words (schema->members[field]);
}

/**
 * proctor_draft_list_differences:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type ProctorDifference): where it differs from what somebody
 *   else has made of the test
 */
GPtrArray *
proctor_draft_list_differences (ProctorDraft *self)
{
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (JsonNode) mine = NULL;
  g_autoptr (JsonNode) theirs = NULL;
  const ProctorWireSchema *schema;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), NULL);

  differences = g_ptr_array_new_with_free_func (difference_free);
  if (self->theirs == NULL)
    return g_steal_pointer (&differences);

  mine = proctor_wire_write (PROCTOR_RECORD (self->test), NULL);
  theirs = proctor_wire_write (PROCTOR_RECORD (self->theirs), NULL);
  if (mine == NULL || theirs == NULL)
    return g_steal_pointer (&differences);

  schema = proctor_wire_schema_get (PROCTOR_RECORD (self->test));
  for (guint i = 0; i < schema->n_fields; i++)
    add_field (self, differences, mine, theirs, schema->members[i], i);
  add_extras (self, differences);

  return g_steal_pointer (&differences);
}

/**
 * proctor_draft_resolve:
 * @self: a draft of a test that somebody else has changed
 * @fields: (array length=n_fields): the properties that become what they have made of them,
 *   G_MAXUINT for the members that Proctor doesn't know
 * @n_fields: how many these are
 *
 * The rest stays as it is in the draft. It is a step that can be undone; what is saved next
 * replaces what the others have made.
 */
void
proctor_draft_resolve (ProctorDraft *self,
                       const guint *fields,
                       guint n_fields)
{
  g_autoptr (ProctorTest) theirs = NULL;

  g_return_if_fail (PROCTOR_IS_DRAFT (self));
  g_return_if_fail (self->theirs != NULL);

  theirs = proctor_draft_clone (self->theirs, NULL);
  g_set_object (&self->base, self->theirs);
  self->saved_state = G_MAXUINT64;
  proctor_draft_set_error (self, NULL);

  /* Translators: a step that can be undone, as in "Undo Merge Changes". */
  proctor_undo_begin (self->undo, _ ("Merge Changes"));
  for (guint i = 0; theirs != NULL && i < n_fields; i++)
    proctor_undo_assign_field (self->undo, self->test, theirs, fields[i]);
  proctor_undo_end (self->undo);
  proctor_draft_set_theirs (self, NULL);
  proctor_draft_set_modified (self, TRUE);
  proctor_draft_touch (self);
  proctor_draft_flush (self);
}
