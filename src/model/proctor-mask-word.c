/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-mask-word.h"

#include <string.h>

/* Words of one kind, separated by spaces. */
typedef struct
{
  ProctorMaskWordFlags flags;
  const char *words;
} Words;

/* What stands after a greeting or "I'm" with a capital letter and is no name. German writes all its nouns
 * with one, so these are the ones that people say they are. */
static const Words all_words[] = {
  { PROCTOR_MASK_WORD_STOP,
    "a about actually afraid am like live book booked after again ah alright all already also always an and any anybody anyone are as at back because been before being both but by "
    "calling can can't cannot check checking come could customer dear did do does doing don't done everybody everyone excited finally fine for from friend "
    "friends get getting glad good goodbye great guest guys had happy has have having hello help her here hey hi his hmm how i i'd i'll i'm i've if im in "
    "interested is isn't it it's its just ladies let let's listed looking ma'am madam maam maybe me misspelled more my myself need never new nice no nobody not "
    "nothing now of off oh ok okay on one only or our out over perfect please ready really right sir so some somebody someone sorry speaking spelled still "
    "sure team tell thank thanks that that's the their then there there's these they this those to today tomorrow tonight too trying under unknown very wait "
    "want was we we'll we're we've welcome well were what what's when where which who who's why will with wonderful world would wrong yeah yep yes yesterday "
    "you you'd you'll you're you've your yours "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december "
    "american british canadian english french german italian spanish dutch swiss austrian european indian chinese japanese vegan vegetarian "
    "aber alle alles als also am an auch auf aus bei beim bin bis bitte da damit danke dann das dass dein deine dem den denn der des die dies diese dieser "
    "doch du ein eine einen einer eines er es euch falsch freue für ganz gast gäste geht gerne gibt grüße gruß gut gute guten guter gutes hab habe haben "
    "hallo hat heute hier hilfe ich ihm ihn ihnen ihr ihre ihren im in is ist ja jetzt kann kein keine klar können könnte könnten kunde kunden kundin "
    "leider mal man mein meine mich mir mit mitglied morgen möchte möchten müssen nach natürlich nein neukunde neukundin nicht nichts noch nun nur ob oder "
    "ok patient patientin perfekt richtig schon schön sehr sehr sein seine sich sie sind sofort sollte student studentin super team tschüss über um und uns "
    "unter viel viele vielen vom von vor war warum was weil welche wem wen wenn wer werde wie wieder willkommen wir wird wo wollte würde zu zum zur zunächst "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember "
    "deutscher deutsche österreicher österreicherin schweizer schweizerin abonnent abonnentin mieter mieterin vermieter inhaber inhaberin vater mutter "
    "vegetarier vegetarierin veganer veganerin herren damen zusammen leute welt nachbar nachbarin kollege kollegin kollegen rentner rentnerin" },
  { PROCTOR_MASK_WORD_TITLE, "mr mrs ms mx miss mister dr prof professor doctor doktor herr herrn frau fräulein hr fr" },
  { PROCTOR_MASK_WORD_PARTICLE, "van von vom zu zur der den de del della di da dos du la le el bin ibn al ten ter af" },
  { PROCTOR_MASK_WORD_ORGANISATION,
    "hotel inn hostel resort clinic klinik hospital krankenhaus praxis bank sparkasse support service services airline airlines airways insurance versicherung "
    "gmbh ag kg ug inc ltd llc plc corp corporation company group gruppe restaurant café cafe store shop center centre zentrum office university school "
    "assistant assistent assistentin agent bot rezeption reception desk hotline customer kundenservice kundendienst department abteilung" },
  { PROCTOR_MASK_WORD_COMMON,
    "will may mark bill grace hope rose art rich frank faith joy guy rob sue pat chase drew dawn april june summer autumn grant dale dean earl ray sunny "
    "max ernst kai mai wolf stern klein gross groß kurz lang jung neu weiß weiss schwarz roth braun vogel koch müller schneider fischer bauer winter sommer "
    "young long short white black brown green baker cook hunter king page park price stone wood bush bell day field ford hall hill lane love more moon "
    "banks best case cash church cross early english fish fox golden holiday house little major marsh rice small street way west wise" },
  { PROCTOR_MASK_WORD_PHONE,
    "phone telephone mobile cell cellphone landline fax call dial reach text whatsapp telefon telefonnummer handy handynummer rufnummer mobilnummer "
    "festnetz festnetznummer anrufen erreichen rückruf zurückrufen durchwahl mobil" },
  { PROCTOR_MASK_WORD_ACCOUNT, "account acct iban konto kontonummer bankverbindung bankkonto routing bankleitzahl blz" },
  { PROCTOR_MASK_WORD_CARD, "card visa mastercard amex kreditkarte kartennummer kreditkartennummer karte" },
  { PROCTOR_MASK_WORD_OTHER,
    "order booking reservation confirmation ticket case reference ref invoice tracking item room flight customer member bestellung bestellnummer buchung "
    "buchungsnummer reservierung auftrag auftragsnummer rechnung rechnungsnummer vorgang vorgangsnummer kundennummer zimmer flug sendung sendungsnummer" },
};

