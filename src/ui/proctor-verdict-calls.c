/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-calls.h"

#include "proctor-call-comparison.h"
#include "proctor-outcome-mark.h"
#include "proctor-text-difference.h"
#include "proctor-tool-reference.h"

#include <glib/gi18n.h>

/**
 * ProctorVerdictCalls:
 *
 * What a tool test expects, beside what the agent called, a parameter a line. Where they differ, the words that
 * do are marked.
 */
struct _ProctorVerdictCalls
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (ProctorVerdictCalls, proctor_verdict_calls, GTK_TYPE_BOX)

enum
{
  SIGNAL_JUMP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A cell shows no more of a value. */
#define LONGEST_VALUE 600

static char *
shorten (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (valid, -1) <= LONGEST_VALUE)
    return g_steal_pointer (&valid);

  start = g_utf8_substring (valid, 0, LONGEST_VALUE);

  return g_strconcat (start, "…", NULL);
}

static GtkWidget *
create_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);

  return label;
}

/* What only one of two texts has is bold and underlined: neither colour nor weight alone tells it. */
static void
mark_difference (GtkWidget *label,
                 GArray *ranges)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < ranges->len; i++)
    {
      const ProctorTextRange *range = &g_array_index (ranges, ProctorTextRange, i);
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      PangoAttribute *underline = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

      weight->start_index = underline->start_index = range->start;
      weight->end_index = underline->end_index = range->end;
      pango_attr_list_insert (attributes, weight);
      pango_attr_list_insert (attributes, underline);
    }
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

static char *
describe_expected (const ProctorComparedParameter *parameter)
{
  g_autofree char *expected = parameter->expected != NULL ? shorten (parameter->expected) : g_strdup ("");

  if (parameter->state == PROCTOR_PARAMETER_STATE_EXTRA)
    return g_strdup (_ ("not checked"));
  if (g_strcmp0 (parameter->kind, "anything") == 0)
    return g_strdup (_ ("anything"));
  if (g_strcmp0 (parameter->kind, "regex") == 0)
    /* Translators: %s is a regular expression. */
    return g_strdup_printf (_ ("matches %s"), expected);

  return g_steal_pointer (&expected);
}

static const char *
get_state_words (ProctorParameterState state)
{
  switch (state)
    {
    case PROCTOR_PARAMETER_STATE_SAME:
      return _ ("as expected");
    case PROCTOR_PARAMETER_STATE_DIFFERENT:
      return _ ("different");
    case PROCTOR_PARAMETER_STATE_MISSING:
      return _ ("missing");
    case PROCTOR_PARAMETER_STATE_JUDGED:
      return _ ("judged by a model");
    case PROCTOR_PARAMETER_STATE_EXTRA:
      return _ ("not checked");
    case PROCTOR_PARAMETER_STATE_UNKNOWN:
      return _ ("nobody can tell");
    }

  return "";
}

static GtkWidget *
create_state (ProctorParameterState state)
{
  const char *icon_name = NULL;
  const char *class_name = NULL;
  GtkWidget *image;

  switch (state)
    {
    case PROCTOR_PARAMETER_STATE_SAME:
      icon_name = "object-select-symbolic";
      class_name = "success";
      break;
    case PROCTOR_PARAMETER_STATE_DIFFERENT:
    case PROCTOR_PARAMETER_STATE_MISSING:
      icon_name = "window-close-symbolic";
      class_name = "error";
      break;
    case PROCTOR_PARAMETER_STATE_JUDGED:
    case PROCTOR_PARAMETER_STATE_UNKNOWN:
      icon_name = "dialog-question-symbolic";
      break;
    case PROCTOR_PARAMETER_STATE_EXTRA:
      break;
    }

  image = gtk_image_new_from_icon_name (icon_name);
  if (class_name != NULL)
    gtk_widget_add_css_class (image, class_name);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (image, get_state_words (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, get_state_words (state), -1);

  return image;
}

static void
add_heading (GtkGrid *grid,
             const char *text,
             int column)
{
  GtkWidget *label = create_label (text);

  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_grid_attach (grid, label, column, 0, 1, 1);
}

static void
add_parameter (GtkGrid *grid,
               const ProctorComparedParameter *parameter,
               int line)
{
  g_autofree char *expected = describe_expected (parameter);
  g_autofree char *called = parameter->called != NULL ? shorten (parameter->called) : g_strdup (_ ("missing"));
  GtkWidget *name_label = create_label (parameter->path);
  GtkWidget *expected_label = create_label (expected);
  GtkWidget *called_label = create_label (called);

  gtk_widget_add_css_class (name_label, "monospace");
  gtk_widget_add_css_class (name_label, "caption");
  if (parameter->state == PROCTOR_PARAMETER_STATE_EXTRA || g_strcmp0 (parameter->kind, "anything") == 0)
    gtk_widget_add_css_class (expected_label, "dimmed");
  if (parameter->state == PROCTOR_PARAMETER_STATE_MISSING)
    gtk_widget_add_css_class (called_label, "error");
  if (parameter->state == PROCTOR_PARAMETER_STATE_DIFFERENT && g_strcmp0 (parameter->kind, "exact") == 0)
    {
      g_autoptr (GArray) only_expected = NULL;
      g_autoptr (GArray) only_called = NULL;

      proctor_text_difference (expected, called, &only_expected, &only_called);
      mark_difference (expected_label, only_expected);
      mark_difference (called_label, only_called);
    }
  gtk_grid_attach (grid, create_state (parameter->state), 0, line, 1, 1);
  gtk_grid_attach (grid, name_label, 1, line, 1, 1);
  gtk_grid_attach (grid, expected_label, 2, line, 1, 1);
  gtk_grid_attach (grid, called_label, 3, line, 1, 1);
}

static GtkWidget *
create_table (const ProctorComparedCall *call)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  add_heading (GTK_GRID (grid), _ ("Parameter"), 1);
  add_heading (GTK_GRID (grid), _ ("Expected"), 2);
  add_heading (GTK_GRID (grid), _ ("Called"), 3);
  for (guint i = 0; i < call->parameters->len; i++)
    add_parameter (GTK_GRID (grid), call->parameters->pdata[i], (int) i + 1);

  return grid;
}

