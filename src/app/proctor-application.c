/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-application.h"

#include "proctor-app-resources.h"
#include "proctor-arrival.h"
#include "proctor-desk.h"
#include "proctor-folders.h"
#include "proctor-link.h"
#include "proctor-preferences-dialog.h"
#include "proctor-shortcuts-dialog.h"
#include "proctor-shortcuts.h"
#include "proctor-ui.h"
#include "proctor-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>

/* So long a first window has to be drawn. */
#define PATIENCE_MSECS 500

/**
 * ProctorApplication:
 *
 * The program: one per session, whoever starts it. It puts the parts together and hands every
 * window what it needs; there is nothing global for them to reach for.
 */
struct _ProctorApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;
  ProctorDesk *desk;
  GListStore *wanted_files;
  char *wanted_link;
  guint terminated;
  guint interrupted;
  guint patience;

  /* How many windows are wanted as soon as there is something to show, and what is to be done in it then. */
  guint n_wanted;
  void (*wanted_deed) (ProctorWindow *window);
  gboolean loaded;
  gboolean ending;
};

G_DEFINE_FINAL_TYPE (ProctorApplication, proctor_application, ADW_TYPE_APPLICATION)

/* What was asked for when the program was started goes to the window that is in front. */
static void
do_wanted (ProctorApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GListStore) files = NULL;
  g_autofree char *link = NULL;
  void (*deed) (ProctorWindow *window);

  if (!PROCTOR_IS_WINDOW (window))
    return;

  files = g_steal_pointer (&self->wanted_files);
  link = g_steal_pointer (&self->wanted_link);
  deed = g_steal_pointer (&self->wanted_deed);
  if (link != NULL)
    proctor_arrival_follow_link (PROCTOR_WINDOW (window), link);
  if (deed != NULL)
    deed (PROCTOR_WINDOW (window));
  if (files != NULL)
    proctor_window_import (PROCTOR_WINDOW (window), G_LIST_MODEL (files));
}

/* What was known of the workspace that a window is going to show is read while the window is made. */
static void
open_last_workspace (ProctorApplication *self)
{
  ProctorWorkspace *last = proctor_workspaces_get_last (proctor_desk_get_workspaces (self->desk));
  g_autoptr (ProctorSession) session = last != NULL ? proctor_desk_open (self->desk, last) : NULL;
}

static void
end_patience (ProctorApplication *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->desk != NULL)
    proctor_desk_set_patient (self->desk, FALSE);
}

static void
painted_cb (ProctorApplication *self,
            GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  end_patience (self);
}

static void
patience_cb (gpointer user_data)
{
  ProctorApplication *self = user_data;

  self->patience = 0;
  end_patience (self);
}

/* Until a window is on the screen, nothing that servers say is dealt with: that would come before the
 * drawing. A window that nobody sees is never drawn. */
static void
be_patient (ProctorApplication *self,
            GtkWindow *window)
{
  g_signal_connect_object (gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
  if (self->patience == 0)
    self->patience = g_timeout_add_once (PATIENCE_MSECS, patience_cb, self);
}

static void
show_wanted (ProctorApplication *self)
{
  if (self->n_wanted > 0)
    {
      proctor_desk_set_patient (self->desk, TRUE);
      open_last_workspace (self);
    }
  for (; self->n_wanted > 0; self->n_wanted--)
    {
      GtkWindow *window = GTK_WINDOW (proctor_window_new (GTK_APPLICATION (self), self->settings, self->desk));

      gtk_window_present (window);
      be_patient (self, window);
    }
  do_wanted (self);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  /* What could not be read is told of by the desk, which can be used all the same. */
  if (!proctor_desk_load_finish (PROCTOR_DESK (object), result, &error))
    g_warning ("%s", error->message);
  self->loaded = TRUE;
  show_wanted (self);
  g_application_release (G_APPLICATION (self));
}

static void
load_desk (ProctorApplication *self)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *cache = proctor_folders_dup_cache ();

  self->desk = proctor_desk_new (data, cache);
  self->loaded = FALSE;
  g_application_hold (G_APPLICATION (self));
  proctor_desk_load_async (self->desk, NULL, loaded_cb, g_object_ref (self));
}

/* A window is shown once it is known what is in it, which takes as long as reading a small file.
 * While the program is about to end it waits for that, and then begins anew. */
static void
open_window (ProctorApplication *self)
{
  self->n_wanted++;
  if (self->ending)
    return;

  if (self->desk == NULL)
    load_desk (self);
  else if (self->loaded)
    show_wanted (self);
}

static void
shut_down_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorApplication) self = user_data;

  proctor_desk_shut_down_finish (PROCTOR_DESK (object), result);
  g_clear_object (&self->desk);
  self->ending = FALSE;
  if (self->n_wanted > 0)
    load_desk (self);
  g_application_release (G_APPLICATION (self));
}

