/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-markdown.h"
#include "proctor-testing.h"

#include <string.h>

static const char *const names[PROCTOR_MARKDOWN_N_STYLES] = { "", "b", "i", "s", "c", "h", "q", "a", "o" };

static void
insert_tags (GString *text,
             const ProctorMarkdown *self,
             guint place,
             gboolean begins)
{
  for (guint i = 0; i < self->spans->len; i++)
    {
      const ProctorMarkdownSpan *span = &g_array_index (self->spans, ProctorMarkdownSpan, begins ? i : self->spans->len - 1 - i);

      if ((begins ? span->start : span->end) != place)
        continue;
      if (begins && span->url != NULL)
        g_string_append_printf (text, "<a %s>", span->url);
      else
        g_string_append_printf (text, "<%s%s>", begins ? "" : "/", names[span->style]);
    }
}

/* The text with its spans as tags. */
static char *
describe (ProctorMarkdown *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i <= self->text->len; i++)
    {
      insert_tags (text, self, i, FALSE);
      insert_tags (text, self, i, TRUE);
      if (i < self->text->len)
        g_string_append_c (text, self->text->str[i]);
    }

  return g_string_free_and_steal (text);
}

static void
assert_read (const char *source,
             const char *expected)
{
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autofree char *described = NULL;

  proctor_markdown_read (markdown, source, -1);
  described = describe (markdown);
  g_assert_cmpstr (described, ==, expected);
}