static char *
describe_call (const ProctorComparedCall *call,
               const char *wanted_name)
{
  const char *name = call->tool_name != NULL ? call->tool_name : "";

  switch (call->state)
    {
    case PROCTOR_CALL_STATE_OTHER:
      /* Translators: the first %s is a tool that was called, the second one that should have been. */
      return g_strdup_printf (_ ("Called %s instead of %s"), name, wanted_name);
    case PROCTOR_CALL_STATE_FORBIDDEN:
      return g_strdup_printf (_ ("Called %s, which must not be called"), name);
    case PROCTOR_CALL_STATE_WANTED:
    case PROCTOR_CALL_STATE_UNKNOWN:
      break;
    }

  return g_strdup_printf (_ ("Called %s"), name);
}

static void
show_call_cb (GtkButton *button,
              ProctorVerdictCalls *self)
{
  g_signal_emit (self, signals[SIGNAL_JUMP], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "position")));
}

static void
add_call (ProctorVerdictCalls *self,
          const ProctorComparedCall *call,
          const char *wanted_name,
          gboolean is_absence_test)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new_from_icon_name ("go-jump-symbolic");
  g_autofree char *words = describe_call (call, wanted_name);
  gboolean is_wrong = call->state == PROCTOR_CALL_STATE_FORBIDDEN || (call->state == PROCTOR_CALL_STATE_OTHER && !is_absence_test);
  GtkWidget *label = create_label (is_absence_test && call->state == PROCTOR_CALL_STATE_OTHER ? call->tool_name : words);

  if (is_wrong)
    gtk_box_append (GTK_BOX (head), create_state (PROCTOR_PARAMETER_STATE_DIFFERENT));
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (head), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Show the Call"));
  g_object_set_data (G_OBJECT (button), "position", GUINT_TO_POINTER (call->position));
  g_signal_connect_object (button, "clicked", G_CALLBACK (show_call_cb), self, G_CONNECT_DEFAULT);
  gtk_box_append (GTK_BOX (head), button);
  gtk_box_append (GTK_BOX (self), head);
  if (call->parameters->len > 0)
    gtk_box_append (GTK_BOX (self), create_table (call));
}

/* What was asked for, in one line. */
static char *
describe_expectation (ProctorToolExpectation *expectation,
                      const char *wanted_name)
{
  gboolean is_absence_test = expectation != NULL && proctor_tool_expectation_get_verify_absence (expectation);

  if (expectation != NULL && proctor_tool_expectation_get_workflow_node_transition (expectation) != NULL)
    {
      const char *node = proctor_node_transition_get_target_node_id (proctor_tool_expectation_get_workflow_node_transition (expectation));

      /* Translators: %s is a node of a workflow. */
      return g_strdup_printf (_ ("Expected: a move to the node %s"), node != NULL ? node : "");
    }
  if (wanted_name == NULL)
    return g_strdup (is_absence_test ? _ ("Expected: no call of a tool") : _ ("Expected: a call of any tool"));

  return g_strdup_printf (is_absence_test ? _ ("Expected: %s isn’t called") : _ ("Expected: %s is called"), wanted_name);
}

static void
clear (ProctorVerdictCalls *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static void
proctor_verdict_calls_class_init (ProctorVerdictCallsClass *klass)
{
  /**
   * ProctorVerdictCalls::jump:
   * @self: the calls
   * @position: which of the turns that the run produced
   *
   * Somebody wants to see where a call was made.
   */
  signals[SIGNAL_JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
proctor_verdict_calls_init (ProctorVerdictCalls *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
}

/**
 * proctor_verdict_calls_show:
 * @self: a widget
 * @run: a run of a tool test
 * @wanted_name: (nullable): what the expected tool is called, where that is known
 *
 * Shows what was called in @run.
 */
void
proctor_verdict_calls_show (ProctorVerdictCalls *self,
                            ProctorRun *run,
                            const char *wanted_name)
{
  ProctorTest *test;
  ProctorToolExpectation *expectation;
  ProctorToolReference *reference;
  const char *shown_name;
  g_autoptr (GPtrArray) calls = NULL;
  g_autofree char *words = NULL;
  gboolean is_absence_test;

  g_return_if_fail (PROCTOR_IS_VERDICT_CALLS (self));
  g_return_if_fail (PROCTOR_IS_RUN (run));

  clear (self);
  test = proctor_run_get_test_info (run);
  expectation = test != NULL ? proctor_test_get_tool_call_parameters (test) : NULL;
  reference = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  is_absence_test = expectation != NULL && proctor_tool_expectation_get_verify_absence (expectation);
  shown_name = wanted_name != NULL ? wanted_name : reference != NULL ? proctor_tool_reference_get_id (reference)
                                                                     : NULL;
  words = describe_expectation (expectation, shown_name);
  gtk_box_append (GTK_BOX (self), create_label (words));
  calls = proctor_call_comparison_make (run, wanted_name);
  for (guint i = 0; i < calls->len; i++)
    add_call (self, calls->pdata[i], shown_name, is_absence_test);
  if (calls->len == 0)
    {
      GtkWidget *label = create_label (_ ("No tool was called"));

      gtk_widget_add_css_class (label, is_absence_test ? "success" : "error");
      gtk_box_append (GTK_BOX (self), label);
    }
}