/* Without a window the program stays for as long as something is being sent or written. */
static void
end (ProctorApplication *self)
{
  if (self->desk == NULL || self->ending)
    return;

  self->ending = TRUE;
  g_application_hold (G_APPLICATION (self));
  proctor_desk_shut_down_async (self->desk, shut_down_cb, g_object_ref (self));
}

/* What somebody who reports a bug would be asked for. */
static char *
describe_system (void)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *cache = proctor_folders_dup_cache ();

  return g_strdup_printf ("Proctor %s\n"
                          "GTK %u.%u.%u\n"
                          "libadwaita %u.%u.%u\n"
                          "GLib %u.%u.%u\n"
                          "Data: %s\n"
                          "Cache: %s\n",
                          PROCTOR_VERSION,
                          gtk_get_major_version (),
                          gtk_get_minor_version (),
                          gtk_get_micro_version (),
                          adw_get_major_version (),
                          adw_get_minor_version (),
                          adw_get_micro_version (),
                          glib_major_version,
                          glib_minor_version,
                          glib_micro_version,
                          data,
                          cache);
}

static void
about_action (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  ProctorApplication *self = PROCTOR_APPLICATION (user_data);
  AdwDialog *dialog = adw_about_dialog_new_from_appdata ("/io/github/proctor_app/Proctor/metainfo.xml", NULL);
  const char *developers[] = { _ ("The Proctor contributors"), NULL };
  g_autofree char *system = describe_system ();

  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), PROCTOR_VERSION);
  adw_about_dialog_set_developers (ADW_ABOUT_DIALOG (dialog), developers);
  adw_about_dialog_set_copyright (ADW_ABOUT_DIALOG (dialog), _ ("© 2026 The Proctor contributors"));
  /* Translators: your name, or one name a line. */
  adw_about_dialog_set_translator_credits (ADW_ABOUT_DIALOG (dialog), _ ("translator-credits"));
  adw_about_dialog_set_debug_info (ADW_ABOUT_DIALOG (dialog), system);
  adw_about_dialog_set_debug_info_filename (ADW_ABOUT_DIALOG (dialog), "proctor.txt");

  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))));
}

/* One who lacks a model is led to the page where one is set up. */
static void
preferences_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  ProctorApplication *self = PROCTOR_APPLICATION (user_data);
  AdwDialog *dialog = proctor_preferences_dialog_new (self->settings, self->desk);

  if (g_str_equal (g_action_get_name (G_ACTION (action)), "model-preferences"))
    adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (dialog), "local-model");
  adw_dialog_present (dialog, GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))));
}

/* A notification leads there: to the workspace, in the window that is in front, and to what was run in it. */
static void
show_invocation_action (GSimpleAction *action,
                        GVariant *parameter,
                        gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  const char *workspace_id, *invocation_id;

  g_variant_get (parameter, "(&s&s)", &workspace_id, &invocation_id);
  if (window == NULL)
    {
      open_window (PROCTOR_APPLICATION (user_data));
      return;
    }

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-workspace", "s", workspace_id);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-invocation", "s", invocation_id);
  gtk_window_present (window);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  adw_dialog_present (proctor_shortcuts_dialog_new (), GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (user_data))));
}

static void
new_window_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  open_window (PROCTOR_APPLICATION (user_data));
}

/* When the last window has gone the program ends by itself. */
static void
close_windows (ProctorApplication *self)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)), (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  self->n_wanted = 0;
  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
  g_list_free_full (windows, g_object_unref);
}

/* In the window that is in front, or in a first one as soon as it is there. */
static void
want_deed (ProctorApplication *self,
           void (*deed) (ProctorWindow *window))
{
  self->wanted_deed = deed;
  g_application_activate (G_APPLICATION (self));
  do_wanted (self);
}

static void
new_test_action (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  want_deed (PROCTOR_APPLICATION (user_data), proctor_arrival_begin_test);
}

static void
rerun_last_action (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  want_deed (PROCTOR_APPLICATION (user_data), proctor_arrival_rerun_last);
}

static void
quit_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  close_windows (PROCTOR_APPLICATION (user_data));
}

/* A window with a dialog closes only that. What was begun in it, nobody is there to be asked about. */
static void
close_dialogs (GtkWindow *window)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window))) != NULL)
    adw_dialog_force_close (dialog);
}

static gboolean
told_to_end_cb (gpointer user_data)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (user_data)); link != NULL; link = link->next)
    if (ADW_IS_APPLICATION_WINDOW (link->data))
      close_dialogs (link->data);
  close_windows (PROCTOR_APPLICATION (user_data));

  return G_SOURCE_CONTINUE;
}

