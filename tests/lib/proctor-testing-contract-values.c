/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <float.h>
#include <math.h>

/* The plain values of made-up documents, chosen for what goes wrong with them. */

static guint
pick (GRand *rand,
      guint n)
{
  return g_rand_int_range (rand, 0, (gint32) n);
}

/* A text of a length within bounds, in characters. */
char *
proctor_testing_contract_generate_text (GRand *rand,
                                        gint64 least,
                                        gint64 most)
{
  const char *const pieces[] = {
    "The quick brown fox", " ", "0", "agent_7101k5zvyjhmfg983brhmhkd98n6", "null", "{{user_name}}", "<b>&amp;</b>", "%s%n", "../..",
    "Grüße aus Köln", "Straße", "ÄÖÜẞ", "größer", "naïve", "日本語", "עברית", "العربية", "e\u0301", "\u200d", "\u2028", "\ufeff",
    "🦊", "👩🏽‍🚀", "🇩🇪", "𝔘𝔫𝔦", "\U0010ffff",
    "\n", "\t", "\r\n", "\b\f", "\001", "\033[31m", "\037", "\177", "\"", "\\", "\\u0041", "\\\"", "/", "'"
  };
  /* Where the kinds begin: ASCII, German and others, the astral planes, what needs an escape. */
  const guint starts[] = { 0, 9, 21, 26, G_N_ELEMENTS (pieces) };
  const guint kind = pick (rand, 6);
  const guint first = kind < 4 ? starts[kind] : 0;
  const guint end = kind < 4 ? starts[kind + 1] : G_N_ELEMENTS (pieces);
  const guint n_pieces = kind == 5 ? 0 : 1 + pick (rand, pick (rand, 8) == 0 ? 60 : 5);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_pieces; i++)
    g_string_append (text, pieces[first + pick (rand, end - first)]);

  while (g_utf8_strlen (text->str, -1) < least)
    g_string_append_c (text, (char) ('a' + pick (rand, 26)));

  if (g_utf8_strlen (text->str, -1) > most)
    g_string_truncate (text, (gsize) (g_utf8_offset_to_pointer (text->str, most) - text->str));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

JsonNode *
proctor_testing_contract_generate_string (GRand *rand,
                                          JsonObject *schema)
{
  gint64 least = json_object_get_int_member_with_default (schema, "minLength", 0);
  gint64 most = json_object_get_int_member_with_default (schema, "maxLength", G_MAXINT64);
  g_autofree char *text = NULL;

  if (g_strcmp0 (json_object_get_string_member_with_default (schema, "format", NULL), "date-time") == 0)
    text = g_strdup_printf ("2026-%02u-%02uT%02u:59:59Z", 1 + pick (rand, 12), 1 + pick (rand, 28), pick (rand, 24));
  else
    text = proctor_testing_contract_generate_text (rand, least, most);

  return json_node_init_string (json_node_alloc (), text);
}

JsonNode *
proctor_testing_contract_generate_integer (GRand *rand,
                                           JsonObject *schema)
{
  const gint64 edges[] = {
    0, 1, -1, 7, 1759312800, G_MAXINT32, (gint64) G_MAXINT32 + 1, G_MININT32, (G_GINT64_CONSTANT (1) << 53) + 1, G_MAXINT64, G_MININT64
  };
  double least = json_object_get_double_member_with_default (schema, "minimum", -INFINITY);
  double most = json_object_get_double_member_with_default (schema, "maximum", INFINITY);
  double above = json_object_get_double_member_with_default (schema, "exclusiveMinimum", -INFINITY);
  double below = json_object_get_double_member_with_default (schema, "exclusiveMaximum", INFINITY);
  double low = MAX (ceil (least), floor (above) + 1);
  double high = MIN (floor (most), ceil (below) - 1);
  gint64 number = edges[pick (rand, G_N_ELEMENTS (edges))];

  if ((double) number < low || (double) number > high)
    {
      /* An edge of what is allowed, or something between. */
      double end = isfinite (high) ? high : low + 1000;
      double start = isfinite (low) ? low : end - 1000;
      guint which = pick (rand, 4);

      number = (gint64) (which == 0 ? start : which == 1 ? end
                                                         : floor (start + g_rand_double (rand) * (end - start)));
    }

  return json_node_init_int (json_node_alloc (), number);
}

JsonNode *
proctor_testing_contract_generate_number (GRand *rand,
                                          JsonObject *schema)
{
  const double edges[] = { 0.0, -0.0, 1.0, 0.1, 0.30000000000000004, -2.5, 1759312800.123, 1e300, -1e300, 5e-324, DBL_MIN, DBL_MAX, 1e21 };
  double least = json_object_get_double_member_with_default (schema, "minimum", -INFINITY);
  double most = json_object_get_double_member_with_default (schema, "maximum", INFINITY);
  double above = json_object_get_double_member_with_default (schema, "exclusiveMinimum", -INFINITY);
  double below = json_object_get_double_member_with_default (schema, "exclusiveMaximum", INFINITY);
  double number = edges[pick (rand, G_N_ELEMENTS (edges))];

  if (number < least || number > most || number <= above || number >= below)
    {
      double low = MAX (least, above);
      double high = MIN (most, below);
      double end = isfinite (high) ? high : low + 1000;
      double start = isfinite (low) ? low : end - 1000;

      number = start + (0.001 + 0.998 * g_rand_double (rand)) * (end - start);
    }
  /* Many writers leave out a fraction of nothing. */
  else if (fabs (number) < 1e15 && number >= floor (number) && number <= floor (number) && pick (rand, 2) == 0)
    return json_node_init_int (json_node_alloc (), (gint64) number);

  return json_node_init_double (json_node_alloc (), number);
}
