/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-status.h"

#include "proctor-api-error.h"

#include <glib/gi18n.h>

/**
 * ProctorTestsStatus:
 *
 * What stands in place of a list of tests that has no rows: why, and what can be done about it.
 */
struct _ProctorTestsStatus
{
  AdwBin parent_instance;

  /* Owned */

  /* Borrowed: children, once there was something to say. */
  AdwStatusPage *page;
  GtkButton *first;
  GtkButton *second;
};

G_DEFINE_FINAL_TYPE (ProctorTestsStatus, proctor_tests_status, ADW_TYPE_BIN)

/* A page: its words, and up to two buttons; the first is the one to press. */
typedef struct
{
  const char *icon_name;
  const char *title;
  const char *description;
  const char *first_label;
  const char *first_action;
  const char *second_label;
  const char *second_action;
} Page;

static const Page loading = { NULL, N_ ("Loading Tests"), NULL, NULL, NULL, NULL, NULL };
static const Page empty = {
  "proctor-tests-symbolic",
  N_ ("No Tests"),
  N_ ("A test says what an agent should do in a conversation."),
  N_ ("_New Test…"),
  "tests.new",
  N_ ("_Import…"),
  "tests.import",
};
static const Page folder_empty = {
  "folder-symbolic",
  N_ ("Folder Is Empty"),
  N_ ("Make a test here, or drag tests onto the folder in the sidebar."),
  N_ ("_New Test…"),
  "tests.new",
  N_ ("_Import…"),
  "tests.import",
};
static const Page no_match = {
  "edit-find-symbolic",
  N_ ("No Tests Found"),
  N_ ("Neither a test nor a folder is called that."),
  N_ ("_Clear Search"),
  "tests.clear-search",
  NULL,
  NULL,
};
static const Page filtered_out = {
  "proctor-filter-symbolic",
  N_ ("No Tests Found"),
  N_ ("No test matches the filters."),
  N_ ("_Clear Filters"),
  "tests.clear-filters",
  NULL,
  NULL,
};
static const Page filtered_and_no_match = {
  "edit-find-symbolic",
  N_ ("No Tests Found"),
  N_ ("No test matches both the search and the filters."),
  N_ ("_Clear Search"),
  "tests.clear-search",
  N_ ("Clear _Filters"),
  "tests.clear-filters",
};
static const Page failed = {
  "dialog-warning-symbolic",
  N_ ("Tests Can't Be Shown"),
  NULL,
  N_ ("_Try Again"),
  "tests.retry",
  NULL,
  NULL,
};

static const Page *
get_page (ProctorTestList *list)
{
  const char *search = proctor_test_list_get_search (list);

  switch (proctor_test_list_get_state (list))
    {
    case PROCTOR_TEST_LIST_EMPTY:
      return &empty;
    case PROCTOR_TEST_LIST_FOLDER_EMPTY:
      return &folder_empty;
    case PROCTOR_TEST_LIST_NO_MATCH:
      if (!proctor_test_list_is_filtered (list))
        return &no_match;
      return search != NULL && *search != '\0' ? &filtered_and_no_match : &filtered_out;
    case PROCTOR_TEST_LIST_ERROR:
      return &failed;
    case PROCTOR_TEST_LIST_LOADING:
    case PROCTOR_TEST_LIST_CONTENT:
      break;
    }

  return &loading;
}

static void
fill_button (GtkButton *button,
             const char *label,
             const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label != NULL)
    gtk_button_set_label (button, _ (label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

/* What went wrong, and what to do. */
static char *
describe_error (const GError *error)
{
  ProctorErrorDetails *details;

  if (error == NULL)
    return NULL;

  details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  if (details == NULL || details->advice == NULL)
    return g_markup_escape_text (error->message, -1);

  return g_markup_printf_escaped ("%s\n%s", error->message, details->advice);
}

static GtkButton *
add_button (GtkBox *box)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_use_underline (GTK_BUTTON (button), TRUE);
  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (box, button);

  return GTK_BUTTON (button);
}

static void
proctor_tests_status_class_init (ProctorTestsStatusClass *klass)
{
}

static void
proctor_tests_status_init (ProctorTestsStatus *self)
{
}

static void
create_page (ProctorTestsStatus *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->page = ADW_STATUS_PAGE (adw_status_page_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->page), "compact");
  self->first = add_button (GTK_BOX (box));
  gtk_widget_add_css_class (GTK_WIDGET (self->first), "suggested-action");
  self->second = add_button (GTK_BOX (box));
  adw_status_page_set_child (self->page, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->page));
}

/* It turns, and wakes the program for each frame, as long as it is there and not as long as it is shown. */
static void
show_spinner (ProctorTestsStatus *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  if (adw_status_page_get_paintable (self->page) != NULL)
    return;

  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->page));
  adw_status_page_set_paintable (self->page, GDK_PAINTABLE (spinner));
}

/**
 * proctor_tests_status_show:
 * @self: a page
 * @list: a list with no rows
 *
 * Says why there is nothing to see in @list.
 */
void
proctor_tests_status_show (ProctorTestsStatus *self,
                           ProctorTestList *list)
{
  const Page *page;
  g_autofree char *description = NULL;

  g_return_if_fail (PROCTOR_IS_TESTS_STATUS (self));
  g_return_if_fail (PROCTOR_IS_TEST_LIST (list));

  if (self->page == NULL)
    create_page (self);
  page = get_page (list);
  if (page == &failed)
    description = describe_error (proctor_library_get_error (proctor_test_list_get_library (list)));

  if (page == &loading)
    show_spinner (self);
  else
    adw_status_page_set_icon_name (self->page, page->icon_name);
  adw_status_page_set_title (self->page, _ (page->title));
  adw_status_page_set_description (self->page, description != NULL ? description : page->description != NULL ? _ (page->description)
                                                                                                             : NULL);
  fill_button (self->first, page->first_label, page->first_action);
  fill_button (self->second, page->second_label, page->second_action);
  gtk_widget_set_visible (adw_status_page_get_child (self->page), page->first_label != NULL);
}
