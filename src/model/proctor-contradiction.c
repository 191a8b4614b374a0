/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-contradiction.h"

#include <string.h>

/* A judge that writes the opposite of its verdict has judged nothing. Who is told so has to be able to rely on
 * it, so only sentences count that can hardly mean anything else. */

/* Nobody writes so much. */
#define LONGEST_TEXT (64 * 1024)

#define ADVERBS "(?:(?:therefore|thus|hence|clearly|fully|completely|indeed|all|also|damit|somit|also|klar|vollständig|alle) )*"
#define CONDITION "(?:(?:success|given|stated|test|required) )*(?:conditions?|criterion|criteria|requirements?)"
#define VERDICT "^ *(?:overall |final )?(?:verdict|result|conclusion|judge?ment|outcome|urteil|ergebnis|fazit) ?[:=] ?"

/* What says that the agent did what was asked for. */
static const char *const good[] = {
  "\\b" CONDITION " (?:is|are|was|were|has been|have been) " ADVERBS "(?:met|satisfied|fulfilled)\\b",
  "\\b(?:meets|met|satisfies|satisfied|fulfills|fulfils|fulfilled) (?:all |all of |both |every )?(?:the |this |these )?" CONDITION "\\b",
  "\\b(?:the|this) (?:test|run) (?:passes|passed|has passed|should pass|is passed|is a pass|is a success)\\b",
  VERDICT "(?:pass|passed|success|met|bestanden|erfüllt)\\b",
  "\\b(?:erfolgs)?(?:bedingung|bedingungen|kriterium|kriterien) (?:ist|sind|wurde|wurden) " ADVERBS "erfüllt\\b",
  "\\berfüllt " ADVERBS "(?:die|das|diese|alle) (?:erfolgs)?(?:bedingung|bedingungen|kriterium|kriterien)\\b(?! nicht)",
};

/* What says that it didn't. */
static const char *const bad[] = {
  "\\b" CONDITION " (?:is|are|was|were|has|have) " ADVERBS "not (?:been )?" ADVERBS "(?:met|satisfied|fulfilled)\\b",
  "\\b(?:does not|did not|doesn't|didn't|fails to|failed to) " ADVERBS "(?:meet|satisfy|fulfill|fulfil) (?:the |this |these )?" CONDITION "\\b",
  "\\b(?:the|this) (?:test|run) (?:fails|failed|has failed|should fail|is failed|is a fail|is a failure)\\b",
  VERDICT "(?:fail|failed|failure|not met|nicht bestanden|nicht erfüllt)\\b",
  "\\b(?:erfolgs)?(?:bedingung|bedingungen|kriterium|kriterien) (?:ist|sind|wurde|wurden) " ADVERBS "nicht erfüllt\\b",
  "\\berfüllt " ADVERBS "(?:die|das|diese) (?:erfolgs)?(?:bedingung|bedingungen|kriterium|kriterien) nicht\\b",
};

/* What makes a sentence say less, or something of another thing. */
static const char hedges[] = "\\b(?:if|would|could|may|might|should have|had|unless|until|whether|although|though|however|but|except|only|partly|partially|almost|nearly|part of|first part|"
                             "second part|when|once|must|needs|one of|some of|at first|initially|example|examples|similar|instead of|rather than|otherwise|normally|usually|argue|arguably|seems?|appears?|claims?|claimed|"
                             "wenn|sobald|muss|falls|würde|könnte|hätte|ob|obwohl|aber|jedoch|doch|außer|nur|teilweise|beinahe|beispiel|sonst|scheint)\\b";
static const char denials[] = "\\b(?:not|no|none|never|neither|nor|cannot|without|fail|fails|failed|failing|unable|nicht|kein|keine|keiner|keines|nie|ohne|weder)\\b|n't\\b";

static gboolean
matches (const char *pattern,
         const char *sentence)
{
  return g_regex_match_simple (pattern, sentence, G_REGEX_CASELESS, G_REGEX_MATCH_DEFAULT);
}

static gboolean
matches_any (const char *const *patterns,
             gsize n_patterns,
             const char *sentence)
{
  for (gsize i = 0; i < n_patterns; i++)
    {
      if (matches (patterns[i], sentence))
        return TRUE;
    }

  return FALSE;
}

/* 1 for what says that all was well, -1 for the opposite, 0 for what can't be relied on. */
static int
judge (const char *sentence)
{
  gboolean is_good = matches_any (good, G_N_ELEMENTS (good), sentence);
  gboolean is_bad = matches_any (bad, G_N_ELEMENTS (bad), sentence);

  if (is_good == is_bad || matches (hedges, sentence))
    return 0;
  if (is_bad)
    return -1;

  return matches (denials, sentence) ? 0 : 1;
}

static gboolean
ends_sentence (const char *p)
{
  if (*p == '\n' || *p == '!' || *p == '?')
    return TRUE;

  /* A point in a number ends nothing. */
  return (*p == '.' || *p == ';') && (p[1] == '\0' || g_ascii_isspace (p[1]));
}

/* What somebody else said is not the judge's word: it becomes a gap. Typographic apostrophes become plain ones. */
static char *
make_plain (const char *start,
            const char *end)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2019 || c == '\'')
        {
          if (!quoted)
            g_string_append_c (plain, '\'');
        }
      else if (c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x00AB || c == 0x00BB)
        {
          quoted = !quoted;
          g_string_append (plain, quoted ? " @ " : "");
        }
      else if (!quoted && c != '*')
        {
          g_string_append_unichar (plain, g_unichar_isspace (c) ? ' ' : c);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

/* The marks of a quotation that was begun in this sentence and isn't closed in it. */
static gboolean
is_within_quotes (const char *start,
                  const char *end)
{
  gboolean quoted = FALSE;

  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '"' || c == 0x00AB || c == 0x00BB)
        quoted = !quoted;
      else if (c == 0x201C || c == 0x201E)
        quoted = c == 0x201C ? !quoted : TRUE;
      else if (c == 0x201D)
        quoted = FALSE;
    }

  return quoted;
}

/**
 * proctor_contradiction_find:
 * @outcome: how a run ended, or one of its criteria
 * @text: (nullable): why, as the judge says
 * @where: (out) (optional): the sentence that says the opposite
 *
 * Looks for a sentence that plainly says the opposite of the verdict. Where the text says both, or where a sentence
 * is bound to a condition, nothing is found.
 *
 * Returns: whether there is such a sentence
 */
gboolean
proctor_contradiction_find (ProctorOutcome outcome,
                            const char *text,
                            ProctorTextRange *where)
{
  int verdict = outcome == PROCTOR_OUTCOME_PASSED ? 1 : -1;
  const char *start = text;
  gboolean found = FALSE;

  if (text == NULL || (outcome != PROCTOR_OUTCOME_PASSED && outcome != PROCTOR_OUTCOME_FAILED) || strlen (text) > LONGEST_TEXT || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  while (*start != '\0')
    {
      const char *end = start;
      g_autofree char *plain = NULL;
      int said;

      while (*end != '\0' && !(ends_sentence (end) && (*end == '\n' || !is_within_quotes (start, end))))
        end = g_utf8_next_char (end);
      plain = make_plain (start, end);
      said = judge (plain);
      if (said == verdict)
        return FALSE;
      if (said == -verdict && !found)
        {
          found = TRUE;
          if (where != NULL)
            *where = (ProctorTextRange) { (guint) (start - text), (guint) (end - text) };
        }
      start = *end != '\0' ? end + 1 : end;
      while (g_ascii_isspace (*start))
        start++;
    }

  return found;
}
