/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-field.h"

#include "proctor-caret.h"
#include "proctor-text-binding.h"

/* A longer text scrolls by itself: nobody would find the end of the page any more. */
#define MOST_LINES 150
#define MOST_CHARACTERS 15000

#define MOST_FORESEEN 4000

/**
 * ProctorTextField:
 *
 * A text of a record, with what it is called above it and what is wrong with it below. It is as
 * high as the text, so that only the page scrolls. It can also be used without a record, for what
 * is none: then it tells by #ProctorTextField::typed that somebody typed.
 */
struct _ProctorTextField
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *box;
  GtkOverlay *frame;
  GtkScrolledWindow *scroller;
  GtkLabel *placeholder_label;
  GtkWidget *hint_label;
  GtkWidget *problem_label;

  /* Owned */
  GtkTextView *view;
  ProctorTextBinding *binding;
  char *title;
  char *placeholder;
  char *hint;
  char *problem;

  gboolean show_title;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_SHOW_TITLE,
  PROP_PLACEHOLDER,
  PROP_HINT,
  PROP_PROBLEM,
  PROP_VIEW,
} ProctorTextFieldProperty;

static GParamSpec *properties[PROP_VIEW + 1];

enum
{
  SIGNAL_TYPED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorTextField, proctor_text_field, GTK_TYPE_WIDGET)

static void
typed_cb (ProctorTextField *self)
{
  g_signal_emit (self, signals[SIGNAL_TYPED], 0);
}

static void
changed_cb (ProctorTextField *self)
{
  GtkTextBuffer *buffer;
  int n_characters;
  gboolean is_long;

  if (self->view == NULL)
    return;

  buffer = gtk_text_view_get_buffer (self->view);
  n_characters = gtk_text_buffer_get_char_count (buffer);
  is_long = n_characters > MOST_CHARACTERS || gtk_text_buffer_get_line_count (buffer) > MOST_LINES;
  gtk_label_set_label (self->placeholder_label, n_characters == 0 && self->placeholder != NULL ? self->placeholder : "");
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER, is_long ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
}

/* Where there is room for the whole text there is nothing to scroll. The view does so all the same when a line is
 * added, since it looks for its caret before it has been given the room. */
static void
scrolled_cb (ProctorTextField *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkPolicyType policy;

  gtk_scrolled_window_get_policy (self->scroller, NULL, &policy);
  if (policy == GTK_POLICY_NEVER && gtk_adjustment_get_value (adjustment) > 0)
    gtk_adjustment_set_value (adjustment, 0);
}

/* What a screen reader says of the text beside its name. */
static void
describe (ProctorTextField *self)
{
  GtkAccessible *view = (GtkAccessible *) self->view;
  const char *description = self->problem != NULL ? self->problem : self->hint;

  if (view == NULL)
    return;

  if (description != NULL)
    gtk_accessible_update_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  else
    gtk_accessible_reset_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_accessible_update_state (view, GTK_ACCESSIBLE_STATE_INVALID, self->problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static gboolean
proctor_text_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_TEXT_FIELD (widget)->view));
}

static GtkSizeRequestMode
proctor_text_field_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* How high the view will be, which it doesn't know itself before it has been drawn once; the page
 * would jump then. */
static int
foresee_height (ProctorTextField *self,
                int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *text = NULL;
  GtkTextIter start, end;
  int height;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, MOST_FORESEEN);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (0, width - gtk_text_view_get_left_margin (self->view) - gtk_text_view_get_right_margin (self->view)) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + gtk_text_view_get_top_margin (self->view) + gtk_text_view_get_bottom_margin (self->view);
}

/* A long text, which scrolls, would be content with next to nothing, and a page gives no more than
 * what is needed. */
static void
proctor_text_field_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (widget);
  int frame_height;

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation != GTK_ORIENTATION_VERTICAL)
    return;

  if (for_size > 0 && gtk_widget_get_width (GTK_WIDGET (self->view)) == 0)
    {
      gtk_widget_measure (GTK_WIDGET (self->frame), orientation, for_size, NULL, &frame_height, NULL, NULL);
      *natural += MAX (0, foresee_height (self, for_size) - frame_height);
    }
  *minimum = *natural;
}

