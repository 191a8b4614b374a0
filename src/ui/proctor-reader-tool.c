/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-tool.h"

#include "proctor-chip.h"
#include "proctor-code-block.h"
#include "proctor-facts-view.h"
#include "proctor-facts.h"
#include "proctor-markdown.h"
#include "proctor-tool-words.h"
#include "proctor-turn-words.h"

#include <glib/gi18n.h>

/* Workflows call tools that are workflows. */
#define MOST_DEPTH 6
#define MOST_STEPS 100
#define INDENT 12

/**
 * ProctorReaderTool:
 *
 * A tool that was called in a turn and what it answered: its name, what became of it, and behind them, made
 * when somebody wants to see it, all of both. It is used again for another tool.
 */
struct _ProctorReaderTool
{
  GtkBox parent_instance;

  /* Template children */
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *summary;
  AdwWrapBox *chips;

  /* Owned */
  ProctorReaderItem *item;

  /* Borrowed: a child, %NULL while it is folded */
  GtkWidget *content;

  guint which;
};

G_DEFINE_FINAL_TYPE (ProctorReaderTool, proctor_reader_tool, GTK_TYPE_BOX)

static void add_pair (GtkBox *box,
                      ProctorToolCall *call,
                      ProctorToolResult *result,
                      guint depth);

static GtkWidget *
add_line (GtkBox *box,
          const char *text,
          guint depth,
          const char *css_class)
{
  g_autofree char *visible = proctor_markdown_dup_beginning (text);
  GtkWidget *label = gtk_label_new (visible);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, (int) depth * INDENT);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);

  return label;
}

static void
add_code (GtkBox *box,
          const char *title,
          const char *text,
          guint depth)
{
  GtkWidget *block;

  if (text == NULL || *text == '\0')
    return;

  block = proctor_code_block_new (title, text);
  gtk_widget_set_margin_start (block, (int) depth * INDENT);
  gtk_box_append (box, block);
}

static ProctorToolResult *
find_result (GListModel *results,
             const char *request_id)
{
  for (guint i = 0; request_id != NULL && i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (results, i);

      if (PROCTOR_IS_TOOL_RESULT (result) && g_strcmp0 (proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result)), request_id) == 0)
        return PROCTOR_TOOL_RESULT (result);
    }

  return NULL;
}

static gboolean
is_asked (GListModel *calls,
          const char *request_id)
{
  for (guint i = 0; request_id != NULL && i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (PROCTOR_IS_TOOL_CALL (call) && g_strcmp0 (proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call)), request_id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_nested (GtkBox *box,
            ProctorToolCall *call,
            ProctorToolResult *result,
            guint depth)
{
  g_autoptr (GPtrArray) chips = proctor_tool_words_dup_chips (call, result, FALSE);
  GtkWidget *wrap = adw_wrap_box_new ();

  add_line (box, proctor_tool_words_get_name (call, result), depth, "caption-heading");
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (wrap), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (wrap), 3);
  gtk_widget_set_margin_start (wrap, (int) depth * INDENT);
  proctor_chip_fill (ADW_WRAP_BOX (wrap), chips);
  gtk_box_append (box, wrap);
  add_pair (box, call, result, depth);
}

static void
add_step (GtkBox *box,
          ProctorWorkflowStep *step,
          guint number,
          guint depth)
{
  GListModel *calls = proctor_workflow_step_get_requests (step);
  GListModel *results = proctor_workflow_step_get_results (step);
  g_autofree char *words = proctor_tool_words_dup_step (step, number);
  g_autoptr (GPtrArray) facts = proctor_facts_new ();

  add_line (box, words, depth, "caption");
  for (guint i = 0; i < MIN (g_list_model_get_n_items (calls), MOST_STEPS); i++)
    {
      g_autoptr (GObject) call = g_list_model_get_item (calls, i);

      if (PROCTOR_IS_TOOL_CALL (call))
        add_nested (box, PROCTOR_TOOL_CALL (call), find_result (results, proctor_tool_call_get_request_id (PROCTOR_TOOL_CALL (call))), depth + 1);
    }
  for (guint i = 0; i < MIN (g_list_model_get_n_items (results), MOST_STEPS); i++)
    {
      g_autoptr (GObject) result = g_list_model_get_item (results, i);

      if (PROCTOR_IS_TOOL_RESULT (result) && !is_asked (calls, proctor_tool_result_get_request_id (PROCTOR_TOOL_RESULT (result))))
        add_nested (box, NULL, PROCTOR_TOOL_RESULT (result), depth + 1);
    }
  proctor_facts_add_record (facts, 0, step,
                            PROCTOR_FACTS_BIT (PROCTOR_WORKFLOW_STEP_FIELD_KIND) | PROCTOR_FACTS_BIT (PROCTOR_WORKFLOW_STEP_FIELD_STEP_LATENCY_SECS) | PROCTOR_FACTS_BIT (PROCTOR_WORKFLOW_STEP_FIELD_REQUESTS) | PROCTOR_FACTS_BIT (PROCTOR_WORKFLOW_STEP_FIELD_RESULTS));
  proctor_facts_view_fill (box, facts, depth + 1);
}

static void
add_steps (GtkBox *box,
           ProctorToolResult *result,
           guint depth)
{
  ProctorToolResultDetails *details = proctor_tool_result_get_result (result);
  GListModel *steps = details != NULL ? proctor_tool_result_details_get_steps (details) : NULL;

  for (guint i = 0; steps != NULL && depth < MOST_DEPTH && i < MIN (g_list_model_get_n_items (steps), MOST_STEPS); i++)
    {
      g_autoptr (GObject) step = g_list_model_get_item (steps, i);

      if (PROCTOR_IS_WORKFLOW_STEP (step))
        add_step (box, PROCTOR_WORKFLOW_STEP (step), i + 1, depth);
    }
}

static void
add_pair (GtkBox *box,
          ProctorToolCall *call,
          ProctorToolResult *result,
          guint depth)
{
  const char *name = proctor_tool_words_get_name (call, result);

  /* Above it is only how it begins. */
  if (proctor_markdown_is_long (name))
    add_code (box, _ ("Name"), name, depth);
  if (call != NULL)
    {
      g_autoptr (GPtrArray) facts = proctor_tool_words_dup_call_facts (call);

      add_code (box, _ ("Called with"), proctor_tool_call_get_params_as_json (call), depth);
      proctor_facts_view_fill (box, facts, depth);
    }
  if (result != NULL)
    {
      g_autoptr (GPtrArray) facts = proctor_tool_words_dup_result_facts (result);

      add_steps (box, result, depth);
      add_code (box, _ ("Answered"), proctor_tool_result_get_result_value (result), depth);
      proctor_facts_view_fill (box, facts, depth);
    }
}

static void
show_content (ProctorReaderTool *self,
              const ProctorReaderPair *pair)
{
  gboolean is_open = proctor_reader_item_get_tool_is_open (self->item, self->which);

  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self), g_steal_pointer (&self->content));
  if (is_open)
    {
      self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      gtk_widget_add_css_class (self->content, "tool-content");
      add_pair (GTK_BOX (self->content), pair->call, pair->result, 0);
      gtk_box_append (GTK_BOX (self), self->content);
    }
  gtk_image_set_from_icon_name (self->icon, is_open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED, is_open, -1);
}

