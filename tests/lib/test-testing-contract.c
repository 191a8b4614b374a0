/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract.h"
#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_DOCUMENTS 200

/* A contract with one of each thing that the checker knows. */
static const char contract_text[] = "{'openapi': '3.1.0', 'paths': {"
                                    "  '/v1/things/{thing_id}': {"
                                    "    'parameters': [{'name': 'verbose', 'in': 'query', 'schema': {'type': 'boolean'}},"
                                    "                   {'name': 'thing_id', 'in': 'path', 'required': true, 'schema': {'type': 'string'}}],"
                                    "    'get': {'responses': {'200': {'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Thing'}}}},"
                                    "                          '4XX': {'description': 'No body that is agreed.'}}},"
                                    "    'delete': {'responses': {'default': {}}}},"
                                    "  '/v1/things/create': {"
                                    "    'get': {'responses': {'200': {'content': {'application/json': {'schema': {'type': 'integer'}}}}}},"
                                    "    'post': {'requestBody': {'required': true, 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Thing'}}}}}},"
                                    "  '/v1/things': {"
                                    "    'get': {'parameters': ["
                                    "      {'name': 'page_size', 'in': 'query', 'schema': {'type': 'integer', 'maximum': 100}},"
                                    "      {'name': 'cursor', 'in': 'query', 'schema': {'anyOf': [{'type': 'string'}, {'type': 'null'}]}},"
                                    "      {'name': 'api-key', 'in': 'header', 'schema': {'type': 'string'}},"
                                    "      {'name': 'kind', 'in': 'query', 'required': true, 'schema': {'anyOf': [{'type': 'array', 'items': {'enum': ['a', 'b']}}, {'type': 'null'}]}}]}}"
                                    "}, 'components': {'schemas': {"
                                    "  'Thing': {'type': 'object', 'required': ['name', 'kind'], 'properties': {"
                                    "    'name': {'type': 'string', 'minLength': 1, 'maxLength': 4},"
                                    "    'kind': {'enum': ['a', 'b', 1, null]},"
                                    "    'fixed': {'const': 'fixed'},"
                                    "    'count': {'type': 'integer', 'minimum': 0, 'exclusiveMaximum': 10},"
                                    "    'share': {'type': ['number', 'null'], 'exclusiveMinimum': 0, 'maximum': 1},"
                                    "    'tags': {'type': 'array', 'items': {'type': 'string'}, 'minItems': 1, 'maxItems': 2, 'uniqueItems': true},"
                                    "    'note': {'description': 'Beside a reference.', '$ref': '#/components/schemas/Note'},"
                                    "    'maybe': {'anyOf': [{'$ref': '#/components/schemas/Note'}, {'type': 'null'}]},"
                                    "    'either': {'anyOf': [{'type': 'string'}, {'type': 'integer', 'maximum': 5}]},"
                                    "    'exact': {'oneOf': [{'type': 'integer'}, {'type': 'number', 'minimum': 0}]},"
                                    "    'both': {'allOf': [{'required': ['text']}, {'type': 'object', 'required': ['by'], 'properties': {'by': {'type': 'string'}}}]},"
                                    "    'shape': {'$ref': '#/components/schemas/Shape'},"
                                    "    'odd name': {'type': 'boolean'},"
                                    "    'map': {'type': 'object', 'additionalProperties': {'type': 'integer'}, 'propertyNames': {'enum': ['x', 'y', 'Z']}, 'minProperties': 1, 'maxProperties': 2},"
                                    "    'any': {'type': 'object', 'additionalProperties': true},"
                                    "    'never': false, 'always': true, 'whatever': {}"
                                    "  }},"
                                    "  'Note': {'type': 'object', 'required': ['text'], 'additionalProperties': false, 'properties': {'text': {'type': 'string'}}},"
                                    "  'Note~/2': {'type': 'array', 'items': {'$ref': '#/components/schemas/Note~0~12'}},"
                                    "  'Shape': {'oneOf': [{'$ref': '#/components/schemas/Circle'}, {'$ref': '#/components/schemas/Group'}],"
                                    "    'discriminator': {'propertyName': 'type', 'mapping': {'circle': '#/components/schemas/Circle', 'group': 'Group'}}},"
                                    "  'Circle': {'type': 'object', 'required': ['radius'], 'properties': {'type': {'const': 'circle'}, 'radius': {'type': 'number'}}},"
                                    "  'Group': {'type': 'object', 'required': ['shapes'], 'properties': {'type': {'const': 'group'},"
                                    "    'shapes': {'type': 'array', 'minItems': 2, 'items': {'$ref': '#/components/schemas/Shape'}}}}"
                                    "}}}";