static void
test_read (void)
{
  const char *const cases[][2] = {
    { "", "" },
    { "Plain & simple", "Plain & simple" },
    { "It is **very** _near_, ***really***.", "It is <b>very</b> <i>near</i>, <b><i>really</i></b>." },
    { "**bold and *italic* in it**", "<b>bold and <i>italic</i> in it</b>" },
    { "~~gone~~ ~not~", "<s>gone</s> ~not~" },
    { "snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4" },
    { "**open", "**open" },
    { "*one **two*", "<i>one **two</i>" },
    { "Over\n*two\nlines* here", "Over\n<i>two\nlines</i> here" },
    { "*not\n\nover* paragraphs", "*not\n\nover* paragraphs" },
    { "Say `a*b*c` and ``x`y``", "Say <c>a*b*c</c> and <c>x`y</c>" },
    { "`open", "`open" },
    { "```json\n{\"a\": **1**}\n```\nafter", "<c>{\"a\": **1**}</c>\nafter" },
    { "```\nnever closed *x*", "<c>never closed *x*</c>" },
    { "# Rooms\n## Two #\ntext", "<h>Rooms</h>\n<h>Two #</h>\ntext" },
    { "#no heading", "#no heading" },
    { "- one\n* *two*\n  + three\n1. four", "• one\n• <i>two</i>\n  • three\n1. four" },
    { "> said *so*", "<q>│ said <i>so</i></q>" },
    { "\\*not\\* \\<b\\>", "*not* <b>" },
    { "back\\slash", "back\\slash" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_read (cases[i][0], cases[i][1]);
}

/* Only what leads to where https does is a link. */
static void
test_links (void)
{
  const char *const cases[][2] = {
    { "See [the *map*](https://example.com/map?a=1&b=2).", "See <a https://example.com/map?a=1&b=2>the <i>map</i></a>." },
    { "https://example.com/a_b_c, or (https://example.com).", "<a https://example.com/a_b_c>https://example.com/a_b_c</a>, or (<a https://example.com>https://example.com</a>)." },
    { "[x](javascript:alert(1))", "[x](javascript:alert(1))" },
    { "[x](http://example.com)", "[x](http://example.com)" },
    { "[x](file:///etc/passwd) [y](data:text/html,z)", "[x](file:///etc/passwd) [y](data:text/html,z)" },
    { "[x](https://user@example.com/)", "[x](https://user@example.com/)" },
    { "https://bank.example@evil.example/", "https://bank.example@evil.example/" },
    { "[x](https://example.com\xe2\x80\xae/moc)", "[x](<a https://example.com>https://example.com</a><o>[U+202E]</o>/moc)" },
    { "[x](https://) https://", "[x](https://) https://" },
    { "![picture](https://example.com/p.png)", "![picture](<a https://example.com/p.png>https://example.com/p.png</a>)" },
    { "[https://bank.example](https://evil.example)", "<a https://evil.example>https://bank.example</a>" },
    { "xhttps://example.com", "xhttps://example.com" },
    { "[](https://example.com)", "[](<a https://example.com>https://example.com</a>)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_read (cases[i][0], cases[i][1]);
}

/* What can't be seen is named, and nothing else can change how the rest is read. */
static void
test_odd (void)
{
  assert_read ("a\x01"
               "b\tc\r\nd\x7f",
               "a<o>[U+0001]</o>b\tc\nd<o>[U+007F]</o>");
  assert_read ("\xe2\x80\xaegpj.exe \xe2\x81\xa6x\xe2\x81\xa9", "<o>[U+202E]</o>gpj.exe <o>[U+2066]</o>x<o>[U+2069]</o>");
  assert_read ("zero\xe2\x80\x8bwidth \xef\xbb\xbf", "zero<o>[U+200B]</o>width <o>[U+FEFF]</o>");
  assert_read ("**a\x02**", "<b>a<o>[U+0002]</b></o>");
  /* A family, and Persian, need characters that can't be seen. */
  assert_read ("👨\xe2\x80\x8d👩 می\xe2\x80\x8cخواهم", "👨\xe2\x80\x8d👩 می\xe2\x80\x8cخواهم");
  assert_read ("cut \xc3", "cut \xef\xbf\xbd");
  assert_read ("\xff**x**\xfe", "\xef\xbf\xbd<b>x</b>\xef\xbf\xbd");
}

static void
count_cb (GMarkupParseContext *context,
          const char *element_name,
          const char **attribute_names,
          const char **attribute_values,
          gpointer user_data,
          GError **error)
{
  g_assert_true (g_str_equal (element_name, "span") || g_str_equal (element_name, "a") || g_str_equal (element_name, "markup"));
  for (guint i = 0; attribute_names[i] != NULL; i++)
    {
      g_assert_false (g_strv_contains (attribute_names + i + 1, attribute_names[i]));
      if (g_str_equal (attribute_names[i], "href"))
        g_assert_true (g_ascii_strncasecmp (attribute_values[i], "https://", 8) == 0);
    }
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize text_len,
         gpointer user_data,
         GError **error)
{
  g_string_append_len (user_data, text, (gssize) text_len);
}

/* The markup can be read, says nothing else than the text does, and leads nowhere else. */
static void
assert_markup (const char *source)
{
  const GMarkupParser parser = { .start_element = count_cb, .text = text_cb };
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, text, NULL);
  g_autofree char *markup = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;

  proctor_markdown_read (markdown, source, -1);
  markup = proctor_markdown_dup_markup (markdown);
  whole = g_strdup_printf ("<markup>%s</markup>", markup);
  g_assert_true (g_markup_parse_context_parse (context, whole, -1, &error) && g_markup_parse_context_end_parse (context, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==, markdown->text->str);
  g_assert_true (g_utf8_validate (text->str, -1, NULL));
}

static void
test_markup (void)
{
  const char *const cases[] = {
    "<b>bold</b> & <a href=\"file:///etc/passwd\">x</a> &lt; &#x41; ]]>",
    "**<span size='99999'>big**</span>",
    "[<i>x</i>](https://example.com/?a=1&b=\"2\")",
    "# **Heading** with `code\x01`\n> quote **b** \xe2\x80\xae",
    "***a** b* [**x** y](https://example.com) **[z](https://example.org)**",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_markup (cases[i]);
}

/* Whatever is thrown at it. */
static void
test_random (void)
{
  const char *const pieces[] = { "*", "**", "_", "__", "`", "```", "\n", "\n\n", "[", "](", ")", "https://a.example/", "> ", "# ", "- ", "\\", "<b>", "&", "x", " ", "\xe2\x80\xae", "ü", "\xff", "~~", "!", "\r\n" };

  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) source = g_string_new (NULL);
      guint n = (guint) g_test_rand_int_range (0, 24);

      for (guint j = 0; j < n; j++)
        g_string_append (source, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      assert_markup (source->str);
    }
}

/* What would take the square of its length is read in one go: it would not end here otherwise. */
static void
test_long (void)
{
  const char *const pieces[] = { "*a ", "[", "[x](", "`", "``x", "_a_ *", "https://x", "> ", "\\", "~~a", "**a*" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
      g_autoptr (GString) source = g_string_new (NULL);
      g_autofree char *markup = NULL;

      while (source->len < 1000 * 1000)
        g_string_append (source, pieces[i]);
      g_string_append_c (source, ']');
      proctor_markdown_read (markdown, source->str, (gssize) source->len);
      markup = proctor_markdown_dup_markup (markdown);
      g_assert_cmpuint (strlen (markup), >=, markdown->text->len);
    }
}

/* What is only plain is not read. */
static void
test_plain (void)
{
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autofree char *described = NULL;

  proctor_markdown_add (markdown, "Voice: ", -1, PROCTOR_MARKDOWN_BOLD);
  proctor_markdown_add (markdown, "*x* \x01", -1, PROCTOR_MARKDOWN_PLAIN);
  proctor_markdown_add (markdown, "\n", -1, PROCTOR_MARKDOWN_PLAIN);
  proctor_markdown_read (markdown, "*y*", -1);
  described = describe (markdown);
  g_assert_cmpstr (described, ==, "<b>Voice: </b>*x* <o>[U+0001]</o>\n<i>y</i>");
}

static void
test_beginning (void)
{
  g_autofree char *umlauts = g_malloc0 (602);
  g_autofree char *cut = NULL;
  g_autofree char *whole = proctor_markdown_dup_beginning ("a\xe2\x80\xae"
                                                           "b");

  g_assert_cmpstr (whole, ==, "a[U+202E]b");
  g_assert_false (proctor_markdown_is_long (whole));
  g_assert_false (proctor_markdown_is_long (NULL));

  /* It is never cut within a character. */
  umlauts[0] = 'x';
  for (guint i = 1; i < 601; i += 2)
    memcpy (umlauts + i, "ä", 2);
  g_assert_true (proctor_markdown_is_long (umlauts));
  cut = proctor_markdown_dup_beginning (umlauts);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
  g_assert_true (g_str_has_prefix (umlauts, "xä"));
  g_assert_cmpuint (strlen (cut), ==, 299 + strlen ("…"));
  g_assert_true (g_str_has_suffix (cut, "ä…"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/markdown/read", test_read);
  g_test_add_func ("/markdown/links", test_links);
  g_test_add_func ("/markdown/odd", test_odd);
  g_test_add_func ("/markdown/markup", test_markup);
  g_test_add_func ("/markdown/random", test_random);
  g_test_add_func ("/markdown/long", test_long);
  g_test_add_func ("/markdown/plain", test_plain);
  g_test_add_func ("/markdown/beginning", test_beginning);

  return g_test_run ();
}