static GHashTable *
make_table (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all_words); i++)
    {
      g_auto (GStrv) words = g_strsplit (all_words[i].words, " ", -1);

      for (gsize j = 0; words[j] != NULL; j++)
        {
          guint flags = GPOINTER_TO_UINT (g_hash_table_lookup (table, words[j]));

          g_hash_table_insert (table, g_strdup (words[j]), GUINT_TO_POINTER (flags | (guint) all_words[i].flags));
        }
    }

  return table;
}

/* Apostrophes come in two shapes. Returns the length of the one at text. */
static gsize
count_apostrophe (const char *text,
                  const char *end)
{
  if (*text == '\'')
    return 1;
  if (end - text >= 3 && memcmp (text, "\342\200\231", 3) == 0)
    return 3;

  return 0;
}

static gboolean
is_letter (gunichar character)
{
  return g_unichar_isalpha (character) || g_unichar_ismark (character);
}

static gboolean
begins_with_letter (const char *text,
                    const char *end)
{
  return text < end && is_letter (g_utf8_get_char (text));
}

/* An apostrophe, a hyphen, a digit or an underscore belongs to a word that goes on after it. */
static gsize
count_joint (const char *text,
             const char *end)
{
  gsize length = count_apostrophe (text, end);

  if (length == 0 && *text == '-')
    length = 1;
  if (length > 0)
    return begins_with_letter (text + length, end) ? length : 0;

  return g_ascii_isdigit (*text) || *text == '_' ? 1 : 0;
}

/* Appends a character in small letters, as long as there is room. */
static void
fold (ProctorMaskWord *word,
      gsize *length,
      gunichar character)
{
  char small[6];
  gint n = g_unichar_to_utf8 (g_unichar_tolower (character), small);

  if (*length + (gsize) n <= PROCTOR_MASK_WORD_MOST)
    memcpy (word->folded + *length, small, (gsize) n);
  *length += (gsize) n;
}

/**
 * proctor_mask_word_read:
 * @text: where a word may begin; valid UTF-8
 * @end: the end of the text
 * @word: return location for it
 *
 * Returns: whether there is a word
 */
gboolean
proctor_mask_word_read (const char *text,
                        const char *end,
                        ProctorMaskWord *word)
{
  const char *position = text;
  gsize folded_length = 0;
  guint n_upper = 0;
  gboolean has_lower = FALSE;

  if (!begins_with_letter (text, end))
    return FALSE;

  word->start = text;
  word->is_capital = !g_unichar_islower (g_utf8_get_char (text));
  while (position < end)
    {
      gunichar character = g_utf8_get_char (position);
      gsize joint = is_letter (character) ? 0 : count_joint (position, end);

      if (joint > 0)
        {
          fold (word, &folded_length, joint == 3 ? '\'' : character);
          position += joint;
          continue;
        }
      if (!is_letter (character))
        break;
      if (g_unichar_isupper (character))
        n_upper++;
      else
        has_lower = TRUE;
      fold (word, &folded_length, character);
      position = g_utf8_next_char (position);
    }

  word->end = position;
  word->is_upper = n_upper > 1 && !has_lower;
  word->folded[folded_length <= PROCTOR_MASK_WORD_MOST ? folded_length : 0] = '\0';

  return TRUE;
}

