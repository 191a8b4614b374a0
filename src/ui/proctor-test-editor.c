/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-editor.h"

#include <glib/gi18n.h>

#include "proctor-conflict-dialog.h"
#include "proctor-drafts.h"
#include "proctor-editing.h"
#include "proctor-editor-actions.h"
#include "proctor-editor-banner.h"
#include "proctor-editor-checks.h"
#include "proctor-editor-json.h"
#include "proctor-editor-keys.h"
#include "proctor-editor-menu.h"
#include "proctor-editor-problems.h"
#include "proctor-editor-sections.h"
#include "proctor-test-header.h"
#include "proctor-turn.h"

/**
 * ProctorTestEditor:
 *
 * A test as a form: what is said, what is expected, and what surrounds it, in the order in which a
 * person thinks of it. It edits a #ProctorDraft, so nothing is lost whatever happens to it.
 */
struct _ProctorTestEditor
{
  AdwBin parent_instance;

  /* Template children */
  AdwBanner *banner;
  GtkStack *pages;
  GtkScrolledWindow *scroller;
  GtkEditable *name;
  GtkMenuButton *menu_button;
  ProctorTestHeader *header;
  GtkBox *sections;
  AdwBin *json_bin;
  ProctorFindingsView *findings_view;
  GtkRevealer *bar;
  GtkLabel *status;
  GtkWidget *save_button;
  GtkWidget *discard_button;

  /* Owned */
  ProctorSession *session;
  ProctorDraft *draft;
  ProctorEditing *editing;
  ProctorEditorChecks *checks;
  GMenu *menu;
  ProctorRecord *stepped_record; /* where a step was undone, until the focus has gone there */
  guint follow_source;

  guint stepped_field;
  ProctorEditorNotice notice;
  gboolean running; /* whether the test is to be run when it has been saved */
};

G_DEFINE_FINAL_TYPE (ProctorTestEditor, proctor_test_editor, ADW_TYPE_BIN)

enum
{
  SIGNAL_RUN,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update_banner (ProctorTestEditor *self)
{
  self->notice = proctor_editor_banner_show (self->banner, self->draft, proctor_editor_checks_get_n_blocking (self->checks));
}

static void
show_form (ProctorTestEditor *self)
{
  gtk_stack_set_visible_child_name (self->pages, "form");
}

static void
update_menu (ProctorTestEditor *self)
{
  ProctorUndo *undo = self->draft != NULL ? proctor_draft_get_undo (self->draft) : NULL;

  proctor_editor_menu_fill (self->menu, self->draft);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", undo != NULL && proctor_undo_get_undo_label (undo) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", undo != NULL && proctor_undo_get_redo_label (undo) != NULL);
}

static void
update_bar (ProctorTestEditor *self)
{
  gboolean saving = self->draft != NULL && proctor_draft_is_saving (self->draft);
  gboolean modified = self->draft != NULL && proctor_draft_is_modified (self->draft) && proctor_draft_get_read_only (self->draft) == NULL;

  gtk_revealer_set_reveal_child (self->bar, modified || saving);
  gtk_label_set_label (self->status, saving ? _ ("Saving…") : _ ("Not saved"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", modified && !saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.discard", modified && !saving);
}

static void
draft_changed_cb (ProctorTestEditor *self)
{
  update_bar (self);
  update_banner (self);
}

static void
follow_cb (gpointer user_data)
{
  ProctorTestEditor *self = user_data;

  self->follow_source = 0;
  update_menu (self);
  if (self->stepped_record != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->pages), "form"))
    proctor_editing_focus (self->editing, self->stepped_record, self->stepped_field);
  g_clear_object (&self->stepped_record);
}

/* However many steps were made, it is followed once, and before the next key. */
static void
follow (ProctorTestEditor *self)
{
  if (self->follow_source == 0)
    {
      self->follow_source = g_timeout_add_once (0, follow_cb, self);
      g_source_set_priority (g_main_context_find_source_by_id (NULL, self->follow_source), G_PRIORITY_HIGH);
    }
}

static void
stepped_cb (ProctorTestEditor *self,
            ProctorRecord *record,
            guint field)
{
  g_set_object (&self->stepped_record, record);
  self->stepped_field = field;
  follow (self);
}

