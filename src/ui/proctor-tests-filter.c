/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-filter.h"

#include <glib/gi18n.h>

/**
 * ProctorTestsFilter:
 *
 * In which order a list of tests is, and which of them are in it. What is chosen is in force at once.
 */
struct _ProctorTestsFilter
{
  GtkPopover parent_instance;

  /* Template children */
  GtkToggleButton *direction;
  GtkCheckButton *sort_created;
  GtkCheckButton *sort_updated;
  GtkCheckButton *sort_name;
  GtkCheckButton *sort_last_result;
  GtkCheckButton *kind_reply;
  GtkCheckButton *kind_tool;
  GtkCheckButton *kind_simulation;
  GtkCheckButton *kind_other;
  GtkCheckButton *anybodys;
  GtkCheckButton *mine;
  GtkCheckButton *shared;
  GtkWidget *creator_box;
  GtkDropDown *creators;
  GtkStringList *creator_names;

  /* Owned */
  ProctorTestList *list;

  /* While what the list says is shown, which is nobody's choice. */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (ProctorTestsFilter, proctor_tests_filter, GTK_TYPE_POPOVER)

#define ALL_KINDS (PROCTOR_TEST_KINDS_NEXT_REPLY | PROCTOR_TEST_KINDS_TOOL | PROCTOR_TEST_KINDS_SIMULATION | PROCTOR_TEST_KINDS_UNKNOWN)

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/* Everybody who made one of the tests that are here. */
static char **
dup_creators (ProctorLibrary *library)
{
  GPtrArray *items = proctor_library_get_items (library);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; i < items->len; i++)
    {
      const char *creator = proctor_test_item_get_creator (g_ptr_array_index (items, i));

      if (creator != NULL && g_hash_table_add (seen, (gpointer) creator))
        g_ptr_array_add (names, g_strdup (creator));
    }
  g_ptr_array_sort (names, compare_names);

  return (char **) g_ptr_array_steal (names, NULL);
}

static void
fill_creators (ProctorTestsFilter *self)
{
  g_auto (GStrv) names = dup_creators (proctor_test_list_get_library (self->list));
  g_autofree char *creator = NULL;
  guint selected = 0;

  g_object_get (self->list, "creator", &creator, NULL);
  gtk_string_list_splice (self->creator_names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->creator_names)), NULL);
  gtk_string_list_append (self->creator_names, _ ("Anybody"));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      gtk_string_list_append (self->creator_names, names[i]);
      if (g_strcmp0 (names[i], creator) == 0)
        selected = i + 1;
    }
  /* One who was chosen, and made none of those that are here by now. */
  if (creator != NULL && selected == 0)
    {
      gtk_string_list_append (self->creator_names, creator);
      selected = g_list_model_get_n_items (G_LIST_MODEL (self->creator_names)) - 1;
    }
  gtk_drop_down_set_selected (self->creators, selected);
  gtk_widget_set_visible (self->creator_box, g_list_model_get_n_items (G_LIST_MODEL (self->creator_names)) > 2 || selected > 0);
}

static GtkCheckButton *
get_sort_button (ProctorTestsFilter *self,
                 ProctorTestSort sort)
{
  switch (sort)
    {
    case PROCTOR_TEST_SORT_NAME:
      return self->sort_name;
    case PROCTOR_TEST_SORT_UPDATED:
      return self->sort_updated;
    case PROCTOR_TEST_SORT_LAST_RESULT:
      return self->sort_last_result;
    case PROCTOR_TEST_SORT_CREATED:
      break;
    }

  return self->sort_created;
}

