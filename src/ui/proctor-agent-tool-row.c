/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-tool-row.h"

#include "proctor-choice-words.h"
#include "proctor-error-text.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-tool-mock.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentToolRow:
 *
 * A tool that an agent uses: its kind, what it is for, and its answers in simulations that all tests share.
 */
struct _ProctorAgentToolRow
{
  AdwExpanderRow parent_instance;

  /* Owned */
  ProctorAgentTool *tool;
  GPtrArray *rows; /* borrowed: of the expander */

  /* Borrowed: (nullable): a child */
  GtkWidget *warning;
};

G_DEFINE_FINAL_TYPE (ProctorAgentToolRow, proctor_agent_tool_row, ADW_TYPE_EXPANDER_ROW)

static char *
describe_condition (ProctorExpectedParameter *condition)
{
  const char *path = proctor_expected_parameter_get_path (condition);
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (condition);
  const char *kind = eval != NULL ? proctor_evaluation_get_kind (eval) : NULL;

  if (g_strcmp0 (kind, "exact") == 0)
    return g_strdup_printf (_ ("%s is “%s”"), path, proctor_evaluation_get_expected_value (eval));
  if (g_strcmp0 (kind, "regex") == 0)
    return g_strdup_printf (_ ("%s matches “%s”"), path, proctor_evaluation_get_pattern (eval));
  if (g_strcmp0 (kind, "llm") == 0)
    return g_strdup_printf (_ ("%s: %s"), path, proctor_evaluation_get_description (eval));

  return g_strdup_printf (_ ("%s is anything"), path);
}

/* When a tool answers so. */
static char *
describe_mock (ProctorToolMock *mock)
{
  GListModel *conditions = proctor_tool_mock_get_parameter_conditions (mock);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (conditions); i++)
    {
      g_autoptr (GObject) condition = g_list_model_get_item (conditions, i);
      g_autofree char *words = NULL;

      if (!PROCTOR_IS_EXPECTED_PARAMETER (condition))
        continue;
      words = describe_condition (PROCTOR_EXPECTED_PARAMETER (condition));
      g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "", words);
    }
  if (text->len == 0)
    return g_strdup (proctor_tool_mock_get_is_error (mock) ? _ ("Fails always") : _ ("Answers always"));

  /* Translators: %s is one condition or several, as in “body.nights is “3””. */
  return g_strdup_printf (proctor_tool_mock_get_is_error (mock) ? _ ("Fails if %s") : _ ("Answers if %s"), text->str);
}

static void
add_row (ProctorAgentToolRow *self,
         const char *title,
         const char *subtitle,
         gboolean is_property)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  if (is_property)
    gtk_widget_add_css_class (row, "property");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
show_rows (ProctorAgentToolRow *self)
{
  GListModel *mocks = proctor_agent_tool_get_mocks (self->tool);
  const char *description = proctor_agent_tool_get_description (self->tool);

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);

  if (description != NULL && *description != '\0')
    add_row (self, _ ("What It Is For"), description, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (ProctorToolMock) mock = g_list_model_get_item (mocks, i);
      g_autofree char *title = describe_mock (mock);
      const char *result = proctor_tool_mock_get_mock_result (mock);

      add_row (self, title, result != NULL ? result : "", FALSE);
    }
  add_row (self, _ ("ID"), proctor_agent_tool_get_id (self->tool), TRUE);
}

static char *
describe (ProctorAgentToolRow *self)
{
  const char *kind = proctor_agent_tool_get_kind (self->tool);
  guint n_mocks = g_list_model_get_n_items (proctor_agent_tool_get_mocks (self->tool));
  const char *words = kind != NULL ? proctor_choice_words_get_kind (kind) : "";

  switch (proctor_agent_tool_get_state (self->tool))
    {
    case PROCTOR_AGENT_TOOL_LOADING:
      return g_strdup (_ ("Being asked for…"));
    case PROCTOR_AGENT_TOOL_MISSING:
      return g_strdup (_ ("There is no such tool any more."));
    case PROCTOR_AGENT_TOOL_ERROR:
      return proctor_error_text_dup (proctor_agent_tool_get_error (self->tool));
    case PROCTOR_AGENT_TOOL_KNOWN:
      break;
    }

  if (n_mocks == 0)
    return g_strdup (words);

  {
    g_autofree char *answers = g_strdup_printf (ngettext ("%u shared answer", "%u shared answers", n_mocks), n_mocks);

    return g_strconcat (words, *words != '\0' ? C_ ("list", ", ") : "", answers, NULL);
  }
}

/* A prefix takes room also while it is hidden. */
static void
show_warning (ProctorAgentToolRow *self,
              gboolean warns)
{
  if (warns == (self->warning != NULL))
    return;

  if (warns)
    {
      self->warning = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
      gtk_widget_add_css_class (self->warning, "warning");
      adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->warning);
    }
  else
    {
      adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->warning);
      self->warning = NULL;
    }
}

static void
update (ProctorAgentToolRow *self)
{
  const char *name = proctor_agent_tool_get_name (self->tool);
  ProctorAgentToolState state = proctor_agent_tool_get_state (self->tool);
  g_autofree char *description = describe (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL && *name != '\0' ? name : proctor_agent_tool_get_id (self->tool));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), description);
  show_warning (self, state == PROCTOR_AGENT_TOOL_MISSING || state == PROCTOR_AGENT_TOOL_ERROR);
  show_rows (self);
}

static void
proctor_agent_tool_row_dispose (GObject *object)
{
  g_clear_object (&PROCTOR_AGENT_TOOL_ROW (object)->tool);

  G_OBJECT_CLASS (proctor_agent_tool_row_parent_class)->dispose (object);
}

static void
proctor_agent_tool_row_finalize (GObject *object)
{
  g_clear_pointer (&PROCTOR_AGENT_TOOL_ROW (object)->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_agent_tool_row_parent_class)->finalize (object);
}

static void
proctor_agent_tool_row_class_init (ProctorAgentToolRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_agent_tool_row_dispose;
  object_class->finalize = proctor_agent_tool_row_finalize;
}

static void
proctor_agent_tool_row_init (ProctorAgentToolRow *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/**
 * proctor_agent_tool_row_new:
 * @tool: a tool
 *
 * Returns: (transfer floating): a row that follows it
 */
GtkWidget *
proctor_agent_tool_row_new (ProctorAgentTool *tool)
{
  ProctorAgentToolRow *self;

  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (tool), NULL);

  self = g_object_new (PROCTOR_TYPE_AGENT_TOOL_ROW, NULL);
  self->tool = g_object_ref (tool);
  g_signal_connect_object (tool, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
