/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-file.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"
#include "proctor-turn.h"
#include "proctor-wire-check.h"
#include "proctor-wire-names.h"
#include "proctor-wire-reader.h"

#define MOST_TURNS 200

/* What only a test has. */
static const char *const test_members[] = {
  "chat_history",
  "success_condition",
  "success_conditions",
  "success_examples",
  "failure_examples",
  "simulation_scenario",
  "tool_call_parameters",
};

/* What tells other things apart from tests, and what they are. */
static const struct
{
  const char *member;
  const char *what;
} others[] = {
  { "conversation_config", N_ ("This is an agent, not a test.") },
  { "platform_settings", N_ ("This is an agent, not a test.") },
  { "tool_config", N_ ("This is a tool, not a test.") },
  { "api_schema", N_ ("This is a tool, not a test.") },
  { "test_runs", N_ ("These are the results of a run, not tests.") },
  { "transcript", N_ ("This is a conversation, not a test.") },
  { "agents", N_ ("This is a list of agents, not of tests.") },
  { "tools", N_ ("This is a list of tools, not of tests.") },
};

static void
item_free (gpointer data)
{
  ProctorTestFileItem *item = data;

  g_clear_object (&item->test);
  g_free (item->name);
  g_free (item->problem);
  g_free (item);
}

static gboolean
is_test (yyjson_val *object)
{
  const char *kind = yyjson_get_str (yyjson_obj_get (object, "type"));

  for (gsize i = 0; i < G_N_ELEMENTS (test_members); i++)
    {
      if (yyjson_obj_get (object, test_members[i]) != NULL)
        return TRUE;
    }

  return yyjson_obj_get (object, "name") != NULL && proctor_wire_test_kind_from_name (kind) != PROCTOR_TEST_KIND_UNKNOWN && yyjson_obj_get (object, "created_at_unix_secs") == NULL && yyjson_obj_get (object, "config") == NULL;
}

/* What something is that is no test, as a sentence. */
static const char *
describe_other (yyjson_val *value)
{
  if (!yyjson_is_obj (value))
    return _ ("This is no test.");

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (yyjson_obj_get (value, others[i].member) != NULL)
        return _ (others[i].what);
    }
  if (g_strcmp0 (yyjson_get_str (yyjson_obj_get (value, "type")), "folder") == 0)
    return _ ("This is a folder of a workspace, not a test.");
  if (yyjson_obj_get (value, "created_at_unix_secs") != NULL && yyjson_obj_get (value, "type") != NULL)
    return _ ("This is only the name of a test, not what is in it.");

  return _ ("This is no test.");
}

static char *
dup_name (yyjson_val *value)
{
  return g_strdup (yyjson_get_str (yyjson_obj_get (value, "name")));
}

static gboolean
is_blank (const char *text)
{
  if (text == NULL)
    return TRUE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isspace (g_utf8_get_char (text)))
        return FALSE;
    }

  return TRUE;
}

/* Why a test that was read can't be imported, if anything shows. */
static char *
find_problem (ProctorTest *test)
{
  const char *kind = proctor_test_get_kind (test);

  if (proctor_record_get_problem (PROCTOR_RECORD (test)) != NULL)
    return g_strdup_printf (_ ("It is not as a test should be. %s"), proctor_record_get_problem (PROCTOR_RECORD (test)));
  if (is_blank (proctor_test_get_name (test)))
    return g_strdup (_ ("The test has no name."));
  if (is_blank (kind))
    return g_strdup (_ ("It doesn't say what kind of test it is."));
  if (proctor_wire_test_kind_from_name (kind) == PROCTOR_TEST_KIND_UNKNOWN)
    return g_strdup_printf (_ ("It is a kind of test that is not known here: “%s”."), kind);

  return NULL;
}

