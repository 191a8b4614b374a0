/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-shortcuts.h"

#include <glib/gi18n.h>

static const ProctorShortcut shortcuts[] = {
  { N_ ("Places"), N_ ("Show Tests"), "win.show-place::tests", "<Control>1" },
  { N_ ("Places"), N_ ("Show Runs"), "win.show-place::runs", "<Control>2" },
  { N_ ("Places"), N_ ("Show Agents"), "win.show-place::agents", "<Control>3" },
  { N_ ("Places"), N_ ("Go Back"), NULL, "<Alt>Left" },
  /* They depend on where the focus is, so the list of tests binds them. */
  { N_ ("Tests"), N_ ("New Test"), NULL, "<Control>n" },
  { N_ ("Tests"), N_ ("New Test From a Conversation"), NULL, "<Control><Alt>c" },
  { N_ ("Tests"), N_ ("Search"), NULL, "<Control>f" },
  { N_ ("Tests"), N_ ("Run"), NULL, "<Control>r" },
  { N_ ("Tests"), N_ ("Select All"), NULL, "<Control>a" },
  { N_ ("Tests"), N_ ("Rename"), NULL, "F2" },
  { N_ ("Tests"), N_ ("Move to Folder"), NULL, "<Control>m" },
  { N_ ("Tests"), N_ ("Duplicate"), NULL, "<Control>d" },
  { N_ ("Tests"), N_ ("Delete"), NULL, "Delete" },
  { N_ ("Tests"), N_ ("Undo Deletion"), NULL, "<Control>z" },
  { N_ ("Tests"), N_ ("Menu of the Test"), NULL, "<Shift>F10" },
  { N_ ("Editor"), N_ ("Save"), "win.save", "<Control>s" },
  { N_ ("Editor"), N_ ("Undo"), NULL, "<Control>z" },
  { N_ ("Editor"), N_ ("Redo"), NULL, "<Control><Shift>z" },
  { N_ ("Editor"), N_ ("View JSON"), "win.view-json", "<Control>j" },
  { N_ ("Editor"), N_ ("Save and Run"), NULL, "<Control>r" },
  /* A turn of the conversation that is edited binds them. */
  { N_ ("Conversation of a Test"), N_ ("Add Turn"), NULL, "<Control>Return" },
  { N_ ("Conversation of a Test"), N_ ("Split Turn at Cursor"), NULL, "<Control><Shift>Return" },
  { N_ ("Conversation of a Test"), N_ ("Duplicate Turn"), NULL, "<Control><Shift>d" },
  { N_ ("Conversation of a Test"), N_ ("Switch Role"), NULL, "<Control><Shift>r" },
  { N_ ("Conversation of a Test"), N_ ("Move Turn Up"), NULL, "<Alt>Up" },
  { N_ ("Conversation of a Test"), N_ ("Move Turn Down"), NULL, "<Alt>Down" },
  { N_ ("Conversation of a Test"), N_ ("Delete Turn"), NULL, "<Alt>Delete" },
  { N_ ("Runs"), N_ ("Search All Transcripts"), "win.search-transcripts", "<Control><Shift>f" },
  /* The page of a run binds them. */
  { N_ ("Runs"), N_ ("Next Run"), NULL, "j" },
  { N_ ("Runs"), N_ ("Previous Run"), NULL, "k" },
  { N_ ("Runs"), N_ ("Next Failure"), NULL, "n" },
  { N_ ("Runs"), N_ ("Agree With the Judge"), NULL, "a" },
  { N_ ("Runs"), N_ ("Disagree With the Judge"), NULL, "d" },
  { N_ ("Runs"), N_ ("Write a Note"), NULL, "m" },
  { N_ ("Runs"), N_ ("Go to the First Quotation, and So On"), NULL, "1" },
  { N_ ("Runs"), N_ ("Decide and Go to the Next"), NULL, "<Control>Return" },
  { N_ ("Runs"), N_ ("Compare With Another Run"), NULL, "c" },
  /* A transcript binds them. */
  { N_ ("Transcript"), N_ ("Search in This Transcript"), NULL, "<Control>f" },
  { N_ ("Transcript"), N_ ("Copy Turn as Markdown"), NULL, "<Control><Shift>c" },
  { N_ ("Transcript"), N_ ("Menu of the Turn"), NULL, "<Shift>F10" },
  { N_ ("Two Runs Side by Side"), N_ ("Next Difference"), NULL, "n" },
  { N_ ("Two Runs Side by Side"), N_ ("Previous Difference"), NULL, "p" },
  { N_ ("Folders"), N_ ("New Folder"), NULL, "<Control><Alt>n" },
  { N_ ("Folders"), N_ ("Collapse"), NULL, "Left" },
  { N_ ("Folders"), N_ ("Expand"), NULL, "Right" },
  { N_ ("General"), N_ ("Choose a Workspace"), "win.show-workspaces", "<Control>o" },
  { N_ ("General"), N_ ("Refresh"), "win.refresh", "F5" },
  { N_ ("General"), N_ ("New Window"), "app.new-window", "<Control><Shift>n" },
  { N_ ("General"), N_ ("Preferences"), "app.preferences", "<Control>comma" },
  { N_ ("General"), N_ ("Keyboard Shortcuts"), "app.shortcuts", "<Control>question" },
  { N_ ("General"), N_ ("Main Menu"), NULL, "F10" },
  { N_ ("General"), N_ ("Close Window"), "window.close", "<Control>w" },
  { N_ ("General"), N_ ("Quit"), "app.quit", "<Control>q" },
};

/**
 * proctor_shortcuts_get:
 * @n_shortcuts: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_shortcuts): all keys, those of a section together
 */
const ProctorShortcut *
proctor_shortcuts_get (gsize *n_shortcuts)
{
  g_return_val_if_fail (n_shortcuts != NULL, NULL);

  *n_shortcuts = G_N_ELEMENTS (shortcuts);

  return shortcuts;
}

/**
 * proctor_shortcuts_bind:
 * @application: the application
 *
 * Lets the keys activate their actions.
 */
void
proctor_shortcuts_bind (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      const char *accelerators[] = { shortcuts[i].accelerator, NULL };

      if (shortcuts[i].action != NULL)
        gtk_application_set_accels_for_action (application, shortcuts[i].action, accelerators);
    }
}
