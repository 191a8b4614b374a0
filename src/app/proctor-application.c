/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-application.h"

#include "proctor-app-resources.h"
#include "proctor-folders.h"
#include "proctor-preferences-dialog.h"
#include "proctor-shortcuts-dialog.h"
#include "proctor-shortcuts.h"
#include "proctor-ui.h"
#include "proctor-window.h"

#include <glib/gi18n.h>
#include <stdlib.h>

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
};

G_DEFINE_FINAL_TYPE (ProctorApplication, proctor_application, ADW_TYPE_APPLICATION)

static void
open_window (ProctorApplication *self)
{
  gtk_window_present (GTK_WINDOW (proctor_window_new (GTK_APPLICATION (self), self->settings, NULL)));
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

static void
preferences_action (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  ProctorApplication *self = PROCTOR_APPLICATION (user_data);

  adw_dialog_present (proctor_preferences_dialog_new (self->settings), GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))));
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

static void
quit_action (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry actions[] = {
  { "about", about_action },
  { "new-window", new_window_action },
  { "preferences", preferences_action },
  { "quit", quit_action },
  { "shortcuts", shortcuts_action },
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

static int
proctor_application_command_line (GApplication *application,
                                  GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);

  if (g_variant_dict_contains (options, "new-window"))
    open_window (PROCTOR_APPLICATION (application));
  else
    g_application_activate (application);

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

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (proctor_application_parent_class)->dispose (object);
}

static void
proctor_application_class_init (ProctorApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = proctor_application_dispose;
  application_class->startup = proctor_application_startup;
  application_class->activate = proctor_application_activate;
  application_class->command_line = proctor_application_command_line;
  application_class->handle_local_options = proctor_application_handle_local_options;
}

static void
proctor_application_init (ProctorApplication *self)
{
  const GOptionEntry options[] = {
    { "new-window", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open a new window"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self), _ ("Write, run and review tests of conversational agents."));
}

ProctorApplication *
proctor_application_new (void)
{
  return g_object_new (PROCTOR_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       "resource-base-path", "/io/github/proctor_app/Proctor",
                       NULL);
}
