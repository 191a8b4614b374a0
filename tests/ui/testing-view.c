/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-view.h"

#include "testing-picture.h"
#include "testing-style.h"

#include <string.h>

#define SMALL "{'name': '%s', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], 'success_condition': 'It greets.'}"

ProctorSession *
testing_view_make_session (ClientEngine *engine)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  return proctor_session_new (workspace, engine->client, NULL, NULL);
}

static gboolean
is_loaded (gpointer user_data)
{
  ProctorLibrary *library = user_data;

  return !proctor_library_is_loading (library) && proctor_library_is_complete (library);
}

/* Starts the session, or has it read everything again, and waits for that. */
void
testing_view_load (ProctorSession *session)
{
  ProctorLibrary *library = proctor_session_get_library (session);

  if (!is_loaded (library))
    proctor_session_start (session);
  else
    proctor_session_refresh (session, TRUE);
  proctor_library_want_all (library);
  proctor_testing_wait_for ("the library", is_loaded, library);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

GtkWidget *
testing_view_open (GtkWidget *view,
                   int width,
                   int height)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  testing_style_load ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), view);
  adw_window_set_content (ADW_WINDOW (window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  proctor_testing_wait_for ("the window", is_mapped, view);

  return window;
}

void
testing_view_close (GtkWidget *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_passed (gpointer user_data)
{
  return g_get_monotonic_time () > *(gint64 *) user_data;
}

/* For whoever wants to look: where PROCTOR_TEST_PICTURES names a folder, a picture is put there. */
void
testing_view_save (GtkWidget *widget,
                   const char *name)
{
  gint64 until = g_get_monotonic_time () + 700 * 1000;

  if (g_getenv ("PROCTOR_TEST_PICTURES") == NULL)
    return;

  /* Dialogs slide in. */
  proctor_testing_wait_for ("what moves", has_passed, &until);
  testing_picture_write (GTK_WIDGET (gtk_widget_get_root (widget)), name);
}

static gpointer
find (GtkWidget *widget,
      GType type,
      guint *nth)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*nth)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find (child, type, nth);

      if (found != NULL)
        return found;
    }

  return NULL;
}

gpointer
testing_view_find (GtkWidget *widget,
                   GType type,
                   guint nth)
{
  return find (widget, type, &nth);
}

static gboolean
says (GtkWidget *widget,
      const char *text)
{
  g_autofree char *typed = NULL;

  if (GTK_IS_LABEL (widget))
    return strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL;
  if (GTK_IS_TEXT (widget))
    return strstr (gtk_editable_get_text (GTK_EDITABLE (widget)), text) != NULL;
  if (!GTK_IS_TEXT_VIEW (widget))
    return FALSE;

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &typed, NULL);

  return strstr (typed, text) != NULL;
}

/* Whether a label or a field that can be seen says @text. */
gboolean
testing_view_shows (GtkWidget *widget,
                    const char *text)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (says (widget, text))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (testing_view_shows (child, text))
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  GtkWidget *widget;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer user_data)
{
  Shown *shown = user_data;

  return testing_view_shows (shown->widget, shown->text);
}

void
testing_view_wait_shows (GtkWidget *widget,
                         const char *text)
{
  Shown shown = { widget, text };

  proctor_testing_wait_for (text, is_shown, &shown);
}

static gboolean
is_hidden (gpointer user_data)
{
  return !is_shown (user_data);
}

void
testing_view_wait_hides (GtkWidget *widget,
                         const char *text)
{
  Shown shown = { widget, text };

  proctor_testing_wait_for (text, is_hidden, &shown);
}

static gboolean
is_sensitive (gpointer user_data)
{
  return gtk_widget_is_sensitive (user_data);
}

void
testing_view_wait_sensitive (gpointer widget)
{
  proctor_testing_wait_for ("a control that can be used", is_sensitive, widget);
}

static gboolean
has_dialog (gpointer user_data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (user_data));

  return dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog));
}

AdwDialog *
testing_view_wait_dialog (GtkWidget *window)
{
  proctor_testing_wait_for ("a dialog", has_dialog, window);

  return adw_window_get_visible_dialog (ADW_WINDOW (window));
}

char *
testing_view_make_test (ClientEngine *engine,
                        const char *name,
                        const char *folder_id)
{
  g_autofree char *text = g_strdup_printf (SMALL, name);

  return client_engine_make_test (engine, text, folder_id);
}
