/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "testing-picture.h"
#include "testing-reader.h"

#include <string.h>

/* What is looked for in a transcript, and what somebody quotes of it. */

static gboolean
is_nothing_found (gpointer user_data)
{
  return testing_reader_count_shown (user_data, "Not found") > 0;
}

/* Each place is gone to in turn, whatever hides it. */
static void
test_search (TestingReader *self,
             gconstpointer data)
{
  testing_reader_show_json (self, TESTING_READER_HOTEL);
  proctor_reader_search (self->reader, "SEA VIEW");
  testing_reader_wait_count (self, "1 of 3");
  /* It is in what the tool answered, which has been opened for it. */
  g_assert_true (proctor_reader_item_get_tool_is_open (testing_reader_get_item (self, 2), 0));
  testing_picture_save (self->window, "reader-search");
  testing_reader_click (self, "Next");
  testing_reader_wait_count (self, "2 of 3");
  testing_reader_click (self, "Next");
  testing_reader_wait_count (self, "3 of 3");
  testing_reader_click (self, "Next");
  testing_reader_wait_count (self, "1 of 3");
  testing_reader_click (self, "Previous");
  testing_reader_wait_count (self, "3 of 3");
  proctor_reader_search (self->reader, "nowhere");
  proctor_testing_wait_for ("nothing to be found", is_nothing_found, self);
}

/* In what is too long to be shown, the place is. */
static void
test_search_long (TestingReader *self,
                  gconstpointer data)
{
  g_autoptr (ProctorRun) run = proctor_run_new ();
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();
  g_autofree char *message = g_strnfill (1024 * 1024, 'x');

  memcpy (message + 900 * 1000, " needle ", strlen (" needle "));
  proctor_turn_set_role (turn, "agent");
  proctor_turn_set_message (turn, message);
  g_list_store_append (G_LIST_STORE (proctor_run_get_agent_responses (run)), turn);
  testing_reader_show (self, run);
  testing_reader_assert_shown (self, "…");
  g_assert_cmpuint (testing_reader_count_shown (self, "needle"), ==, 0);
  testing_picture_save (self->window, "reader-long");
  proctor_reader_search (self->reader, "needle");
  testing_reader_wait_count (self, "1 of 1");
  testing_reader_assert_shown (self, " needle ");
}

/* What of the labels that can be seen is marked, a line for each mark. */
static char *
dup_marked (TestingReader *self)
{
  g_autoptr (GString) all = g_string_new (NULL);
  GtkWidget *label;

  for (guint i = 0, nth = 0; (label = testing_reader_find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    {
      PangoAttrList *marks = gtk_label_get_attributes (GTK_LABEL (label));
      g_autoptr (PangoAttrIterator) at = marks != NULL ? pango_attr_list_get_iterator (marks) : NULL;

      for (gboolean more = at != NULL; more; more = pango_attr_iterator_next (at))
        {
          int start, end;

          pango_attr_iterator_range (at, &start, &end);
          if (pango_attr_iterator_get (at, PANGO_ATTR_BACKGROUND) != NULL)
            g_string_append_printf (all, "%.*s\n", end - start, gtk_label_get_text (GTK_LABEL (label)) + start);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&all));
}

static void
assert_quoted (TestingReader *self,
               guint number,
               const char *words,
               const char *marked)
{
  g_autofree char *all = NULL;

  proctor_reader_go_to_turn (self->reader, PROCTOR_READER_PRODUCED, number, words);
  gtk_test_widget_wait_for_draw (self->window);
  all = dup_marked (self);
  g_assert_cmpstr (all, ==, marked);
}

/* Who goes to what somebody quotes sees the very words, wherever in the turn they are; until something else is looked for. */
static void
test_quote (TestingReader *self,
            gconstpointer data)
{
  g_autofree char *book = g_strnfill (50000, 'x');
  g_autofree char *turns = NULL;
  g_autofree char *all = NULL;

  memcpy (book + 40000, " far behind ", strlen (" far behind "));
  turns = g_strdup_printf ("{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Within 30 days?\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Within **30 days** you may send it back, just tell us.\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 2, \"message\": \"%s\"},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 3, \"message\": \"Moment.\", \"tool_calls\": [{\"request_id\": \"a\", \"tool_name\": \"find\", \"params_as_json\": \"{}\"}]},"
                           "{\"role\": \"agent\", \"time_in_call_secs\": 4, \"message\": null, \"tool_results\": [{\"request_id\": \"a\", \"tool_name\": \"find\", \"result_value\": \"The room is taken\"}]},"
                           "{\"role\": \"user\", \"time_in_call_secs\": 5, \"message\": \"Well\"}",
                           book);
  testing_reader_show_json (self, turns);
  assert_quoted (self, 2, "WITHIN 30 days … **tell us**.", "Within 30 days\ntell us\n");
  testing_picture_save (self->window, "reader-quote");
  assert_quoted (self, 2, "nobody said this", "");
  assert_quoted (self, 2, "", "");
  assert_quoted (self, 2, "…\n...", "");
  assert_quoted (self, 2, NULL, "");
  assert_quoted (self, 3, "far behind", "far behind\n");
  /* What a tool answered stands with its call, which comes with the turn before. */
  assert_quoted (self, 5, "room is taken", "room is taken\n");
  assert_quoted (self, 6, "Well", "Well\n");
  proctor_reader_search (self->reader, "moment");
  testing_reader_wait_count (self, "1 of 1");
  all = dup_marked (self);
  g_assert_cmpstr (all, ==, "Moment\n");
}

int
main (int argc,
      char **argv)
{
  testing_reader_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/reader-search/" name, TestingReader, NULL, testing_reader_set_up, function, testing_reader_tear_down)
  ADD ("search", test_search);
  ADD ("search-long", test_search_long);
  ADD ("quote", test_quote);
#undef ADD

  return g_test_run ();
}
