/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <stdlib.h>
#include <string.h>

/* The program is killed while somebody types. What the window showed a second before is there when it
 * is opened again, and nothing is there that nobody typed. */

#define SHOWER "Sees to a broken shower"
#define REFUND "Promises no refund"
#define RESTORED "These changes are from before and not saved yet."
#define CRASHED "Proctor ended unexpectedly. *"

/* In the long run, which is for figures, and among the tests, which run beside others. */
#define STRICT_USECS (1 * G_USEC_PER_SEC)
#define KIND_USECS (6 * G_USEC_PER_SEC)
#define KEY_USECS (20 * 1000)

typedef struct
{
  ProctorTestingApp *app;
  GString *typed;   /* what stood there, and all that was typed after it */
  GArray *shown_at; /* gint64 for each length that was seen in the window */
} Typing;

static void
see (Typing *typing,
     AtspiAccessible *field)
{
  g_autofree char *text = journey_editor_dup_text_of (field);
  gint64 now = g_get_monotonic_time ();
  gsize length = strlen (text);

  g_assert_true (g_str_has_prefix (typing->typed->str, text));
  while (typing->shown_at->len <= length)
    g_array_append_val (typing->shown_at, now);
}

/* Types for a while, and has the program killed in the middle of it. Returns: how much has to be kept */
static gsize
type_until_killed (Typing *typing,
                   gint64 allowed_usecs)
{
  g_autoptr (AtspiAccessible) field = proctor_testing_app_find (typing->app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME);
  gint64 end, killed_at;
  gsize kept = 0;

  proctor_testing_app_point (typing->app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME);
  proctor_testing_app_wait_for_state (typing->app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_press (typing->app, "End");
  end = g_get_monotonic_time () + allowed_usecs + g_test_rand_int_range (-800, 3000) * G_TIME_SPAN_MILLISECOND;
  while (g_get_monotonic_time () < end)
    {
      const char letter[] = { (char) g_test_rand_int_range ('a', 'z' + 1), '\0' };

      g_string_append (typing->typed, letter);
      proctor_testing_app_type (typing->app, letter);
      g_usleep (KEY_USECS);
      see (typing, field);
    }

  killed_at = g_get_monotonic_time ();
  proctor_testing_app_kill (typing->app);
  for (guint i = 0; i < typing->shown_at->len && g_array_index (typing->shown_at, gint64, i) <= killed_at - allowed_usecs; i++)
    kept = i;

  return kept;
}

static void
check_kept (Typing *typing,
            gsize kept)
{
  g_autofree char *text = NULL;

  proctor_testing_app_start (typing->app, NULL);
  /* What was written before it was killed is there without being looked for. */
  if (kept <= strlen (SHOWER))
    journey_editor_open (typing->app, SHOWER);
  text = journey_editor_dup_text (typing->app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME);
  g_test_message ("kept %lu of %lu letters, of which %lu were old", (gulong) strlen (text), (gulong) typing->typed->len, (gulong) kept);
  g_assert_true (g_str_has_prefix (typing->typed->str, text));
  g_assert_cmpuint (strlen (text), >=, kept);
  if (!g_str_equal (text, SHOWER))
    g_object_unref (proctor_testing_app_find (typing->app, ATSPI_ROLE_LABEL, CRASHED));

  g_string_assign (typing->typed, text);
  g_array_set_size (typing->shown_at, 0);
}

static void
test_typing (void)
{
  const char *times = g_getenv ("PROCTOR_TEST_KILLS");
  guint n_kills = times != NULL ? (guint) atoi (times) : 3;
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (GString) typed = g_string_new (SHOWER);
  g_autoptr (GArray) shown_at = g_array_new (FALSE, TRUE, sizeof (gint64));
  Typing typing = { app, typed, shown_at };

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_editor_open (app, SHOWER);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, SHOWER);

  for (guint i = 0; i < n_kills; i++)
    check_kept (&typing, type_until_killed (&typing, times != NULL ? STRICT_USECS : KIND_USECS));

  /* What is there can be saved. */
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Save");
  g_assert_cmpuint (journey_workspace_count (app, typed->str), ==, 1);
  proctor_testing_app_quit (app);
}

/* Writes something, and has the program killed when it had its time to be kept. */
static void
write_and_kill (ProctorTestingApp *app,
                const char *field,
                const char *text)
{
  proctor_testing_app_point (app, ATSPI_ROLE_TEXT, field);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, field, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_type (app, text);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, field, text);
  g_usleep (KIND_USECS);
  proctor_testing_app_kill (app);
}

/* The editor opens with it by itself and says so. Whoever quits isn't told anything of the kind. */
static void
test_resumed (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  journey_editor_open (app, REFUND);
  write_and_kill (app, "Success Condition", "It sends somebody.");

  proctor_testing_app_start (app, NULL);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, REFUND);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Success Condition", "It sends somebody.");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, CRASHED));
  proctor_testing_app_save_picture (app, "resumed");
  proctor_testing_app_quit (app);

  proctor_testing_app_start (app, NULL);
  journey_editor_open (app, REFUND);
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, RESTORED));
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Success Condition", "It sends somebody.");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_LABEL, CRASHED));
  proctor_testing_app_quit (app);
}

/* The same with a test that no server has yet. */
static void
test_new (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  proctor_testing_app_press (app, "<Control>n");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Name", ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, "Says when breakfast is");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Create");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "New Test");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, "Says when breakfast is");
  write_and_kill (app, "Success Condition", "It says from 7 to 10.");

  proctor_testing_app_start (app, NULL);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, "Says when breakfast is");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Success Condition", "It says from 7 to 10.");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, CRASHED));
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/crash/typing", test_typing);
  g_test_add_func ("/journey/crash/resumed", test_resumed);
  g_test_add_func ("/journey/crash/new", test_new);

  return g_test_run ();
}
