/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editing.h"

#include "proctor-record-copy.h"

#define FOLD_KEY "proctor-fold"
#define TOOLTIP_KEY "proctor-own-tooltip"

/* A widget that shows a property of a record. */
typedef struct
{
  gconstpointer record;
  guint field;
} Place;

/**
 * ProctorEditing:
 *
 * A test, an agent or a tool that is being edited: what the parts of its editor share. They change it through one
 * #ProctorUndo, and each tells which widget shows which property, so that whoever has something to
 * say of a property (a check, a server) finds its way there.
 */
struct _ProctorEditing
{
  GObject parent_instance;

  /* Owned */
  ProctorRecord *root;
  ProctorUndo *undo;
  ProctorSurroundings *choices;
  char *agent_id;
  GHashTable *widgets; /* Place to GtkWidget, which isn't owned */
  GHashTable *places;  /* and the other way */
  GPtrArray *marked;
  GPtrArray *unfit; /* GtkWidget, not owned */

  gboolean editable;
};

typedef enum
{
  PROP_CHOICES = 1,
  PROP_AGENT_ID,
} ProctorEditingProperty;

static GParamSpec *properties[PROP_AGENT_ID + 1];

enum
{
  SIGNAL_WANTED,
  SIGNAL_UNFIT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorEditing, proctor_editing, G_TYPE_OBJECT)

static guint
place_hash (gconstpointer data)
{
  const Place *place = data;

  return g_direct_hash (place->record) * 31 + place->field;
}

static gboolean
place_equal (gconstpointer one,
             gconstpointer other)
{
  const Place *a = one;
  const Place *b = other;

  return a->record == b->record && a->field == b->field;
}

static void
widget_gone_cb (gpointer data,
                GObject *widget)
{
  ProctorEditing *self = data;
  Place *place = g_hash_table_lookup (self->places, widget);

  g_ptr_array_remove (self->marked, widget);
  g_hash_table_remove (self->places, widget);
  g_hash_table_remove (self->widgets, place);
}

