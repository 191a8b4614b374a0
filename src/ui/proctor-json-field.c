/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-field.h"

#include "proctor-json-check.h"
#include "proctor-json-source.h"
#include "proctor-text-field.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than this is looked at in a thread. */
#define MOST_BYTES (64 * 1024)

/**
 * ProctorJsonField:
 *
 * JSON that is written by a person, and looked at while they write: what is wrong is underlined, and
 * a line below says what and where. A text of a record is changed with every key; a property that
 * can hold nothing but JSON waits until there is some.
 */
struct _ProctorJsonField
{
  GtkBox parent_instance;

  /* Template children */
  GtkWidget *format_button;

  /* Borrowed: a child */
  ProctorTextField *text;

  /* Owned */
  GtkTextBuffer *buffer;
  GtkTextTag *fault_tag;
  ProctorEditing *editing;
  ProctorRecord *record; /* where it waits for JSON */
  GCancellable *cancellable;
  char *title;
  char *problem;
  char *fault;

  guint field;
  gboolean allows_text;
  gboolean is_valid;
  gboolean is_telling;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_PROBLEM,
  PROP_VALID,
} ProctorJsonFieldProperty;

static GParamSpec *properties[PROP_VALID + 1];

enum
{
  SIGNAL_TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorJsonField, proctor_json_field, GTK_TYPE_BOX)

static void
show_problem (ProctorJsonField *self)
{
  proctor_text_field_set_problem (self->text, self->fault != NULL ? self->fault : self->problem);
}

static void
underline (ProctorJsonField *self,
           const ProctorJsonProblem *problem)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->fault_tag, &start, &end);
  if (problem != NULL)
    proctor_json_source_mark (self->buffer, self->fault_tag, problem->offset);
}

/* The record waited for what can be read. */
static void
tell (ProctorJsonField *self)
{
  g_autofree char *text = proctor_text_field_dup_text (self->text);
  g_autofree char *label = g_strdup_printf (_ ("Typing in %s"), self->title);

  if (g_strcmp0 (text, proctor_record_get_string (self->record, self->field)) == 0)
    return;

  self->is_telling = TRUE;
  proctor_undo_type (proctor_editing_get_undo (self->editing), self->record, self->field, text, label);
  self->is_telling = FALSE;
}

/* A property that can only be JSON stays as it was meanwhile, and whoever saves has to know that. Nothing
 * where there was nothing is as good as it was. */
static void
tell_unfit (ProctorJsonField *self)
{
  const char *before = proctor_record_get_string (self->record, self->field);
  g_autofree char *text = proctor_text_field_dup_text (self->text);
  gboolean is_blank = text[strspn (text, " \t\r\n")] == '\0' && (before == NULL || before[0] == '\0');

  proctor_editing_set_unfit (self->editing, GTK_WIDGET (self), !self->is_valid && !is_blank);
}

static void
take_problem (ProctorJsonField *self,
              const ProctorJsonProblem *problem)
{
  gboolean is_valid = problem == NULL;

  g_clear_pointer (&self->fault, g_free);
  if (problem != NULL)
    self->fault = g_strdup_printf (_ ("Line %u, column %u: %s."), problem->line, problem->column, problem->message);
  underline (self, problem);
  show_problem (self);
  gtk_widget_set_sensitive (self->format_button, is_valid && gtk_text_view_get_editable (proctor_text_field_get_view (self->text)));
  if (self->is_valid != is_valid)
    {
      self->is_valid = is_valid;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
    }
  if (self->record == NULL)
    return;

  if (is_valid)
    tell (self);
  tell_unfit (self);
}

static void
checked_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorJsonProblem) problem = NULL;
  g_autoptr (GError) error = NULL;

  if (proctor_json_check_finish (result, &problem, &error))
    take_problem (user_data, problem);
}

static GCancellable *
renew_cancellable (ProctorJsonField *self)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

/* Whether a text is meant to be JSON shows in how it begins. */
static gboolean
is_plain_text (ProctorJsonField *self,
               const char *text)
{
  const char *start = text + strspn (text, " \t\r\n");

  return self->allows_text && (*start == '\0' || strchr ("{[\"", *start) == NULL);
}

