/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-binding.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * ProctorTextBinding:
 *
 * Keeps what a text view shows and a text of a record the same. What somebody types is a step that
 * can be undone, or part of one; what is undone changes no more of the view than differs, so that
 * the cursor ends where something happened. Without a record it only tells that somebody typed.
 */
struct _ProctorTextBinding
{
  GObject parent_instance;

  /* Owned */
  GtkTextBuffer *buffer;
  ProctorEditing *editing;
  ProctorRecord *record;
  char *title;

  /* Borrowed from itself: it keeps the binding */
  GtkTextView *view;

  guint field;
  guint n_actions; /* that somebody is in the middle of */
  gboolean is_due; /* what they did is still to be told */
  gboolean is_telling;
  gboolean is_showing;
};

enum
{
  SIGNAL_TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorTextBinding, proctor_text_binding, G_TYPE_OBJECT)

static void
tell (ProctorTextBinding *self)
{
  self->is_due = FALSE;

  if (self->record != NULL)
    {
      g_autofree char *text = proctor_text_binding_dup_text (self);
      /* Translators: what Undo takes back; %s is the name of a field, such as "Success Condition" */
      g_autofree char *label = g_strdup_printf (_ ("Typing in %s"), self->title);

      self->is_telling = TRUE;
      proctor_undo_type (proctor_editing_get_undo (self->editing), self->record, self->field, text, label);
      self->is_telling = FALSE;
    }

  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
changed_cb (ProctorTextBinding *self)
{
  if (self->is_showing)
    return;

  self->is_due = TRUE;
  if (self->n_actions == 0)
    tell (self);
}

static void
begin_cb (ProctorTextBinding *self)
{
  self->n_actions++;
}

/* Replacing what was selected is one thing to a person and two to the buffer. */
static void
end_cb (ProctorTextBinding *self)
{
  if (--self->n_actions == 0 && self->is_due)
    tell (self);
}

static void
pause_typing (ProctorTextBinding *self)
{
  if (self->editing != NULL)
    proctor_undo_pause (proctor_editing_get_undo (self->editing));
}

/* Marks are set when the cursor is put somewhere, not while somebody types. */
static void
mark_set_cb (ProctorTextBinding *self,
             GtkTextIter *location,
             GtkTextMark *mark)
{
  if (!self->is_showing && self->n_actions == 0 && mark == gtk_text_buffer_get_insert (self->buffer))
    pause_typing (self);
}

static gboolean
undo_cb (GtkWidget *view,
         GVariant *arguments,
         gpointer user_data)
{
  ProctorTextBinding *self = user_data;

  return self->editing != NULL && proctor_editing_is_editable (self->editing) && proctor_undo_undo (proctor_editing_get_undo (self->editing));
}

static gboolean
redo_cb (GtkWidget *view,
         GVariant *arguments,
         gpointer user_data)
{
  ProctorTextBinding *self = user_data;

  return self->editing != NULL && proctor_editing_is_editable (self->editing) && proctor_undo_redo (proctor_editing_get_undo (self->editing));
}

static gsize
count_prefix (const char *one,
              const char *other)
{
  gsize n = 0;

  while (one[n] != '\0' && one[n] == other[n])
    n++;
  /* Two characters may begin with the same byte. */
  while (n > 0 && ((guchar) one[n] & 0xc0) == 0x80)
    n--;
  while (n > 0 && ((guchar) other[n] & 0xc0) == 0x80)
    n--;

  return n;
}

static gsize
count_suffix (const char *one,
              gsize one_size,
              const char *other,
              gsize other_size)
{
  gsize most = MIN (one_size, other_size);
  gsize n = 0;

  while (n < most && one[one_size - n - 1] == other[other_size - n - 1])
    n++;
  while (n > 0 && ((guchar) one[one_size - n] & 0xc0) == 0x80)
    n--;

  return n;
}

/* Changes what differs and nothing else, and leaves the cursor behind it. */
static void
show (ProctorTextBinding *self,
      const char *text)
{
  g_autofree char *before = proctor_text_binding_dup_text (self);
  gsize before_size = strlen (before);
  gsize size = strlen (text);
  gsize prefix, suffix;
  GtkTextIter start, end;

  if (strcmp (before, text) == 0)
    return;

  prefix = count_prefix (before, text);
  suffix = count_suffix (before + prefix, before_size - prefix, text + prefix, size - prefix);
  self->is_showing = TRUE;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) g_utf8_strlen (before, (gssize) prefix));
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) g_utf8_strlen (before, (gssize) (before_size - suffix)));
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, text + prefix, (int) (size - prefix - suffix));
  gtk_text_buffer_place_cursor (self->buffer, &start);
  self->is_showing = FALSE;
}

