/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-variables.h"
#include "proctor-wire-reader.h"

static JsonObject *
make_variables (void)
{
  g_autoptr (JsonNode) agent = json_from_string ("{\"agent\": {\"dynamic_variables\": {\"dynamic_variable_placeholders\": {\"name\": \"Nobody\", \"city\": \"Kiel\"}}}}", NULL);
  g_autoptr (JsonNode) node = json_from_string ("{\"type\": \"llm\", \"dynamic_variables\": {\"name\": \"Ada\", \"nights\": 3, \"price\": 1.5, \"vip\": true, \"none\": null,"
                                                " \"list\": [1, \"two\"], \"object\": {\"a\": {}}, \"nested\": \"{{name}}\", \"system__caller_id\": \"+49\"}}",
                                                NULL);
  g_autoptr (ProctorTest) test = proctor_wire_read (PROCTOR_TYPE_TEST, node, NULL);

  return proctor_variables_collect (json_node_get_object (agent), test);
}

static void
test_texts (void)
{
  const struct
  {
    const char *text;
    const char *put;
    const char *unknown;
  } cases[] = {
    { "", "" },
    { "Hello", "Hello" },
    { "Hello {{name}}!", "Hello Ada!" },
    { "{{ name }}{{  name}}{{name  }}", "AdaAdaAda" },
    { "{{city}}", "Kiel" },
    { "{{nights}} nights, {{price}} each, {{vip}}, {{none}}", "3 nights, 1.5 each, true, null" },
    { "{{list}} {{object}}", "[1,\"two\"] {\"a\":{}}" },
    /* What a value says is not looked through again. */
    { "{{nested}}", "{{name}}" },
    /* Other things in braces. */
    { "{name} {{}} {{ }} {{a b}} {{1}} {{#if}} }}{{", "{name} {{}} {{ }} {{a b}} {{1}} {{#if}} }}{{" },
    { "{{{name}}}", "{Ada}" },
    { "Ärger {{name}} ü", "Ärger Ada ü" },
    { "{{system__caller_id}} {{system__agent_id}}|{{system__called_number}}", "+49 agent_1|" },
    { "{{system__time_utc}}, {{system__time}}", "2026-11-21T08:00:00Z, Saturday, 08:00 21 November 2026" },
    { "{{nobody}} {{name}} {{else}} {{nobody}}", NULL, "nobody, else" },
    { "{{system__new}}", NULL, "system__new" },
    { "{{Name}}", NULL, "Name" },
  };
  g_autoptr (JsonObject) variables = make_variables ();

  proctor_variables_add_system (variables, "agent_1", "conv_1", 1795248000);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *put = proctor_variables_put (cases[i].text, variables, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (put, ==, cases[i].put);
      if (cases[i].unknown != NULL)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
          g_assert_true (g_str_has_suffix (error->message, cases[i].unknown));
        }
      else
        g_assert_no_error (error);
    }
}

static void
test_json (void)
{
  const char *const text = "{\"a\": \"{{nights}}\", \"b\": [\"{{ list }}\", \"x {{name}}\", 1, null, true], \"c\": {\"d\": \"{{name}}\"}, \"{{name}}\": 2}";
  g_autoptr (JsonObject) variables = make_variables ();
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) bad = json_from_string ("[{\"a\": [\"{{nobody}}\"]}]", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) put = proctor_variables_put_into_json (node, variables, &error);
  g_autofree char *result = NULL;

  g_assert_no_error (error);
  result = json_to_string (put, FALSE);
  g_assert_cmpstr (result, ==, "{\"a\":3,\"b\":[[1,\"two\"],\"x Ada\",1,null,true],\"c\":{\"d\":\"Ada\"},\"{{name}}\":2}");

  g_assert_null (proctor_variables_put_into_json (bad, variables, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/variables/texts", test_texts);
  g_test_add_func ("/variables/json", test_json);

  return g_test_run ();
}
