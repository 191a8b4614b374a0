/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-request-body.h"
#include "proctor-test.h"
#include "proctor-testing.h"
#include "proctor-wire-check.h"
#include "proctor-wire-reader.h"

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

/* What our objects hold to the last digit may be edited, and nothing else. */
static void
test_domain (void)
{
  const struct
  {
    const char *text;
    const char *reason;
  } cases[] = {
    { "{}", NULL },
    { "[1, -1, 1.0, -0.0, 5e-324, 1.7976931348623157e308, null, true]", NULL },
    { "[9223372036854775807, -9223372036854775808]", NULL },
    { "{\"a\": {\"a\": 1}, \"A\": 2}", NULL },
    { "[\"\\ud83e\\udd9c\", \"\\u0001\"]", NULL },
    { "{\"a\": [0, {\"b\": 9223372036854775808}]}", "a number is too large to be kept exactly (a[1].b)" },
    { "{\"a\": -9223372036854775809}", "a number is too large to be kept exactly (a)" },
    { "[18446744073709551615]", "a number is too large to be kept exactly ([0])" },
    { "[123456789012345678901234567890]", "a number is too large to be kept exactly ([0])" },
    { "1E400", "a number is too large to be kept exactly ($)" },
    { "{\"name\": \"x\\u0000y\"}", "U+0000) (name)" },
    { "{\"x\\u0000y\": 1}", "U+0000)" },
    { "{\"a\": {\"b\": 1, \"c\": 2, \"b\": 3}}", "a member is there twice (a)" },
    { "{\"a\": 1, \"\\u0061\": 1}", "a member is there twice ($)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autofree char *reason = NULL;

      g_assert_true (proctor_wire_check (bytes, &reason, &error));
      g_assert_no_error (error);
      if (cases[i].reason == NULL)
        g_assert_cmpstr (reason, ==, NULL);
      else if (reason == NULL || strstr (reason, cases[i].reason) == NULL)
        g_error ("%s: %s", cases[i].text, reason);
    }
}

static void
test_depth (void)
{
  const struct
  {
    guint depth;
    gboolean safe;
  } cases[] = { { 1000, TRUE }, { 1001, FALSE }, { 10000, FALSE }, { 1000000, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = nest (cases[i].depth);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autofree char *reason = NULL;

      g_assert_true (proctor_wire_check (bytes, &reason, &error));
      g_assert_no_error (error);
      g_assert_cmpint (reason == NULL, ==, cases[i].safe);
      if (reason != NULL)
        g_assert_nonnull (strstr (reason, "nested too deeply"));
    }
}

static void
test_no_json (void)
{
  const char *cases[] = {
    "", " ", "{", "[1,]", "{\"a\"}", "nul", "<html>", "\"\\ud83e\"", "\"\xff\"", "01", "1.", "'a'", "{} {}", "/* a */ 1", "var a = 1"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autofree char *reason = NULL;

      if (proctor_wire_check (bytes, &reason, &error))
        g_error ("“%s” passes for JSON", cases[i]);
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
    }
}

/* A test from outside of the domain can be looked at, says why, and is never sent. */
static void
test_read_only (void)
{
  const char *cases[] = {
    "{\"id\": \"t\", \"name\": \"n\", \"type\": \"llm\", \"x\": 18446744073709551615}",
    "{\"id\": \"t\", \"name\": \"n\", \"type\": \"llm\", \"x\": 1e999}",
    "{\"id\": \"t\", \"name\": \"n\", \"type\": \"llm\", \"x\": \"a\\u0000b\"}",
    "{\"id\": \"t\", \"name\": \"n\", \"type\": \"llm\", \"x\": 1, \"x\": 2}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));
      g_autoptr (ProctorTest) test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, &error);
      g_autoptr (JsonNode) body = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (proctor_test_get_name (test), ==, "n");
      g_assert_nonnull (proctor_record_get_read_only (PROCTOR_RECORD (test)));
      proctor_test_set_name (test, "other");
      body = proctor_request_body_for_test (test, NULL, &error);
      g_assert_null (body);
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_READ_ONLY);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/wire-check/domain", test_domain);
  g_test_add_func ("/wire-check/depth", test_depth);
  g_test_add_func ("/wire-check/no-json", test_no_json);
  g_test_add_func ("/wire-check/read-only", test_read_only);

  return g_test_run ();
}
