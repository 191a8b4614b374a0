/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-picture.h"

#include <glib/gstdio.h>

/**
 * testing_picture_write:
 * @window: a window that is shown
 * @name: what the picture is called
 *
 * Saves a picture of @window as it is now, if the environment says where to; nothing is compared.
 */
void
testing_picture_write (GtkWidget *window,
                       const char *name)
{
  const char *folder = g_getenv ("PROCTOR_TEST_PICTURES");
  g_autofree char *path = NULL;
  g_autoptr (GdkPaintable) paintable = NULL;
  GtkSnapshot *snapshot;
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder == NULL)
    return;

  paintable = gtk_widget_paintable_new (window);
  snapshot = gtk_snapshot_new ();
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (snapshot);
  /* A busy machine has drawn nothing yet. */
  if (node == NULL)
    return;

  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  path = g_strdup_printf ("%s/%s.png", folder, name);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/**
 * testing_picture_save:
 * @window: a window that is shown
 * @name: what the picture is called
 *
 * Saves a picture for whoever looks, when what has just come is in its place.
 */
void
testing_picture_save (GtkWidget *window,
                      const char *name)
{
  if (g_getenv ("PROCTOR_TEST_PICTURES") == NULL)
    return;

  /* What has just come is there with the second frame, and in its place with the third. */
  for (guint i = 0; i < 3; i++)
    gtk_test_widget_wait_for_draw (window);
  testing_picture_write (window, name);
}
