/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-documents.h"

#include "proctor-invocation.h"
#include "proctor-run.h"
#include "proctor-wire-schema.h"

/* Records nest in records: beyond this, only empty ones. */
#define DEEPEST 7

static gboolean
one_in (GRand *rand,
        gint32 n)
{
  return g_rand_int_range (rand, 0, n) == 0;
}

/**
 * proctor_testing_random_text:
 * @rand: chance
 *
 * Returns: (transfer full): a text, more often than not with something in it that is easily lost
 */
char *
proctor_testing_random_text (GRand *rand)
{
  const char *pieces[] = {
    "",
    "a",
    "Guten Tag",
    "größer",
    "日本語",
    "🦜",
    "\U0010FFFF",
    "\\",
    "\"",
    "/",
    "\n",
    "\t",
    "\r",
    "\b",
    "\f",
    "\001",
    "\037",
    "\177",
    "\u2028",
    "\uFFFD",
    "\\u0041",
    "{\"a\": [1, 2.0]}",
    "  ",
    "null",
    "e\u0301",
    "\u200F",
  };
  GString *text = g_string_new (NULL);

  for (gint32 i = g_rand_int_range (rand, 0, 6); i > 0; i--)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static gint64
random_int (GRand *rand)
{
  const gint64 ints[] = {
    0, 1, -1, 5, 60, 1762000000, G_MAXINT32, G_MININT32, (gint64) 1 << 53, ((gint64) 1 << 53) + 1, G_MAXINT64, G_MININT64
  };

  return ints[g_rand_int_range (rand, 0, G_N_ELEMENTS (ints))];
}

static double
random_double (GRand *rand)
{
  const double doubles[] = {
    0.0, -0.0, 1.0, 0.1, 1e300, -1e300, 5e-324, 1.7976931348623157e308, 123456789.123456789, 4503599627370497.5, 1e15, 3.0, 9007199254740993.0, 1e22
  };

  return one_in (rand, 3) ? g_rand_double_range (rand, -1e6, 1e6) : doubles[g_rand_int_range (rand, 0, G_N_ELEMENTS (doubles))];
}

static JsonNode *
random_scalar (GRand *rand)
{
  g_autofree char *text = NULL;

  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      return json_node_init_int (json_node_alloc (), random_int (rand));
    case 1:
      return json_node_init_double (json_node_alloc (), random_double (rand));
    case 2:
      return json_node_init_boolean (json_node_alloc (), one_in (rand, 2));
    case 3:
      return json_node_new (JSON_NODE_NULL);
    default:
      text = proctor_testing_random_text (rand);
      return json_node_init_string (json_node_alloc (), text);
    }
}

/**
 * proctor_testing_random_json:
 * @rand: chance
 * @depth: how deep it may be
 *
 * Returns: (transfer full): any JSON
 */
JsonNode *
proctor_testing_random_json (GRand *rand,
                             guint depth)
{
  gint32 kind = depth > 0 ? g_rand_int_range (rand, 0, 6) : 5;

  if (kind == 0)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      for (gint32 i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        {
          g_autofree char *name = proctor_testing_random_text (rand);

          json_object_set_member (object, name, proctor_testing_random_json (rand, depth - 1));
        }
      return json_node_init_object (json_node_alloc (), object);
    }
  if (kind == 1)
    {
      g_autoptr (JsonArray) array = json_array_new ();

      for (gint32 i = g_rand_int_range (rand, 0, 4); i > 0; i--)
        json_array_add_element (array, proctor_testing_random_json (rand, depth - 1));
      return json_node_init_array (json_node_alloc (), array);
    }

  return random_scalar (rand);
}

static JsonNode *random_record (GRand *rand,
                                GType type,
                                ProctorTestingWildness wildness,
                                guint depth);

static const ProctorWireSchema *
get_schema (GType type)
{
  g_autoptr (ProctorRecord) record = g_object_new (type, NULL);

  return proctor_wire_schema_get (record);
}