static void
changed_cb (ProctorJsonField *self)
{
  g_autofree char *text = proctor_text_field_dup_text (self->text);
  GCancellable *cancellable = renew_cancellable (self);

  if (is_plain_text (self, text))
    {
      take_problem (self, NULL);
      gtk_widget_set_sensitive (self->format_button, FALSE);
    }
  else if (strlen (text) <= MOST_BYTES)
    {
      g_autoptr (ProctorJsonProblem) problem = proctor_json_check (text);

      take_problem (self, problem);
    }
  else
    proctor_json_check_async (text, cancellable, checked_cb, self);
}

static void
typed_cb (ProctorJsonField *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
formatted_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *formatted = proctor_json_format_finish (result, &error);
  ProctorJsonField *self;

  /* It was no JSON, which is said already, or it was changed meanwhile. */
  if (formatted == NULL)
    return;

  self = PROCTOR_JSON_FIELD (user_data);
  if (self->editing != NULL)
    proctor_undo_pause (proctor_editing_get_undo (self->editing));
  proctor_json_source_replace (self->buffer, formatted);
  if (self->editing != NULL)
    proctor_undo_pause (proctor_editing_get_undo (self->editing));
}

static void
format_cb (ProctorJsonField *self)
{
  g_autofree char *text = proctor_text_field_dup_text (self->text);

  proctor_json_format_async (text, renew_cancellable (self), formatted_cb, self);
}

static void
record_changed_cb (ProctorJsonField *self)
{
  if (!self->is_telling)
    proctor_text_field_set_text (self->text, proctor_record_get_string (self->record, self->field));
}

static GtkWidget *
create_view (ProctorJsonField *self)
{
  GtkWidget *view = proctor_json_source_create_view ();

  self->buffer = g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
  self->fault_tag = proctor_json_source_create_fault_tag (self->buffer);

  return view;
}

static void
let_go (ProctorJsonField *self)
{
  if (self->record != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->record, record_changed_cb, self);
      proctor_editing_set_unfit (self->editing, GTK_WIDGET (self), FALSE);
    }
  g_clear_object (&self->record);
  g_clear_object (&self->editing);
  proctor_text_field_bind (self->text, NULL, NULL, 0);
}

static gboolean
proctor_json_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_JSON_FIELD (widget)->text));
}

static void
proctor_json_field_dispose (GObject *object)
{
  ProctorJsonField *self = PROCTOR_JSON_FIELD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->text != NULL)
    let_go (self);
  if (self->text != NULL)
    gtk_box_remove (GTK_BOX (self), GTK_WIDGET (g_steal_pointer (&self->text)));
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_JSON_FIELD);

  G_OBJECT_CLASS (proctor_json_field_parent_class)->dispose (object);
}

static void
proctor_json_field_finalize (GObject *object)
{
  ProctorJsonField *self = PROCTOR_JSON_FIELD (object);

  g_object_unref (self->fault_tag);
  g_object_unref (self->buffer);
  g_free (self->title);
  g_free (self->problem);
  g_free (self->fault);

  G_OBJECT_CLASS (proctor_json_field_parent_class)->finalize (object);
}

static void
proctor_json_field_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorJsonField *self = PROCTOR_JSON_FIELD (object);

  switch ((ProctorJsonFieldProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->is_valid);
      break;
    }
}

static void
proctor_json_field_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorJsonField *self = PROCTOR_JSON_FIELD (object);

  switch ((ProctorJsonFieldProperty) property_id)
    {
    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      proctor_text_field_set_title (self->text, self->title);
      break;
    case PROP_PROBLEM:
      proctor_json_field_set_problem (self, g_value_get_string (value));
      break;
    case PROP_VALID:
      break;
    }
}

static void
proctor_json_field_class_init (ProctorJsonFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_json_field_dispose;
  object_class->finalize = proctor_json_field_finalize;
  object_class->get_property = proctor_json_field_get_property;
  object_class->set_property = proctor_json_field_set_property;
  widget_class->grab_focus = proctor_json_field_grab_focus;

  /**
   * ProctorJsonField:title:
   *
   * What a person calls it.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorJsonField:problem:
   *
   * What is wrong with it, though it is JSON.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorJsonField:valid:
   *
   * Whether it is JSON.
   */
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorJsonField::typed:
   *
   * Somebody changed the text.
   */
  signals[SIGNAL_TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-json-field.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonField, format_button);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
}