/* A field that has room for it says what is wrong with it; anything else has it as its tooltip. */
static void
show_problem (GtkWidget *widget,
              const char *problem)
{
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "problem") != NULL)
    {
      g_object_set (widget, "problem", problem, NULL);
      return;
    }

  if (problem != NULL)
    {
      if (!gtk_widget_has_css_class (widget, "error"))
        g_object_set_data_full (G_OBJECT (widget), TOOLTIP_KEY, g_strdup (gtk_widget_get_tooltip_text (widget)), g_free);
      gtk_widget_set_tooltip_text (widget, problem);
      gtk_widget_add_css_class (widget, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, problem, -1);
    }
  else
    {
      gtk_widget_set_tooltip_text (widget, g_object_get_data (G_OBJECT (widget), TOOLTIP_KEY));
      gtk_widget_remove_css_class (widget, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
}

/* A widget that showed another property until now, as rows that are used again do. */
static void
forget_widget (ProctorEditing *self,
               GtkWidget *widget)
{
  /* What was wrong with the one is not wrong with the other. */
  if (g_ptr_array_find (self->marked, widget, NULL))
    show_problem (widget, NULL);
  g_object_weak_unref (G_OBJECT (widget), widget_gone_cb, self);
  widget_gone_cb (self, G_OBJECT (widget));
}

/**
 * proctor_editing_register:
 * @self: a test that is edited
 * @record: a part of it
 * @field: which of its properties
 * @widget: what shows it
 *
 * Tells where a property is shown. A widget shows one property; it is forgotten when it goes.
 */
void
proctor_editing_register (ProctorEditing *self,
                          gpointer record,
                          guint field,
                          GtkWidget *widget)
{
  Place *place;
  GtkWidget *before;

  g_return_if_fail (PROCTOR_IS_EDITING (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  place = g_hash_table_lookup (self->places, widget);
  if (place != NULL && place->record == record && place->field == field)
    return;
  if (place != NULL)
    forget_widget (self, widget);
  before = proctor_editing_find (self, record, field);
  if (before != NULL)
    forget_widget (self, before);

  place = g_new (Place, 1);
  place->record = record;
  place->field = field;
  g_hash_table_insert (self->widgets, place, widget);
  g_hash_table_insert (self->places, widget, place);
  g_object_weak_ref (G_OBJECT (widget), widget_gone_cb, self);
}

/**
 * proctor_editing_find:
 * @self: a test that is edited
 * @record: a part of it
 * @field: which of its properties, G_MAXUINT for the part itself
 *
 * Returns: (nullable) (transfer none): what shows it
 */
GtkWidget *
proctor_editing_find (ProctorEditing *self,
                      gpointer record,
                      guint field)
{
  const Place place = { record, field };

  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return g_hash_table_lookup (self->widgets, &place);
}

/* Some are there for what is shown only sometimes. */
static GtkWidget *
find_visible (ProctorEditing *self,
              gpointer record,
              guint field)
{
  GtkWidget *widget = proctor_editing_find (self, record, field);

  return widget != NULL && gtk_widget_is_visible (widget) ? widget : NULL;
}

static GtkWidget *
find_first (ProctorEditing *self,
            gpointer record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);
  GtkWidget *widget = find_visible (self, record, G_MAXUINT);

  for (guint i = 0; widget == NULL && i < klass->n_fields; i++)
    widget = find_visible (self, record, i);

  return widget;
}

/* The property itself, or what is in it. */
static GtkWidget *
find_property (ProctorEditing *self,
               gpointer record,
               guint field)
{
  GtkWidget *widget = find_visible (self, record, field);
  gpointer part;

  if (widget != NULL)
    return widget;
  g_signal_emit (self, signals[SIGNAL_WANTED], 0, record, field);
  widget = find_visible (self, record, field);
  if (widget != NULL || field >= PROCTOR_RECORD_GET_CLASS (record)->n_fields || PROCTOR_RECORD_GET_CLASS (record)->fields[field].kind != PROCTOR_FIELD_RECORD)
    return widget;

  part = proctor_record_get_record (record, field);

  return part != NULL ? find_first (self, part) : NULL;
}

/* The property, or what shows the part that it belongs to, or what that belongs to. Of the whole there is no
 * part that would be nearer than another. */
static GtkWidget *
find_nearest (ProctorEditing *self,
              gpointer record,
              guint field)
{
  while (record != NULL)
    {
      GtkWidget *widget = find_property (self, record, field);

      if (widget == NULL && record != (gpointer) self->root)
        widget = find_first (self, record);
      if (widget != NULL)
        return widget;
      record = proctor_record_find_owner (self->root, record, &field);
    }

  return NULL;
}

/* To be given the focus again would select all of an entry's text. */
static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* An expander has its child only while it shows it. */
static GtkWidget *
get_outer (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL ? parent : g_object_get_data (G_OBJECT (widget), FOLD_KEY);
}

/**
 * proctor_editing_set_fold:
 * @widget: what is in an expander
 * @expander: the expander
 *
 * Lets what is folded away be found from what is in it.
 */
void
proctor_editing_set_fold (GtkWidget *widget,
                          GtkExpander *expander)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_EXPANDER (expander));

  g_object_set_data (G_OBJECT (widget), FOLD_KEY, expander);
  gtk_expander_set_child (expander, widget);
}

/**
 * proctor_editing_focus:
 * @self: a test that is edited
 * @record: a part of it
 * @field: which of its properties, G_MAXUINT for any
 *
 * Puts the focus there, which scrolls to it.
 *
 * Returns: whether it is shown anywhere
 */