/* What the direction means is another thing for names than for dates. */
static void
fill_direction (ProctorTestsFilter *self,
                ProctorTestSort sort,
                gboolean descending)
{
  const char *text;

  if (sort == PROCTOR_TEST_SORT_NAME)
    text = descending ? _ ("From Z to A") : _ ("From A to Z");
  else
    text = descending ? _ ("Newest First") : _ ("Oldest First");

  gtk_toggle_button_set_active (self->direction, descending);
  gtk_button_set_icon_name (GTK_BUTTON (self->direction), descending ? "view-sort-descending-symbolic" : "view-sort-ascending-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->direction), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->direction), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
fill (ProctorTestsFilter *self)
{
  guint sort, kinds;
  gboolean descending, mine, shared;

  if (self->list == NULL || self->filling)
    return;

  g_object_get (self->list, "sort", &sort, "descending", &descending, "kinds", &kinds, "mine", &mine, "shared-with-me", &shared, NULL);
  if ((kinds & ALL_KINDS) == 0)
    kinds = ALL_KINDS;

  self->filling = TRUE;
  gtk_check_button_set_active (get_sort_button (self, (ProctorTestSort) sort), TRUE);
  fill_direction (self, (ProctorTestSort) sort, descending);
  gtk_check_button_set_active (self->kind_reply, (kinds & PROCTOR_TEST_KINDS_NEXT_REPLY) != 0);
  gtk_check_button_set_active (self->kind_tool, (kinds & PROCTOR_TEST_KINDS_TOOL) != 0);
  gtk_check_button_set_active (self->kind_simulation, (kinds & PROCTOR_TEST_KINDS_SIMULATION) != 0);
  gtk_check_button_set_active (self->kind_other, (kinds & PROCTOR_TEST_KINDS_UNKNOWN) != 0);
  gtk_check_button_set_active (mine ? self->mine : shared ? self->shared
                                                          : self->anybodys,
                               TRUE);
  self->filling = FALSE;
}

static void
direction_changed_cb (ProctorTestsFilter *self)
{
  if (!self->filling)
    g_object_set (self->list, "descending", gtk_toggle_button_get_active (self->direction), NULL);
}

/* Names begin with A, dates with the newest: whoever wants it otherwise can say so afterwards. */
static void
sort_changed_cb (ProctorTestsFilter *self,
                 GParamSpec *pspec,
                 GtkCheckButton *button)
{
  ProctorTestSort sort = PROCTOR_TEST_SORT_CREATED;

  if (self->filling || !gtk_check_button_get_active (button))
    return;

  if (button == self->sort_name)
    sort = PROCTOR_TEST_SORT_NAME;
  else if (button == self->sort_updated)
    sort = PROCTOR_TEST_SORT_UPDATED;
  else if (button == self->sort_last_result)
    sort = PROCTOR_TEST_SORT_LAST_RESULT;
  g_object_set (self->list, "sort", sort, "descending", sort != PROCTOR_TEST_SORT_NAME, NULL);
}

/* A list of no kind at all is of no use: without the last one, all are back. */
static void
kinds_changed_cb (ProctorTestsFilter *self)
{
  guint kinds = 0;

  if (self->filling)
    return;

  if (gtk_check_button_get_active (self->kind_reply))
    kinds |= PROCTOR_TEST_KINDS_NEXT_REPLY;
  if (gtk_check_button_get_active (self->kind_tool))
    kinds |= PROCTOR_TEST_KINDS_TOOL;
  if (gtk_check_button_get_active (self->kind_simulation))
    kinds |= PROCTOR_TEST_KINDS_SIMULATION;
  if (gtk_check_button_get_active (self->kind_other))
    kinds |= PROCTOR_TEST_KINDS_UNKNOWN;
  g_object_set (self->list, "kinds", kinds == ALL_KINDS ? 0 : kinds, NULL);
  fill (self);
}

static void
whose_changed_cb (ProctorTestsFilter *self,
                  GParamSpec *pspec,
                  GtkCheckButton *button)
{
  if (!self->filling && gtk_check_button_get_active (button))
    g_object_set (self->list, "mine", button == self->mine, "shared-with-me", button == self->shared, NULL);
}

static void
creator_changed_cb (ProctorTestsFilter *self)
{
  guint selected = gtk_drop_down_get_selected (self->creators);

  if (!self->filling && self->list != NULL && selected != GTK_INVALID_LIST_POSITION)
    g_object_set (self->list, "creator", selected > 0 ? gtk_string_list_get_string (self->creator_names, selected) : NULL, NULL);
}

static void
proctor_tests_filter_map (GtkWidget *widget)
{
  ProctorTestsFilter *self = PROCTOR_TESTS_FILTER (widget);

  if (self->list != NULL)
    {
      self->filling = TRUE;
      fill_creators (self);
      self->filling = FALSE;
    }

  GTK_WIDGET_CLASS (proctor_tests_filter_parent_class)->map (widget);
}

static void
proctor_tests_filter_dispose (GObject *object)
{
  ProctorTestsFilter *self = PROCTOR_TESTS_FILTER (object);

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, fill, self);
  g_clear_object (&self->list);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TESTS_FILTER);

  G_OBJECT_CLASS (proctor_tests_filter_parent_class)->dispose (object);
}

static void
proctor_tests_filter_class_init (ProctorTestsFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_tests_filter_dispose;
  widget_class->map = proctor_tests_filter_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tests-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, direction);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, sort_created);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, sort_updated);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, sort_name);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, sort_last_result);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, kind_reply);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, kind_tool);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, kind_simulation);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, kind_other);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, anybodys);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, mine);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, shared);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, creator_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, creators);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestsFilter, creator_names);
  gtk_widget_class_bind_template_callback (widget_class, direction_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kinds_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, whose_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, creator_changed_cb);
}

/* Up to GTK 4.18 at least, check buttons are called what is written on them with the underscore. */
static void
name_buttons (ProctorTestsFilter *self)
{
  GtkCheckButton *buttons[] = {
    self->sort_created,
    self->sort_updated,
    self->sort_name,
    self->sort_last_result,
    self->kind_reply,
    self->kind_tool,
    self->kind_simulation,
    self->kind_other,
    self->anybodys,
    self->mine,
    self->shared,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_auto (GStrv) parts = g_strsplit (gtk_check_button_get_label (buttons[i]), "_", -1);
      g_autofree char *name = g_strjoinv ("", parts);

      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
proctor_tests_filter_init (ProctorTestsFilter *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
  name_buttons (self);
}

/**
 * proctor_tests_filter_new:
 *
 * Returns: (transfer floating): a filter without a list
 */
GtkWidget *
proctor_tests_filter_new (void)
{
  return g_object_new (PROCTOR_TYPE_TESTS_FILTER, NULL);
}

/**
 * proctor_tests_filter_set_list:
 * @self: a filter
 * @list: (nullable): the list that is sorted and filtered
 *
 * Shows what is in force in @list, and changes that.
 */
void
proctor_tests_filter_set_list (ProctorTestsFilter *self,
                               ProctorTestList *list)
{
  g_return_if_fail (PROCTOR_IS_TESTS_FILTER (self));
  g_return_if_fail (list == NULL || PROCTOR_IS_TEST_LIST (list));

  if (self->list != NULL)
    g_signal_handlers_disconnect_by_func (self->list, fill, self);
  g_set_object (&self->list, list);
  if (list != NULL)
    {
      const char *watched[] = { "sort", "descending", "kinds", "mine", "shared-with-me" };

      for (gsize i = 0; i < G_N_ELEMENTS (watched); i++)
        {
          g_autofree char *signal = g_strconcat ("notify::", watched[i], NULL);

          g_signal_connect_object (list, signal, G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
        }
      fill (self);
    }
}
