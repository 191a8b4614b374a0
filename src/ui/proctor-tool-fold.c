/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-fold.h"

#include "proctor-json-text.h"

#include <glib/gi18n.h>

/* As much of an answer is shown. */
#define MOST_CHARACTERS 20000

/**
 * ProctorToolFold:
 *
 * A tool that the agent called and what it answered, folded away behind the tool's name.
 */
struct _ProctorToolFold
{
  AdwBin parent_instance;

  /* Owned */
  ProctorToolCall *call;
  ProctorToolResult *result;
};

G_DEFINE_FINAL_TYPE (ProctorToolFold, proctor_tool_fold, ADW_TYPE_BIN)

static void
add_text (GtkBox *box,
          const char *title,
          const char *text)
{
  g_autofree char *indented = proctor_json_text_indent (text);
  const char *shown = indented != NULL ? indented : text;
  g_autofree char *cut = g_utf8_strlen (shown, -1) > MOST_CHARACTERS ? g_utf8_substring (shown, 0, MOST_CHARACTERS) : NULL;
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *label = gtk_label_new (cut != NULL ? cut : shown);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_add_css_class (heading, "dimmed");
  gtk_box_append (box, heading);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "caption");
  /* JSON is written from left to right in every language. */
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_box_append (box, label);

  if (cut != NULL)
    {
      GtkWidget *rest = gtk_label_new (_ ("The rest is not shown."));

      gtk_label_set_xalign (GTK_LABEL (rest), 0);
      gtk_widget_add_css_class (rest, "dimmed");
      gtk_box_append (box, rest);
    }
}

/* Only what somebody unfolds is laid out. */
static void
expanded_cb (ProctorToolFold *self,
             GParamSpec *pspec,
             GtkExpander *expander)
{
  GtkWidget *box;

  if (gtk_expander_get_child (expander) != NULL)
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_margin_top (box, 6);
  if (self->call != NULL && proctor_tool_call_get_params_as_json (self->call) != NULL)
    add_text (GTK_BOX (box), _ ("Called with"), proctor_tool_call_get_params_as_json (self->call));
  if (self->result != NULL && proctor_tool_result_get_result_value (self->result) != NULL)
    add_text (GTK_BOX (box), _ ("Answered"), proctor_tool_result_get_result_value (self->result));
  gtk_expander_set_child (expander, box);
}

static const char *
get_remark (ProctorToolFold *self)
{
  if (self->result != NULL && proctor_tool_result_get_is_blocked (self->result))
    return _ ("blocked");
  if (self->result != NULL && proctor_tool_result_get_is_error (self->result))
    return _ ("error");
  if (self->result == NULL)
    return _ ("no answer");

  return NULL;
}

static GtkWidget *
create_title (ProctorToolFold *self)
{
  const char *tool_name = self->call != NULL ? proctor_tool_call_get_tool_name (self->call) : proctor_tool_result_get_tool_name (self->result);
  const char *remark = get_remark (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("proctor-kind-tool-symbolic");
  GtkWidget *name = gtk_label_new (tool_name != NULL ? tool_name : _ ("Tool"));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (name, "caption-heading");
  gtk_box_append (GTK_BOX (box), name);

  if (remark != NULL)
    {
      GtkWidget *label = gtk_label_new (remark);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, self->result != NULL ? "error" : "dimmed");
      gtk_box_append (GTK_BOX (box), label);
    }

  return box;
}

static void
proctor_tool_fold_finalize (GObject *object)
{
  ProctorToolFold *self = PROCTOR_TOOL_FOLD (object);

  g_clear_object (&self->call);
  g_clear_object (&self->result);

  G_OBJECT_CLASS (proctor_tool_fold_parent_class)->finalize (object);
}

static void
proctor_tool_fold_class_init (ProctorToolFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_tool_fold_finalize;
}

static void
proctor_tool_fold_init (ProctorToolFold *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "tool");
}

/**
 * proctor_tool_fold_new:
 * @call: (nullable): a call
 * @result: (nullable): what was answered; one of the two is not %NULL
 *
 * Returns: (transfer floating): a fold with both
 */
GtkWidget *
proctor_tool_fold_new (ProctorToolCall *call,
                       ProctorToolResult *result)
{
  ProctorToolFold *self;
  GtkWidget *expander;

  g_return_val_if_fail (call != NULL || result != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TOOL_FOLD, NULL);
  g_set_object (&self->call, call);
  g_set_object (&self->result, result);

  expander = gtk_expander_new (NULL);
  gtk_expander_set_label_widget (GTK_EXPANDER (expander), create_title (self));
  g_signal_connect_object (expander, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), expander);

  return GTK_WIDGET (self);
}
