/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-dialog.h"

#include <glib/gi18n.h>

#include "proctor-answer-edit.h"
#include "proctor-bound-row.h"
#include "proctor-config-drafts.h"
#include "proctor-config-frame.h"
#include "proctor-edit-list.h"
#include "proctor-error-text.h"
#include "proctor-json-field.h"
#include "proctor-surroundings.h"
#include "proctor-text-field.h"

/* What a server takes where nobody has said. */
#define DEFAULT_TIMEOUT_SECS 20

/**
 * ProctorToolDialog:
 *
 * A tool: what agents call it and what it is for, how it is called, and what it answers where it
 * isn't really called. What is changed and not saved is kept when it is closed.
 */
struct _ProctorToolDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkStack *pages;
  AdwStatusPage *error_page;
  ProctorConfigFrame *frame;
  GtkEditable *name_row;
  AdwSpinRow *timeout_row;
  ProctorTextField *description_field;
  ProctorJsonField *schema_field;
  ProctorJsonField *parameters_field;
  ProctorJsonField *params_field;
  ProctorEditList *mocks_list;

  /* Owned */
  ProctorSession *session;
  char *tool_id;
  ProctorConfigDraft *draft;
  ProctorEditing *editing;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ProctorToolDialog, proctor_tool_dialog, ADW_TYPE_DIALOG)

static ProctorChoice *
find_choice (ProctorToolDialog *self)
{
  return proctor_choice_list_find (proctor_surroundings_get_tools (proctor_surroundings_of (self->session)), self->tool_id);
}

static GtkWidget *
make_mock (gpointer item,
           gpointer user_data)
{
  ProctorToolDialog *self = user_data;
  GtkWidget *edit = proctor_answer_edit_new (self->editing, item);

  proctor_answer_edit_set_tool (PROCTOR_ANSWER_EDIT (edit), find_choice (self));

  return edit;
}

static char *
name_mock (GtkWidget *content,
           guint position,
           gpointer user_data)
{
  return g_strdup_printf (_ ("Answer %u"), position + 1);
}

static void
add_mock_cb (ProctorToolDialog *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  guint position = proctor_edit_list_get_n_rows (self->mocks_list);
  g_autoptr (ProctorToolMock) mock = proctor_tool_mock_new ();

  proctor_tool_mock_set_mock_result (mock, "");
  proctor_undo_begin (undo, _ ("Add Answer"));
  proctor_undo_insert (undo, proctor_editing_get_root (self->editing), PROCTOR_TOOL_FIELD_RESPONSE_MOCKS, position, mock);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->mocks_list, position);
}

/* What is said of a kind of tool depends on it; what is there is shown whatever the kind. */
static void
bind_json (ProctorToolDialog *self,
           ProctorJsonField *field,
           ProctorToolConfig *config,
           guint member,
           gboolean wanted)
{
  proctor_json_field_bind (field, self->editing, config, member);
  gtk_widget_set_visible (GTK_WIDGET (field), wanted || proctor_record_get_presence (PROCTOR_RECORD (config), member) == PROCTOR_PRESENCE_VALUE);
}

/* What is no JSON yet can't be kept anywhere, so that closing asks. */
static void
unfit_cb (ProctorToolDialog *self)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), proctor_editing_get_unfit (self->editing) == NULL);
}