static void
show_name (ProctorTestEditor *self)
{
  const char *name = proctor_test_get_name (proctor_draft_get_test (self->draft));
  int position = gtk_editable_get_position (self->name);

  if (g_strcmp0 (gtk_editable_get_text (self->name), name != NULL ? name : "") == 0)
    return;

  g_signal_handlers_block_matched (self->name, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  gtk_editable_set_text (self->name, name != NULL ? name : "");
  gtk_editable_set_position (self->name, position);
  g_signal_handlers_unblock_matched (self->name, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
}

static void
name_changed_cb (ProctorTestEditor *self)
{
  if (self->editing != NULL)
    proctor_undo_type (proctor_editing_get_undo (self->editing), proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_NAME, gtk_editable_get_text (self->name),
                       /* Translators: a step that can be undone, as in "Undo Rename". */
                       _ ("Rename"));
}

/* Somebody who looks at the JSON is led to the form only if there is something to be seen there. */
static void
show_problems (ProctorTestEditor *self,
               const GError *error)
{
  g_autofree char *page = g_strdup (gtk_stack_get_visible_child_name (self->pages));

  show_form (self);
  proctor_editor_problems_mark (self->editing, self->draft, error);
  if (!proctor_editor_problems_lead (self->editing, self->draft, error))
    gtk_stack_set_visible_child_name (self->pages, page);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorTestEditor) self = user_data;
  ProctorDraft *draft = PROCTOR_DRAFT (object);
  g_autoptr (GError) error = NULL;
  gboolean saved = proctor_draft_save_finish (draft, result, &error);
  gboolean running;

  /* Another test may be shown by now; the draft keeps what went wrong. */
  if (self->draft != draft)
    return;

  running = self->running;
  self->running = FALSE;
  if (!saved)
    {
      show_problems (self, error);
      return;
    }

  g_signal_emit (self, signals[SIGNAL_SAVED], 0, proctor_draft_get_test_id (draft));
  if (running)
    g_signal_emit (self, signals[SIGNAL_RUN], 0, proctor_draft_get_test_id (draft));
}

/* What speaks against it is shown. */
static gboolean
may_save (ProctorTestEditor *self,
          gboolean as_new)
{
  /* What is written as JSON may be the only change. */
  if (self->draft == NULL || !proctor_editor_json_finish (self->pages, self->json_bin))
    return FALSE;
  if (proctor_draft_is_saving (self->draft) || (!as_new && !proctor_draft_is_modified (self->draft)))
    return FALSE;

  return proctor_editor_checks_pass (self->checks);
}

/**
 * proctor_test_editor_save:
 * @self: an editor
 *
 * Saves the draft, if there is anything to save and nothing speaks against it; then "saved" tells
 * when it is done. Otherwise it shows what does.
 *
 * Returns: whether it is being saved
 */
gboolean
proctor_test_editor_save (ProctorTestEditor *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_EDITOR (self), FALSE);

  if (!may_save (self, FALSE))
    return FALSE;

  proctor_draft_save_async (self->draft, NULL, saved_cb, g_object_ref (self));

  return TRUE;
}

/**
 * proctor_test_editor_begin:
 * @self: an editor with a new test
 *
 * Leads to what is to be written first.
 */
void
proctor_test_editor_begin (ProctorTestEditor *self)
{
  g_autoptr (ProctorTurn) turn = NULL;
  ProctorTest *test;
  const char *message, *scenario;

  g_return_if_fail (PROCTOR_IS_TEST_EDITOR (self));

  if (self->draft == NULL)
    return;

  /* The conversation comes first, though it may be blank. What a simulation is about is not in it. */
  test = proctor_draft_get_test (self->draft);
  scenario = proctor_test_get_simulation_scenario (test);
  turn = g_list_model_get_item (proctor_test_get_chat_history (test), 0);
  message = turn != NULL ? proctor_turn_get_message (turn) : NULL;
  if (turn != NULL && (message == NULL || *message == '\0'))
    proctor_editing_focus (self->editing, turn, PROCTOR_TURN_FIELD_MESSAGE);
  else if (proctor_draft_get_kind (self->draft) == PROCTOR_TEST_KIND_SIMULATION && (scenario == NULL || *scenario == '\0'))
    proctor_editing_focus (self->editing, test, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO);
  else
    proctor_editor_checks_show_problem (self->checks);
}

/**
 * proctor_test_editor_run:
 * @self: an editor
 *
 * Lets the test be run, as "run" tells: at once if all of it is saved, or else as soon as it is.
 */
void
proctor_test_editor_run (ProctorTestEditor *self)
{
  g_return_if_fail (PROCTOR_IS_TEST_EDITOR (self));

  if (self->draft == NULL || !proctor_editor_json_finish (self->pages, self->json_bin))
    return;

  if (proctor_draft_is_saving (self->draft))
    self->running = TRUE;
  else if (proctor_draft_is_modified (self->draft) && proctor_draft_get_read_only (self->draft) == NULL)
    self->running = proctor_test_editor_save (self);
  else
    g_signal_emit (self, signals[SIGNAL_RUN], 0, proctor_draft_get_test_id (self->draft));
}