static const GActionEntry actions[] = {
  { "about", about_action },
  { "model-preferences", preferences_action },
  { "new-test", new_test_action },
  { "new-window", new_window_action },
  { "preferences", preferences_action },
  { "quit", quit_action },
  { "rerun-last", rerun_last_action },
  { "shortcuts", shortcuts_action },
  { "show-invocation", show_invocation_action, "(ss)" },
};

static void
proctor_application_startup (GApplication *application)
{
  ProctorApplication *self = PROCTOR_APPLICATION (application);

  proctor_app_register_resource ();
  proctor_ui_init ();

  G_APPLICATION_CLASS (proctor_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  proctor_shortcuts_bind (GTK_APPLICATION (self));
  gtk_window_set_default_icon_name (APPLICATION_ID);
  self->terminated = g_unix_signal_add (SIGTERM, told_to_end_cb, self);
  self->interrupted = g_unix_signal_add (SIGINT, told_to_end_cb, self);
}

static void
proctor_application_window_removed (GtkApplication *application,
                                    GtkWindow *window)
{
  GTK_APPLICATION_CLASS (proctor_application_parent_class)->window_removed (application, window);

  if (gtk_application_get_windows (application) == NULL)
    end (PROCTOR_APPLICATION (application));
}

static void
proctor_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (PROCTOR_APPLICATION (application));
}

/* A link leads to something in the window; anything else is a file that is to be imported. */
static void
want_file (ProctorApplication *self,
           GFile *file)
{
  if (g_file_has_uri_scheme (file, PROCTOR_LINK_SCHEME))
    {
      g_free (self->wanted_link);
      self->wanted_link = g_file_get_uri (file);
      return;
    }

  if (self->wanted_files == NULL)
    self->wanted_files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (self->wanted_files, file);
}

static void
want_files (ProctorApplication *self,
            GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **paths = NULL;

  if (!g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &paths))
    return;

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, paths[i]);

      want_file (self, file);
    }
}

/* As the desktop has it, which starts the program by D-Bus. */
static void
proctor_application_open (GApplication *application,
                          GFile **files,
                          int n_files,
                          const char *hint)
{
  for (int i = 0; i < n_files; i++)
    want_file (PROCTOR_APPLICATION (application), files[i]);
  g_application_activate (application);
  do_wanted (PROCTOR_APPLICATION (application));
}

static int
proctor_application_command_line (GApplication *application,
                                  GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);

  want_files (PROCTOR_APPLICATION (application), command_line);
  if (g_variant_dict_contains (options, "new-test"))
    PROCTOR_APPLICATION (application)->wanted_deed = proctor_arrival_begin_test;
  else if (g_variant_dict_contains (options, "rerun-last"))
    PROCTOR_APPLICATION (application)->wanted_deed = proctor_arrival_rerun_last;
  if (g_variant_dict_contains (options, "new-window"))
    open_window (PROCTOR_APPLICATION (application));
  else
    g_application_activate (application);
  do_wanted (PROCTOR_APPLICATION (application));

  return EXIT_SUCCESS;
}

/* Answered by the process that was started, without a display and without asking the other one. */
static int
proctor_application_handle_local_options (GApplication *application,
                                          GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;

  g_print ("proctor %s\n", PROCTOR_VERSION);

  return EXIT_SUCCESS;
}

static void
proctor_application_dispose (GObject *object)
{
  ProctorApplication *self = PROCTOR_APPLICATION (object);

  g_clear_handle_id (&self->terminated, g_source_remove);
  g_clear_handle_id (&self->interrupted, g_source_remove);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->wanted_files);
  g_clear_pointer (&self->wanted_link, g_free);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (proctor_application_parent_class)->dispose (object);
}

static void
proctor_application_class_init (ProctorApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);
  GtkApplicationClass *gtk_application_class = GTK_APPLICATION_CLASS (klass);

  object_class->dispose = proctor_application_dispose;
  application_class->startup = proctor_application_startup;
  application_class->activate = proctor_application_activate;
  application_class->command_line = proctor_application_command_line;
  application_class->open = proctor_application_open;
  application_class->handle_local_options = proctor_application_handle_local_options;
  gtk_application_class->window_removed = proctor_application_window_removed;
}

static void
proctor_application_init (ProctorApplication *self)
{
  const GOptionEntry options[] = {
    { "new-test", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Make a new test"), NULL },
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "rerun-last", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Ask whether to run again what was run last"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE|LINK…]"));
  g_application_set_option_context_summary (G_APPLICATION (self), _ ("Write, run and review tests of conversational agents."));
}

ProctorApplication *
proctor_application_new (void)
{
  return g_object_new (PROCTOR_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/proctor_app/Proctor",
                       NULL);
}
