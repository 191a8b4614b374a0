/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking.h"

#include <string.h>

#include "proctor-conversation.h"
#include "proctor-initiation-data.h"
#include "proctor-testing.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-variable.h"

typedef struct
{
  const char *text;
  const char *masked;
} Case;

static char *
mask (const char *text)
{
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();

  proctor_masking_find_in_text (masking, text);

  return proctor_masking_mask_text (masking, text);
}

static void
check (const Case *cases,
       gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *masked = mask (cases[i].text);

      const char *expected = cases[i].masked != NULL ? cases[i].masked : cases[i].text;

      g_assert_cmpstr (masked, ==, expected);
    }
}

static void
test_names (void)
{
  const Case cases[] = {
    { "My name is Anna Schmidt.", "My name is Alex Example." },
    { "my name is anna schmidt and i need a room", "my name is Alex Example and i need a room" },
    { "Hi, this is Peter. Peter again!", "Hi, this is Alex. Alex again!" },
    { "I’m Zoë O'Brien, and Zoë’s brother is Tim.", "I’m Alex Example, and Alex’s brother is Tim." },
    { "MY NAME IS ANNA. I'M CALLING ABOUT MY ROOM.", "MY NAME IS Alex. I'M CALLING ABOUT MY ROOM." },
    { "Good morning Mr. Miller, how are you?", "Good morning Mr. Example, how are you?" },
    { "hello mr smith", "hello mr Example" },
    { "Dr. Anna Meyer will call. Frau Meyer, bitte.", "Dr. Alex Example will call. Frau Example, bitte." },
    { "Mein Name ist Jürgen von der Heide, Herr von der Heide.", "Mein Name ist Alex Example, Herr von der Example." },
    { "Ich heiße Ayşe. Ayşes Zimmer.", "Ich heiße Alex. Alexs Zimmer." },
    { "Hallo Anna, hier spricht Paul Weber.", "Hallo Alex, hier spricht Robin Sample." },
    { "Ich bin Maria Lopez. Hallo Maria!", "Ich bin Alex Example. Hallo Alex!" },
    { "I'm Anna Schmidt. I'm Anna Meyer. Anna Meyer and Anna Schmidt.", "I'm Alex Example. I'm Robin Sample. Robin Sample and Alex Example." },
    { "Name: Kim Lee. Thanks, Kim.", "Name: Alex Example. Thanks, Alex." },
    { "My name is Will Stone. Will you help? Ask Will.", "My name is Alex Example. Will you help? Ask Alex." },
    { "Thank you Ms. Rose. A rose is a rose.", "Thank you Ms. Example. A rose is a rose." },
    { "I am 王伟, 王伟.", "I am Alex, Alex." },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* What looks a little like a name and is none. */
static void
test_no_names (void)
{
  const Case cases[] = {
    { "I'm fine. I'm Calling about Monday.", NULL },
    { "This is the Harbour Hotel. This is Harbour Hotel.", NULL },
    { "Hello! How can I help? Thanks, Great.", NULL },
    { "Hello Can you help me", NULL },
    { "Ich bin Kunde bei Ihnen. Ich bin Lehrer an einer Schule.", NULL },
    { "Danke, Doppelzimmer bitte. Liebe Grüße", NULL },
    { "My name is spelled wrong. Mein Name ist falsch.", NULL },
    { "Welcome to Berlin. Dear Sir or Madam, Sehr geehrte Damen und Herren", NULL },
    { "", NULL },
    { "🙂 \xcc\x81 ' - ' I'm", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_addresses (void)
{
  const Case cases[] = {
    { "Write to anna.schmidt@hotel.co.uk, or ANNA.SCHMIDT@HOTEL.CO.UK.", "Write to person1@example.com, or person1@example.com." },
    { "<müller@büro.example> and a+b@c-d.org!", "<person1@example.com> and person2@example.com!" },
    { "My name is Anna. anna@x.org", "My name is Alex. person1@example.com" },
    { "https://x.org/?mail=a@b.de&n=1", "https://x.org/?mail=person1@example.com&n=1" },
    { "@home a@b 3@4.5 @@@ me@ x@.y .@.", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_numbers (void)
{
  const Case cases[] = {
    { "Call +1 (212) 867-5309.", "Call +1 (555) 555-0100." },
    { "+49 171 1234567 or 0171/1234567 or 0049 171 1234567", "+49 555 5550100 or 0555/5550100 or 0049 555 5550100" },
    { "06 12 34 56 78 and 06.12.34.56.78 12 times", "05 55 55 01 00 and 05.55.55.01.00 12 times" },
    { "212-867-5309", "555-555-0100" },
    { "my phone number is 8675309", "my phone number is 5550100" },
    { "+1 212 867 5309 12 rooms", "+1 555 555 0100 12 rooms" },
    { "Card 4111 1111 1111 1111 12/26, again 4111-1111-1111-1111", "Card 4242 4242 4242 4242 12/26, again 4242-4242-4242-4242" },
    { "3782 822463 10005; 5105105105105100", "3782 822463 10005; 5555555555000018" },
    { "IBAN DE89 3704 0044 0532 0130 00 please", "IBAN DE09 0000 0000 0000 0000 01 please" },
    { "de89370400440532013000", "DE09000000000000000001" },
    { "My account number is 12345678. 12345678!", "My account number is 00000001. 00000001!" },
    { "Kontonummer 1234567890", "Kontonummer 0000000001" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_no_numbers (void)
{
  const Case cases[] = {
    { "2026-11-21, 21.11.2026, 01.02.2026 10 Uhr, 05/12/24, 09:30", NULL },
    { "0.123456789 and 1,234.56 and 3.14159265358", NULL },
    { "order number 12345678901 and room 101 102 103", NULL },
    { "conv_4111111111111111 a4111111111111111", NULL },
    { "1234 5678 9012 3456", NULL },
    { "+ ( (( +( 1( -5 ++", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* JSON stays what it is, but for what is in its strings. */
static void
test_json (void)
{
  const Case cases[] = {
    { "{\"guest_name\": \"Anna Schmidt\", \"note\": \"Anna is late\"}", "{\"guest_name\": \"Alex Example\", \"note\": \"Alex is late\"}" },
    { "{\"phone\":\"8675309\",\"n\":8675309}", "{\"phone\":\"5550100\",\"n\":8675309}" },
    { "[\"\\u0061nna@x.org\", \"a\\\"b@c.de\\n\"]", "[\"person1@example.com\", \"a\\\"person2@example.com\\n\"]" },
    { "{\"b@c.de\": \"b@c.de\"}", "{\"b@c.de\": \"person1@example.com\"}" },
    { "{\"body\":\"{\\\"mail\\\":\\\"a@b.de\\\"}\"}", "{\"body\":\"{\\\"mail\\\":\\\"person1@example.com\\\"}\"}" },
    { "{\"lone\":\"\\ud800 a@b.de\"}", "{\"lone\":\"\\ud800 person1@example.com\"}" },
    { "{\"name\":\"Deluxe Suite\",\"first_name\":\"find_room\"}", NULL },
    { "{\"text\":\"\\u00fc\\ud83d\\ude42\"}", NULL },
    /* No JSON, so it is text. */
    { "{\"a@b.de\": \"", "{\"person1@example.com\": \"" },
    { "[}", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

/* What was found in one text is masked in all, and what is switched off in none. */
static void
test_switches (void)
{
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();
  GListModel *masks = proctor_masking_get_masks (masking);
  g_autoptr (ProctorMask) name = NULL;
  g_autoptr (ProctorMask) address = NULL;
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;
  g_autofree char *none = NULL;

  proctor_masking_find_in_text (masking, "Hello Anna");
  proctor_masking_find_in_text (masking, "I'm Anna Schmidt, a@b.de");
  g_assert_cmpuint (g_list_model_get_n_items (masks), ==, 2);
  name = g_list_model_get_item (masks, 0);
  address = g_list_model_get_item (masks, 1);
  g_assert_cmpstr (proctor_mask_get_text (name), ==, "Anna Schmidt");
  g_assert_cmpstr (proctor_mask_get_replacement (name), ==, "Alex Example");
  g_assert_cmpint (proctor_mask_get_kind (address), ==, PROCTOR_MASK_EMAIL);

  all = proctor_masking_mask_text (masking, "Anna, a@b.de");
  g_assert_cmpstr (all, ==, "Alex, person1@example.com");
  proctor_mask_set_enabled (name, FALSE);
  one = proctor_masking_mask_text (masking, "Anna, a@b.de");
  g_assert_cmpstr (one, ==, "Anna, person1@example.com");
  proctor_masking_set_kind_enabled (masking, PROCTOR_MASK_EMAIL, FALSE);
  none = proctor_masking_mask_text (masking, "Anna, a@b.de");
  g_assert_cmpstr (none, ==, "Anna, a@b.de");
}

/* Somebody's own words stand there instead, in JSON as well, and of a name that is said in part their part. */
static void
test_wording (void)
{
  const struct
  {
    const char *text;
    const char *masked;
  } cases[] = {
    { "Anna Schmidt's here, Anna. Mrs Schmidt, a@b.de, +49 170 1234567", "Zoë \"Z\" Quill's here, Zoë. Mrs Quill, post\\office, (none)" },
    { "{\"body\":\"{\\\"mail\\\":\\\"a@b.de\\\"}\",\"who\":\"Anna Schmidt\"}", "{\"body\":\"{\\\"mail\\\":\\\"post\\\\\\\\office\\\"}\",\"who\":\"Zoë \\\"Z\\\" Quill\"}" },
    { "{\"lone\":\"\\ud800 a@b.de\"}", "{\"lone\":\"\\ud800 post\\\\office\"}" },
  };
  const char *const wordings[] = { "Zoë \"Z\" Quill", "post\\office", "(none)" };
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();
  GListModel *masks = proctor_masking_get_masks (masking);
  g_autoptr (ProctorMask) name = NULL;
  g_autofree char *again = NULL;

  proctor_masking_find_in_text (masking, "I'm Anna Schmidt, a@b.de, my phone number is +49 170 1234567");
  g_assert_cmpuint (g_list_model_get_n_items (masks), ==, G_N_ELEMENTS (wordings));
  for (guint i = 0; i < G_N_ELEMENTS (wordings); i++)
    {
      g_autoptr (ProctorMask) mask = g_list_model_get_item (masks, i);

      g_object_set (mask, "wording", wordings[i], NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *masked = proctor_masking_mask_text (masking, cases[i].text);

      g_assert_cmpstr (masked, ==, cases[i].masked);
    }

  name = g_list_model_get_item (masks, 0);
  proctor_mask_set_wording (name, "Zoë");
  again = proctor_masking_mask_text (masking, "Anna Schmidt and Schmidt");
  g_assert_cmpstr (again, ==, "Zoë and Zoë");
  proctor_mask_set_wording (name, "");
  g_assert_null (proctor_mask_get_wording (name));
  proctor_mask_set_wording (name, proctor_mask_get_replacement (name));
  g_assert_null (proctor_mask_get_wording (name));
}

static ProctorTurn *
add_turn (ProctorConversation *conversation,
          const char *message)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, "user");
  proctor_turn_set_message (turn, message);
  g_list_store_append (G_LIST_STORE (proctor_conversation_get_transcript (conversation)), turn);

  return turn;
}

/* All that a conversation says is gone through, but for what only identifies something. */
static void
test_records (void)
{
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();
  g_autoptr (ProctorConversation) conversation = proctor_conversation_new ();
  g_autoptr (ProctorInitiationData) data = proctor_initiation_data_new ();
  g_autoptr (ProctorVariable) variable = proctor_variable_new ();
  g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
  g_autoptr (ProctorToolResult) answer = proctor_tool_result_new ();
  g_autoptr (ProctorMask) mask = NULL;
  ProctorTurn *turn;

  proctor_conversation_set_conversation_id (conversation, "conv_a@b.de");
  proctor_variable_set_key (variable, "user_name");
  proctor_variable_set_value (variable, "\"Anna Schmidt\"");
  g_list_store_append (G_LIST_STORE (proctor_initiation_data_get_dynamic_variables (data)), variable);
  proctor_conversation_set_conversation_initiation_client_data (conversation, data);
  turn = add_turn (conversation, "Anna here");
  proctor_tool_call_set_tool_name (call, "Anna");
  proctor_tool_call_set_params_as_json (call, "{\"who\":\"Anna Schmidt\",\"mail\":\"a@b.de\"}");
  g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_calls (turn)), call);
  proctor_tool_result_set_result_value (answer, "booked for Anna");
  g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_results (turn)), answer);

  proctor_masking_find_in_record (masking, PROCTOR_RECORD (conversation));
  proctor_masking_count_in_record (masking, PROCTOR_RECORD (conversation));
  proctor_masking_count_in_record (masking, PROCTOR_RECORD (conversation));
  mask = g_list_model_get_item (proctor_masking_get_masks (masking), 0);
  for (guint i = 0; proctor_mask_get_kind (mask) != PROCTOR_MASK_NAME; i++)
    {
      g_clear_object (&mask);
      mask = g_list_model_get_item (proctor_masking_get_masks (masking), i);
    }
  g_assert_cmpuint (proctor_mask_get_count (mask), ==, 4);

  proctor_masking_mask_record (masking, PROCTOR_RECORD (conversation));
  g_assert_cmpstr (proctor_conversation_get_conversation_id (conversation), ==, "conv_a@b.de");
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "\"Alex Example\"");
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "Alex here");
  g_assert_cmpstr (proctor_tool_call_get_tool_name (call), ==, "Anna");
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (call), ==, "{\"who\":\"Alex Example\",\"mail\":\"person1@example.com\"}");
  g_assert_cmpstr (proctor_tool_result_get_result_value (answer), ==, "booked for Alex");
}

/* However long and however odd, it comes to an end, and soon: what takes the square of its length would
 * not, within the time a test has. */
static void
test_hostile (void)
{
  const char *const patterns[] = {
    "a",
    "@",
    "a@",
    "a@b.",
    "1",
    "1 ",
    "+",
    "(",
    "+1-",
    "DE89 ",
    "DE89",
    "I'm Anna ",
    "my name is ",
    "Dr. ",
    "Anna-",
    "{",
    "[\"",
    "\\",
    "\"",
    "{\"a\":\"",
    "é",
    "\xff",
    "I'm A. B. C. ",
    "von der ",
    "card 4242 4242 4242 424",
  };
  const gsize length = 10 * 1024 * 1024;

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      gsize pattern_length = strlen (patterns[i]);
      gsize n = (g_test_slow () ? length : length / 40) / pattern_length;
      g_autoptr (GString) text = g_string_sized_new (length);
      g_autofree char *masked = NULL;

      for (gsize j = 0; j < n; j++)
        g_string_append_len (text, patterns[i], (gssize) pattern_length);
      masked = mask (text->str);
      g_assert_true (g_utf8_validate (masked, -1, NULL));
    }
}

/* Many people stay apart. */
static void
test_many (void)
{
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();
  g_autoptr (GHashTable) replacements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *masks = proctor_masking_get_masks (masking);

  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = g_strdup_printf ("I'm X%c%c Y%c%c, %u@b.de, +49 171 %07u.", 'a' + i / 26, 'a' + i % 26, 'a' + i / 26, 'a' + i % 26, i, i * 7919);

      proctor_masking_find_in_text (masking, text);
    }
  g_assert_cmpuint (g_list_model_get_n_items (masks), ==, 1500);
  for (guint i = 0; i < 1500; i++)
    {
      g_autoptr (ProctorMask) one = g_list_model_get_item (masks, i);

      g_assert_true (g_hash_table_add (replacements, g_strdup (proctor_mask_get_replacement (one))));
    }
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/masking/names", test_names);
  g_test_add_func ("/masking/no-names", test_no_names);
  g_test_add_func ("/masking/addresses", test_addresses);
  g_test_add_func ("/masking/numbers", test_numbers);
  g_test_add_func ("/masking/no-numbers", test_no_numbers);
  g_test_add_func ("/masking/json", test_json);
  g_test_add_func ("/masking/switches", test_switches);
  g_test_add_func ("/masking/wording", test_wording);
  g_test_add_func ("/masking/records", test_records);
  g_test_add_func ("/masking/hostile", test_hostile);
  g_test_add_func ("/masking/many", test_many);

  return g_test_run ();
}