static void
clicked_cb (ProctorReaderTool *self)
{
  proctor_reader_item_set_tool_is_open (self->item, self->which, !proctor_reader_item_get_tool_is_open (self->item, self->which));
}

static void
proctor_reader_tool_dispose (GObject *object)
{
  ProctorReaderTool *self = PROCTOR_READER_TOOL (object);

  g_clear_object (&self->item);
  if (self->content != NULL)
    gtk_box_remove (GTK_BOX (self), g_steal_pointer (&self->content));
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_READER_TOOL);

  G_OBJECT_CLASS (proctor_reader_tool_parent_class)->dispose (object);
}

static void
proctor_reader_tool_class_init (ProctorReaderToolClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_reader_tool_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-reader-tool.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderTool, button);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderTool, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderTool, name);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderTool, summary);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderTool, chips);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
proctor_reader_tool_init (ProctorReaderTool *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
proctor_reader_tool_new (void)
{
  return g_object_new (PROCTOR_TYPE_READER_TOOL, NULL);
}

/* What the turn that this one is compared with hasn't, or has otherwise. */
static void
show_difference (ProctorReaderTool *self,
                 GPtrArray *chips)
{
  GHashTable *lines = proctor_reader_item_get_tool_lines (self->item, self->which);

  if (lines == NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "different");
      return;
    }

  gtk_widget_add_css_class (GTK_WIDGET (self), "different");
  proctor_turn_words_add_chip (chips, g_strdup (g_hash_table_size (lines) > 0 ? _ ("Differs") : _ ("Only here")), "accent");
}

/**
 * proctor_reader_tool_show:
 * @self: a tool
 * @item: a turn
 * @which: which of its tools
 *
 * Shows a tool that was called.
 */
void
proctor_reader_tool_show (ProctorReaderTool *self,
                          ProctorReaderItem *item,
                          guint which)
{
  const ProctorReaderPair *pair = g_ptr_array_index (proctor_reader_item_get_pairs (item), which);
  g_autoptr (GPtrArray) chips = proctor_tool_words_dup_chips (pair->call, pair->result, pair->is_mocked);
  g_autofree char *name = proctor_markdown_dup_beginning (proctor_tool_words_get_name (pair->call, pair->result));
  g_autofree char *words = proctor_tool_words_dup_summary (pair->call, pair->result);
  g_autofree char *summary = proctor_markdown_dup_beginning (words);

  g_set_object (&self->item, item);
  self->which = which;
  show_difference (self, chips);
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *summary != '\0');
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), summary);
  proctor_chip_fill (self->chips, chips);
  show_content (self, pair);
}

static void
mark_labels (ProctorReaderTool *self,
             ProctorReaderState *state,
             GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      proctor_reader_state_mark (state, GTK_LABEL (widget), self->item, PROCTOR_READER_FIRST_TOOL + self->which);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    mark_labels (self, state, child);
}

/**
 * proctor_reader_tool_mark:
 * @self: a tool that is shown
 * @state: what is looked for
 *
 * Marks what is looked for.
 */
void
proctor_reader_tool_mark (ProctorReaderTool *self,
                          ProctorReaderState *state)
{
  mark_labels (self, state, GTK_WIDGET (self));
  if (proctor_reader_state_is_current (state, self->item, PROCTOR_READER_FIRST_TOOL + self->which))
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