/**
 * proctor_mask_word_get_flags:
 * @folded: a word in small letters
 *
 * Returns: what is known of it
 */
ProctorMaskWordFlags
proctor_mask_word_get_flags (const char *folded)
{
  static gsize table = 0;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) make_table ());

  return (ProctorMaskWordFlags) GPOINTER_TO_UINT (g_hash_table_lookup ((GHashTable *) table, folded));
}

/**
 * proctor_mask_word_expect:
 * @folded: a word in small letters
 * @before: what the words before it let one expect
 *
 * Returns: which kind of number may follow
 */
ProctorMaskNumberKind
proctor_mask_word_expect (const char *folded,
                          ProctorMaskNumberKind before)
{
  ProctorMaskWordFlags flags = proctor_mask_word_get_flags (folded);

  if (flags & PROCTOR_MASK_WORD_OTHER)
    return PROCTOR_MASK_NUMBER_NONE;
  if (flags & PROCTOR_MASK_WORD_PHONE)
    return PROCTOR_MASK_NUMBER_PHONE;
  if (flags & PROCTOR_MASK_WORD_CARD)
    return PROCTOR_MASK_NUMBER_CARD;
  if (flags & PROCTOR_MASK_WORD_ACCOUNT)
    return PROCTOR_MASK_NUMBER_ACCOUNT;

  return before;
}

/* "guestName", "guest_name" and "Guest-Name" are the same. */
static void
fold_key (const char *key,
          char *folded,
          gsize size)
{
  gsize n = 0;

  for (const char *position = key; *position != '\0' && n + 1 < size; position++)
    {
      if (*position != '_' && *position != '-' && *position != ' ' && *position != '.')
        folded[n++] = g_ascii_tolower (*position);
    }
  folded[n] = '\0';
}

/**
 * proctor_mask_key_is_name:
 * @key: what a value is called
 * @is_variable: whether it is a dynamic variable, where "name" is a person's
 *
 * Returns: whether the value is a person's name, if it looks like one
 */
gboolean
proctor_mask_key_is_name (const char *key,
                          gboolean is_variable)
{
  static const char *const keys[] = { "firstname", "lastname", "fullname", "surname", "givenname", "familyname", "middlename", "customer", "guest", "caller", "patient", "passenger", "recipient", "cardholder", "cardholdername", "vorname", "nachname", "familienname", "kundenname", "kunde", "gast", NULL };
  static const char *const persons[] = { "customer", "guest", "caller", "contact", "patient", "person", "passenger", "recipient", "client", "holder", "owner", "traveler", "traveller", "member", NULL };
  char folded[40];

  fold_key (key, folded, sizeof folded);
  if (g_strv_contains (keys, folded))
    return TRUE;
  if (is_variable && (g_str_equal (folded, "name") || g_str_equal (folded, "username") || g_str_equal (folded, "user")))
    return TRUE;
  if (!g_str_has_suffix (folded, "name"))
    return FALSE;

  for (gsize i = 0; persons[i] != NULL; i++)
    {
      if (strstr (folded, persons[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_mask_key_expect:
 * @key: what a value is called
 *
 * Returns: which kind of number the value may be
 */
ProctorMaskNumberKind
proctor_mask_key_expect (const char *key)
{
  char folded[40];

  fold_key (key, folded, sizeof folded);
  if (strstr (folded, "phone") != NULL || strstr (folded, "mobile") != NULL || strstr (folded, "telefon") != NULL || strstr (folded, "handy") != NULL || g_str_equal (folded, "tel") || g_str_equal (folded, "fax") || strstr (folded, "callerid") != NULL || strstr (folded, "callednumber") != NULL)
    return PROCTOR_MASK_NUMBER_PHONE;
  if (strstr (folded, "iban") != NULL || strstr (folded, "accountn") != NULL || strstr (folded, "konton") != NULL || strstr (folded, "routing") != NULL)
    return PROCTOR_MASK_NUMBER_ACCOUNT;
  if (strstr (folded, "cardn") != NULL || strstr (folded, "kartenn") != NULL)
    return PROCTOR_MASK_NUMBER_CARD;

  return PROCTOR_MASK_NUMBER_NONE;
}