static void
proctor_text_field_size_allocate (GtkWidget *widget,
                                  int width,
                                  int height,
                                  int baseline)
{
  gtk_widget_size_allocate (PROCTOR_TEXT_FIELD (widget)->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
proctor_text_field_constructed (GObject *object)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (object);

  G_OBJECT_CLASS (proctor_text_field_parent_class)->constructed (object);

  if (self->view == NULL)
    self->view = GTK_TEXT_VIEW (g_object_ref_sink (gtk_text_view_new ()));
  g_object_set (self->view,
                "accepts-tab", FALSE,
                "wrap-mode", GTK_WRAP_WORD_CHAR,
                "left-margin", 12,
                "right-margin", 12,
                "top-margin", 9,
                "bottom-margin", 9,
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, self->title != NULL ? self->title : "",
                                  GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, self->placeholder != NULL ? self->placeholder : "",
                                  -1);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  self->binding = proctor_text_binding_new (self->view);
  g_signal_connect_object (self->binding, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  proctor_caret_follow (self->view);
  describe (self);
  changed_cb (self);
}

static void
proctor_text_field_dispose (GObject *object)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (object);

  g_clear_object (&self->binding);
  g_clear_object (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TEXT_FIELD);

  G_OBJECT_CLASS (proctor_text_field_parent_class)->dispose (object);
}

static void
proctor_text_field_finalize (GObject *object)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (object);

  g_free (self->title);
  g_free (self->placeholder);
  g_free (self->hint);
  g_free (self->problem);

  G_OBJECT_CLASS (proctor_text_field_parent_class)->finalize (object);
}

static void
proctor_text_field_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (object);

  switch ((ProctorTextFieldProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SHOW_TITLE:
      g_value_set_boolean (value, self->show_title);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_VIEW:
      g_value_set_object (value, self->view);
      break;
    }
}

static void
proctor_text_field_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorTextField *self = PROCTOR_TEXT_FIELD (object);

  switch ((ProctorTextFieldProperty) property_id)
    {
    case PROP_TITLE:
      proctor_text_field_set_title (self, g_value_get_string (value));
      break;
    case PROP_SHOW_TITLE:
      proctor_text_field_set_show_title (self, g_value_get_boolean (value));
      break;
    case PROP_PLACEHOLDER:
      proctor_text_field_set_placeholder (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      proctor_text_field_set_hint (self, g_value_get_string (value));
      break;
    case PROP_PROBLEM:
      proctor_text_field_set_problem (self, g_value_get_string (value));
      break;
    case PROP_VIEW:
      g_set_object (&self->view, g_value_get_object (value));
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ProctorTextField:title:
   *
   * What a person calls the text.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * ProctorTextField:show-title:
   *
   * Whether the title is seen. A screen reader is told in any case.
   */
  properties[PROP_SHOW_TITLE] = g_param_spec_boolean ("show-title", NULL, NULL, TRUE, flags);
  /**
   * ProctorTextField:placeholder:
   *
   * What is shown where there is no text.
   */
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  /**
   * ProctorTextField:hint:
   *
   * What helps to fill it in.
   */
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  /**
   * ProctorTextField:problem:
   *
   * What is wrong with it.
   */
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  /**
   * ProctorTextField:view:
   *
   * Where somebody types: a plain text view if it isn't said.
   */
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_TEXT_VIEW, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_text_field_class_init (ProctorTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = proctor_text_field_constructed;
  object_class->dispose = proctor_text_field_dispose;
  object_class->finalize = proctor_text_field_finalize;
  object_class->get_property = proctor_text_field_get_property;
  object_class->set_property = proctor_text_field_set_property;
  widget_class->grab_focus = proctor_text_field_grab_focus;
  widget_class->get_request_mode = proctor_text_field_get_request_mode;
  widget_class->measure = proctor_text_field_measure;
  widget_class->size_allocate = proctor_text_field_size_allocate;
  install_properties (object_class);

  /**
   * ProctorTextField::typed:
   *
   * Somebody changed the text; the record has it already.
   */
  signals[SIGNAL_TYPED] = g_signal_new ("typed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "textfield");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-text-field.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, box);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, frame);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, hint_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextField, problem_label);
}

static void
proctor_text_field_init (ProctorTextField *self)
{
  self->show_title = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It has to find room, too, and even without words it is as high as a line, which an empty text
   * view isn't before it has been drawn. */
  gtk_overlay_set_measure_overlay (self->frame, GTK_WIDGET (self->placeholder_label), TRUE);
}

/**
 * proctor_text_field_new:
 * @title: what a person calls the text
 *
 * Returns: (transfer floating): a field with no text
 */
GtkWidget *
proctor_text_field_new (const char *title)
{
  return g_object_new (PROCTOR_TYPE_TEXT_FIELD, "title", title, NULL);
}

/**
 * proctor_text_field_bind:
 * @self: a field
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 * @record: a part of it
 * @field: which of its texts
 *
 * Shows a text and changes it, as steps that can be undone.
 */
void
proctor_text_field_bind (ProctorTextField *self,
                         ProctorEditing *editing,
                         gpointer record,
                         guint field)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));
  g_return_if_fail (editing == NULL || self->title != NULL);

  proctor_text_binding_bind (self->binding, editing, record, field, self->title);
  if (editing != NULL)
    proctor_editing_register (editing, record, field, GTK_WIDGET (self));
}

