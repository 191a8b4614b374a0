/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-run-dialog.h"

#include "proctor-run-dialog.h"
#include "proctor-run-form.h"
#include "proctor-testing.h"

void
testing_run_dialog_answer (TestingRunDialog *fixture,
                           const char *method,
                           const char *path,
                           guint status,
                           const char *body)
{
  proctor_testing_server_answer (fixture->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

void
testing_run_dialog_set_up (TestingRunDialog *fixture,
                           gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
  fixture->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 480, 560);
  gtk_window_present (GTK_WINDOW (fixture->window));
  testing_run_dialog_answer (fixture, "GET", AGENTS "/agent_1", 200, AGENT);
  testing_run_dialog_answer (fixture, "GET", AGENTS "/agent_1/branches", 200, "{\"results\": [{\"id\": \"b_2\", \"name\": \"Late\"}, {\"id\": \"b_1\", \"name\": \"Main\"}]}");
}

gboolean
testing_run_dialog_is_gone (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((TestingRunDialog *) user_data)->window)) == NULL;
}

void
testing_run_dialog_tear_down (TestingRunDialog *fixture,
                              gconstpointer data)
{
  adw_dialog_force_close (fixture->dialog);
  proctor_testing_wait_for ("the dialog to go", testing_run_dialog_is_gone, fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->window);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->dialog));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->setup));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
  g_clear_pointer (&fixture->started, g_free);
}

gpointer
testing_run_dialog_get_child (TestingRunDialog *fixture,
                              const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (fixture->dialog), PROCTOR_TYPE_RUN_DIALOG, name);
}

gpointer
testing_run_dialog_get_form_child (TestingRunDialog *fixture,
                                   const char *name)
{
  return gtk_widget_get_template_child (testing_run_dialog_get_child (fixture, "form"), PROCTOR_TYPE_RUN_FORM, name);
}

static void
started_cb (AdwDialog *dialog,
            const char *invocation_id,
            TestingRunDialog *fixture)
{
  fixture->n_started++;
  g_free (fixture->started);
  fixture->started = g_strdup (invocation_id);
}

void
testing_run_dialog_open_with (TestingRunDialog *fixture,
                              guint n_tests)
{
  fixture->setup = proctor_run_setup_new (fixture->session);
  for (guint i = 0; i < n_tests; i++)
    {
      g_autofree char *id = g_strdup_printf ("test_%u", i + 1);
      g_autofree char *name = g_strdup_printf ("Test number %u", i + 1);

      proctor_run_setup_add_test (fixture->setup, id, name, NULL);
    }
  fixture->dialog = g_object_ref_sink (proctor_run_dialog_new (fixture->setup));
  g_signal_connect (fixture->dialog, "started", G_CALLBACK (started_cb), fixture);
  adw_dialog_present (fixture->dialog, fixture->window);
}

void
testing_run_dialog_open (TestingRunDialog *fixture)
{
  testing_run_dialog_open_with (fixture, 2);
}

gboolean
testing_run_dialog_has_branch (gpointer user_data)
{
  TestingRunDialog *fixture = user_data;

  return proctor_run_setup_get_branch_id (fixture->setup) != NULL && gtk_widget_get_mapped (testing_run_dialog_get_child (fixture, "start_button"));
}

gboolean
testing_run_dialog_has_started (gpointer user_data)
{
  return ((TestingRunDialog *) user_data)->started != NULL;
}

const char *
testing_run_dialog_get_banner (TestingRunDialog *fixture)
{
  AdwBanner *banner = testing_run_dialog_get_child (fixture, "banner");

  return adw_banner_get_revealed (banner) ? adw_banner_get_title (banner) : "";
}

const char *
testing_run_dialog_get_way_out (TestingRunDialog *fixture)
{
  const char *label = adw_banner_get_button_label (testing_run_dialog_get_child (fixture, "banner"));

  return label != NULL ? label : "";
}

void
testing_run_dialog_take_way_out (TestingRunDialog *fixture)
{
  g_signal_emit_by_name (testing_run_dialog_get_child (fixture, "banner"), "button-clicked");
}

gboolean
testing_run_dialog_is_choosing_again (gpointer user_data)
{
  TestingRunDialog *fixture = user_data;

  return proctor_run_setup_get_state (fixture->setup) == PROCTOR_RUN_SETUP_CHOOSING && testing_run_dialog_get_banner (fixture)[0] != '\0';
}

guint
testing_run_dialog_count_posts (TestingRunDialog *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n_posts = 0;

  for (guint i = 0; i < requests->len; i++)
    n_posts += g_str_equal (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->method, "POST") ? 1 : 0;

  return n_posts;
}

void
testing_run_dialog_press (TestingRunDialog *fixture)
{
  /* Before the window is there a button can't be activated. */
  if (gtk_widget_is_sensitive (testing_run_dialog_get_child (fixture, "start_button")))
    g_signal_emit_by_name (testing_run_dialog_get_child (fixture, "start_button"), "clicked");
}

gboolean
testing_run_dialog_has_checked (gpointer user_data)
{
  ProctorRunChecks *checks = proctor_run_setup_get_checks (((TestingRunDialog *) user_data)->setup);

  return proctor_run_checks_get_job (checks) != NULL && !proctor_run_checks_is_running (checks);
}
