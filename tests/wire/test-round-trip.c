/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent.h"
#include "proctor-conversation.h"
#include "proctor-invocation.h"
#include "proctor-test.h"
#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-tool.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-schema.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* PROCTOR_TEST_DOCUMENTS asks for more of them, as ./dev soak wire does. */
static guint
get_amount (void)
{
  const char *amount = g_getenv ("PROCTOR_TEST_DOCUMENTS");

  return amount != NULL ? (guint) g_ascii_strtoull (amount, NULL, 10) : 2000;
}

static GRand *
make_chance (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("the documents are made of seed %u", seed);

  return g_rand_new_with_seed (seed);
}

static void
assert_same (JsonNode *expected,
             JsonNode *found,
             const char *what)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (proctor_wire_equal (expected, found))
    return;

  one = proctor_wire_node_to_text (expected);
  other = proctor_wire_node_to_text (found);
  g_error ("%s is not what it should be.\nexpected: %s\nfound:    %s", what, one, other);
}

/* Through text, as it comes from a server. */
static ProctorRecord *
read_document (GType type,
               JsonNode *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = proctor_wire_node_to_bytes (document);
  ProctorRecord *record = proctor_wire_read_bytes (type, bytes, &error);

  g_assert_no_error (error);
  g_assert_null (proctor_record_get_read_only (record));

  return record;
}

static GType
get_type (guint i)
{
  const GType types[] = {
    PROCTOR_TYPE_TEST, PROCTOR_TYPE_INVOCATION, PROCTOR_TYPE_AGENT, PROCTOR_TYPE_TOOL, PROCTOR_TYPE_CONVERSATION
  };

  return types[i % G_N_ELEMENTS (types)];
}

/* What is read is written as it came, whatever it was. */
static void
test_lossless (gconstpointer user_data)
{
  ProctorTestingWildness wildness = (ProctorTestingWildness) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = make_chance ();

  for (guint i = 0; i < get_amount (); i++)
    {
      g_autoptr (GError) error = NULL;
      GType type = get_type (i);
      g_autoptr (JsonNode) document = proctor_testing_random_document (rand, type, wildness);
      g_autoptr (ProctorRecord) record = read_document (type, document);
      g_autoptr (JsonNode) written = proctor_wire_write (record, &error);

      g_assert_no_error (error);
      assert_same (document, written, "what was written");
      if (wildness == PROCTOR_TESTING_TAME)
        g_assert_cmpstr (proctor_record_get_problem (record), ==, NULL);
    }
}

/* The records below one that have a property to be set, with the JSON that each is. */
typedef struct
{
  ProctorRecord *record;
  JsonNode *node;
} Target;

static void
collect_targets (GArray *targets,
                 ProctorRecord *record,
                 JsonNode *node)
{
  const ProctorWireSchema *schema = proctor_wire_schema_get (record);
  Target target = { record, node };

  if (!JSON_NODE_HOLDS_OBJECT (node) || schema->value >= 0)
    return;

  g_array_append_val (targets, target);
  for (guint i = 0; i < schema->n_fields; i++)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), schema->members[i]);

      if (member == NULL || proctor_record_get_presence (record, i) != PROCTOR_PRESENCE_VALUE)
        continue;
      if (schema->fields[i].kind == PROCTOR_FIELD_RECORD)
        collect_targets (targets, proctor_record_get_record (record, i), member);
      if (schema->fields[i].kind == PROCTOR_FIELD_LIST)
        {
          GListModel *list = proctor_record_get_list (record, i);

          for (guint j = 0; j < g_list_model_get_n_items (list); j++)
            {
              g_autoptr (ProctorRecord) row = g_list_model_get_item (list, j);

              if (G_OBJECT_TYPE (row) == schema->fields[i].get_type ())
                collect_targets (targets, row, json_array_get_element (json_node_get_array (member), j));
            }
        }
    }
}