/* A list that knows already that the test is gone doesn't show it any more as soon as it is another one,
 * so everything is asked before, and the draft is saved whoever shows it. */
static void
save_as_new (ProctorTestEditor *self)
{
  g_autoptr (ProctorDraft) draft = NULL;

  if (!may_save (self, TRUE))
    return;

  draft = g_object_ref (self->draft);
  proctor_draft_save_as_new (draft);
  proctor_draft_save_async (draft, NULL, saved_cb, g_object_ref (self));
}

static void
banner_cb (ProctorTestEditor *self)
{
  switch (self->notice)
    {
    case PROCTOR_EDITOR_NOTICE_GONE:
      save_as_new (self);
      break;
    case PROCTOR_EDITOR_NOTICE_CONFLICT:
      adw_dialog_present (proctor_conflict_dialog_new (self->draft), GTK_WIDGET (self));
      break;
    case PROCTOR_EDITOR_NOTICE_ERROR:
    case PROCTOR_EDITOR_NOTICE_DISK:
      proctor_test_editor_save (self);
      break;
    case PROCTOR_EDITOR_NOTICE_BLOCKED:
      proctor_editor_checks_show_problem (self->checks);
      break;
    case PROCTOR_EDITOR_NOTICE_NONE:
    case PROCTOR_EDITOR_NOTICE_READ_ONLY:
    case PROCTOR_EDITOR_NOTICE_RESTORED:
      break;
    }
}

static void
drop_draft (ProctorTestEditor *self)
{
  /* Some of what is marked is there for the next test, too. */
  if (self->editing != NULL)
    proctor_editing_clear_marks (self->editing);
  if (self->json_bin != NULL)
    proctor_editor_json_drop (self->json_bin);
  if (self->checks != NULL)
    proctor_editor_checks_set_editing (self->checks, NULL, FALSE);
  if (self->sections != NULL)
    proctor_editor_sections_clear (self->sections);
  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (proctor_draft_get_undo (self->draft), self);
      g_signal_handlers_disconnect_by_data (proctor_draft_get_test (self->draft), self);
      g_signal_handlers_disconnect_by_data (self->draft, self);
    }
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_object (&self->stepped_record);
  g_clear_object (&self->editing);
  g_clear_object (&self->draft);
  self->running = FALSE;
}

static void
listen (ProctorTestEditor *self)
{
  ProctorUndo *undo = proctor_draft_get_undo (self->draft);

  g_signal_connect_object (undo, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (undo, "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_draft_get_test (self->draft), "notify::name", G_CALLBACK (show_name), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  /* What the server has can be done more with. */
  g_signal_connect_object (self->draft, "notify::id", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "notify::gone", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
}

/* Nobody has written anything in it, and no server has it. */
static gboolean
is_fresh (ProctorDraft *draft)
{
  return proctor_draft_get_test_id (draft) == NULL && !proctor_draft_is_restored (draft) && proctor_undo_get_undo_label (proctor_draft_get_undo (draft)) == NULL;
}

static void
take_draft (ProctorTestEditor *self,
            ProctorDraft *draft)
{
  gboolean editable = proctor_draft_get_read_only (draft) == NULL;

  self->draft = g_object_ref (draft);
  self->editing = proctor_editing_new (proctor_draft_get_test (draft), proctor_draft_get_undo (draft), editable);
  proctor_editing_register (self->editing, proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_NAME, GTK_WIDGET (self->name));
  proctor_editing_register (self->editing, proctor_draft_get_test (draft), PROCTOR_EDITING_FOLDER, proctor_test_header_get_folder_button (self->header));
  gtk_editable_set_editable (self->name, editable);
  show_name (self);
  listen (self);
  if (self->session != NULL)
    proctor_editing_set_choices (self->editing, proctor_surroundings_of (self->session));
  proctor_editor_sections_fill (self->sections, proctor_draft_get_kind (draft), self->editing);
  proctor_editor_checks_set_editing (self->checks, self->editing, is_fresh (draft));
  /* A save may have failed while another test was shown. */
  proctor_editor_problems_mark (self->editing, draft, proctor_draft_get_error (draft));
}

/**
 * proctor_test_editor_set_draft:
 * @self: an editor
 * @draft: (nullable): what to edit
 *
 * Shows another test from its beginning. What was shown before is kept as it is.
 */
void
proctor_test_editor_set_draft (ProctorTestEditor *self,
                               ProctorDraft *draft)
{
  g_return_if_fail (PROCTOR_IS_TEST_EDITOR (self));
  g_return_if_fail (draft == NULL || PROCTOR_IS_DRAFT (draft));

  if (self->draft == draft)
    return;

  drop_draft (self);
  if (draft != NULL)
    {
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.view-json", TRUE);
      gtk_stack_set_visible_child_name (self->pages, "form");
      take_draft (self, draft);
    }
  update_menu (self);
  draft_changed_cb (self);
}

ProctorDraft *
proctor_test_editor_get_draft (ProctorTestEditor *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_EDITOR (self), NULL);

  return self->draft;
}

/**
 * proctor_test_editor_set_session:
 * @self: an editor
 * @session: (nullable): the workspace that is open
 */
void
proctor_test_editor_set_session (ProctorTestEditor *self,
                                 ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_TEST_EDITOR (self));

  g_set_object (&self->session, session);
}

/**
 * proctor_test_editor_get_session:
 * @self: an editor
 *
 * Returns: (transfer none) (nullable): the workspace that is open
 */
ProctorSession *
proctor_test_editor_get_session (ProctorTestEditor *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_EDITOR (self), NULL);

  return self->session;
}