static JsonNode *
random_list (GRand *rand,
             GType type,
             ProctorTestingWildness wildness,
             guint depth)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (gint32 i = depth < DEEPEST ? g_rand_int_range (rand, 0, 4) : 0; i > 0; i--)
    {
      if (wildness == PROCTOR_TESTING_WILD && one_in (rand, 20))
        json_array_add_element (array, proctor_testing_random_json (rand, 2));
      else
        json_array_add_element (array, random_record (rand, type, wildness, depth + 1));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
random_strings (GRand *rand)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (gint32 i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    {
      g_autofree char *text = proctor_testing_random_text (rand);

      json_array_add_string_element (array, text);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *random_value (GRand *rand,
                               const ProctorField *field,
                               ProctorTestingWildness wildness,
                               guint depth);

static JsonNode *
random_map (GRand *rand,
            GType type,
            ProctorTestingWildness wildness,
            guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const ProctorWireSchema *schema = get_schema (type);

  for (gint32 i = depth < DEEPEST ? g_rand_int_range (rand, 0, 4) : 0; i > 0; i--)
    {
      g_autofree char *name = proctor_testing_random_text (rand);
      JsonNode *value;

      if (wildness == PROCTOR_TESTING_WILD && one_in (rand, 20))
        value = proctor_testing_random_json (rand, 2);
      else if (schema->value >= 0)
        value = random_value (rand, &schema->fields[schema->value], wildness, depth + 1);
      else
        value = random_record (rand, type, wildness, depth + 1);
      json_object_set_member (object, name, value);
    }

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
random_value (GRand *rand,
              const ProctorField *field,
              ProctorTestingWildness wildness,
              guint depth)
{
  g_autofree char *text = NULL;

  switch (field->kind)
    {
    case PROCTOR_FIELD_STRING:
      text = proctor_testing_random_text (rand);
      return json_node_init_string (json_node_alloc (), text);
    case PROCTOR_FIELD_JSON:
      return proctor_testing_random_json (rand, 3);
    case PROCTOR_FIELD_INT:
      return json_node_init_int (json_node_alloc (), random_int (rand));
    case PROCTOR_FIELD_DOUBLE:
      return one_in (rand, 3) ? json_node_init_int (json_node_alloc (), random_int (rand))
                              : json_node_init_double (json_node_alloc (), random_double (rand));
    case PROCTOR_FIELD_BOOL:
      return json_node_init_boolean (json_node_alloc (), one_in (rand, 2));
    case PROCTOR_FIELD_STRINGS:
      return random_strings (rand);
    case PROCTOR_FIELD_RECORD:
      return random_record (rand, field->get_type (), wildness, depth + 1);
    case PROCTOR_FIELD_LIST:
      return random_list (rand, field->get_type (), wildness, depth);
    case PROCTOR_FIELD_MAP:
      return random_map (rand, field->get_type (), wildness, depth);
    case PROCTOR_FIELD_KEY:
      break;
    }

  g_assert_not_reached ();
}

static void
add_unknown (GRand *rand,
             JsonObject *object)
{
  for (gint32 i = one_in (rand, 4) ? g_rand_int_range (rand, 1, 4) : 0; i > 0; i--)
    {
      g_autofree char *text = proctor_testing_random_text (rand);
      g_autofree char *name = g_strconcat ("x-", text, NULL);

      json_object_set_member (object, name, proctor_testing_random_json (rand, 4));
    }
}

static JsonNode *
random_record (GRand *rand,
               GType type,
               ProctorTestingWildness wildness,
               guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  const ProctorWireSchema *schema = get_schema (type);

  for (guint i = 0; i < schema->n_fields; i++)
    {
      const ProctorField *field = &schema->fields[i];
      gboolean needed = (field->flags & PROCTOR_FIELD_TYPED) != 0;

      if (field->kind == PROCTOR_FIELD_KEY || (!needed && !one_in (rand, depth < 3 ? 2 : 4)))
        continue;

      if (wildness == PROCTOR_TESTING_WILD && one_in (rand, 15))
        json_object_set_member (object, schema->members[i], proctor_testing_random_json (rand, 2));
      else if (!needed && one_in (rand, 5))
        json_object_set_null_member (object, schema->members[i]);
      else
        json_object_set_member (object, schema->members[i], random_value (rand, field, wildness, depth));
    }
  if (wildness == PROCTOR_TESTING_WILD)
    add_unknown (rand, object);

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * proctor_testing_random_document:
 * @rand: chance
 * @type: a type of record
 * @wildness: how far the document strays
 *
 * Returns: (transfer full): a document that a server might send for @type
 */
JsonNode *
proctor_testing_random_document (GRand *rand,
                                 GType type,
                                 ProctorTestingWildness wildness)
{
  return random_record (rand, type, wildness, 0);
}

static void
set_verdict (GRand *rand,
             JsonObject *run)
{
  const char *statuses[] = { "pending", "passed", "failed", "cancelled", "dreaming" };
  const char *results[] = { "success", "failure", "unknown", "maybe" };
  const char *lines[] = {
    "Criterion 1 passed: it greets", "Criterion 2 failed: it lies", "Criterion 3 inconclusive: who knows",
    "Timed out after 60s waiting for the agent to produce its next turn", "Error: no mock matched for tool 'book'", "The simulated user ended the conversation."
  };
  g_autoptr (JsonObject) result = json_object_new ();
  g_autoptr (JsonObject) rationale = json_object_new ();
  g_autoptr (JsonArray) messages = json_array_new ();

  json_object_set_string_member (run, "status", statuses[g_rand_int_range (rand, 0, G_N_ELEMENTS (statuses))]);
  if (one_in (rand, 5))
    return;

  for (gint32 i = g_rand_int_range (rand, 0, 4); i > 0; i--)
    json_array_add_string_element (messages, lines[g_rand_int_range (rand, 0, G_N_ELEMENTS (lines))]);
  json_object_set_array_member (rationale, "messages", json_array_ref (messages));
  if (one_in (rand, 2))
    json_object_set_string_member (rationale, "summary", one_in (rand, 2) ? " \n " : "It\n did  well.");
  json_object_set_string_member (result, "result", results[g_rand_int_range (rand, 0, G_N_ELEMENTS (results))]);
  json_object_set_object_member (result, "rationale", json_object_ref (rationale));
  json_object_set_object_member (run, "condition_result", json_object_ref (result));
}

/**
 * proctor_testing_random_invocation:
 * @rand: chance
 * @n_runs: how many runs it has
 * @wildness: how far the document strays
 *
 * Returns: (transfer full): an invocation, whose runs ended in all the ways there are
 */
JsonNode *
proctor_testing_random_invocation (GRand *rand,
                                   guint n_runs,
                                   ProctorTestingWildness wildness)
{
  JsonNode *node = random_record (rand, PROCTOR_TYPE_INVOCATION, wildness, 2);
  g_autoptr (JsonArray) runs = json_array_new ();

  for (guint i = 0; i < n_runs; i++)
    {
      JsonNode *run = random_record (rand, PROCTOR_TYPE_RUN, wildness, 2);
      g_autofree char *id = g_strdup_printf ("run_%u", i);
      g_autofree char *test = g_strdup_printf ("test_%d", g_rand_int_range (rand, 0, 5));

      if (wildness == PROCTOR_TESTING_TAME || !one_in (rand, 8))
        {
          json_object_set_string_member (json_node_get_object (run), "test_run_id", id);
          json_object_set_string_member (json_node_get_object (run), "test_id", test);
          set_verdict (rand, json_node_get_object (run));
        }
      json_array_add_element (runs, run);
    }
  json_object_set_array_member (json_node_get_object (node), "test_runs", json_array_ref (runs));

  return node;
}