/* Reads one test by itself, so that one that can't be kept takes none of the others with it. */
static ProctorTestFileItem *
read_item (yyjson_val *value,
           const char *default_kind)
{
  ProctorTestFileItem *item = g_new0 (ProctorTestFileItem, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *place = NULL;
  const char *reason;
  gsize problem_at;
  gsize length;
  char *text;

  item->name = dup_name (value);
  if (!is_test (value))
    {
      item->problem = g_strdup (describe_other (value));
      return item;
    }

  text = yyjson_val_write (value, 0, &length);
  if (text == NULL)
    g_error ("Out of memory");
  bytes = g_bytes_new_with_free_func (text, length, free, text);
  if (proctor_wire_find_loss (bytes, &place, &reason, &problem_at) == NULL && reason != NULL)
    {
      /* Translators: the first is why, the second where, as in "chat_history[3].message". */
      item->problem = g_strdup_printf (_ ("It can't be imported as it is, because %s (%s)."), reason, place);
      return item;
    }

  item->test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, &error);
  if (item->test == NULL)
    {
      item->problem = g_strdup (error->message);
      return item;
    }
  if (default_kind != NULL && proctor_test_get_kind (item->test) == NULL)
    proctor_test_set_kind (item->test, default_kind);
  item->problem = find_problem (item->test);
  if (item->problem != NULL)
    g_clear_object (&item->test);

  return item;
}

static void
read_items (ProctorTestFile *file,
            yyjson_val *list,
            const char *default_kind,
            guint most)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (list);
  yyjson_val *value;
  gboolean any = FALSE;

  while (!any && (value = yyjson_arr_iter_next (&iter)) != NULL)
    any = is_test (value);
  if (!any)
    {
      value = yyjson_arr_get_first (list);
      file->other = g_strdup (value != NULL ? describe_other (value) : _ ("There are no tests in it."));
      return;
    }

  iter = yyjson_arr_iter_with (list);
  while (file->items->len < most && (value = yyjson_arr_iter_next (&iter)) != NULL)
    g_ptr_array_add (file->items, read_item (value, default_kind));
}

static gboolean
is_registry (yyjson_val *tests)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (tests);
  yyjson_val *value;

  while ((value = yyjson_arr_iter_next (&iter)) != NULL)
    {
      if (yyjson_obj_get (value, "config") != NULL && !is_test (value))
        return TRUE;
    }

  return FALSE;
}

static ProctorTestFile *
read_document (yyjson_val *root,
               const char *default_kind,
               guint most)
{
  ProctorTestFile *file = g_new0 (ProctorTestFile, 1);
  yyjson_val *tests = yyjson_obj_get (root, "tests");

  file->items = g_ptr_array_new_with_free_func (item_free);
  if (yyjson_is_arr (root))
    read_items (file, root, default_kind, most);
  else if (is_test (root))
    g_ptr_array_add (file->items, read_item (root, default_kind));
  else if (yyjson_is_arr (tests) && is_registry (tests))
    file->is_registry = TRUE;
  else if (yyjson_is_arr (tests))
    read_items (file, tests, default_kind, most);
  else
    file->other = g_strdup (describe_other (root));

  return file;
}

static void
set_syntax_error (GError **error,
                  const char *text,
                  gsize at,
                  const char *problem)
{
  gulong line = 1;
  gulong column = 1;

  for (gsize i = 0; i < at; i++)
    {
      column++;
      if (text[i] == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guchar) text[i] & 0xc0) == 0x80)
        column--;
    }

  /* Translators: the last is what the library that reads JSON says, in English. */
  g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("It is no valid JSON. Line %lu, column %lu: %s."), line, column, problem);
}

static gboolean
begins_with (GBytes *bytes,
             const char *mark,
             gsize length)
{
  return g_bytes_get_size (bytes) >= length && memcmp (g_bytes_get_data (bytes, NULL), mark, length) == 0;
}

/**
 * proctor_test_file_decode:
 * @bytes: what is in a file
 * @error: return location for why it is no text
 *
 * Takes a byte order mark away, and makes UTF-8 of UTF-16, which some shells write.
 *
 * Returns: (transfer full) (nullable): what is in the file, as UTF-8 if that is what it meant to be
 */
