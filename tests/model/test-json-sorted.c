/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-sorted.h"

#include "proctor-testing.h"

static void
assert_sorted (const char *text,
               const char *expected)
{
  g_autofree char *sorted = proctor_json_sorted_dup (text);

  g_assert_cmpstr (sorted, ==, expected);
}

/* The order of members says nothing, at any depth; that of elements says something. */
static void
test_order (void)
{
  assert_sorted ("{}", "{}");
  assert_sorted ("[ ]", "[]");
  assert_sorted ("{\"b\": 1, \"a\": 2}", "{\"a\":2,\"b\":1}");
  assert_sorted (" {\"a\":2,\n\t\"b\" : 1}\r\n", "{\"a\":2,\"b\":1}");
  assert_sorted ("{\"ab\": 1, \"a\": 2, \"\": 3}", "{\"\":3,\"a\":2,\"ab\":1}");
  assert_sorted ("[{\"y\": {\"d\": [], \"c\": {}}, \"x\": [2, 1]}]", "[{\"x\":[2,1],\"y\":{\"c\":{},\"d\":[]}}]");
  assert_sorted ("[true, false, null, \"b\", \"a\"]", "[true,false,null,\"b\",\"a\"]");
  /* Whoever reads it takes the last of them. */
  assert_sorted ("{\"b\": 1, \"a\": 2, \"b\": 0}", "{\"a\":2,\"b\":1,\"b\":0}");
}

/* What is written in another way is the same; what a parser would lose is not. */
static void
test_values (void)
{
  assert_sorted ("[\"\\u0041\\/\\u00e4\\ud83d\\ude00\"]", "[\"A/ä😀\"]");
  assert_sorted ("[\"\\u0022\\u005c\\u000A\\u000b\\n\"]", "[\"\\\"\\\\\\n\\u000b\\n\"]");
  assert_sorted ("[\"\\uD83D\", \"\\uDE00x\", \"\\ud83d\\u0041\"]", "[\"\\ud83d\",\"\\ude00x\",\"\\ud83dA\"]");
  assert_sorted ("[\"x\\u0000y\"]", "[\"x\\u0000y\"]");
  assert_sorted ("{\"\\u0062\": 1, \"a\": 2}", "{\"a\":2,\"b\":1}");
  assert_sorted ("[18446744073709551615, 1.0, 1, -0.0, 1E400]", "[18446744073709551615,1.0,1,-0.0,1E400]");
}

static void
test_no_json (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  const char *const texts[] = {
    "",
    "free",
    "\"a\"",
    "5",
    "{",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{a:1}",
    "[1 2]",
    "[1,]",
    "[,]",
    "[nothing]",
    "[1]]",
    "[1] and more",
    "[\"a",
    "[\"a\\",
    "[\"\\x\"]",
    "[\"\\u12\"]",
    "{]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_sorted (texts[i], NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "[{\"a\":");
  assert_sorted (deep->str, NULL);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/json-sorted/order", test_order);
  g_test_add_func ("/json-sorted/values", test_values);
  g_test_add_func ("/json-sorted/no-json", test_no_json);

  return g_test_run ();
}
