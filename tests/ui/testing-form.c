/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-form.h"

#include "proctor-record-storage.h"
#include "proctor-ui.h"
#include "testing-style.h"

/**
 * testing_form_init:
 * @argc: main()'s
 * @argv: main()'s
 *
 * What a program begins with that tests parts of a form.
 */
void
testing_form_init (int *argc,
                   char ***argv)
{
  proctor_testing_init_display (argc, argv);
  adw_init ();
  proctor_ui_init ();
  testing_style_load ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

void
testing_form_set_up (TestingForm *self,
                     gconstpointer data)
{
  self->test = proctor_test_new ();
  self->undo = proctor_undo_new ();
  self->editing = proctor_editing_new (self->test, self->undo, TRUE);
}

void
testing_form_tear_down (TestingForm *self,
                        gconstpointer data)
{
  if (self->window != NULL)
    testing_form_close (self);
  proctor_testing_assert_finalized (g_steal_pointer (&self->editing));
  proctor_testing_assert_finalized (g_steal_pointer (&self->undo));
  proctor_testing_assert_finalized (g_steal_pointer (&self->test));
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

/**
 * testing_form_open:
 * @self: a form
 * @part: (transfer floating): what is on its page
 * @width: how wide the window is
 *
 * Shows the form.
 */
void
testing_form_open (TestingForm *self,
                   GtkWidget *part,
                   int width)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 700);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  self->page = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->page), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 12);
  gtk_box_append (self->box, part);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 860);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->page), clamp);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->page);
  adw_window_set_content (ADW_WINDOW (self->window), view);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the window", is_mapped, part);
  testing_form_settle (self);
}

/**
 * testing_form_settle:
 * @self: a form that is shown
 *
 * Waits until what has just come is in its place.
 */
void
testing_form_settle (TestingForm *self)
{
  for (guint i = 0; i < 3; i++)
    gtk_test_widget_wait_for_draw (self->window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/**
 * testing_form_close:
 * @self: a form that is shown
 *
 * Closes the window, of which nothing may stay.
 */
void
testing_form_close (TestingForm *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->window));
  self->page = NULL;
  self->box = NULL;
}

static void append_record (GString *state,
                           ProctorRecord *record);

static void
append_value (GString *state,
              ProctorRecord *record,
              guint field)
{
  switch (PROCTOR_RECORD_GET_CLASS (record)->fields[field].kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_JSON:
    case PROCTOR_FIELD_KEY:
      g_string_append_printf (state, "'%s'", proctor_record_get_string (record, field));
      break;
    case PROCTOR_FIELD_INT:
      g_string_append_printf (state, "%" G_GINT64_FORMAT, proctor_record_get_int (record, field));
      break;
    case PROCTOR_FIELD_DOUBLE:
      g_string_append_printf (state, "%g", proctor_record_get_double (record, field));
      break;
    case PROCTOR_FIELD_BOOL:
      g_string_append (state, proctor_record_get_bool (record, field) ? "yes" : "no");
      break;
    case PROCTOR_FIELD_STRINGS:
      for (const char *const *text = proctor_record_get_strings (record, field); text != NULL && *text != NULL; text++)
        g_string_append_printf (state, "'%s' ", *text);
      break;
    case PROCTOR_FIELD_RECORD:
      if (proctor_record_get_record (record, field) != NULL)
        append_record (state, proctor_record_get_record (record, field));
      break;
    case PROCTOR_FIELD_LIST:
    case PROCTOR_FIELD_MAP:
      for (guint i = 0; i < g_list_model_get_n_items (proctor_record_get_list (record, field)); i++)
        {
          g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_record_get_list (record, field), i);

          append_record (state, row);
        }
      break;
    }
}

