/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-item-private.h"
#include "proctor-test-row.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

#include <adwaita.h>

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorTestItem *item;
  GtkWidget *window;
  GtkWidget *palette;
  ProctorTestRow *row;
} Fixture;

static gint64
get_yesterday (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);

  return g_date_time_to_unix (yesterday);
}

static void
set_facts (Fixture *fixture,
           const char *name,
           const char *role)
{
  const ProctorTestFacts facts = {
    .name = name,
    .kind = "llm",
    .creator = "Ada",
    .role = role,
    .created_at = 1,
    .updated_at = get_yesterday (),
    .mine = TRUE,
  };

  proctor_test_item_set_facts (fixture->item, &facts);
  fixture->item->read_only = g_str_equal (role, "viewer");
  proctor_test_item_changed (fixture->item);
}

static gboolean
is_drawn (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
  fixture->item = proctor_test_item_new ("test_1");
  set_facts (fixture, "Refund after 30 days", "admin");

  fixture->palette = proctor_outcome_palette_new ();
  fixture->row = PROCTOR_TEST_ROW (g_object_ref_sink (proctor_test_row_new (PROCTOR_OUTCOME_PALETTE (fixture->palette))));
  proctor_test_row_bind (fixture->row, fixture->item, proctor_session_get_library (fixture->session), NULL);

  gtk_box_append (GTK_BOX (box), fixture->palette);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->row));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 200);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the row", is_drawn, fixture->row);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->row));
  /* Nothing of the row's is left on the test. */
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->item));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static void
assert_description (Fixture *fixture,
                    const char *expected)
{
  g_autofree char *description = NULL;

  g_object_get (fixture->row, "description", &description, NULL);
  g_assert_cmpstr (description, ==, expected);
}

/* What is drawn is said, too. */
static void
test_words (Fixture *fixture,
            gconstpointer data)
{
  const ProctorOutcome results[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE };
  g_autofree char *label = NULL;

  g_object_get (fixture->row, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "Refund after 30 days");
  assert_description (fixture, "next reply test, updated yesterday");

  proctor_test_item_set_results (fixture->item, results, G_N_ELEMENTS (results), 1);
  set_facts (fixture, "Refund after 30 days", "viewer");
  assert_description (fixture, "next reply test, read-only, updated yesterday, last results: passed, passed, failed, error, inconclusive");
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/* The row follows its test, and only while it has it. */
static void
test_follows (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *label = NULL;
  guint count = 0;

  g_signal_connect_swapped (fixture->row, "notify::label", G_CALLBACK (count_cb), &count);
  set_facts (fixture, "Refund after 60 days", "admin");
  g_object_get (fixture->row, "label", &label, NULL);
  g_assert_cmpstr (label, ==, "Refund after 60 days");
  g_assert_cmpuint (count, ==, 1);

  proctor_test_row_unbind (fixture->row);
  set_facts (fixture, "Refund after 90 days", "admin");
  g_assert_cmpuint (count, ==, 1);
  g_assert_null (proctor_test_row_get_item (fixture->row));
}

static int
measure_height (Fixture *fixture)
{
  int minimum, natural;

  gtk_widget_measure (GTK_WIDGET (fixture->row), GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, ==, natural);

  return minimum;
}

/* Every row is as high as the next, whatever is in it; all fit the narrowest window; and with larger
 * text they grow. */
static void
test_measures (Fixture *fixture,
               gconstpointer data)
{
  const char *names[] = { "a", "Ein sehr langer Name, der in keine Zeile passt, und noch länger, und noch länger", "طلب استرداد بعد ٣٠ يومًا", "返金は30日以内", "ทดสอบ\nสองบรรทัด", "" };
  int height = measure_height (fixture);
  int dpi, large, minimum;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      set_facts (fixture, names[i], "admin");
      g_assert_cmpint (measure_height (fixture), ==, height);
    }

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * dpi, NULL);
  large = measure_height (fixture);
  g_assert_cmpint (large, >, height * 18 / 10);
  proctor_test_row_set_checkable (fixture->row, TRUE);
  gtk_widget_measure (GTK_WIDGET (fixture->row), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 330);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (measure_height (fixture), ==, height);
}

/* Where the pixels of a row are that are not empty, from left to right. */
static gboolean
is_empty_at (Fixture *fixture,
             double from,
             double to)
{
  GtkWidget *widget = GTK_WIDGET (fixture->row);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize) width * (gsize) height);

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_to_node (snapshot);
  g_assert_nonnull (node);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);

  for (int y = 0; y < height; y++)
    for (int x = (int) (from * width); x < (int) (to * width); x++)
      if (pixels[y * width + x] != 0)
        return FALSE;

  return TRUE;
}

/* In a language that is written from right to left a row is the other way round, and so is the place
 * of a short name, in whatever script it is. */
static void
test_mirrored (Fixture *fixture,
               gconstpointer data)
{
  const char *names[] = { "Ab", "اب" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      set_facts (fixture, names[i], "admin");
      gtk_widget_set_direction (GTK_WIDGET (fixture->row), GTK_TEXT_DIR_LTR);
      g_assert_false (is_empty_at (fixture, 0, 0.3));
      g_assert_true (is_empty_at (fixture, 0.5, 1));
      gtk_widget_set_direction (GTK_WIDGET (fixture->row), GTK_TEXT_DIR_RTL);
      g_assert_true (is_empty_at (fixture, 0, 0.5));
      g_assert_false (is_empty_at (fixture, 0.7, 1));
    }
}

/* The marks are at the end of the second line, one for each result; each outcome can be drawn. */
static void
test_marks (Fixture *fixture,
            gconstpointer data)
{
  set_facts (fixture, "Ab", "admin");
  g_assert_true (is_empty_at (fixture, 0.9, 1));
  for (ProctorOutcome outcome = PROCTOR_OUTCOME_PENDING; outcome <= PROCTOR_OUTCOME_CANCELLED; outcome++)
    {
      const ProctorOutcome results[] = { outcome, outcome };

      proctor_test_item_set_results (fixture->item, results, G_N_ELEMENTS (results), 1);
      proctor_test_item_changed (fixture->item);
      g_assert_false (is_empty_at (fixture, 0.95, 1));
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

#define ADD(name, function) g_test_add ("/test-row/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("words", test_words);
  ADD ("follows", test_follows);
  ADD ("measures", test_measures);
  ADD ("mirrored", test_mirrored);
  ADD ("marks", test_marks);
#undef ADD

  return g_test_run ();
}