typedef struct
{
  const char *member;
  const char *message;
} BadMember;

/* What is wrong with a member of an otherwise good thing. */
static const BadMember bad_members[] = {
  { "'name': 3", "$.name: expected a string, found 3" },
  { "'name': ''", "$.name: expected at least 1 characters, found \"\"" },
  { "'name': 'äöüßx'", "$.name: expected at most 4 characters, found \"äöüßx\"" },
  { "'kind': 'c'", "$.kind: expected \"a\" or \"b\" or 1 or null, found \"c\"" },
  { "'kind': '1'", "$.kind: expected \"a\" or \"b\" or 1 or null, found \"1\"" },
  { "'fixed': 'loose'", "$.fixed: expected \"fixed\", found \"loose\"" },
  { "'count': 1.0", "$.count: expected an integer, found 1.0" },
  { "'count': -1", "$.count: expected at least 0, found -1" },
  { "'count': 10", "$.count: expected less than 10, found 10" },
  { "'count': null", "$.count: expected an integer, found null" },
  { "'share': 0", "$.share: expected more than 0, found 0" },
  { "'share': 1.5", "$.share: expected at most 1, found 1.5" },
  { "'share': '1'", "$.share: expected a number or null, found \"1\"" },
  { "'tags': []", "$.tags: expected at least 1 items, found an array of 0 items" },
  { "'tags': ['x', 'y', 'z']", "$.tags: expected at most 2 items, found an array of 3 items" },
  { "'tags': ['x', 'x']", "$.tags[1]: expected an item that is not the same as item 0, found \"x\"" },
  { "'tags': ['x', 1]", "$.tags[1]: expected a string, found 1" },
  { "'note': {}", "$.note.text: expected a value, because it is required, found nothing" },
  { "'note': {'text': 'x', 'more': 1}", "$.note.more: expected no member of this name, found 1" },
  { "'maybe': {'text': true}", "$.maybe.text: expected a string, found true" },
  { "'maybe': 1", "$.maybe: expected Note or null, found 1" },
  { "'either': true", "$.either: expected a string or an integer, found true" },
  { "'either': 7", "$.either: expected at most 5, found 7" },
  { "'exact': 5", "$.exact: expected exactly one of 2 alternatives to match, found 5" },
  { "'both': {'text': 'x'}", "$.both.by: expected a value, because it is required, found nothing" },
  { "'shape': {'radius': 1}", "$.shape.type: expected \"circle\" or \"group\", found nothing" },
  { "'shape': {'type': 'square'}", "$.shape.type: expected \"circle\" or \"group\", found \"square\"" },
  { "'shape': {'type': 'group', 'shapes': [{'type': 'circle', 'radius': 1}, {'type': 'circle', 'radius': '1'}]}", "$.shape.shapes[1].radius: expected a number, found \"1\"" },
  { "'shape': 'round'", "$.shape: expected Circle or Group, found \"round\"" },
  { "'odd name': 'yes'", "$[\"odd name\"]: expected true or false, found \"yes\"" },
  { "'map': {'x': '1'}", "$.map.x: expected an integer, found \"1\"" },
  { "'map': {'X': 1}", "The member's name: $.map.X: expected \"x\" or \"y\" or \"Z\", found \"X\"" },
  { "'map': {}", "$.map: expected at least 1 members, found an object of 0 members" },
  { "'map': {'x': 1, 'y': 1, 'Z': 1}", "$.map: expected at most 2 members, found an object of 3 members" },
  { "'any': []", "$.any: expected an object, found an array of 0 items" },
  { "'never': 0", "$.never: expected nothing, found 0" },
};

