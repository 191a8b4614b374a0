/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-text.h"

#include <string.h>

#include "proctor-testing.h"
#include "proctor-tool-call.h"

/* The turns on one line: "u0:Hello|a3:Hi". */
static char *
describe (ProctorWrittenTranscript *transcript)
{
  GString *text = g_string_new (NULL);
  GListModel *turns = proctor_written_transcript_get_turns (transcript);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, i);

      g_string_append_printf (text, "%s%c%d:%s", i > 0 ? "|" : "", proctor_turn_get_role (turn)[0], (int) proctor_turn_get_time_in_call_secs (turn), proctor_turn_get_message (turn));
    }

  return g_string_free (text, FALSE);
}

static void
test_read (void)
{
  const struct
  {
    const char *text;
    const char *turns;
    gboolean is_guessed;
  } cases[] = {
    { "User: Hello\nAgent: Hi", "u0:Hello|a3:Hi", FALSE },
    { "User: Hello\r\n\r\nAssistant: Hi,\r\nthere\r\n\r\nBye\r\n", "u0:Hello|a3:Hi,\nthere\n\nBye", FALSE },
    { "Customer: 1\nBot: 2\nCustomer: 3", "u0:1|a3:2|u6:3", FALSE },
    { "**User:** Hello\n\n**Agent**: *Hi*", "u0:Hello|a3:*Hi*", FALSE },
    { "- User: Hello\n- Agent: Hi", "u0:Hello|a3:Hi", FALSE },
    { "> User: Hello\n> Agent: Hi", "u0:Hello|a3:Hi", FALSE },
    { "[00:12] User: Hello\n[01:02:03] Agent: Hi", "u12:Hello|a3723:Hi", FALSE },
    { "User (00:01): Hello\nAgent [00:05.250]: Hi", "u1:Hello|a5:Hi", FALSE },
    { "14:30:10 Agent: Hello\n14:30:15 User: Hi", "a0:Hello|u5:Hi", FALSE },
    { "Nutzer: Hallo\nAgentin: Guten Tag", "u0:Hallo|a3:Guten Tag", FALSE },
    { "KUNDE: Hallo\nMitarbeiterin: Ja?", "u0:Hallo|a3:Ja?", FALSE },
    { "Agent (Eric): Hello\nCustomer 1: Hi", "a0:Hello|u3:Hi", FALSE },
    { "System: be nice\nUser: Hello\nAgent: Hi", "u0:Hello|a3:Hi", FALSE },
    { "A call of today\n\nUser: Hello\nAgent: This is it:\nPrice: 10\nDate: today", "u0:Hello|a3:This is it:\nPrice: 10\nDate: today", FALSE },
    { "Anna: Hello\nHotel: Yes?", "u0:Hello|a3:Yes?", TRUE },
    { "Hotel: Welcome, how can I help you?\nAnna: A room", "a0:Welcome, how can I help you?|u3:A room", TRUE },
    { "Zoë: Hello\nAgent: Yes?\nZoë: See https://x.org: it is there", "u0:Hello|a3:Yes?|u6:See https://x.org: it is there", TRUE },
    { "User:\nHello\nAgent:\n  Hi  ", "u0:Hello|a3:  Hi", FALSE },
    { "User: سلام 🙂\nAgent: שלום", "u0:سلام 🙂|a3:שלום", FALSE },
    { "User: only one", "u0:only one", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_text_read (cases[i].text);
      g_autofree char *turns = NULL;

      g_assert_nonnull (transcript);
      turns = describe (transcript);
      g_assert_cmpstr (turns, ==, cases[i].turns);
      g_assert_cmpint (proctor_written_transcript_get_is_guessed (transcript), ==, cases[i].is_guessed);
    }
}

static void
test_nothing (void)
{
  const char *const texts[] = { "", "\n\n", "Just a text.", "just: a text", ": x", "::::", "** **", "[00:12]", "[12:", "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_text_read (texts[i]);

      g_assert_null (transcript);
      g_assert_false (proctor_transcript_text_looks_like (texts[i]));
    }
}

static void
test_looks_like (void)
{
  g_assert_true (proctor_transcript_text_looks_like ("User: Hello\nAgent: Hi"));
  g_assert_true (proctor_transcript_text_looks_like ("Anna: Hello\nHotel: Hi\nAnna: Well"));
  g_assert_false (proctor_transcript_text_looks_like ("User: Hello"));
  g_assert_false (proctor_transcript_text_looks_like ("Price: 10\nDate: today\nPlace: here"));
  g_assert_false (proctor_transcript_text_looks_like ("What is it?\nNote this: it is mine."));
}

/* A guess can be put right. */
static void
test_speakers (void)
{
  g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_text_read ("Anna: Hello\nPaul: Hi\nAnna: Bye");
  g_autofree char *before = describe (transcript);
  g_autofree char *after = NULL;

  g_assert_cmpuint (proctor_written_transcript_get_n_speakers (transcript), ==, 2);
  g_assert_cmpstr (proctor_written_transcript_get_speaker (transcript, 1), ==, "Paul");
  g_assert_true (proctor_written_transcript_get_is_user (transcript, 0));
  g_assert_false (proctor_written_transcript_get_is_user (transcript, 1));
  g_assert_cmpstr (before, ==, "u0:Hello|a3:Hi|u6:Bye");
  proctor_written_transcript_set_is_user (transcript, 0, FALSE);
  proctor_written_transcript_set_is_user (transcript, 1, TRUE);
  after = describe (transcript);
  g_assert_cmpstr (after, ==, "a0:Hello|u3:Hi|a6:Bye");
}

/* What was copied can be pasted. */
static void
test_write (void)
{
  g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_text_read ("User: Hello\n\nthere\nAgent: Hi");
  g_autoptr (ProctorWrittenTranscript) again = NULL;
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_written_transcript_get_turns (transcript), 1);
  g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
  g_autofree char *text = proctor_transcript_text_write (proctor_written_transcript_get_turns (transcript));
  g_autofree char *with_call = NULL;
  g_autofree char *turns = NULL;

  g_assert_cmpstr (text, ==, "User: Hello\n\nthere\n\nAgent: Hi");
  again = proctor_transcript_text_read (text);
  turns = describe (again);
  g_assert_cmpstr (turns, ==, "u0:Hello\n\nthere|a3:Hi");

  proctor_tool_call_set_tool_name (call, "find_room");
  proctor_tool_call_set_params_as_json (call, "{}");
  g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_calls (turn)), call);
  with_call = proctor_transcript_text_write (proctor_written_transcript_get_turns (transcript));
  g_assert_true (g_str_has_suffix (with_call, "Agent: Hi\n→ find_room {}"));
}

/* However long and odd, it comes to an end. */
static void
test_hostile (void)
{
  const char *const patterns[] = { "A", "A:", "A: \n", "User: ", "User:\n", "*", "[", "[1:", "00:", " ", "\n", "A (", "a b c d:\n", "> ", "\xf0" };

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ProctorWrittenTranscript) transcript = NULL;

      while (text->len < 20000)
        g_string_append (text, patterns[i]);
      transcript = proctor_transcript_text_read (text->str);
      proctor_transcript_text_looks_like (text->str);
      g_assert_true (transcript == NULL || g_list_model_get_n_items (proctor_written_transcript_get_turns (transcript)) > 0);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/transcript-text/read", test_read);
  g_test_add_func ("/transcript-text/nothing", test_nothing);
  g_test_add_func ("/transcript-text/looks-like", test_looks_like);
  g_test_add_func ("/transcript-text/speakers", test_speakers);
  g_test_add_func ("/transcript-text/write", test_write);
  g_test_add_func ("/transcript-text/hostile", test_hostile);

  return g_test_run ();
}
