/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-found-run-private.h"

#include <string.h>

/* What the history puts around what was found. */
#define BEGIN '\002'
#define END '\003'

/**
 * ProctorFoundRun:
 *
 * A run in which something was said that somebody looks for.
 */
struct _ProctorFoundRun
{
  GObject parent_instance;

  /* Owned */
  ProctorHistoryHit *hit;
};

G_DEFINE_FINAL_TYPE (ProctorFoundRun, proctor_found_run, G_TYPE_OBJECT)

static void
proctor_found_run_finalize (GObject *object)
{
  proctor_history_hit_free (PROCTOR_FOUND_RUN (object)->hit);

  G_OBJECT_CLASS (proctor_found_run_parent_class)->finalize (object);
}

static void
proctor_found_run_class_init (ProctorFoundRunClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_found_run_finalize;
}

static void
proctor_found_run_init (ProctorFoundRun *self)
{
}

/**
 * proctor_found_run_new:
 * @hit: (transfer full): what the history has found
 *
 * Returns: (transfer full): the same for views
 */
ProctorFoundRun *
proctor_found_run_new (ProctorHistoryHit *hit)
{
  ProctorFoundRun *self = g_object_new (PROCTOR_TYPE_FOUND_RUN, NULL);

  self->hit = hit;

  return self;
}

/**
 * proctor_found_run_get_invocation_id:
 * @self: what was found
 *
 * Returns: the invocation that it is in
 */
const char *
proctor_found_run_get_invocation_id (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  return self->hit->invocation_id;
}

/**
 * proctor_found_run_get_run_id:
 * @self: what was found
 *
 * Returns: (nullable): the run
 */
const char *
proctor_found_run_get_run_id (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  return self->hit->run_id;
}

/**
 * proctor_found_run_get_test_name:
 * @self: what was found
 *
 * Returns: (nullable): what the test was called then
 */
const char *
proctor_found_run_get_test_name (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  return self->hit->test_name;
}

/**
 * proctor_found_run_get_agent_id:
 * @self: what was found
 *
 * Returns: (nullable): whose run it was
 */
const char *
proctor_found_run_get_agent_id (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  return self->hit->agent_id;
}

/**
 * proctor_found_run_get_outcome:
 * @self: what was found
 *
 * Returns: how the run ended
 */
ProctorOutcome
proctor_found_run_get_outcome (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), PROCTOR_OUTCOME_PENDING);

  return self->hit->outcome;
}

/**
 * proctor_found_run_get_at:
 * @self: what was found
 *
 * Returns: when the run ended, in seconds since 1970
 */
gint64
proctor_found_run_get_at (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), 0);

  return self->hit->at;
}

/**
 * proctor_found_run_get_review:
 * @self: what was found
 *
 * Returns: (transfer none) (nullable): what a person has decided of the run
 */
const ProctorReview *
proctor_found_run_get_review (ProctorFoundRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  return self->hit->review;
}

/* What was said stands in a line of its own each; a row has no room for that. */
static char *
dup_in_one_line (ProctorFoundRun *self)
{
  g_autofree char *valid = g_utf8_make_valid (self->hit->snippet != NULL ? self->hit->snippet : "", -1);

  return g_strdelimit (g_steal_pointer (&valid), "\n", ' ');
}

/**
 * proctor_found_run_dup_text:
 * @self: what was found
 *
 * Returns: (transfer full): the words around it
 */
char *
proctor_found_run_dup_text (ProctorFoundRun *self)
{
  g_autofree char *line = NULL;
  GString *text;

  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  line = dup_in_one_line (self);
  text = g_string_new (NULL);
  for (const char *p = line; *p != '\0'; p++)
    if (*p != BEGIN && *p != END)
      g_string_append_c (text, *p);

  return g_string_free (text, FALSE);
}

/**
 * proctor_found_run_dup_words:
 * @self: what was found
 *
 * Returns: (transfer full): the first words that were found, as they stand there beside each other; empty
 *   if no word was looked for
 */
char *
proctor_found_run_dup_words (ProctorFoundRun *self)
{
  g_autofree char *line = NULL;
  GString *words;
  const char *p;

  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  line = dup_in_one_line (self);
  words = g_string_new (NULL);
  p = strchr (line, BEGIN);
  while (p != NULL)
    {
      gsize length = strcspn (++p, "\003");
      gsize between;

      g_string_append_len (words, p, (gssize) length);
      p += length;
      if (*p == '\0')
        break;
      between = strspn (++p, " ");
      if (p[between] != BEGIN)
        break;
      g_string_append_len (words, p, (gssize) between);
      p += between;
    }

  return g_string_free (words, FALSE);
}

/**
 * proctor_found_run_dup_markup:
 * @self: what was found
 *
 * Returns: (transfer full): the words around it as Pango markup, in which it is bold
 */
char *
proctor_found_run_dup_markup (ProctorFoundRun *self)
{
  g_autofree char *line = NULL;
  GString *markup;
  gboolean is_bold = FALSE;

  g_return_val_if_fail (PROCTOR_IS_FOUND_RUN (self), NULL);

  line = dup_in_one_line (self);
  markup = g_string_new (NULL);
  for (const char *p = line; *p != '\0';)
    {
      gsize length = strcspn (p, "\002\003");
      g_autofree char *escaped = g_markup_escape_text (p, (gssize) length);

      g_string_append (markup, escaped);
      p += length;
      if (*p == '\0')
        break;
      if ((*p == BEGIN) != is_bold)
        g_string_append (markup, is_bold ? "</b>" : "<b>");
      is_bold = *p == BEGIN;
      p++;
    }
  if (is_bold)
    g_string_append (markup, "</b>");

  return g_string_free (markup, FALSE);
}