gboolean
proctor_editing_focus (ProctorEditing *self,
                       gpointer record,
                       guint field)
{
  GtkWidget *widget = find_nearest (self, record, field);

  if (widget == NULL)
    return FALSE;
  if (has_focus (widget))
    return TRUE;

  for (GtkWidget *parent = get_outer (widget); parent != NULL; parent = get_outer (parent))
    {
      if (GTK_IS_EXPANDER (parent))
        gtk_expander_set_expanded (GTK_EXPANDER (parent), TRUE);
      else if (g_object_class_find_property (G_OBJECT_GET_CLASS (parent), "expanded") != NULL)
        g_object_set (parent, "expanded", TRUE, NULL);
    }

  return gtk_widget_grab_focus (widget) || gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/**
 * proctor_editing_mark:
 * @self: a test that is edited
 * @record: a part of it
 * @field: which of its properties
 * @problem: (nullable): what is wrong with it
 *
 * Shows that something is wrong with a property.
 */
void
proctor_editing_mark (ProctorEditing *self,
                      gpointer record,
                      guint field,
                      const char *problem)
{
  GtkWidget *widget = find_nearest (self, record, field);

  if (widget == NULL)
    return;

  show_problem (widget, problem);
  if (problem == NULL)
    g_ptr_array_remove (self->marked, widget);
  else if (!g_ptr_array_find (self->marked, widget, NULL))
    g_ptr_array_add (self->marked, widget);
}

/**
 * proctor_editing_clear_marks:
 * @self: a test that is edited
 *
 * Nothing is wrong with anything any more.
 */
void
proctor_editing_clear_marks (ProctorEditing *self)
{
  g_return_if_fail (PROCTOR_IS_EDITING (self));

  while (self->marked->len > 0)
    {
      GtkWidget *widget = g_ptr_array_steal_index (self->marked, self->marked->len - 1);

      show_problem (widget, NULL);
    }
}

static void
forget_all (ProctorEditing *self)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    g_object_weak_unref (widget, widget_gone_cb, self);
  g_hash_table_remove_all (self->places);
  g_hash_table_remove_all (self->widgets);
}

static void
proctor_editing_finalize (GObject *object)
{
  ProctorEditing *self = PROCTOR_EDITING (object);

  forget_all (self);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->widgets);
  g_ptr_array_unref (self->unfit);
  g_ptr_array_unref (self->marked);
  g_clear_object (&self->choices);
  g_free (self->agent_id);
  g_object_unref (self->root);
  g_object_unref (self->undo);

  G_OBJECT_CLASS (proctor_editing_parent_class)->finalize (object);
}

static void
proctor_editing_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorEditing *self = PROCTOR_EDITING (object);

  switch ((ProctorEditingProperty) property_id)
    {
    case PROP_CHOICES:
      g_value_set_object (value, self->choices);
      break;
    case PROP_AGENT_ID:
      g_value_set_string (value, self->agent_id);
      break;
    }
}

static void
proctor_editing_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  ProctorEditing *self = PROCTOR_EDITING (object);

  switch ((ProctorEditingProperty) property_id)
    {
    case PROP_CHOICES:
      proctor_editing_set_choices (self, g_value_get_object (value));
      break;
    case PROP_AGENT_ID:
      proctor_editing_set_agent_id (self, g_value_get_string (value));
      break;
    }
}