static void
proctor_json_field_init (ProctorJsonField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->text = g_object_new (PROCTOR_TYPE_TEXT_FIELD, "view", create_view (self), "show-title", FALSE, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->text));
  g_signal_connect_object (self->text, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_json_field_new:
 * @title: what a person calls it
 *
 * Returns: (transfer floating): a field with nothing in it
 */
GtkWidget *
proctor_json_field_new (const char *title)
{
  return g_object_new (PROCTOR_TYPE_JSON_FIELD, "title", title, NULL);
}

/**
 * proctor_json_field_bind:
 * @self: a field
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its properties: a text that has JSON in it, or one that is JSON
 *
 * Shows a property and changes it, as steps that can be undone.
 */
void
proctor_json_field_bind (ProctorJsonField *self,
                         ProctorEditing *editing,
                         gpointer record,
                         guint field)
{
  g_autofree char *signal = NULL;

  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));

  let_go (self);
  if (editing == NULL)
    return;

  self->editing = g_object_ref (editing);
  self->field = field;
  if (PROCTOR_RECORD_GET_CLASS (record)->fields[field].kind == PROCTOR_FIELD_STRING)
    proctor_text_field_bind (self->text, editing, record, field);
  else
    {
      self->record = g_object_ref (record);
      proctor_text_field_set_editable (self->text, proctor_editing_is_editable (editing));
      signal = g_strconcat ("notify::", PROCTOR_RECORD_GET_CLASS (record)->properties[field]->name, NULL);
      g_signal_connect_object (record, signal, G_CALLBACK (record_changed_cb), self, G_CONNECT_SWAPPED);
      record_changed_cb (self);
    }
  proctor_editing_register (editing, record, field, GTK_WIDGET (self));
  gtk_widget_set_visible (self->format_button, proctor_editing_is_editable (editing));
  changed_cb (self);
}

/**
 * proctor_json_field_set_allows_text:
 * @self: a field
 * @allows_text: whether it may also hold a text that is no JSON
 *
 * What a tool answers is JSON or not. What doesn't begin as JSON is taken for a text, then.
 */
void
proctor_json_field_set_allows_text (ProctorJsonField *self,
                                    gboolean allows_text)
{
  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));

  self->allows_text = allows_text;
  changed_cb (self);
}

/**
 * proctor_json_field_set_problem:
 * @self: a field
 * @problem: (nullable): what is wrong with it, though it is JSON
 */
void
proctor_json_field_set_problem (ProctorJsonField *self,
                                const char *problem)
{
  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));

  if (!g_set_str (&self->problem, problem))
    return;

  show_problem (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * proctor_json_field_set_editable:
 * @self: a field that is bound to nothing
 * @editable: whether somebody may type
 */
void
proctor_json_field_set_editable (ProctorJsonField *self,
                                 gboolean editable)
{
  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));

  proctor_text_field_set_editable (self->text, editable);
  gtk_widget_set_visible (self->format_button, editable);
}

/**
 * proctor_json_field_is_valid:
 * @self: a field
 *
 * Returns: whether what is in it is JSON, or may be there though it isn't
 */
gboolean
proctor_json_field_is_valid (ProctorJsonField *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_FIELD (self), FALSE);

  return self->is_valid;
}

/**
 * proctor_json_field_put_back:
 * @self: a field that is bound to a property which can only be JSON
 *
 * Shows what the property is, whatever somebody has written that couldn't be taken.
 */
void
proctor_json_field_put_back (ProctorJsonField *self)
{
  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));
  g_return_if_fail (self->record != NULL);

  record_changed_cb (self);
  changed_cb (self);
  proctor_editing_set_unfit (self->editing, GTK_WIDGET (self), FALSE);
}

/**
 * proctor_json_field_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): what is in it
 */
char *
proctor_json_field_dup_text (ProctorJsonField *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_FIELD (self), NULL);

  return proctor_text_field_dup_text (self->text);
}

/**
 * proctor_json_field_set_text:
 * @self: a field that is bound to nothing
 * @text: (nullable): a text
 *
 * Shows @text without telling anybody.
 */
void
proctor_json_field_set_text (ProctorJsonField *self,
                             const char *text)
{
  g_return_if_fail (PROCTOR_IS_JSON_FIELD (self));

  proctor_text_field_set_text (self->text, text);
  changed_cb (self);
}

/**
 * proctor_json_field_get_view:
 * @self: a field
 *
 * Returns: (transfer none): where somebody types
 */
GtkTextView *
proctor_json_field_get_view (ProctorJsonField *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_FIELD (self), NULL);

  return proctor_text_field_get_view (self->text);
}