static void
left_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorToolDialog) self = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (g_str_equal (response, "discard"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (ProctorToolDialog *self)
{
  GtkWidget *field = proctor_editing_get_unfit (self->editing);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  AdwAlertDialog *dialog;

  if (field == NULL)
    return;

  g_object_get (field, "title", &title, NULL);
  /* Translators: %s is what a field is called. */
  body = g_strdup_printf (_ ("What you have written in “%s” is not JSON yet, so it can’t be kept. Everything else is."), title);
  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Discard What Is Not JSON?"), body));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Keep Editing"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, left_cb, g_object_ref (self));
}

static void
bind (ProctorToolDialog *self)
{
  ProctorTool *tool = proctor_config_draft_get_tool (self->draft);
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);
  const char *kind = config != NULL ? proctor_tool_config_get_kind (config) : NULL;

  self->editing = proctor_editing_new (tool, proctor_config_draft_get_undo (self->draft), proctor_config_draft_get_read_only (self->draft) == NULL);
  g_signal_connect_object (self->editing, "unfit", G_CALLBACK (unfit_cb), self, G_CONNECT_SWAPPED);
  if (config != NULL)
    {
      proctor_bound_row_bind_text (self->name_row, self->editing, config, PROCTOR_TOOL_CONFIG_FIELD_NAME, _ ("Rename"));
      proctor_bound_row_bind_spin (self->timeout_row, self->editing, config, PROCTOR_TOOL_CONFIG_FIELD_RESPONSE_TIMEOUT_SECS, _ ("Change Time Limit"), DEFAULT_TIMEOUT_SECS);
      proctor_text_field_bind (self->description_field, self->editing, config, PROCTOR_TOOL_CONFIG_FIELD_DESCRIPTION);
      bind_json (self, self->schema_field, config, PROCTOR_TOOL_CONFIG_FIELD_API_SCHEMA, g_strcmp0 (kind, "webhook") == 0);
      bind_json (self, self->parameters_field, config, PROCTOR_TOOL_CONFIG_FIELD_PARAMETERS, g_strcmp0 (kind, "client") == 0);
      bind_json (self, self->params_field, config, PROCTOR_TOOL_CONFIG_FIELD_PARAMS, g_strcmp0 (kind, "system") == 0);
    }
  proctor_edit_list_bind (self->mocks_list, self->editing, tool, PROCTOR_TOOL_FIELD_RESPONSE_MOCKS);
  proctor_config_frame_set_draft (self->frame, self->draft, self->editing);
}

static void
opened_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConfigDraft) draft = proctor_config_drafts_open_finish (PROCTOR_CONFIG_DRAFTS (object), result, &error);
  ProctorToolDialog *self;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_TOOL_DIALOG (user_data);
  if (draft == NULL)
    {
      text = proctor_error_text_dup (error);
      markup = g_markup_escape_text (text, -1);
      adw_status_page_set_description (self->error_page, markup);
      gtk_stack_set_visible_child_name (self->pages, "error");
      return;
    }

  self->draft = g_steal_pointer (&draft);
  bind (self);
  gtk_stack_set_visible_child_name (self->pages, "form");
}

static void
retry_cb (ProctorToolDialog *self)
{
  gtk_stack_set_visible_child_name (self->pages, "loading");
  proctor_config_drafts_open_async (proctor_session_get_config_drafts (self->session), PROCTOR_CONFIG_TOOL, self->tool_id, NULL, self->cancellable, opened_cb, self);
}

/* Agents and tests call it by the name that it has now. */
static void
saved_cb (ProctorToolDialog *self)
{
  proctor_surroundings_reload (proctor_surroundings_of (self->session));
}

static void
proctor_tool_dialog_dispose (GObject *object)
{
  ProctorToolDialog *self = PROCTOR_TOOL_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TOOL_DIALOG);
  g_clear_object (&self->editing);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);
  g_clear_pointer (&self->tool_id, g_free);

  G_OBJECT_CLASS (proctor_tool_dialog_parent_class)->dispose (object);
}

static void
proctor_tool_dialog_class_init (ProctorToolDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_tool_dialog_dispose;

  g_type_ensure (PROCTOR_TYPE_CONFIG_FRAME);
  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  g_type_ensure (PROCTOR_TYPE_JSON_FIELD);
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tool-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, frame);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, timeout_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, description_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, schema_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, parameters_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, params_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolDialog, mocks_list);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
proctor_tool_dialog_init (ProctorToolDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  proctor_edit_list_set_functions (self->mocks_list, make_mock, name_mock, self);
  proctor_edit_list_set_add_label (self->mocks_list, _ ("Add Answer"));
  proctor_edit_list_set_stacked (self->mocks_list, TRUE);
  g_signal_connect_object (self->mocks_list, "add", G_CALLBACK (add_mock_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  g_signal_connect_object (self->frame, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_tool_dialog_new:
 * @session: a workspace
 * @tool_id: a tool in it
 *
 * Returns: (transfer floating): a dialog in which it is shown and changed
 */
AdwDialog *
proctor_tool_dialog_new (ProctorSession *session,
                         const char *tool_id)
{
  ProctorToolDialog *self = g_object_new (PROCTOR_TYPE_TOOL_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->tool_id = g_strdup (tool_id);
  retry_cb (self);

  return ADW_DIALOG (self);
}