/**
 * proctor_test_editor_show_item:
 * @self: an editor
 * @item: (nullable): what the library knows of the test, %NULL for one that was never saved
 */
void
proctor_test_editor_show_item (ProctorTestEditor *self,
                               ProctorTestItem *item)
{
  g_return_if_fail (PROCTOR_IS_TEST_EDITOR (self));

  if (self->session == NULL)
    return;
  if (item != NULL)
    proctor_test_header_show (self->header, item, proctor_session_get_library (self->session));
  else if (self->draft != NULL)
    proctor_test_header_show_draft (self->header, self->draft, proctor_session_get_library (self->session));
}

/**
 * proctor_test_editor_focus_place:
 * @self: an editor
 * @place: where, as in "chat_history/3/message"
 *
 * Leads to a place in the test.
 *
 * Returns: whether there is such a place
 */
gboolean
proctor_test_editor_focus_place (ProctorTestEditor *self,
                                 const char *place)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_EDITOR (self), FALSE);

  if (self->draft == NULL)
    return FALSE;

  show_form (self);

  return proctor_editor_problems_focus (self->editing, self->draft, place);
}

static void
view_json_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  ProctorTestEditor *self = PROCTOR_TEST_EDITOR (widget);

  if (self->draft != NULL)
    proctor_editor_json_toggle (self->pages, self->json_bin, self->draft);
}

static void
proctor_test_editor_dispose (GObject *object)
{
  ProctorTestEditor *self = PROCTOR_TEST_EDITOR (object);

  drop_draft (self);
  g_clear_object (&self->session);
  g_clear_object (&self->checks);
  g_clear_object (&self->menu);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TEST_EDITOR);

  G_OBJECT_CLASS (proctor_test_editor_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-test-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, name);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, header);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, sections);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, json_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, findings_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, status);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, save_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestEditor, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
proctor_test_editor_class_init (ProctorTestEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_test_editor_dispose;

  /**
   * ProctorTestEditor::run:
   * @self: an editor
   * @test_id: the test, as the server has it now
   *
   * It is to be run.
   */
  signals[SIGNAL_RUN] = g_signal_new ("run", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ProctorTestEditor::saved:
   * @self: an editor
   * @test_id: the test, which may have been new
   *
   * The server has what is shown.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  proctor_editor_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "editor.view-json", NULL, view_json_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "editor.run", NULL);

  g_type_ensure (PROCTOR_TYPE_FINDINGS_VIEW);
  g_type_ensure (PROCTOR_TYPE_TEST_HEADER);
  bind_template (widget_class);
}

static void
proctor_test_editor_init (ProctorTestEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->checks = proctor_editor_checks_new (self->findings_view);
  g_signal_connect_object (self->checks, "changed", G_CALLBACK (update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->checks, "lead", G_CALLBACK (show_form), self, G_CONNECT_SWAPPED);
  proctor_editor_keys_add (GTK_WIDGET (self));
  self->menu = g_menu_new ();
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (self->menu));
  update_menu (self);
  draft_changed_cb (self);
}

GtkWidget *
proctor_test_editor_new (void)
{
  return g_object_new (PROCTOR_TYPE_TEST_EDITOR, NULL);
}
