/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-repeats-dialog.h"

#include "proctor-aligned-list.h"
#include "proctor-aligned-row.h"
#include "proctor-error-text.h"
#include "proctor-gradual-rows.h"
#include "proctor-list-jump.h"
#include "proctor-reader-state.h"
#include "proctor-repeats-side.h"
#include "proctor-repeats.h"

#include <glib/gi18n.h>

/* So many rows are there at once, and so many come at a time. */
#define FIRST_ROWS 20
#define MORE_ROWS 12

/**
 * ProctorRepeatsDialog:
 *
 * Two runs of a test in two columns, turn by turn, with what is different marked; one goes from difference to difference.
 * Where there is no room for two columns, what both say is there once, and where they differ, one stands above the other.
 */
struct _ProctorRepeatsDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwWindowTitle *heading;
  GtkWidget *heads;
  AdwBreakpoint *narrow;
  ProctorRepeatsSide *one;
  ProctorRepeatsSide *other;
  GtkStack *stack;
  AdwStatusPage *error_page;
  GtkListView *view;

  /* Owned */
  ProctorSession *session;
  ProctorReaderState *state;
  ProctorRun *shown_one; /* of which the rows are */
  ProctorRun *shown_other;
  ProctorListJump *jump;
  GListModel *items;
  GtkSliceListModel *shown; /* those that have their row, if they can be seen */
  char *run_id;
  char *other_run_id;             /* nullable */
  GCancellable *cancellable;      /* of all that is done */
  GCancellable *work_cancellable; /* of what is made of these two runs */

  guint n_differences;
  guint current; /* at which of them one is, from 1; 0 if at none */
  gboolean stacked;
};

G_DEFINE_FINAL_TYPE (ProctorRepeatsDialog, proctor_repeats_dialog, ADW_TYPE_DIALOG)

typedef enum
{
  PROP_STACKED = 1,
} ProctorRepeatsDialogProperty;

static GParamSpec *properties[PROP_STACKED + 1];

