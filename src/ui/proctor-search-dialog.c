/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-search-dialog.h"

#include "proctor-error-text.h"
#include "proctor-found-run-row.h"
#include "proctor-search-filters.h"
#include "proctor-transcript-search.h"

#include <glib/gi18n.h>

/**
 * ProctorSearchDialog:
 *
 * Finds runs by what was said in them, in everything that this computer has seen of a workspace. What is chosen
 * is opened at what was found.
 */
struct _ProctorSearchDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkSearchEntry *entry;
  ProctorSearchFilters *filters;
  GtkLabel *count_label;
  GtkStack *stack;
  GtkWidget *clear_button;
  AdwStatusPage *error_page;
  GtkListView *list_view;

  /* Owned */
  ProctorSession *session;
  ProctorTranscriptSearch *search; /* nullable: there is a history */

  gboolean wants_first; /* somebody has pressed Enter before it was found */
};

G_DEFINE_FINAL_TYPE (ProctorSearchDialog, proctor_search_dialog, ADW_TYPE_DIALOG)

static void
look_for_what_is_typed (ProctorSearchDialog *self)
{
  g_autoptr (ProctorSearchTerms) terms = g_new0 (ProctorSearchTerms, 1);

  terms->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  proctor_search_filters_fill (self->filters, terms);
  proctor_transcript_search_set_terms (self->search, terms);
}

static void
changed_cb (ProctorSearchDialog *self)
{
  self->wants_first = FALSE;
  if (self->search != NULL)
    look_for_what_is_typed (self);
}

/* Whether what is typed is what was asked for. */
static gboolean
is_asked_for (ProctorSearchDialog *self)
{
  const ProctorSearchTerms *terms = proctor_transcript_search_get_terms (self->search);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  return terms != NULL && g_strcmp0 (text, terms->text) == 0;
}

/* It is told a moment after, which may be after Enter. */
static void
typed_cb (ProctorSearchDialog *self)
{
  if (self->search == NULL || !self->wants_first || !is_asked_for (self))
    changed_cb (self);
}

static void
clear_cb (ProctorSearchDialog *self)
{
  proctor_search_filters_clear (self->filters);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
stop_cb (ProctorSearchDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
activate_cb (ProctorSearchDialog *self,
             guint position)
{
  g_autoptr (ProctorFoundRun) run = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);
  g_autofree char *words = run != NULL ? proctor_found_run_dup_words (run) : NULL;
  const char *run_id = run != NULL ? proctor_found_run_get_run_id (run) : NULL;

  if (run == NULL || window == NULL)
    return;

  g_object_ref (window);
  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (window, "win.show-run", "(sss)", proctor_found_run_get_invocation_id (run), run_id != NULL ? run_id : "", words);
  g_object_unref (window);
}

static void
open_first (ProctorSearchDialog *self)
{
  if (!self->wants_first || proctor_transcript_search_get_state (self->search) == PROCTOR_TRANSCRIPT_SEARCH_BUSY)
    return;

  self->wants_first = FALSE;
  if (proctor_transcript_search_get_state (self->search) == PROCTOR_TRANSCRIPT_SEARCH_DONE && is_asked_for (self))
    activate_cb (self, 0);
}

/* Enter opens the newest of what was typed, once it is there. */
static void
entry_activated_cb (ProctorSearchDialog *self)
{
  if (self->search == NULL)
    return;

  if (!is_asked_for (self))
    look_for_what_is_typed (self);
  self->wants_first = TRUE;
  open_first (self);
}

static void
show_count (ProctorSearchDialog *self,
            guint n)
{
  g_autofree char *words = NULL;

  if (proctor_transcript_search_has_more (self->search))
    /* Translators: there are more, but nobody reads so many. */
    words = g_strdup_printf (ngettext ("The newest run of many", "The newest %u runs of many", n), n);
  else if (n > 0)
    words = g_strdup_printf (ngettext ("%u run", "%u runs", n), n);
  gtk_label_set_label (self->count_label, words != NULL ? words : "");
}

static void
search_changed_cb (ProctorSearchDialog *self)
{
  guint n = g_list_model_get_n_items (proctor_transcript_search_get_found (self->search));
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  switch (proctor_transcript_search_get_state (self->search))
    {
    case PROCTOR_TRANSCRIPT_SEARCH_IDLE:
      show_count (self, 0);
      gtk_stack_set_visible_child_name (self->stack, "idle");
      break;
    case PROCTOR_TRANSCRIPT_SEARCH_BUSY:
      break;
    case PROCTOR_TRANSCRIPT_SEARCH_DONE:
      show_count (self, n);
      gtk_widget_set_visible (self->clear_button, proctor_search_terms_are_filters (proctor_transcript_search_get_terms (self->search)));
      gtk_stack_set_visible_child_name (self->stack, n > 0 ? "found" : "empty");
      if (n > 0)
        gtk_list_view_scroll_to (self->list_view, 0, GTK_LIST_SCROLL_NONE, NULL);
      break;
    case PROCTOR_TRANSCRIPT_SEARCH_ERROR:
      show_count (self, 0);
      text = proctor_error_text_dup (proctor_transcript_search_get_error (self->search));
      markup = g_markup_escape_text (text, -1);
      adw_status_page_set_description (self->error_page, markup);
      gtk_stack_set_visible_child_name (self->stack, "error");
      break;
    }
  open_first (self);
}

static void
setup_cb (ProctorSearchDialog *self,
          GtkListItem *list_item)
{
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_child (list_item, proctor_found_run_row_new ());
}

static void
bind_cb (ProctorSearchDialog *self,
         GtkListItem *list_item)
{
  ProctorFoundRun *run = gtk_list_item_get_item (list_item);
  g_autofree char *label = proctor_found_run_row_dup_label (run);

  proctor_found_run_row_show (PROCTOR_FOUND_RUN_ROW (gtk_list_item_get_child (list_item)), run, proctor_session_get_agent_names (self->session));
  gtk_list_item_set_accessible_label (list_item, label);
}

static void
proctor_search_dialog_dispose (GObject *object)
{
  ProctorSearchDialog *self = PROCTOR_SEARCH_DIALOG (object);

  g_clear_object (&self->search);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_SEARCH_DIALOG);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_search_dialog_parent_class)->dispose (object);
}

static void
proctor_search_dialog_class_init (ProctorSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_search_dialog_dispose;

  g_type_ensure (PROCTOR_TYPE_SEARCH_FILTERS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, count_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchDialog, list_view);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
}

static void
proctor_search_dialog_init (ProctorSearchDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/**
 * proctor_search_dialog_new:
 * @session: a session
 *
 * Returns: (transfer floating): a dialog to search all transcripts of its workspace
 */
AdwDialog *
proctor_search_dialog_new (ProctorSession *session)
{
  ProctorSearchDialog *self;
  ProctorHistory *history;
  g_autoptr (GtkNoSelection) selection = NULL;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_SEARCH_DIALOG, NULL);
  self->session = g_object_ref (session);
  history = proctor_session_get_history (session);
  if (history == NULL)
    {
      adw_status_page_set_description (self->error_page, _ ("There is no history on this computer."));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return ADW_DIALOG (self);
    }

  self->search = proctor_transcript_search_new (history, proctor_workspace_get_id (proctor_session_get_workspace (session)));
  g_signal_connect_object (self->search, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  selection = gtk_no_selection_new (g_object_ref (proctor_transcript_search_get_found (self->search)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  proctor_search_filters_set_up (self->filters, session);

  return ADW_DIALOG (self);
}
