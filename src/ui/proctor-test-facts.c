/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-facts.h"

#include "proctor-example.h"
#include "proctor-expectation-words.h"
#include "proctor-mock-override.h"

#include <glib/gi18n.h>

/* What a test says beside its conversation, in rows that can be read and copied. */

static gboolean
has_text (const char *text)
{
  return text != NULL && text[strspn (text, " \t\r\n")] != '\0';
}

static AdwPreferencesGroup *
add_group (GtkBox *box,
           const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (box, group);

  return ADW_PREFERENCES_GROUP (group);
}

static void
add_row (AdwPreferencesGroup *group,
         const char *title,
         const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
}

static void
add_text (AdwPreferencesGroup *group,
          const char *title,
          const char *text)
{
  if (has_text (text))
    add_row (group, title, text);
}

static void
add_examples (GtkBox *box,
              ProctorTest *test)
{
  GListModel *lists[] = { proctor_test_get_success_examples (test), proctor_test_get_failure_examples (test) };
  const char *titles[] = { _ ("Passes"), _ ("Fails") };
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < g_list_model_get_n_items (lists[i]); j++)
        {
          g_autoptr (GObject) example = g_list_model_get_item (lists[i], j);

          if (group == NULL)
            group = add_group (box, _ ("Examples"));
          if (PROCTOR_IS_EXAMPLE (example))
            add_text (group, titles[i], proctor_example_get_response (PROCTOR_EXAMPLE (example)));
        }
    }
}

static void
fill_next_reply (GtkBox *box,
                 ProctorTest *test)
{
  if (has_text (proctor_test_get_success_condition (test)))
    add_text (add_group (box, _ ("What Is Judged")), _ ("The reply passes if"), proctor_test_get_success_condition (test));
  add_examples (box, test);
}

static void
fill_tool (GtkBox *box,
           ProctorTest *test)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);
  AdwPreferencesGroup *group = add_group (box, _ ("What Is Judged"));
  g_autofree char *demand = NULL;
  GListModel *parameters;

  if (expectation == NULL)
    {
      add_row (group, _ ("Tool"), _ ("None is expected"));
      return;
    }

  demand = proctor_expectation_words_dup_demand (expectation);
  add_row (group, _ ("The agent"), demand);

  parameters = proctor_tool_expectation_get_parameters (expectation);
  for (guint i = 0; i < g_list_model_get_n_items (parameters); i++)
    {
      g_autoptr (GObject) parameter = g_list_model_get_item (parameters, i);
      g_autofree char *words = NULL;

      if (!PROCTOR_IS_EXPECTED_PARAMETER (parameter))
        continue;

      words = proctor_expectation_words_dup_check (PROCTOR_EXPECTED_PARAMETER (parameter));
      add_row (group, proctor_expected_parameter_get_path (PROCTOR_EXPECTED_PARAMETER (parameter)), words);
    }

  if (!proctor_tool_expectation_get_verify_absence (expectation))
    add_row (group, _ ("Several calls"), proctor_test_get_check_any_tool_matches (test) ? _ ("One that fits is enough") : _ ("It is to be the only one"));
}

static void
add_conditions (GtkBox *box,
                ProctorTest *test)
{
  const char *const *conditions = proctor_test_get_success_conditions (test);
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Condition %u"), i + 1);

      if (group == NULL)
        group = add_group (box, _ ("What Is Judged"));
      add_text (group, title, conditions[i]);
    }
  if (group == NULL && has_text (proctor_test_get_success_condition (test)))
    add_text (add_group (box, _ ("What Is Judged")), _ ("The conversation passes if"), proctor_test_get_success_condition (test));
}

static void
add_mocks (GtkBox *box,
           ProctorTest *test)
{
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (test);
  GListModel *overrides = proctor_test_get_tool_mock_overrides (test);
  guint n_overrides = g_list_model_get_n_items (overrides);
  AdwPreferencesGroup *group;
  g_autofree char *which = NULL;

  if (behaviour == NULL && n_overrides == 0)
    return;

  group = add_group (box, _ ("Tools"));
  which = proctor_expectation_words_dup_mocking (behaviour);
  add_row (group, _ ("Answered by the test"), which);
  if (behaviour != NULL)
    add_text (group, _ ("Without an answer"), proctor_expectation_words_get_fallback (behaviour));

  for (guint i = 0; i < n_overrides; i++)
    {
      g_autoptr (GObject) override = g_list_model_get_item (overrides, i);
      g_autofree char *words = NULL;

      if (!PROCTOR_IS_MOCK_OVERRIDE (override))
        continue;

      words = proctor_expectation_words_dup_override (PROCTOR_MOCK_OVERRIDE (override));
      add_text (group, proctor_mock_override_get_key (PROCTOR_MOCK_OVERRIDE (override)), words);
    }
}

static void
fill_simulation (GtkBox *box,
                 ProctorTest *test)
{
  gint64 max_turns = proctor_test_get_simulation_max_turns (test);
  AdwPreferencesGroup *group = add_group (box, _ ("Simulation"));

  add_text (group, _ ("Scenario"), proctor_test_get_simulation_scenario (test));
  if (max_turns > 0)
    {
      g_autofree char *turns = g_strdup_printf ("%" G_GINT64_FORMAT, max_turns);

      add_row (group, _ ("Turns at most"), turns);
    }
  add_text (group, _ ("Who plays the user"), proctor_test_get_simulated_user_model (test));
  add_text (group, _ ("Who judges"), proctor_test_get_evaluation_model (test));

  add_conditions (box, test);
  add_mocks (box, test);
}

/**
 * proctor_test_facts_fill:
 * @box: a box
 * @test: a test
 * @kind: its kind
 *
 * Puts what @test judges, and what else there is to it, into @box, in place of what is there.
 */
void
proctor_test_facts_fill (GtkBox *box,
                         ProctorTest *test,
                         ProctorTestKind kind)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_BOX (box));
  g_return_if_fail (PROCTOR_IS_TEST (test));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      fill_next_reply (box, test);
      break;
    case PROCTOR_TEST_KIND_TOOL:
      fill_tool (box, test);
      break;
    case PROCTOR_TEST_KIND_SIMULATION:
      fill_simulation (box, test);
      break;
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }
}
