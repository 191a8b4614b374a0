/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-listing.h"

#include "testing-style.h"

void
testing_listing_set_up (TestingListing *self,
                        gconstpointer data)
{
  testing_style_load ();
  /* What fades away would still be seen. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
}

void
testing_listing_tear_down (TestingListing *self,
                           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->window)));
  proctor_testing_assert_finalized (g_steal_pointer (&self->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

/**
 * testing_listing_answer:
 * @self: a fixture
 * @path: a path
 * @member: what the rows are called in the answer
 * @rows: the rows
 * @next_cursor: (nullable): where the next page is
 *
 * Has the server answer a page.
 */
void
testing_listing_answer (TestingListing *self,
                        const char *path,
                        const char *member,
                        const char *rows,
                        const char *next_cursor)
{
  g_autofree char *cursor = next_cursor != NULL ? g_strdup_printf ("\"%s\"", next_cursor) : g_strdup ("null");
  g_autofree char *body = g_strdup_printf ("{\"%s\":[%s],\"next_cursor\":%s,\"has_more\":%s}", member, rows, cursor, next_cursor != NULL ? "true" : "false");

  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

/**
 * testing_listing_open:
 * @self: a fixture
 * @pane: (transfer floating): the pane
 * @width: how wide the window is
 *
 * Opens a window with the pane, which shows the session.
 */
void
testing_listing_open (TestingListing *self,
                      GtkWidget *pane,
                      int width)
{
  self->window = adw_window_new ();
  self->pane = g_object_ref_sink (pane);
  g_object_set (pane, "session", self->session, NULL);
  adw_window_set_content (ADW_WINDOW (self->window), pane);
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 640);
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the pane", is_mapped, pane);
}

static GtkWidget *
find (GtkWidget *widget,
      GType type,
      guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/**
 * testing_listing_find:
 * @self: a fixture with a window
 * @type: a type of widget
 * @nth: which of them, from 0
 *
 * Returns: (transfer none) (nullable): one that can be seen
 */
GtkWidget *
testing_listing_find (TestingListing *self,
                      GType type,
                      guint nth)
{
  return find (self->pane, type, &nth);
}

typedef struct
{
  TestingListing *self;
  guint n;
  const char *text;
} Wanted;

static gboolean
has_rows (gpointer user_data)
{
  Wanted *wanted = user_data;
  GtkWidget *view = testing_listing_find (wanted->self, GTK_TYPE_LIST_VIEW, 0);

  return view != NULL && g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))) == wanted->n;
}

void
testing_listing_wait_rows (TestingListing *self,
                           guint n)
{
  proctor_testing_wait_for ("the rows", has_rows, &(Wanted) { self, n, NULL });
}

static gboolean
has_title (gpointer user_data)
{
  Wanted *wanted = user_data;
  GtkWidget *page = testing_listing_find (wanted->self, ADW_TYPE_STATUS_PAGE, 0);

  return page != NULL && g_strcmp0 (adw_status_page_get_title (ADW_STATUS_PAGE (page)), wanted->text) == 0;
}

/* Waits for a status page. */
void
testing_listing_wait_title (TestingListing *self,
                            const char *title)
{
  proctor_testing_wait_for (title, has_title, &(Wanted) { self, 0, title });
}

/* Whether some label that can be seen says so. */
gboolean
testing_listing_shows (TestingListing *self,
                       const char *text)
{
  GtkWidget *label;

  for (guint i = 0; (label = testing_listing_find (self, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), text) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_shown (gpointer user_data)
{
  Wanted *wanted = user_data;

  return testing_listing_shows (wanted->self, wanted->text);
}

void
testing_listing_wait_shown (TestingListing *self,
                            const char *text)
{
  proctor_testing_wait_for (text, is_shown, &(Wanted) { self, 0, text });
}