static void
show_count (ProctorRepeatsDialog *self)
{
  g_autofree char *text = NULL;

  if (self->items == NULL)
    text = g_strdup ("");
  else if (self->n_differences == 0)
    text = g_strdup (_ ("No differences"));
  else if (self->current > 0)
    /* Translators: which of how many. */
    text = g_strdup_printf (_ ("Difference %u of %u"), self->current, self->n_differences);
  else
    text = g_strdup_printf (ngettext ("%u difference", "%u differences", self->n_differences), self->n_differences);
  adw_window_title_set_subtitle (self->heading, text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repeats.previous", self->current > 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "repeats.next", self->current < self->n_differences);
}

static void
setup_cb (ProctorRepeatsDialog *self,
          GtkListItem *list_item)
{
  GtkWidget *row = proctor_aligned_row_new (self->state);

  g_object_bind_property (self, "stacked", row, "stacked", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (list_item, row);
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
bind_cb (ProctorRepeatsDialog *self,
         GtkListItem *list_item)
{
  ProctorAlignedItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *label = proctor_aligned_row_dup_label (item);

  gtk_list_item_set_accessible_label (list_item, label);
  proctor_aligned_row_set_item (PROCTOR_ALIGNED_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
unbind_cb (ProctorRepeatsDialog *self,
           GtkListItem *list_item)
{
  proctor_aligned_row_set_item (PROCTOR_ALIGNED_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
forget (ProctorRepeatsDialog *self)
{
  g_cancellable_cancel (self->work_cancellable);
  g_clear_object (&self->work_cancellable);
  if (self->jump != NULL)
    proctor_list_jump_give_up (self->jump);
  if (self->view != NULL)
    gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->shown);
  g_clear_object (&self->items);
  self->n_differences = 0;
  self->current = 0;
}

static gpointer
get_item (GtkWidget *row)
{
  return proctor_aligned_row_get_item (PROCTOR_ALIGNED_ROW (row));
}

static guint
find_difference (ProctorRepeatsDialog *self,
                 guint number)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (ProctorAlignedItem) item = g_list_model_get_item (self->items, i);

      if (proctor_aligned_item_get_number (item) == number)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
go_to (ProctorRepeatsDialog *self,
       guint number)
{
  guint position = self->items != NULL ? find_difference (self, number) : GTK_INVALID_LIST_POSITION;
  g_autoptr (ProctorAlignedItem) item = NULL;
  ProctorReaderItem *one;

  if (position == GTK_INVALID_LIST_POSITION)
    return;

  if (position + FIRST_ROWS > gtk_slice_list_model_get_size (self->shown))
    proctor_gradual_rows_complete (self->shown);
  item = g_list_model_get_item (self->items, position);
  one = proctor_aligned_item_get_one (item);
  self->current = number;
  proctor_reader_state_flash (self->state, one != NULL ? one : proctor_aligned_item_get_other (item));
  /* The row has the focus of the list, and the list that of the dialog: a button that had it may be
   * of no use any more, as “next” at the last difference. */
  proctor_list_jump_go_to (self->jump, position);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  show_count (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), adw_window_title_get_subtitle (self->heading), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
step_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorRepeatsDialog *self = PROCTOR_REPEATS_DIALOG (widget);

  if (g_str_equal (action_name, "repeats.next") && self->current < self->n_differences)
    go_to (self, self->current + 1);
  else if (g_str_equal (action_name, "repeats.previous") && self->current > 1)
    go_to (self, self->current - 1);
}

static void
show_items (ProctorRepeatsDialog *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  self->shown = proctor_gradual_rows_new (self->items, FIRST_ROWS, MORE_ROWS);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (self->items) > 0 ? "rows" : "empty");
  show_count (self);
  go_to (self, 1);
}

static void
made_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorRepeatsDialog *self;
  g_autoptr (GError) error = NULL;
  guint n_differences;
  GListModel *items = proctor_aligned_list_make_finish (result, &n_differences, &error);

  if (items == NULL)
    return; /* It can only have been cancelled. */

  self = PROCTOR_REPEATS_DIALOG (user_data);
  self->items = items;
  self->n_differences = n_differences;
  show_items (self);
}

static void
show_error (ProctorRepeatsDialog *self,
            const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
side_changed_cb (ProctorRepeatsDialog *self)
{
  ProctorRun *one = proctor_repeats_side_get_run (self->one);
  ProctorRun *other = proctor_repeats_side_get_run (self->other);
  const char *problem = proctor_repeats_side_get_problem (self->one);

  if (one != NULL && other != NULL && one == self->shown_one && other == self->shown_other)
    return;

  forget (self);
  g_set_object (&self->shown_one, one);
  g_set_object (&self->shown_other, other);
  show_count (self);
  if (problem == NULL)
    problem = proctor_repeats_side_get_problem (self->other);
  if (problem != NULL)
    {
      show_error (self, problem);
      return;
    }

  gtk_stack_set_visible_child_name (self->stack, "loading");
  if (one == NULL || other == NULL)
    return;

  self->work_cancellable = g_cancellable_new ();
  proctor_aligned_list_make_async (one, other, self->work_cancellable, made_cb, self);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorRepeatsDialog *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repeats = proctor_repeats_list_finish (PROCTOR_SESSION (source), result, &error);
  guint position, other;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_REPEATS_DIALOG (user_data);
  if (repeats == NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      show_error (self, text);
      return;
    }

  position = proctor_repeats_find (repeats, self->run_id);
  other = position != G_MAXUINT && self->other_run_id != NULL ? proctor_repeats_find (repeats, self->other_run_id) : G_MAXUINT;
  if (position != G_MAXUINT && other == G_MAXUINT)
    other = proctor_repeats_choose (repeats, position);
  if (other == G_MAXUINT)
    {
      gtk_stack_set_visible_child_name (self->stack, "alone");
      return;
    }

  gtk_widget_set_visible (self->heads, TRUE);
  proctor_repeats_side_set_repeats (self->one, self->session, repeats, position);
  proctor_repeats_side_set_repeats (self->other, self->session, repeats, other);
}

/* An open list of runs takes letters for itself. */
static gboolean
key_pressed_cb (ProctorRepeatsDialog *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (gdk_keyval_to_lower (keyval))
    {
    case GDK_KEY_n:
      return gtk_widget_activate_action (GTK_WIDGET (self), "repeats.next", NULL);
    case GDK_KEY_p:
      return gtk_widget_activate_action (GTK_WIDGET (self), "repeats.previous", NULL);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
proctor_repeats_dialog_get_property (GObject *object,
                                     guint property_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch ((ProctorRepeatsDialogProperty) property_id)
    {
    case PROP_STACKED:
      g_value_set_boolean (value, PROCTOR_REPEATS_DIALOG (object)->stacked);
      break;
    }
}

/* A breakpoint that sets something of the dialog itself would keep it for ever. */
static void
fit_columns (ProctorRepeatsDialog *self)
{
  self->stacked = adw_dialog_get_current_breakpoint (ADW_DIALOG (self)) == self->narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACKED]);
}

/* A window of GTK 4.18 holds on to what goes while the focus is in it, until it has drawn once more. It holds one thing:
 * a dialog that goes is forgotten, and never let go of, when a row with the focus goes from its list after that. */
static void
proctor_repeats_dialog_closed (AdwDialog *dialog)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (dialog));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)))
    gtk_root_set_focus (root, NULL);
}