static void
proctor_editing_class_init (ProctorEditingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_editing_finalize;
  object_class->get_property = proctor_editing_get_property;
  object_class->set_property = proctor_editing_set_property;

  /**
   * ProctorEditing:choices:
   *
   * What tools, agents, models and environments there are to choose from.
   */
  properties[PROP_CHOICES] = g_param_spec_object ("choices", NULL, NULL, PROCTOR_TYPE_SURROUNDINGS, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorEditing:agent-id:
   *
   * The agent that the test is for, as far as that is known: a test doesn't say.
   */
  properties[PROP_AGENT_ID] = g_param_spec_string ("agent-id", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorEditing::wanted:
   * @self: a test that is edited
   * @record: a part of it
   * @field: which of its properties, G_MAXUINT for the part itself
   *
   * Somebody wants to go there or has something to say of it, and nothing shows it. Whoever makes their
   * widgets late makes them now.
   */
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_RECORD, G_TYPE_UINT);

  /**
   * ProctorEditing::unfit:
   * @self: what is edited
   *
   * A widget has something that can't be taken into what is edited, or has it no more.
   */
  signals[SIGNAL_UNFIT] = g_signal_new ("unfit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_editing_init (ProctorEditing *self)
{
  self->widgets = g_hash_table_new_full (place_hash, place_equal, g_free, NULL);
  self->places = g_hash_table_new (NULL, NULL);
  self->marked = g_ptr_array_new ();
  self->unfit = g_ptr_array_new ();
}

/**
 * proctor_editing_new:
 * @root: a test, an agent or a tool
 * @undo: what changes it
 * @editable: whether it may be changed
 *
 * Returns: (transfer full): what the parts of its editor share
 */
ProctorEditing *
proctor_editing_new (gpointer root,
                     ProctorUndo *undo,
                     gboolean editable)
{
  ProctorEditing *self;

  g_return_val_if_fail (PROCTOR_IS_RECORD (root), NULL);
  g_return_val_if_fail (PROCTOR_IS_UNDO (undo), NULL);

  self = g_object_new (PROCTOR_TYPE_EDITING, NULL);
  self->root = g_object_ref (root);
  self->undo = g_object_ref (undo);
  self->editable = editable;

  return self;
}

/**
 * proctor_editing_get_test:
 * @self: a test that is edited
 *
 * Returns: (transfer none): the test
 */
ProctorTest *
proctor_editing_get_test (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return PROCTOR_TEST (self->root);
}

/**
 * proctor_editing_get_root:
 * @self: something that is edited
 *
 * Returns: (transfer none): the test, the agent or the tool
 */
ProctorRecord *
proctor_editing_get_root (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return self->root;
}

ProctorUndo *
proctor_editing_get_undo (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return self->undo;
}

gboolean
proctor_editing_is_editable (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), FALSE);

  return self->editable;
}

ProctorSurroundings *
proctor_editing_get_choices (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return self->choices;
}

/**
 * proctor_editing_set_choices:
 * @self: a test that is edited
 * @choices: (nullable): what there is to choose from
 */
void
proctor_editing_set_choices (ProctorEditing *self,
                             ProctorSurroundings *choices)
{
  g_return_if_fail (PROCTOR_IS_EDITING (self));

  if (g_set_object (&self->choices, choices))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICES]);
}

const char *
proctor_editing_get_agent_id (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return self->agent_id;
}

/**
 * proctor_editing_set_agent_id:
 * @self: a test that is edited
 * @agent_id: (nullable): the agent that it is for
 */
void
proctor_editing_set_agent_id (ProctorEditing *self,
                              const char *agent_id)
{
  g_return_if_fail (PROCTOR_IS_EDITING (self));

  if (g_set_str (&self->agent_id, agent_id))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGENT_ID]);
}

/**
 * proctor_editing_set_unfit:
 * @self: what is edited
 * @widget: a field; it says that it is fit before it goes
 * @unfit: whether there is something in it that can't be taken into what is edited, such as half of some JSON
 *
 * What is saved would be without it.
 */
void
proctor_editing_set_unfit (ProctorEditing *self,
                           GtkWidget *widget,
                           gboolean unfit)
{
  g_return_if_fail (PROCTOR_IS_EDITING (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (unfit == g_ptr_array_find (self->unfit, widget, NULL))
    return;

  if (unfit)
    g_ptr_array_add (self->unfit, widget);
  else
    g_ptr_array_remove (self->unfit, widget);
  g_signal_emit (self, signals[SIGNAL_UNFIT], 0);
}

/**
 * proctor_editing_get_unfit:
 * @self: what is edited
 *
 * Returns: (nullable) (transfer none): a field with something in it that can't be taken
 */
GtkWidget *
proctor_editing_get_unfit (ProctorEditing *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDITING (self), NULL);

  return self->unfit->len > 0 ? g_ptr_array_index (self->unfit, 0) : NULL;
}
