/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-quotes.h"
#include "proctor-testing.h"

static const char *const said[] = {
  "Hi! May I send back what I bought?",
  "Of course. You can send it back within 30 days, unworn and with the label.",
  "And the shipping?",
  "It’s **free** for you – we'll send a label\nby e-mail. I don't know how long that takes.",
  "Wir öffnen um 9 Uhr… Straße und Hausnummer bitte.",
  "営業時間は九時からです。",
};

static ProctorQuotes *
make_quotes (void)
{
  ProctorQuotes *quotes = proctor_quotes_new ();

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    proctor_quotes_add (quotes, said[i], i, i % 2);
  proctor_quotes_add (quotes, NULL, 99, 0);
  proctor_quotes_add (quotes, "", 99, 0);

  return quotes;
}

/* What is linked, in brackets, with where it leads. */
static char *
mark (const char *text,
      GArray *found)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const ProctorQuote *quote = &g_array_index (found, ProctorQuote, i);

      g_assert_cmpuint (quote->start, >=, at);
      g_assert_cmpuint (quote->start, <, quote->end);
      g_string_append_len (marked, text + at, quote->start - at);
      g_string_append_printf (marked, "[%.*s=%u]", (int) (quote->end - quote->start), text + quote->start, quote->position);
      at = quote->end;
    }
  g_string_append (marked, text + at);

  return g_string_free_and_steal (g_steal_pointer (&marked));
}

static void
test_find (void)
{
  const char *const cases[][2] = {
    { "", "" },
    { "Nothing is quoted here, it's all the agent's.", "Nothing is quoted here, it's all the agent's." },
    { "It said \"within 30 days\".", "It said [\"within 30 days\"=1]." },
    { "It said “Within 30  Days,” and more", "It said [“Within 30  Days,”=1] and more" },
    { "It said ‘within 30 days.’", "It said [‘within 30 days.’=1]" },
    { "It said 'I don't know how long that takes'.", "It said ['I don't know how long that takes'=3]." },
    { "It said ‘It's free for you’.", "It said [‘It's free for you’=3]." },
    { "„Within 30 days“, and «free for you - we’ll send»", "[„Within 30 days“=1], and [«free for you - we’ll send»=3]" },
    { "»UM 9 UHR«", "[»UM 9 UHR«=4]" },
    { "“STRASSE und Hausnummer”", "[“STRASSE und Hausnummer”=4]" },
    { "「九時から」", "[「九時から」=5]" },
    { "“You can … within 30 days”", "[“You can … within 30 days”=1]" },
    { "“You can send it back... with the label...”", "[“You can send it back... with the label...”=1]" },
    /* In another order, or in two turns, it was not said. */
    { "“with the label … within 30 days”", "“with the label … within 30 days”" },
    { "“May I … within 30 days”", "“May I … within 30 days”" },
    { "“within 60 days”", "“within 60 days”" },
    /* A part of a word is no quotation. */
    { "“ithin 30 day”", "“ithin 30 day”" },
    { "“”, \"\", “…”, “a”, “.”", "“”, \"\", “…”, “a”, “.”" },
    /* Of what two have said, the one of higher rank is meant. */
    { "“send”", "[“send”=1]" },
    /* What was never closed. */
    { "It said \"within 30 days", "It said \"within 30 days" },
    { "5\" long and \"within 30 days\"", "5\" long and [\"within 30 days\"=1]" },
    /* What isn't found doesn't hide what is. */
    { "\"no such thing\" and \"within 30 days\"", "\"no such thing\" and [\"within 30 days\"=1]" },
    { "<b>\"within 30 days\"</b> & so on", "<b>[\"within 30 days\"=1]</b> & so on" },
  };
  g_autoptr (ProctorQuotes) quotes = make_quotes ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) found = proctor_quotes_find (quotes, cases[i][0]);
      g_autofree char *marked = mark (cases[i][0], found);

      g_assert_cmpstr (marked, ==, cases[i][1]);
    }
}

/* Whatever comes, nothing breaks. */
static void
test_bad_input (void)
{
  g_autoptr (ProctorQuotes) quotes = make_quotes ();
  g_autoptr (GArray) none = proctor_quotes_find (quotes, NULL);
  g_autoptr (GArray) invalid = proctor_quotes_find (quotes, "\"\xff within 30 days\"");
  g_autofree char *long_text = g_strnfill (1 << 20, '"');
  g_autoptr (GArray) marks = proctor_quotes_find (quotes, long_text);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (invalid->len, ==, 0);
  g_assert_cmpuint (marks->len, ==, 0);

  proctor_quotes_add (quotes, "in\xffvalid but there", 7, 9);
  g_array_unref (g_steal_pointer (&none));
  none = proctor_quotes_find (quotes, "\"but there\"");
  g_assert_cmpuint (none->len, ==, 1);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/quotes/find", test_find);
  g_test_add_func ("/quotes/bad-input", test_bad_input);

  return g_test_run ();
}