/**
 * proctor_text_field_get_title:
 * @self: a field
 *
 * Returns: (nullable): what a person calls the text
 */
const char *
proctor_text_field_get_title (ProctorTextField *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEXT_FIELD (self), NULL);

  return self->title;
}

/**
 * proctor_text_field_set_title:
 * @self: a field, not bound yet
 * @title: (nullable): what a person calls the text
 */
void
proctor_text_field_set_title (ProctorTextField *self,
                              const char *title)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  if (!g_set_str (&self->title, title))
    return;

  if (self->view != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * proctor_text_field_set_show_title:
 * @self: a field
 * @show_title: whether the title is seen
 */
void
proctor_text_field_set_show_title (ProctorTextField *self,
                                   gboolean show_title)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  if (self->show_title == show_title)
    return;

  self->show_title = show_title;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_TITLE]);
}

/**
 * proctor_text_field_set_placeholder:
 * @self: a field
 * @placeholder: (nullable): what is shown where there is no text
 */
void
proctor_text_field_set_placeholder (ProctorTextField *self,
                                    const char *placeholder)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  if (!g_set_str (&self->placeholder, placeholder))
    return;

  changed_cb (self);
  if (self->view != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER, placeholder != NULL ? placeholder : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACEHOLDER]);
}

/**
 * proctor_text_field_set_hint:
 * @self: a field
 * @hint: (nullable): what helps to fill it in
 */
void
proctor_text_field_set_hint (ProctorTextField *self,
                             const char *hint)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  if (!g_set_str (&self->hint, hint))
    return;

  gtk_widget_set_visible (self->hint_label, hint != NULL);
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

/**
 * proctor_text_field_set_problem:
 * @self: a field
 * @problem: (nullable): what is wrong with it
 */
void
proctor_text_field_set_problem (ProctorTextField *self,
                                const char *problem)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  if (!g_set_str (&self->problem, problem))
    return;

  gtk_widget_set_visible (self->problem_label, problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->frame), "invalid");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->frame), "invalid");
  describe (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/**
 * proctor_text_field_set_editable:
 * @self: a field that is bound to nothing
 * @editable: whether somebody may type
 */
void
proctor_text_field_set_editable (ProctorTextField *self,
                                 gboolean editable)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  gtk_text_view_set_editable (self->view, editable);
}

/**
 * proctor_text_field_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): what is in it
 */
char *
proctor_text_field_dup_text (ProctorTextField *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEXT_FIELD (self), NULL);

  return proctor_text_binding_dup_text (self->binding);
}

/**
 * proctor_text_field_set_text:
 * @self: a field that is bound to nothing
 * @text: (nullable): a text
 *
 * Shows @text without telling anybody. Where it is what is shown, nothing moves.
 */
void
proctor_text_field_set_text (ProctorTextField *self,
                             const char *text)
{
  g_return_if_fail (PROCTOR_IS_TEXT_FIELD (self));

  proctor_text_binding_set_text (self->binding, text);
}

/**
 * proctor_text_field_get_view:
 * @self: a field
 *
 * Returns: (transfer none): where somebody types
 */
GtkTextView *
proctor_text_field_get_view (ProctorTextField *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEXT_FIELD (self), NULL);

  return self->view;
}