/* Sets one property through its setter and returns the member that it has to become. */
static JsonNode *
set_something (GRand *rand,
               ProctorRecord *record,
               const ProctorWireSchema *schema,
               guint field)
{
  const char *strings[] = { "one", "two", NULL };
  g_autofree char *text = proctor_testing_random_text (rand);
  const char *name = schema->fields[field].name;
  g_autoptr (JsonArray) array = NULL;

  switch (schema->fields[field].kind)
    {
    case PROCTOR_FIELD_STRING:
      g_object_set (record, name, text, NULL);
      return json_node_init_string (json_node_alloc (), text);
    case PROCTOR_FIELD_JSON:
      g_object_set (record, name, "{\"a\": [1, 2.0]}", NULL);
      return json_from_string ("{\"a\": [1, 2.0]}", NULL);
    case PROCTOR_FIELD_INT:
      g_object_set (record, name, (gint64) 17, NULL);
      return json_node_init_int (json_node_alloc (), 17);
    case PROCTOR_FIELD_DOUBLE:
      g_object_set (record, name, 17.5, NULL);
      return json_node_init_double (json_node_alloc (), 17.5);
    case PROCTOR_FIELD_BOOL:
      g_object_set (record, name, TRUE, NULL);
      return json_node_init_boolean (json_node_alloc (), TRUE);
    case PROCTOR_FIELD_STRINGS:
      g_object_set (record, name, strings, NULL);
      array = json_array_new ();
      json_array_add_string_element (array, "one");
      json_array_add_string_element (array, "two");
      return json_node_init_array (json_node_alloc (), array);
    case PROCTOR_FIELD_RECORD:
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
    case PROCTOR_FIELD_KEY:
      break;
    }

  return NULL;
}

/* Whatever else a document says stays when one thing in it is changed. */
static void
test_one_change (void)
{
  g_autoptr (GRand) rand = make_chance ();
  guint n_changes = 0;

  for (guint i = 0; i < get_amount (); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (Target));
      g_autoptr (JsonNode) document = proctor_testing_random_document (rand, get_type (i), PROCTOR_TESTING_WILD);
      g_autoptr (ProctorRecord) record = read_document (get_type (i), document);
      g_autoptr (JsonNode) written = NULL;
      const ProctorWireSchema *schema;
      const Target *target;
      JsonNode *expected;
      guint field;

      collect_targets (targets, record, document);
      target = &g_array_index (targets, Target, g_rand_int_range (rand, 0, (gint32) targets->len));
      schema = proctor_wire_schema_get (target->record);
      field = (guint) g_rand_int_range (rand, 0, (gint32) schema->n_fields);
      expected = set_something (rand, target->record, schema, field);
      if (expected != NULL)
        {
          json_object_set_member (json_node_get_object (target->node), schema->members[field], expected);
          n_changes++;
        }

      written = proctor_wire_write (record, &error);
      g_assert_no_error (error);
      assert_same (document, written, "what was changed");
    }
  g_assert_cmpuint (n_changes, >, get_amount () / 4);
}

/* A record that becomes another by way of assign says the same as the other. */
static void
test_assign (void)
{
  g_autoptr (GRand) rand = make_chance ();

  for (guint i = 0; i < get_amount () / 4; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) before = proctor_testing_random_document (rand, get_type (i), PROCTOR_TESTING_WILD);
      g_autoptr (JsonNode) after = proctor_testing_random_document (rand, get_type (i), PROCTOR_TESTING_WILD);
      g_autoptr (ProctorRecord) record = read_document (get_type (i), before);
      g_autoptr (ProctorRecord) other = read_document (get_type (i), after);
      g_autoptr (JsonNode) written = NULL;

      proctor_record_assign (record, other);
      written = proctor_wire_write (record, &error);
      g_assert_no_error (error);
      assert_same (after, written, "what was assigned");
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_data_func ("/round-trip/tame", GINT_TO_POINTER (PROCTOR_TESTING_TAME), test_lossless);
  g_test_add_data_func ("/round-trip/wild", GINT_TO_POINTER (PROCTOR_TESTING_WILD), test_lossless);
  g_test_add_func ("/round-trip/one-change", test_one_change);
  g_test_add_func ("/round-trip/assign", test_assign);

  return g_test_run ();
}
