/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-health-banner.h"
#include "proctor-health-words.h"
#include "proctor-store-enums.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-workspace-switcher.h"
#include "testing-desk.h"

#include <string.h>

typedef struct
{
  TestingDesk base;
  ProctorTestingServer *server;
  ProctorSession *session;
  GtkWidget *window;
  GtkWidget *switcher;
  GtkWidget *banner;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  testing_desk_set_up (&fixture->base, data);
  fixture->server = proctor_testing_server_new ();
  testing_desk_add (&fixture->base, "First", proctor_testing_server_get_url (fixture->server));
  fixture->session = proctor_desk_open (fixture->base.desk, testing_desk_add (&fixture->base, "Second <b>", proctor_testing_server_get_url (fixture->server)));

  fixture->window = adw_window_new ();
  fixture->switcher = g_object_ref_sink (g_object_new (PROCTOR_TYPE_WORKSPACE_SWITCHER, "desk", fixture->base.desk, "session", fixture->session, NULL));
  fixture->banner = g_object_ref_sink (proctor_health_banner_new ());
  g_object_set (fixture->banner, "session", fixture->session, NULL);
  gtk_box_append (GTK_BOX (box), fixture->switcher);
  gtk_box_append (GTK_BOX (box), fixture->banner);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the switcher", testing_desk_is_mapped, fixture->switcher);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->switcher));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->banner));
  g_clear_object (&fixture->session);
  testing_desk_tear_down (&fixture->base, data);
  g_clear_object (&fixture->server);
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (fixture->switcher, PROCTOR_TYPE_WORKSPACE_SWITCHER, name);

  g_assert_nonnull (child);

  return child;
}

static const char *
get_label (Fixture *fixture,
           const char *name)
{
  return gtk_label_get_label (get_child (fixture, name));
}

/* Each state has words and an icon of its own; the rest is in the tooltip. */
static void
test_health (Fixture *fixture,
             gconstpointer data)
{
  ProctorHealth *health = proctor_session_get_health (fixture->session);
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GEnumClass) states = g_type_class_ref (PROCTOR_TYPE_HEALTH_STATE);

  g_assert_cmpstr (get_label (fixture, "name_label"), ==, "Second <b>");
  for (guint i = 0; i < states->n_values; i++)
    {
      ProctorHealthState state = (ProctorHealthState) states->values[i].value;

      proctor_health_set (health, state, "What it is", "What has happened.", "What to do.");
      g_assert_cmpstr (get_label (fixture, "health_label"), ==, proctor_health_words_get_text (state));
      g_assert_cmpstr (gtk_image_get_icon_name (get_child (fixture, "health_icon")), ==, proctor_health_words_get_icon_name (state));
      g_assert_true (g_hash_table_add (texts, (gpointer) proctor_health_words_get_text (state)));
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (get_child (fixture, "button")), "What to do."));
    }
}

static void
test_rename (Fixture *fixture,
             gconstpointer data)
{
  proctor_desk_rename (fixture->base.desk, proctor_session_get_workspace (fixture->session), "Third");
  g_assert_cmpstr (get_label (fixture, "name_label"), ==, "Third");
}

static guint
count_rows (Fixture *fixture)
{
  guint n_rows = 0;

  while (gtk_list_box_get_row_at_index (get_child (fixture, "list"), (int) n_rows) != NULL)
    n_rows++;

  return n_rows;
}

/* All workspaces, the one that is shown marked, and the ways to have more or fewer. */
static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  const char *actions[] = { "win.open-workspace", "win.open-workspace", "win.add-workspace", "app.preferences" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) open = g_simple_action_new ("open-workspace", G_VARIANT_TYPE_STRING);

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (open));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  proctor_workspace_switcher_popup (PROCTOR_WORKSPACE_SWITCHER (fixture->switcher));
  proctor_testing_wait_for ("the list", testing_desk_is_mapped, get_child (fixture, "list"));
  g_assert_cmpuint (count_rows (fixture), ==, G_N_ELEMENTS (actions));
  /* The arrow keys begin where one is. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (gtk_list_box_get_row_at_index (get_child (fixture, "list"), 1)));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (get_child (fixture, "list"), (int) i);

      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (row)), ==, actions[i]);
      if (i < 2)
        g_assert_cmpfloat (gtk_widget_get_opacity (testing_desk_find (GTK_WIDGET (row), GTK_TYPE_IMAGE, 1)), ==, i == 1 ? 1 : 0);
    }

  gtk_menu_button_popdown (get_child (fixture, "button"));
}

static AdwBanner *
get_banner (Fixture *fixture)
{
  return (AdwBanner *) adw_bin_get_child (ADW_BIN (fixture->banner));
}

static gboolean
is_revealed (gpointer user_data)
{
  AdwBanner *banner = get_banner (user_data);

  return banner != NULL && adw_banner_get_revealed (banner);
}

static void
test_banner (Fixture *fixture,
             gconstpointer data)
{
  const struct
  {
    ProctorHealthState state;
    gboolean revealed;
    const char *action;
  } cases[] = {
    { PROCTOR_HEALTH_CONNECTED, FALSE, NULL },
    { PROCTOR_HEALTH_KEY_REFUSED, TRUE, "win.change-key" },
    { PROCTOR_HEALTH_LIMITED, TRUE, "win.try-again" },
    { PROCTOR_HEALTH_BROKEN, TRUE, "win.show-problem" },
    { PROCTOR_HEALTH_CONNECTING, FALSE, NULL },
    { PROCTOR_HEALTH_CONNECTED, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      proctor_health_set (proctor_session_get_health (fixture->session), cases[i].state, cases[i].revealed ? "Title & <more>" : NULL, NULL, NULL);
      g_assert_cmpint (is_revealed (fixture), ==, cases[i].revealed);
      if (cases[i].revealed)
        {
          AdwBanner *banner = get_banner (fixture);

          g_assert_cmpstr (adw_banner_get_title (banner), ==, "Title & <more>");
          g_assert_false (adw_banner_get_use_markup (banner));
          g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (banner)), ==, cases[i].action);
        }
    }
}

/* An engine that starts is nothing to tell of, until it takes long; that it has stopped is. */
static void
test_slow_start (Fixture *fixture,
                 gconstpointer data)
{
  ProctorHealth *health = proctor_session_get_health (fixture->session);

  proctor_health_set (health, PROCTOR_HEALTH_STARTING, "The Engine Is Starting", NULL, NULL);
  g_assert_false (is_revealed (fixture));
  proctor_testing_wait_for ("the banner", is_revealed, fixture);

  proctor_health_set (health, PROCTOR_HEALTH_CONNECTED, NULL, NULL, NULL);
  g_assert_false (is_revealed (fixture));
  proctor_health_set (health, PROCTOR_HEALTH_STARTING, "The Engine Has Stopped", "It is started again in a moment.", NULL);
  g_assert_true (is_revealed (fixture));
}

static void
add_tests (void)
{
#define ADD(name, function) g_test_add ("/switcher/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("health", test_health);
  ADD ("rename", test_rename);
  ADD ("list", test_list);
  ADD ("banner", test_banner);
  ADD ("slow-start", test_slow_start);
#undef ADD
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
