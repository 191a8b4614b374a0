/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-reader.h"

#include "proctor-testing.h"
#include "proctor-ui.h"
#include "proctor-wire-reader.h"
#include "testing-style.h"

#include <string.h>

/**
 * testing_reader_init:
 * @argc: main()'s
 * @argv: main()'s
 *
 * What a program begins with that tests the reader.
 */
void
testing_reader_init (int *argc,
                     char ***argv)
{
  proctor_testing_init_display (argc, argv);
  adw_init ();
  proctor_ui_init ();
  testing_style_load ();
}

void
testing_reader_set_up (TestingReader *self,
                       gconstpointer data)
{
  /* What fades away would still be seen. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  self->window = adw_window_new ();
  self->reader = g_object_ref_sink (PROCTOR_READER (proctor_reader_new ()));
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->reader));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 700);
  gtk_window_present (GTK_WINDOW (self->window));
}

void
testing_reader_tear_down (TestingReader *self,
                          gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (self->reader);
}

ProctorRun *
testing_reader_read_run (const char *json)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GError) error = NULL;
  ProctorRun *run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, &error);

  g_assert_no_error (error);

  return run;
}

void
testing_reader_show (TestingReader *self,
                     ProctorRun *run)
{
  proctor_reader_show (self->reader, run, NULL, 0);
  gtk_test_widget_wait_for_draw (self->window);
}

void
testing_reader_show_json (TestingReader *self,
                          const char *turns)
{
  g_autofree char *json = g_strdup_printf ("{\"test_run_id\": \"r\", \"test_id\": \"t\", \"status\": \"passed\", \"agent_responses\": [%s]}", turns);
  g_autoptr (ProctorRun) run = testing_reader_read_run (json);

  testing_reader_show (self, run);
}

ProctorReaderItem *
testing_reader_get_item (TestingReader *self,
                         guint position)
{
  /* The list keeps it. */
  g_autoptr (ProctorReaderItem) item = g_list_model_get_item (proctor_reader_get_items (self->reader), position);

  return item;
}

void
testing_reader_open_all (TestingReader *self)
{
  GListModel *items = proctor_reader_get_items (self->reader);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      ProctorReaderItem *item = testing_reader_get_item (self, i);
      const GPtrArray *pairs = proctor_reader_item_get_pairs (item);

      proctor_reader_item_set_shows_details (item, TRUE);
      for (guint j = 0; pairs != NULL && j < pairs->len; j++)
        proctor_reader_item_set_tool_is_open (item, j, TRUE);
    }
  gtk_test_widget_wait_for_draw (self->window);
}

/* Rows that have been scrolled out of sight are there for a screen reader; what is hidden is not. */
gboolean
testing_reader_is_there (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_widget_get_visible (widget) && (!GTK_IS_STACK (parent) || gtk_stack_get_visible_child (GTK_STACK (parent)) == widget);
}

gpointer
testing_reader_find (GtkWidget *widget,
                     GType type,
                     guint *nth)
{
  if (!testing_reader_is_there (widget))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = testing_reader_find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* How many labels that can be seen say so, among other things. */
guint
testing_reader_count_shown (TestingReader *self,
                            const char *text)
{
  GtkWidget *label;
  guint n = 0;

  for (guint i = 0, nth = 0; (label = testing_reader_find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    if (strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL)
      n++;

  return n;
}

void
testing_reader_assert_shown (TestingReader *self,
                             const char *text)
{
  if (testing_reader_count_shown (self, text) == 0)
    g_error ("not shown: %s", text);
}

/* All of it at once is faster than a walk for each. */
void
testing_reader_add_shown (GtkWidget *widget,
                          GString *all)
{
  if (!testing_reader_is_there (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (all, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    testing_reader_add_shown (child, all);
}

static const char *
get_count (TestingReader *self)
{
  GtkWidget *label;

  for (guint i = 0, nth = 0; (label = testing_reader_find (GTK_WIDGET (self->reader), GTK_TYPE_LABEL, &nth)) != NULL; nth = ++i)
    if (strstr (gtk_label_get_text (GTK_LABEL (label)), " of ") != NULL && g_ascii_isdigit (gtk_label_get_text (GTK_LABEL (label))[0]))
      return gtk_label_get_text (GTK_LABEL (label));

  return "";
}

typedef struct
{
  TestingReader *reader;
  const char *count;
} Wanted;

static gboolean
has_count (gpointer user_data)
{
  Wanted *wanted = user_data;

  return strcmp (get_count (wanted->reader), wanted->count) == 0;
}

void
testing_reader_wait_count (TestingReader *self,
                           const char *count)
{
  proctor_testing_wait_for (count, has_count, &(Wanted) { self, count });
}

void
testing_reader_click (TestingReader *self,
                      const char *tooltip)
{
  GtkWidget *button;

  for (guint i = 0, nth = 0; (button = testing_reader_find (GTK_WIDGET (self->reader), GTK_TYPE_BUTTON, &nth)) != NULL; nth = ++i)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), tooltip) == 0)
      {
        g_signal_emit_by_name (button, "clicked");
        return;
      }
  g_error ("no button %s", tooltip);
}
