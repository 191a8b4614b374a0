/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-member-form.h"

#include "proctor-member-row.h"
#include "proctor-member-words.h"

#include <adwaita.h>

/**
 * ProctorMemberForm:
 *
 * The members of a record, whichever they are: those that it has stand one below the other, those that it
 * hasn't can be added.
 */
struct _ProctorMemberForm
{
  GtkBox parent_instance;

  /* Template children */
  GtkListBox *rows;
  GtkMenuButton *add_button;

  /* Owned */
  ProctorEditing *editing;
  ProctorRecord *record;
  GtkWidget **row_of; /* by field, borrowed from the list */

  guint64 left_out; /* a bit for each field that isn't shown here */
};

typedef enum
{
  PROP_EMPTY = 1,
} ProctorMemberFormProperty;

static GParamSpec *properties[PROP_EMPTY + 1];

G_DEFINE_FINAL_TYPE (ProctorMemberForm, proctor_member_form, GTK_TYPE_BOX)

static guint
get_n_fields (ProctorMemberForm *self)
{
  return PROCTOR_RECORD_GET_CLASS (self->record)->n_fields;
}

static gboolean
is_left_out (ProctorMemberForm *self,
             guint field)
{
  return (self->left_out & (G_GUINT64_CONSTANT (1) << field)) != 0;
}

static gboolean
is_there (ProctorMemberForm *self,
          guint field)
{
  return proctor_record_get_presence (self->record, field) == PROCTOR_PRESENCE_VALUE;
}

static void
remove_cb (ProctorMemberForm *self,
           GtkWidget *button)
{
  guint field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "proctor-field"));

  proctor_member_row_remove (self->editing, self->record, field);
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static GtkWidget *
make_row (ProctorMemberForm *self,
          guint field)
{
  GtkWidget *row = proctor_member_row_new (self->editing, self->record, field);
  GtkWidget *button = g_object_get_data (G_OBJECT (row), "proctor-remove-button");

  if (button != NULL)
    {
      g_object_set_data (G_OBJECT (button), "proctor-field", GUINT_TO_POINTER (field));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
    }

  return row;
}

/* What is there already keeps its row, and with it the focus. */
static void
update (ProctorMemberForm *self)
{
  int position = 0;
  gboolean is_complete = TRUE;

  for (guint i = 0; i < get_n_fields (self); i++)
    {
      gboolean is_wanted = !is_left_out (self, i) && is_there (self, i);

      if (is_wanted && self->row_of[i] == NULL)
        {
          self->row_of[i] = make_row (self, i);
          gtk_list_box_insert (self->rows, self->row_of[i], position);
        }
      else if (!is_wanted && self->row_of[i] != NULL)
        gtk_list_box_remove (self->rows, g_steal_pointer (&self->row_of[i]));
      position += is_wanted ? 1 : 0;
      is_complete = is_complete && (is_wanted || is_left_out (self, i));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rows), position > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), !is_complete && proctor_editing_is_editable (self->editing));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

static void
add_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  ProctorMemberForm *self = PROCTOR_MEMBER_FORM (widget);
  guint field = g_variant_get_uint32 (parameter);

  if (field >= get_n_fields (self) || is_there (self, field) || !proctor_editing_is_editable (self->editing))
    return;

  proctor_member_row_add (self->editing, self->record, field);
  proctor_editing_focus (self->editing, self->record, field);
}

/* A menu for those that aren't there, made when somebody opens it. */
static void
popup_cb (GtkMenuButton *button,
          gpointer user_data)
{
  ProctorMemberForm *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < get_n_fields (self); i++)
    {
      g_autofree char *title = NULL;
      g_autoptr (GMenuItem) item = NULL;

      if (is_left_out (self, i) || is_there (self, i))
        continue;
      title = proctor_member_words_dup (PROCTOR_RECORD_GET_CLASS (self->record)->fields[i].name);
      item = g_menu_item_new (title, NULL);
      g_menu_item_set_action_and_target (item, "member.add", "u", i);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static gboolean
proctor_member_form_grab_focus (GtkWidget *widget)
{
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
proctor_member_form_dispose (GObject *object)
{
  ProctorMemberForm *self = PROCTOR_MEMBER_FORM (object);

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_func (self->record, update, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_MEMBER_FORM);
  g_clear_pointer (&self->row_of, g_free);
  g_clear_object (&self->record);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_member_form_parent_class)->dispose (object);
}

static void
proctor_member_form_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  switch ((ProctorMemberFormProperty) property_id)
    {
    case PROP_EMPTY:
      g_value_set_boolean (value, proctor_member_form_is_empty (PROCTOR_MEMBER_FORM (object)));
      break;
    }
}

static void
proctor_member_form_class_init (ProctorMemberFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_member_form_dispose;
  object_class->get_property = proctor_member_form_get_property;
  widget_class->grab_focus = proctor_member_form_grab_focus;

  /**
   * ProctorMemberForm:empty:
   *
   * Whether the record has none of these members.
   */
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "member.add", "u", add_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-member-form.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorMemberForm, rows);
  gtk_widget_class_bind_template_child (widget_class, ProctorMemberForm, add_button);
}

static void
proctor_member_form_init (ProctorMemberForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->add_button, popup_cb, self, NULL);
}

/**
 * proctor_member_form_new:
 * @editing: the test that is edited
 * @record: a part of it
 * @left_out: a bit for each property that is shown elsewhere
 *
 * Returns: (transfer floating): a form of its members
 */
GtkWidget *
proctor_member_form_new (ProctorEditing *editing,
                         gpointer record,
                         guint64 left_out)
{
  ProctorMemberForm *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_RECORD (record), NULL);

  self = g_object_new (PROCTOR_TYPE_MEMBER_FORM, NULL);
  self->editing = g_object_ref (editing);
  self->record = g_object_ref (record);
  self->left_out = left_out;
  self->row_of = g_new0 (GtkWidget *, get_n_fields (self));
  g_signal_connect_object (record, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_member_form_is_empty:
 * @self: a form
 *
 * Returns: whether the record has none of these members
 */
gboolean
proctor_member_form_is_empty (ProctorMemberForm *self)
{
  g_return_val_if_fail (PROCTOR_IS_MEMBER_FORM (self), TRUE);

  return !gtk_widget_get_visible (GTK_WIDGET (self->rows));
}