static void
append_record (GString *state,
               ProctorRecord *record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);

  g_string_append_c (state, '{');
  for (guint i = 0; i < klass->n_fields; i++)
    {
      ProctorPresence presence = proctor_record_get_presence (record, i);

      if (presence == PROCTOR_PRESENCE_ABSENT)
        continue;
      g_string_append_printf (state, "%s: ", klass->fields[i].name);
      if (presence == PROCTOR_PRESENCE_NULL)
        g_string_append (state, "null");
      else
        append_value (state, record, i);
      g_string_append (state, ", ");
    }
  if (proctor_record_get_extras (record) != NULL)
    g_string_append (state, proctor_record_get_extras (record));
  g_string_append_c (state, '}');
}

/**
 * testing_form_dup_state:
 * @self: a form
 *
 * Returns: (transfer full): all that its test says
 */
char *
testing_form_dup_state (TestingForm *self)
{
  GString *state = g_string_new (NULL);

  append_record (state, PROCTOR_RECORD (self->test));

  return g_string_free_and_steal (state);
}

/**
 * testing_form_assert_step:
 * @self: a form
 * @label: what the last step is called
 * @before: what the test said before it
 *
 * Takes the last step back and makes it again.
 */
void
testing_form_assert_step (TestingForm *self,
                          const char *label,
                          const char *before)
{
  g_autofree char *after = testing_form_dup_state (self);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  g_assert_cmpstr (after, !=, before);
  g_assert_cmpstr (proctor_undo_get_undo_label (self->undo), ==, label);
  g_assert_true (proctor_undo_undo (self->undo));
  testing_form_settle (self);
  undone = testing_form_dup_state (self);
  g_assert_cmpstr (undone, ==, before);
  g_assert_true (proctor_undo_redo (self->undo));
  testing_form_settle (self);
  redone = testing_form_dup_state (self);
  g_assert_cmpstr (redone, ==, after);
}

/**
 * testing_form_type:
 * @view: where the cursor is
 * @text: what somebody types there, one character after the other
 */
void
testing_form_type (GtkTextView *view,
                   const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_delete_selection (buffer, TRUE, gtk_text_view_get_editable (view));
      gtk_text_buffer_insert_interactive_at_cursor (buffer, p, (int) (g_utf8_next_char (p) - p), gtk_text_view_get_editable (view));
      gtk_text_buffer_end_user_action (buffer);
    }
}

static gboolean
press_in (GtkWidget *widget,
          GtkShortcutController *controller,
          const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (controller)); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), i);
      g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);

      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger) && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }

  return FALSE;
}

/**
 * testing_form_press:
 * @widget: what has the focus
 * @key: a key, as GTK writes it
 *
 * Does what the key does for @widget, or for what it is in.
 *
 * Returns: whether it does anything
 */
gboolean
testing_form_press (GtkWidget *widget,
                    const char *key)
{
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

      for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (GTK_IS_SHORTCUT_CONTROLLER (controller) && press_in (widget, GTK_SHORTCUT_CONTROLLER (controller), key))
            return TRUE;
        }
    }

  return FALSE;
}

static gpointer
find (GtkWidget *widget,
      GType type,
      guint *number)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*number)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type, number);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * testing_form_find:
 * @widget: a widget
 * @type: a type
 * @number: which of those that are found
 *
 * Returns: (nullable): the widget of that type in @widget
 */
gpointer
testing_form_find (gpointer widget,
                   GType type,
                   guint number)
{
  return find (GTK_WIDGET (widget), type, &number);
}

/**
 * testing_form_find_labelled:
 * @widget: a widget
 * @type: a type that has a property "label" or "title"
 * @label: what that says
 *
 * Returns: (nullable): the widget that can be seen in @widget
 */
gpointer
testing_form_find_labelled (gpointer widget,
                            GType type,
                            const char *label)
{
  gpointer found;

  for (guint i = 0; (found = testing_form_find (widget, type, i)) != NULL; i++)
    {
      g_autofree char *said = NULL;

      g_object_get (found, g_object_class_find_property (G_OBJECT_GET_CLASS (found), "title") != NULL ? "title" : "label", &said, NULL);
      if (g_strcmp0 (said, label) == 0 && gtk_widget_get_mapped (found))
        return found;
    }

  return NULL;
}
