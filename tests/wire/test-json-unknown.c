/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-unknown.h"
#include "proctor-test.h"
#include "proctor-testing.h"

/* Which members of a document are none of ours, and where they stand. */

static void
assert_unknown (const char *text,
                const char *expected)
{
  g_autoptr (GPtrArray) found = proctor_json_find_unknown (PROCTOR_TYPE_TEST, text);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const ProctorJsonMember *member = g_ptr_array_index (found, i);
      g_autofree char *name = g_utf8_substring (text, member->offset, member->offset + member->length);

      g_string_append_printf (line, "%s%s=%s", i > 0 ? " " : "", member->path, name);
    }
  g_assert_cmpstr (line->str, ==, expected);
}

static void
test_places (void)
{
  assert_unknown ("{}", "");
  assert_unknown ("{\"name\": \"a\", \"type\": \"llm\"}", "");
  assert_unknown ("{\"name\": \"{\\\"odd\\\": 1}\", \"odd\": {\"name\": [1, {\"x\": \"]}\"}]}, \"type\": \"llm\"}", "odd=\"odd\"");
  assert_unknown ("{ \"chat_history\" : [ { \"role\" : \"user\" , \"mood\" : null } , {\"mood\":[[],{}]} ] , \"z\":-1.5e3}",
                  "chat_history[0].mood=\"mood\" chat_history[1].mood=\"mood\" z=\"z\"");
  assert_unknown ("{\"name\": \"Grüße 😀\", \"öd\": true}", "öd=\"öd\"");
  assert_unknown ("{\"dynamic_variables\": {\"guest\": {\"odd\": 1}}, \"tool_call_parameters\": {\"referenced_tool\": {\"id\": \"t\", \"odd\": 1}}}",
                  "tool_call_parameters.referenced_tool.odd=\"odd\"");
}

/* What stands where something else should is no reason to stumble. */
static void
test_odd (void)
{
  assert_unknown ("[]", "");
  assert_unknown ("\"text\"", "");
  assert_unknown ("{\"chat_history\": {\"odd\": 1}, \"tool_call_parameters\": [{\"odd\": 1}], \"dynamic_variables\": 7, \"z\": 1}", "z=\"z\"");
  assert_unknown ("{\"chat_history\": [1, \"two\", null, [], {\"odd\": 1}]}", "chat_history[4].odd=\"odd\"");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/json-unknown/places", test_places);
  g_test_add_func ("/json-unknown/odd", test_odd);

  return g_test_run ();
}
