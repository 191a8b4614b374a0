/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-tests-pane.h"
#include "proctor-ui.h"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GSettings *settings;
  GtkWidget *window;
  ProctorTestsPane *pane;
} Fixture;

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_width (user_data) > 0;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->settings = g_settings_new (APPLICATION_ID);
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_settings_reset (fixture->settings, "library-states");
  g_clear_object (&fixture->settings);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static void
open_pane (Fixture *fixture,
           int width)
{
  GtkWidget *toasts = adw_toast_overlay_new ();

  fixture->window = adw_window_new ();
  fixture->pane = PROCTOR_TESTS_PANE (g_object_ref_sink (proctor_tests_pane_new (fixture->settings)));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), GTK_WIDGET (fixture->pane));
  adw_window_set_content (ADW_WINDOW (fixture->window), toasts);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 640);
  proctor_tests_pane_set_session (fixture->pane, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the pane", is_mapped, fixture->pane);
}

static void
close_pane (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&fixture->window)));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->pane));
}

static void
test_opens (Fixture *fixture,
            gconstpointer data)
{
  open_pane (fixture, 360);
  g_assert_true (proctor_tests_pane_get_session (fixture->pane) == fixture->session);
  proctor_tests_pane_set_session (fixture->pane, NULL);
  g_assert_null (proctor_tests_pane_get_list (fixture->pane));
  close_pane (fixture);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

#define ADD(name, function) g_test_add ("/tests-pane/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("opens", test_opens);
#undef ADD

  return g_test_run ();
}