static const char *const good_members[] = {
  "'unknown': [1]", "'kind': 1.0", "'kind': null", "'name': '👩🏽‍🚀'", "'count': 9", "'share': null", "'share': 1",
  "'share': 0.5", "'tags': ['x', 'X']", "'note': {'text': ''}", "'maybe': null", "'maybe': {'text': ''}", "'either': 'x'",
  "'either': 5", "'exact': -1", "'exact': 0.5", "'both': {'text': 'x', 'by': 'y'}", "'shape': {'type': 'circle', 'radius': 1, 'hue': null}",
  "'shape': {'type': 'group', 'shapes': [{'type': 'circle', 'radius': 1}, {'type': 'group', 'shapes': [{'type': 'circle', 'radius': 1}, {'type': 'circle', 'radius': 2.5}]}]}",
  "'odd name': false", "'map': {'x': -1}", "'any': {'': [null]}", "'always': {}", "'whatever': 1e300"
};

/* JSON with apostrophes for quotation marks, which C would have escaped. */
static JsonNode *
parse (const char *text)
{
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (quoted, &error);

  g_assert_no_error (error);

  return node;
}

static ProctorTestingContract *
make_contract (void)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "openapi.json", NULL);
  g_autofree char *text = g_strdelimit (g_strdup (contract_text), "'", '"');
  g_autoptr (GError) error = NULL;
  ProctorTestingContract *contract;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  contract = proctor_testing_contract_new (path);
  proctor_testing_remove_folder (folder);

  return contract;
}

/* A good thing with this member; of two of a name the parser keeps the last. */
static JsonNode *
make_thing (const char *member)
{
  g_autofree char *text = g_strdup_printf ("{'name': 'x', 'kind': 'a', %s}", member);

  return parse (text);
}

