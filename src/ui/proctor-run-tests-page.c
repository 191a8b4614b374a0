/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-tests-page.h"

#include <glib/gi18n.h>

#include "proctor-run-test-row.h"

#include <string.h>

/**
 * ProctorRunTestsPage:
 *
 * All tests that are going to be run, to be searched and left out, and where each begins.
 */
struct _ProctorRunTestsPage
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkNoSelection *selection;
  AdwStatusPage *empty_page;

  /* Owned */
  ProctorRunSetup *setup;
  GtkFilterListModel *found;
  char *folded;
};

G_DEFINE_FINAL_TYPE (ProctorRunTestsPage, proctor_run_tests_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  ProctorRunTestsPage *self = user_data;
  g_autofree char *name = NULL;

  if (self->folded == NULL || self->folded[0] == '\0')
    return TRUE;

  name = g_utf8_casefold (proctor_run_test_get_name (item), -1);

  return strstr (name, self->folded) != NULL || strstr (proctor_run_test_get_id (item), self->folded) != NULL;
}

static void
show_state (ProctorRunTestsPage *self)
{
  gboolean has_rows = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;
  gboolean has_tests = g_list_model_get_n_items (proctor_run_setup_get_tests (self->setup)) > 0;

  adw_status_page_set_title (self->empty_page, has_tests ? _ ("No Test Found") : _ ("No Tests Left"));
  gtk_stack_set_visible_child_name (self->stack, has_rows ? "list" : "empty");
}

static void
search_cb (ProctorRunTestsPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search_entry))));

  g_free (self->folded);
  self->folded = g_utf8_casefold (text, -1);
  if (self->found != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->found), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
setup_cb (ProctorRunTestsPage *self,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, proctor_run_test_row_new (self->setup));
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (ProctorRunTestsPage *self,
         GtkListItem *item)
{
  ProctorRunTest *test = gtk_list_item_get_item (item);

  proctor_run_test_row_set_test (PROCTOR_RUN_TEST_ROW (gtk_list_item_get_child (item)), test);
  gtk_list_item_set_accessible_label (item, proctor_run_test_get_name (test));
}

static void
unbind_cb (ProctorRunTestsPage *self,
           GtkListItem *item)
{
  proctor_run_test_row_set_test (PROCTOR_RUN_TEST_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
proctor_run_tests_page_dispose (GObject *object)
{
  ProctorRunTestsPage *self = PROCTOR_RUN_TESTS_PAGE (object);

  if (self->selection != NULL)
    gtk_no_selection_set_model (self->selection, NULL);
  g_clear_object (&self->found);
  g_clear_object (&self->setup);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_RUN_TESTS_PAGE);

  G_OBJECT_CLASS (proctor_run_tests_page_parent_class)->dispose (object);
}

static void
proctor_run_tests_page_finalize (GObject *object)
{
  g_free (PROCTOR_RUN_TESTS_PAGE (object)->folded);

  G_OBJECT_CLASS (proctor_run_tests_page_parent_class)->finalize (object);
}

static void
proctor_run_tests_page_class_init (ProctorRunTestsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_run_tests_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = proctor_run_tests_page_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-run-tests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestsPage, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorRunTestsPage, empty_page);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
proctor_run_tests_page_init (ProctorRunTestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_run_tests_page_set_setup:
 * @self: a page
 * @setup: what is going to be run
 */
void
proctor_run_tests_page_set_setup (ProctorRunTestsPage *self,
                                  ProctorRunSetup *setup)
{
  GtkFilter *filter;

  g_return_if_fail (PROCTOR_IS_RUN_TESTS_PAGE (self));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->found = gtk_filter_list_model_new (g_object_ref (proctor_run_setup_get_tests (setup)), filter);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  gtk_no_selection_set_model (self->selection, G_LIST_MODEL (self->found));
  show_state (self);
}
