/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reply-section.h"

#include <glib/gi18n.h>

#include "proctor-blank-mark.h"
#include "proctor-control-name.h"
#include "proctor-edit-list.h"
#include "proctor-example.h"
#include "proctor-text-field.h"

#define MOST_EXAMPLES 5

/**
 * ProctorReplySection:
 *
 * What a test of the next reply judges: a condition, and replies that would pass and that would fail.
 */
struct _ProctorReplySection
{
  AdwBin parent_instance;

  /* Template children */
  ProctorTextField *condition_field;
  ProctorEditList *success_list;
  ProctorEditList *failure_list;

  /* Owned */
  ProctorEditing *editing;
};

G_DEFINE_FINAL_TYPE (ProctorReplySection, proctor_reply_section, ADW_TYPE_BIN)

static GtkWidget *
make_example (gpointer item,
              gpointer user_data)
{
  ProctorReplySection *self = user_data;
  GtkWidget *field = proctor_text_field_new (_ ("Example"));

  proctor_text_field_set_show_title (PROCTOR_TEXT_FIELD (field), FALSE);
  proctor_text_field_set_placeholder (PROCTOR_TEXT_FIELD (field), _ ("What the agent might say"));
  proctor_text_field_bind (PROCTOR_TEXT_FIELD (field), self->editing, item, PROCTOR_EXAMPLE_FIELD_RESPONSE);
  if (proctor_editing_is_editable (self->editing))
    proctor_blank_mark_watch (PROCTOR_TEXT_FIELD (field), _ ("This example is blank. Write it, or remove it."));

  return field;
}

static char *
name_success (GtkWidget *content,
              guint position,
              gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Passing Example %u"), position + 1);

  proctor_control_name_set (content, name, NULL);

  return name;
}

static char *
name_failure (GtkWidget *content,
              guint position,
              gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Failing Example %u"), position + 1);

  proctor_control_name_set (content, name, NULL);

  return name;
}

static void
add_example (ProctorReplySection *self,
             ProctorEditList *list,
             guint field,
             const char *kind)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  ProctorTest *test = proctor_editing_get_test (self->editing);
  g_autoptr (ProctorExample) example = proctor_example_new ();
  guint position = proctor_edit_list_get_n_rows (list);

  proctor_example_set_kind (example, kind);
  proctor_example_set_response (example, "");
  proctor_undo_begin (undo, _ ("Add Example"));
  proctor_undo_insert (undo, test, field, position, example);
  proctor_undo_end (undo);
  proctor_edit_list_focus (list, position);
}

static void
add_success_cb (ProctorReplySection *self)
{
  add_example (self, self->success_list, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES, "success");
}

static void
add_failure_cb (ProctorReplySection *self)
{
  add_example (self, self->failure_list, PROCTOR_TEST_FIELD_FAILURE_EXAMPLES, "failure");
}

static void
proctor_reply_section_dispose (GObject *object)
{
  ProctorReplySection *self = PROCTOR_REPLY_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_REPLY_SECTION);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_reply_section_parent_class)->dispose (object);
}

static void
proctor_reply_section_class_init (ProctorReplySectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_reply_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-reply-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorReplySection, condition_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorReplySection, success_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorReplySection, failure_list);
}

static void
prepare_list (ProctorReplySection *self,
              ProctorEditList *list,
              ProctorEditListName name,
              GCallback add)
{
  proctor_edit_list_set_functions (list, make_example, name, self);
  proctor_edit_list_set_add_label (list, _ ("Add Example"));
  proctor_edit_list_set_limit (list, MOST_EXAMPLES);
  g_signal_connect_object (list, "add", add, self, G_CONNECT_SWAPPED);
}

static void
proctor_reply_section_init (ProctorReplySection *self)
{
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  prepare_list (self, self->success_list, name_success, G_CALLBACK (add_success_cb));
  prepare_list (self, self->failure_list, name_failure, G_CALLBACK (add_failure_cb));
}

/**
 * proctor_reply_section_new:
 *
 * Returns: (transfer floating): a section that shows no test yet
 */
GtkWidget *
proctor_reply_section_new (void)
{
  return g_object_new (PROCTOR_TYPE_REPLY_SECTION, NULL);
}

/**
 * proctor_reply_section_set_editing:
 * @self: a section
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 *
 * Shows what a test judges and lets it be changed.
 */
void
proctor_reply_section_set_editing (ProctorReplySection *self,
                                   ProctorEditing *editing)
{
  ProctorTest *test = editing != NULL ? proctor_editing_get_test (editing) : NULL;

  g_return_if_fail (PROCTOR_IS_REPLY_SECTION (self));

  if (self->editing == editing)
    return;

  proctor_edit_list_bind (self->success_list, NULL, NULL, 0);
  proctor_edit_list_bind (self->failure_list, NULL, NULL, 0);
  proctor_text_field_bind (self->condition_field, editing, test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  g_set_object (&self->editing, editing);
  if (editing == NULL)
    return;

  proctor_edit_list_bind (self->success_list, editing, test, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES);
  proctor_edit_list_bind (self->failure_list, editing, test, PROCTOR_TEST_FIELD_FAILURE_EXAMPLES);
}