static void
test_good (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();

  for (gsize i = 0; i < G_N_ELEMENTS (good_members); i++)
    {
      g_autoptr (JsonNode) thing = make_thing (good_members[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", good_members[i]);
      proctor_testing_contract_check_schema (contract, "Thing", thing, &error);
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();

  for (gsize i = 0; i < G_N_ELEMENTS (bad_members); i++)
    {
      g_autoptr (JsonNode) thing = make_thing (bad_members[i].member);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_members[i].member);
      g_assert_false (proctor_testing_contract_check_schema (contract, "Thing", thing, &error));
      g_assert_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT);
      g_assert_cmpstr (error->message, ==, bad_members[i].message);
      g_assert_false (proctor_testing_contract_check_schema (contract, "Thing", thing, NULL));
    }
}

static void
test_request (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();
  g_autoptr (JsonNode) good = make_thing ("'count': 1");
  g_autoptr (JsonNode) bad = make_thing ("'count': 'one'");
  const struct
  {
    const char *method;
    const char *path;
    JsonNode *body;
    const char *message;
  } cases[] = {
    { "POST", "/v1/things/create", good, NULL },
    { "POST", "/v1/things/create", bad, "$.count: expected an integer, found \"one\"" },
    { "POST", "/v1/things/create", NULL, "$: expected a body, found nothing" },
    { "GET", "/v1/things/thing_1", NULL, NULL },
    { "DELETE", "/v1/things/thing_1", good, "$: expected no body of JSON, found one" },
    { "DELETE", "/v1/things/create", NULL, "The contract has no DELETE for /v1/things/create" },
    { "GET", "/v1/things/", NULL, "The contract has no path /v1/things/" },
    { "GET", "/v1/things/a/b", NULL, "The contract has no path /v1/things/a/b" },
    { "GET", "/v2/things", NULL, "The contract has no path /v2/things" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (proctor_testing_contract_check_request (contract, cases[i].method, cases[i].path, cases[i].body, &error), ==, cases[i].message == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
    }
}

static void
test_response (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();
  g_autoptr (JsonNode) thing = make_thing ("'count': 1");
  g_autoptr (JsonNode) number = parse ("1");
  const struct
  {
    const char *method;
    const char *path;
    guint status;
    JsonNode *body;
    const char *message;
  } cases[] = {
    { "GET", "/v1/things/thing_1", 200, thing, NULL },
    { "GET", "/v1/things/thing_1", 200, number, "$: expected an object, found 1" },
    { "GET", "/v1/things/thing_1", 200, NULL, "$: expected a body, found nothing" },
    { "GET", "/v1/things/thing_1", 404, number, NULL },
    { "GET", "/v1/things/thing_1", 500, NULL, "The contract has no status 500 for GET /v1/things/thing_1" },
    { "DELETE", "/v1/things/thing_1", 204, NULL, NULL },
    /* The literal path goes before the template. */
    { "GET", "/v1/things/create", 200, number, NULL },
    { "GET", "/v1/things/create", 200, thing, "$: expected an integer, found an object of 3 members" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (proctor_testing_contract_check_response (contract, cases[i].method, cases[i].path, cases[i].status, cases[i].body, &error), ==, cases[i].message == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
    }
}

static void
test_query (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();
  const struct
  {
    const char *path;
    const char *query;
    const char *message;
  } cases[] = {
    { "/v1/things", "kind=a", NULL },
    { "/v1/things", "kind=a&kind=b&page_size=100&cursor=a%20b%26", NULL },
    { "/v1/things", "cursor=&kind=a", NULL },
    { "/v1/things", "kind=a&order=up", "Query: expected a parameter of the operation, found “order”" },
    { "/v1/things", "kind=a&api-key=x", "Query: expected a parameter of the operation, found “api-key”" },
    { "/v1/things", "kind=a&cursor=1&cursor=2", "Query: expected “cursor” once, found it 2 times" },
    { "/v1/things", "kind=a&kind=c", "Query, “kind”: $[1]: expected \"a\" or \"b\", found \"c\"" },
    { "/v1/things", "kind=a&page_size=101", "Query, “page_size”: $: expected at most 100, found 101" },
    { "/v1/things", "kind=a&page_size=all", "Query, “page_size”: $: expected an integer, found \"all\"" },
    { "/v1/things", "page_size=1", "Query: expected “kind”, which is required, found nothing" },
    { "/v1/things", NULL, "Query: expected “kind”, which is required, found nothing" },
    { "/v1/things/thing_1", NULL, NULL },
    { "/v1/things/thing_1", "verbose=true", NULL },
    { "/v1/things/thing_1", "verbose=yes", "Query, “verbose”: $: expected true or false, found \"yes\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (proctor_testing_contract_check_query (contract, "GET", cases[i].path, cases[i].query, &error), ==, cases[i].message == NULL);
      g_assert_cmpstr (error != NULL ? error->message : NULL, ==, cases[i].message);
    }
}

/* Makes up documents, and holds them against the schema as they come out of a parser: what they
 * say has to survive being written. */
static void
check_generated (ProctorTestingContract *contract,
                 const char *schema_name,
                 guint n_documents)
{
  for (guint i = 0; i < n_documents; i++)
    {
      const guint32 seed = (guint32) g_test_rand_int ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (JsonNode) node = proctor_testing_contract_generate (contract, schema_name, rand);
      g_autofree char *text = json_to_string (node, FALSE);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) read = json_from_string (text, &error);

      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (!proctor_testing_contract_check_schema (contract, schema_name, read, &error))
        g_error ("Seed %u: %s in %s", seed, error->message, text);
      if (!json_node_equal (node, read))
        g_error ("Seed %u: what was read is not what was written: %s", seed, text);
    }
}

static void
test_generator (void)
{
  g_autoptr (ProctorTestingContract) contract = make_contract ();

  check_generated (contract, "Shape", N_DOCUMENTS / 4);
  check_generated (contract, "Note", N_DOCUMENTS / 4);
  check_generated (contract, "Note~/2", N_DOCUMENTS / 4);
}

static void
test_real (gconstpointer user_data)
{
  g_autoptr (ProctorTestingContract) contract = proctor_testing_contract_load ();

  if (contract == NULL)
    {
      g_test_skip (PROCTOR_TESTING_NO_CONTRACT);
      return;
    }

  check_generated (contract, user_data, N_DOCUMENTS);
}

int
main (int argc,
      char **argv)
{
  const char *const schemas[] = {
    "GetTestSuiteInvocationResponseModel",
    "UnitTestRunResponseModel",
    "GetTestsPageResponseModel",
    "ConversationHistoryTranscriptCommonModel-Output",
    "GetConversationResponseModel",
  };

  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/testing-contract/good", test_good);
  g_test_add_func ("/testing-contract/bad", test_bad);
  g_test_add_func ("/testing-contract/request", test_request);
  g_test_add_func ("/testing-contract/response", test_response);
  g_test_add_func ("/testing-contract/query", test_query);
  g_test_add_func ("/testing-contract/generator", test_generator);
  for (gsize i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *path = g_strconcat ("/testing-contract/real/", schemas[i], NULL);

      g_test_add_data_func (path, schemas[i], test_real);
    }

  return g_test_run ();
}