static void
proctor_repeats_dialog_dispose (GObject *object)
{
  ProctorRepeatsDialog *self = PROCTOR_REPEATS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  forget (self);
  g_clear_object (&self->jump);
  /* With the focus inside, a closed dialog would keep what it shows for ever. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_REPEATS_DIALOG);
  g_clear_object (&self->shown_one);
  g_clear_object (&self->shown_other);
  g_clear_object (&self->state);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_repeats_dialog_parent_class)->dispose (object);
}

static void
proctor_repeats_dialog_finalize (GObject *object)
{
  ProctorRepeatsDialog *self = PROCTOR_REPEATS_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->run_id);
  g_free (self->other_run_id);

  G_OBJECT_CLASS (proctor_repeats_dialog_parent_class)->finalize (object);
}

static void
proctor_repeats_dialog_class_init (ProctorRepeatsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_repeats_dialog_dispose;
  object_class->finalize = proctor_repeats_dialog_finalize;
  object_class->get_property = proctor_repeats_dialog_get_property;
  ADW_DIALOG_CLASS (klass)->closed = proctor_repeats_dialog_closed;

  /**
   * ProctorRepeatsDialog:stacked:
   *
   * Whether there is no room for two columns.
   */
  properties[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_REPEATS_SIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-repeats-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, heads);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, narrow);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, one);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, other);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorRepeatsDialog, view);
  gtk_widget_class_bind_template_callback (widget_class, side_changed_cb);
  gtk_widget_class_install_action (widget_class, "repeats.next", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "repeats.previous", NULL, step_action);
}

static void
proctor_repeats_dialog_init (ProctorRepeatsDialog *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->state = proctor_reader_state_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_repeats_side_set_name (self->one, "A", _ ("Run A"));
  proctor_repeats_side_set_name (self->other, "B", _ ("Run B"));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->view, factory);
  self->jump = proctor_list_jump_new (self->view, get_item, NULL);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "notify::current-breakpoint", G_CALLBACK (fit_columns), NULL);
  show_count (self);
}

/**
 * proctor_repeats_dialog_new:
 * @session: the workspace
 * @watcher: an invocation that is known
 * @run_id: one of its runs
 * @other_run_id: (nullable): with which it is compared; %NULL for the one that tells most
 *
 * Returns: (transfer floating): a dialog that shows two runs of the same test
 */
AdwDialog *
proctor_repeats_dialog_new (ProctorSession *session,
                            ProctorWatcher *watcher,
                            const char *run_id,
                            const char *other_run_id)
{
  ProctorRepeatsDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (PROCTOR_IS_WATCHER (watcher), NULL);
  g_return_val_if_fail (run_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_REPEATS_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->run_id = g_strdup (run_id);
  self->other_run_id = g_strdup (other_run_id);
  proctor_repeats_list_async (session, watcher, run_id, self->cancellable, listed_cb, self);

  return ADW_DIALOG (self);
}

/**
 * proctor_repeats_dialog_get_n_differences:
 * @self: a dialog
 *
 * Returns: how many rows differ
 */
guint
proctor_repeats_dialog_get_n_differences (ProctorRepeatsDialog *self)
{
  g_return_val_if_fail (PROCTOR_IS_REPEATS_DIALOG (self), 0);

  return self->n_differences;
}

/**
 * proctor_repeats_dialog_get_current:
 * @self: a dialog
 *
 * Returns: at which difference one is, from 1; 0 if there is none
 */
guint
proctor_repeats_dialog_get_current (ProctorRepeatsDialog *self)
{
  g_return_val_if_fail (PROCTOR_IS_REPEATS_DIALOG (self), 0);

  return self->current;
}