GBytes *
proctor_test_file_decode (GBytes *bytes,
                          GError **error)
{
  gboolean little = begins_with (bytes, "\xff\xfe", 2);
  gboolean big = begins_with (bytes, "\xfe\xff", 2);
  char *text;
  gsize length;

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("The file is empty."));
      return NULL;
    }
  if (begins_with (bytes, "\xef\xbb\xbf", 3))
    return g_bytes_new_from_bytes (bytes, 3, g_bytes_get_size (bytes) - 3);
  if (!little && !big)
    return g_bytes_ref (bytes);

  text = g_convert ((const char *) g_bytes_get_data (bytes, NULL) + 2, (gssize) g_bytes_get_size (bytes) - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE", NULL, &length, NULL);
  if (text == NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("It is no text."));
      return NULL;
    }

  return g_bytes_new_take (text, length);
}

/**
 * proctor_test_file_read:
 * @bytes: what is in a file, as proctor_test_file_decode() returns it
 * @default_kind: (nullable): which kind of test it is, if the test doesn't say
 * @most: how many tests are wanted at most
 * @error: return location for why it is no JSON
 *
 * Finds out what is in a file: a test, a list of tests, an object with a list of tests, a project's list of where its tests
 * are, or something else.
 *
 * Returns: (transfer full) (nullable): what is in it
 */
ProctorTestFile *
proctor_test_file_read (GBytes *bytes,
                        const char *default_kind,
                        guint most,
                        GError **error)
{
  yyjson_read_err problem = { 0 };
  yyjson_doc *document;
  ProctorTestFile *file;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  document = length > 0 ? yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, &problem) : NULL;
  if (document == NULL)
    {
      set_syntax_error (error, text, MIN (problem.pos, length), problem.msg != NULL ? problem.msg : "empty");
      return NULL;
    }

  file = read_document (yyjson_doc_get_root (document), default_kind, most);
  yyjson_doc_free (document);

  return file;
}

/**
 * proctor_test_file_free:
 * @file: (transfer full): what was in a file
 */
void
proctor_test_file_free (ProctorTestFile *file)
{
  g_ptr_array_unref (file->items);
  g_free (file->other);
  g_free (file);
}

static gboolean
has_condition (ProctorTest *test)
{
  const char *const *conditions = proctor_test_get_success_conditions (test);

  for (gsize i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      if (!is_blank (conditions[i]))
        return TRUE;
    }

  return !is_blank (proctor_test_get_success_condition (test));
}

static gboolean
ends_on_user (GListModel *turns)
{
  guint n = g_list_model_get_n_items (turns);
  g_autoptr (ProctorRecord) last = g_list_model_get_item (turns, n - 1);

  return !PROCTOR_IS_TURN (last) || g_strcmp0 (proctor_turn_get_role (PROCTOR_TURN (last)), "user") == 0;
}

/**
 * proctor_test_file_find_refusal:
 * @test: a test of a kind that is known
 *
 * What servers ask of a test beyond its form.
 *
 * Returns: (transfer full) (nullable): why a server would not take it, a sentence
 */
char *
proctor_test_file_find_refusal (ProctorTest *test)
{
  ProctorTestKind kind = proctor_wire_test_kind_from_name (proctor_test_get_kind (test));
  GListModel *turns = proctor_test_get_chat_history (test);
  guint n_turns = turns != NULL ? g_list_model_get_n_items (turns) : 0;

  if (n_turns > MOST_TURNS)
    return g_strdup_printf (_ ("The conversation has %u turns, and servers take %u."), n_turns, (guint) MOST_TURNS);
  if (kind == PROCTOR_TEST_KIND_SIMULATION && !has_condition (test))
    return g_strdup (_ ("The test has no success condition."));
  if (kind == PROCTOR_TEST_KIND_NEXT_REPLY && is_blank (proctor_test_get_success_condition (test)))
    return g_strdup (_ ("The test has no success condition."));
  if (kind == PROCTOR_TEST_KIND_NEXT_REPLY && n_turns == 0)
    return g_strdup (_ ("The test has no conversation."));
  if (kind != PROCTOR_TEST_KIND_SIMULATION && n_turns > 0 && !ends_on_user (turns))
    return g_strdup (_ ("The conversation has to end with the user."));

  return NULL;
}
