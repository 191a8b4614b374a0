/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-check.h"
#include "proctor-testing.h"

#include <string.h>

static void
test_right (void)
{
  const char *texts[] = { "{}", " [1, 2.50, -0.0, 1e400, 123456789012345678901234567890]\n", "\"é😀\"", "null", "{\"a\": {\"a\": [[]]}}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ProctorJsonProblem) problem = proctor_json_check (texts[i]);

      g_assert_null (problem);
    }
}

static void
test_wrong (void)
{
  const struct
  {
    const char *text;
    guint line;
    guint column;
    guint offset;
    const char *message;
  } cases[] = {
    { "", 1, 1, 0, "nothing here" },
    { " \n\t", 1, 1, 0, "nothing here" },
    { "{", 1, 2, 1, "before a bracket" },
    { "{\n  \"é\": 1,\n}", 2, 9, 10, "one too many" },
    { "[1,,2]", 1, 4, 3, "one too many" },
    { "{\"a\": 1 \"b\": 2}", 1, 9, 8, "comma or a colon" },
    { "{\"a\": }", 1, 7, 6, "value is missing" },
    { "{a: 1}", 1, 2, 1, "double quotation marks" },
    { "{'a': 1}", 1, 2, 1, "straight" },
    { "[“a”]", 1, 2, 1, "straight" },
    { "{} {}", 1, 4, 3, "follows after" },
    { "[01]", 1, 3, 2, NULL },
    { "[1.]", 1, 4, 3, NULL },
    { "[\"a\nb\"]", 1, 4, 3, "line breaks" },
    { "[\"\\x\"]", 1, 3, 2, NULL },
    { "[\"\\ud800\"]", 1, 3, 2, NULL },
    { "// no\n{}", 1, 1, 0, "Comments" },
    { "[tru]", 1, 2, 1, NULL },
    { "[nan]", 1, 2, 1, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorJsonProblem) problem = proctor_json_check (cases[i].text);

      g_test_message ("%s: %u:%u %s", cases[i].text, problem != NULL ? problem->line : 0, problem != NULL ? problem->column : 0, problem != NULL ? problem->message : "fine");
      g_assert_nonnull (problem);
      g_assert_cmpuint (problem->line, ==, cases[i].line);
      g_assert_nonnull (problem->message);
      if (cases[i].message != NULL)
        {
          g_assert_cmpuint (problem->column, ==, cases[i].column);
          g_assert_cmpuint (problem->offset, ==, cases[i].offset);
          g_assert_nonnull (strstr (problem->message, cases[i].message));
        }
    }
}

/* What no server would read is said before it is sent. */
static void
test_deep (void)
{
  g_autofree char *open = g_strnfill (2000, '[');
  g_autofree char *close = g_strnfill (2000, ']');
  g_autofree char *text = g_strconcat (open, close, NULL);
  g_autoptr (ProctorJsonProblem) problem = proctor_json_check (text);

  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem->message, "nested"));
}

static void
test_type (void)
{
  const struct
  {
    const char *text;
    ProctorCheckJson json;
    const char *problem;
  } texts[] = {
    { "{\"a\": 1}", PROCTOR_CHECK_JSON_OBJECT, NULL },
    { "[1]", PROCTOR_CHECK_JSON_OTHER, NULL },
    { "99999999999999999999999", PROCTOR_CHECK_JSON_OTHER, NULL },
    { "{\"a\": 1", PROCTOR_CHECK_JSON_INVALID, "line 1, column 8" },
    { "{\n  \"ü\": x}", PROCTOR_CHECK_JSON_INVALID, "line 2, column 8" },
    { "{} x", PROCTOR_CHECK_JSON_INVALID, "line 1, column 4" },
    { "", PROCTOR_CHECK_JSON_INVALID, "nothing" },
    { "  ", PROCTOR_CHECK_JSON_INVALID, "line 1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *problem = NULL;

      g_assert_cmpint ((int) proctor_json_check_type (texts[i].text, &problem), ==, (int) texts[i].json);
      g_assert_cmpint ((int) proctor_json_check_type (texts[i].text, NULL), ==, (int) texts[i].json);
      if (texts[i].problem == NULL)
        g_assert_null (problem);
      else if (problem == NULL || strstr (problem, texts[i].problem) == NULL)
        g_error ("“%s” is told as: %s", texts[i].text, problem);
    }
}

typedef struct
{
  GAsyncResult *result;
} Waiting;

static void
done_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  ((Waiting *) user_data)->result = g_object_ref (result);
}

static gboolean
is_done (gpointer user_data)
{
  return ((Waiting *) user_data)->result != NULL;
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (ProctorJsonProblem) problem = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Waiting waiting = { NULL };
  Waiting cancelled = { NULL };

  while (text->len < 1024 * 1024)
    g_string_append (text, "{\"item\": \"a thing\"},\n");
  g_string_append (text, "]");
  proctor_json_check_async (text->str, NULL, done_cb, &waiting);
  proctor_json_check_async (text->str, cancellable, done_cb, &cancelled);
  g_cancellable_cancel (cancellable);

  proctor_testing_wait_for ("the check", is_done, &waiting);
  g_assert_true (proctor_json_check_finish (waiting.result, &problem, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (problem->line, >, 40000);
  g_object_unref (waiting.result);
  g_clear_pointer (&problem, proctor_json_problem_free);

  proctor_testing_wait_for ("the other", is_done, &cancelled);
  g_assert_false (proctor_json_check_finish (cancelled.result, &problem, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (cancelled.result);
}

static void
assert_formatted (const char *text,
                  const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *formatted = NULL;
  Waiting waiting = { NULL };

  proctor_json_format_async (text, NULL, done_cb, &waiting);
  proctor_testing_wait_for ("the text", is_done, &waiting);
  formatted = proctor_json_format_finish (waiting.result, &error);
  g_assert_cmpstr (formatted, ==, expected);
  if (expected == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_object_unref (waiting.result);
}

/* Numbers stay as somebody wrote them. */
static void
test_format (void)
{
  assert_formatted ("{\"a\":[1.0,1e2,123456789012345678901234567890],\"é\":{}}",
                    "{\n  \"a\": [\n    1.0,\n    1e2,\n    123456789012345678901234567890\n  ],\n  \"é\": {}\n}");
  assert_formatted ("1.50", "1.50");
  assert_formatted ("{", NULL);
  assert_formatted ("", NULL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/json-check/right", test_right);
  g_test_add_func ("/json-check/wrong", test_wrong);
  g_test_add_func ("/json-check/deep", test_deep);
  g_test_add_func ("/json-check/type", test_type);
  g_test_add_func ("/json-check/large", test_large);
  g_test_add_func ("/json-check/format", test_format);

  return g_test_run ();
}