static void
record_changed_cb (ProctorTextBinding *self)
{
  const char *text;

  if (self->is_telling)
    return;

  text = proctor_record_get_string (self->record, self->field);
  show (self, text != NULL ? text : "");
}

static void
let_go (ProctorTextBinding *self)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);
  g_clear_pointer (&self->title, g_free);
}

static void
proctor_text_binding_dispose (GObject *object)
{
  let_go (PROCTOR_TEXT_BINDING (object));

  G_OBJECT_CLASS (proctor_text_binding_parent_class)->dispose (object);
}

static void
proctor_text_binding_finalize (GObject *object)
{
  g_object_unref (PROCTOR_TEXT_BINDING (object)->buffer);

  G_OBJECT_CLASS (proctor_text_binding_parent_class)->finalize (object);
}

static void
proctor_text_binding_class_init (ProctorTextBindingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_text_binding_dispose;
  object_class->finalize = proctor_text_binding_finalize;

  /**
   * ProctorTextBinding::typed:
   *
   * Somebody changed the text; the record has it already.
   */
  signals[SIGNAL_TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_text_binding_init (ProctorTextBinding *self)
{
}

/* The view keeps the binding, then, which has no need to keep the view. Its own keys for the same do
 * nothing, and these come before them. */
static void
add_keys (ProctorTextBinding *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc callback;
  } shortcuts[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, undo_cb },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_cb },
    { GDK_KEY_y, GDK_CONTROL_MASK, redo_cb },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      GtkShortcutAction *action = gtk_callback_action_new (shortcuts[i].callback, g_object_ref (self), g_object_unref);
      GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (shortcuts[i].key, shortcuts[i].modifiers);

      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (trigger, action));
    }
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

/**
 * proctor_text_binding_new:
 * @view: a text view that keeps its buffer
 *
 * Returns: (transfer full): a binding of what it shows, to nothing yet
 */
ProctorTextBinding *
proctor_text_binding_new (GtkTextView *view)
{
  ProctorTextBinding *self;
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_object_new (PROCTOR_TYPE_TEXT_BINDING, NULL);
  self->view = view;
  self->buffer = g_object_ref (gtk_text_view_get_buffer (view));
  /* The form has one history for everything, and a text's own would be in its way. */
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "begin-user-action", G_CALLBACK (begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "end-user-action", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "mark-set", G_CALLBACK (mark_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (pause_typing), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  add_keys (self);

  return self;
}

/**
 * proctor_text_binding_bind:
 * @self: a binding
 * @editing: (nullable): the test that is edited; %NULL lets go of what was bound
 * @record: a part of it
 * @field: which of its texts
 * @title: what a person calls the text
 *
 * Shows a text and changes it.
 */
void
proctor_text_binding_bind (ProctorTextBinding *self,
                           ProctorEditing *editing,
                           gpointer record,
                           guint field,
                           const char *title)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (PROCTOR_IS_TEXT_BINDING (self));
  g_return_if_fail (editing == NULL || PROCTOR_IS_RECORD (record));

  let_go (self);
  if (editing == NULL)
    return;

  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  self->field = field;
  self->title = g_strdup (title);
  gtk_text_view_set_editable (self->view, proctor_editing_is_editable (editing));
  signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->properties[field]->name, NULL);
  g_signal_connect_object (record, signal, G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
  record_changed_cb (self);
}

/**
 * proctor_text_binding_get_editing:
 * @self: a binding
 *
 * Returns: (nullable) (transfer none): the test that is edited, if it is bound to one
 */
ProctorEditing *
proctor_text_binding_get_editing (ProctorTextBinding *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEXT_BINDING (self), NULL);

  return self->editing;
}

/**
 * proctor_text_binding_dup_text:
 * @self: a binding
 *
 * Returns: (transfer full): what is shown
 */
char *
proctor_text_binding_dup_text (ProctorTextBinding *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (PROCTOR_IS_TEXT_BINDING (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

/**
 * proctor_text_binding_set_text:
 * @self: a binding to nothing
 * @text: (nullable): a text
 *
 * Shows @text, with as little change as there is, and tells nobody.
 */
void
proctor_text_binding_set_text (ProctorTextBinding *self,
                               const char *text)
{
  g_return_if_fail (PROCTOR_IS_TEXT_BINDING (self));
  g_return_if_fail (self->record == NULL);

  show (self, text != NULL ? text : "");
}
