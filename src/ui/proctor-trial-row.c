/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-trial-row.h"

#include <glib/gi18n.h>

/**
 * ProctorTrialRow:
 *
 * How something went that tests need of a model, and what that means for tests.
 */
struct _ProctorTrialRow
{
  AdwActionRow parent_instance;

  /* Owned by the row, as its child */
  GtkImage *icon;
};

G_DEFINE_FINAL_TYPE (ProctorTrialRow, proctor_trial_row, ADW_TYPE_ACTION_ROW)

/* How a server says that it went, what shows that, and its word, which is also what says it to
 * those who don't see it. */
static const struct
{
  const char *status;
  const char *icon_name;
  const char *style_class;
  const char *word;
} looks[] = {
  { "works", "object-select-symbolic", "success", N_ ("Works") },
  { "partly", "dialog-warning-symbolic", "warning", N_ ("Works in Part") },
  { "fails", "dialog-error-symbolic", "error", N_ ("Doesn't Work") },
  /* Of what is newer than this program nothing can be said. */
  { NULL, "dialog-question-symbolic", "dimmed", N_ ("Not Tried") },
};

/* What to do about it. */
static const struct
{
  const char *code;
  const char *advice;
} advice[] = {
  { "network", N_ ("Start the server, or check the address.") },
  { "tls", N_ ("If it is a server of your own, this computer has to know its certificate.") },
  { "key", N_ ("Check the key. It may be another server's, or have run out.") },
  { "model", N_ ("Choose one that the server has.") },
  { "context", N_ ("Start the server with a larger context, or choose a model that has one.") },
  { "tools", N_ ("Choose a model that can use tools, and start the server so that it may.") },
  { "busy", N_ ("Try again in a moment.") },
  { "timeout", N_ ("Try again: the model may have had to be loaded first.") },
  { "no_call", N_ ("A larger model may do better.") },
  { "bad_call", N_ ("A larger model may do better.") },
  { "unusable", N_ ("Another model may do better.") },
  { "silent", N_ ("Another model may do better.") },
};

static gsize
find_look (const char *status)
{
  gsize i = 0;

  while (looks[i].status != NULL && g_strcmp0 (looks[i].status, status) != 0)
    i++;

  return i;
}

static const char *
find_advice (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (advice); i++)
    {
      if (g_strcmp0 (advice[i].code, code) == 0)
        return gettext (advice[i].advice);
    }

  return NULL;
}

static const char *
get_name (ProctorTrialKind kind)
{
  switch (kind)
    {
    case PROCTOR_TRIAL_CHAT:
      return _ ("Conversation");
    case PROCTOR_TRIAL_TOOLS:
      return _ ("Tools");
    case PROCTOR_TRIAL_SCHEMA:
      return _ ("Verdicts");
    }

  g_assert_not_reached ();
}

/* What it means that all is well. */
static const char *
get_gain (ProctorTrialKind kind)
{
  switch (kind)
    {
    case PROCTOR_TRIAL_CHAT:
      return _ ("The model answers.");
    case PROCTOR_TRIAL_TOOLS:
      return _ ("The model calls tools and reads what they answer.");
    case PROCTOR_TRIAL_SCHEMA:
      return _ ("The model gives verdicts that can be read.");
    }

  g_assert_not_reached ();
}

static const char *
get_partial_loss (ProctorTrialKind kind)
{
  switch (kind)
    {
    case PROCTOR_TRIAL_CHAT:
      return _ ("Replies can be tested. Conversations can't, because nobody plays the user.");
    case PROCTOR_TRIAL_TOOLS:
      return _ ("Tool calls can be tested. Conversations in which a tool answers end in errors.");
    case PROCTOR_TRIAL_SCHEMA:
      return _ ("Tests are judged, but now and then a verdict can't be read.");
    }

  g_assert_not_reached ();
}

static const char *
get_loss (ProctorTrialKind kind)
{
  switch (kind)
    {
    case PROCTOR_TRIAL_CHAT:
      return _ ("No test can be run with it.");
    case PROCTOR_TRIAL_TOOLS:
      return _ ("Tool calls can't be tested, nor agents that need tools.");
    case PROCTOR_TRIAL_SCHEMA:
      return _ ("Tests can be run, but not judged.");
    }

  g_assert_not_reached ();
}

static char *
describe (ProctorTrialKind kind,
          ProctorTrialStep *step)
{
  const char *status = proctor_trial_step_get_status (step);
  const char *message = proctor_trial_step_get_message (step);
  const char *to_do = find_advice (proctor_trial_step_get_code (step));
  gboolean partly = g_strcmp0 (status, "partly") == 0;
  GString *text = g_string_new (message);

  if (g_strcmp0 (status, "works") == 0)
    g_string_append (text, get_gain (kind));
  /* What the server says may end without a full stop. */
  if (partly || g_strcmp0 (status, "fails") == 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", partly ? get_partial_loss (kind) : get_loss (kind));
  if (to_do != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", to_do);

  return g_string_free (text, FALSE);
}

static void
proctor_trial_row_class_init (ProctorTrialRowClass *klass)
{
}

static void
proctor_trial_row_init (ProctorTrialRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->icon));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

/**
 * proctor_trial_row_set_step:
 * @self: a row
 * @kind: what was tried
 * @step: (nullable): how it went
 */
void
proctor_trial_row_set_step (ProctorTrialRow *self,
                            ProctorTrialKind kind,
                            ProctorTrialStep *step)
{
  gsize look = find_look (step != NULL ? proctor_trial_step_get_status (step) : NULL);
  g_autofree char *subtitle = step != NULL ? describe (kind, step) : g_strdup ("");
  g_autofree char *title = NULL;

  g_return_if_fail (PROCTOR_IS_TRIAL_ROW (self));

  /* Translators: what was tried of a model, and how it went, as in "Tools: Doesn't Work". */
  title = g_strdup_printf (_ ("%s: %s"), get_name (kind), gettext (looks[look].word));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, looks[look].icon_name);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[look].style_class);
}
