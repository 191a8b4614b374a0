/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <locale.h>

/* Long enough for a loaded machine under a sanitizer, short enough to be waited for. */
static guint patience_secs = 20;

#define INTERVAL_MSECS 10

/**
 * proctor_testing_init:
 * @argc: main()'s
 * @argv: main()'s
 *
 * What a test program without windows begins with: GLib's testing with XDG folders of its own for
 * each test, so that none reads or leaves anything in the user's. The system's folders are hidden
 * as well, and with them what GTK needs to draw.
 */
void
proctor_testing_init (int *argc,
                      char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
}

/**
 * proctor_testing_init_display:
 * @argc: main()'s
 * @argv: main()'s
 *
 * What a test program with windows begins with. Its home is the one that the tests' session throws
 * away.
 */
void
proctor_testing_init_display (int *argc,
                              char ***argv)
{
  setlocale (LC_ALL, "");
  g_test_init (argc, argv, NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/**
 * proctor_testing_set_patience:
 * @seconds: how long
 *
 * Sets how long is waited for anything from now on.
 */
void
proctor_testing_set_patience (guint seconds)
{
  patience_secs = seconds;
}

/**
 * proctor_testing_wait:
 * @condition: what to wait for
 * @user_data: for @condition
 *
 * Lets the main context work until @condition holds, for a bounded time.
 *
 * Returns: whether it came to hold
 */
gboolean
proctor_testing_wait (ProctorTestingCondition condition,
                      gpointer user_data)
{
  gint64 deadline = g_get_monotonic_time () + patience_secs * G_USEC_PER_SEC;
  guint tick = g_timeout_add (INTERVAL_MSECS, tick_cb, NULL);
  gboolean holds;

  while (!(holds = condition (user_data)) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (tick);

  return holds;
}

/**
 * proctor_testing_wait_for:
 * @what: what is waited for, for the message if it does not come
 * @condition: what to wait for
 * @user_data: for @condition
 *
 * Like proctor_testing_wait(), and the test has failed if it was in vain.
 */
void
proctor_testing_wait_for (const char *what,
                          ProctorTestingCondition condition,
                          gpointer user_data)
{
  if (!proctor_testing_wait (condition, user_data))
    g_error ("Waited in vain for %s", what);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/**
 * proctor_testing_assert_finalized:
 * @object: (transfer full): an object to which nobody else should hold a reference
 *
 * Drops the reference and waits until the object is gone. Unlike g_assert_finalize_object() it
 * lets the idle sources have their turn that toolkits keep objects alive for.
 */
void
proctor_testing_assert_finalized (gpointer object)
{
  g_autofree char *what = g_strdup_printf ("a %s to be finalized: somebody still holds a reference", G_OBJECT_TYPE_NAME (object));
  gpointer watched = object;

  g_object_add_weak_pointer (G_OBJECT (object), &watched);
  g_object_unref (object);
  proctor_testing_wait_for (what, is_gone, &watched);
}

/**
 * proctor_testing_make_folder:
 *
 * Returns: (transfer full): a new, empty folder; proctor_testing_remove_folder() removes it
 */
char *
proctor_testing_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("proctor-test-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

/**
 * proctor_testing_remove_folder:
 * @folder: a folder that the test made
 *
 * Removes @folder with everything in it. Links are removed, not followed.
 */
void
proctor_testing_remove_folder (const char *folder)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        proctor_testing_remove_folder (path);
      else
        g_unlink (path);
    }

  g_rmdir (folder);
}
