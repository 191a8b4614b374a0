/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-failures-dialog.h"
#include "proctor-job-bar.h"
#include "proctor-testing.h"
#include "proctor-ui.h"
#include "testing-picture.h"

/* A job whose steps end when the test says so. */

#define TESTING_TYPE_SLOW_JOB (testing_slow_job_get_type ())

G_DECLARE_FINAL_TYPE (TestingSlowJob, testing_slow_job, TESTING, SLOW_JOB, ProctorJob)

struct _TestingSlowJob
{
  ProctorJob parent_instance;

  /* Owned */
  GCancellable *cancellable;
  GQueue begun;
};

G_DEFINE_FINAL_TYPE (TestingSlowJob, testing_slow_job, PROCTOR_TYPE_JOB)

static void
testing_slow_job_start_step (ProctorJob *job,
                             guint position,
                             GCancellable *cancellable)
{
  TestingSlowJob *self = TESTING_SLOW_JOB (job);

  g_set_object (&self->cancellable, cancellable);
  g_queue_push_tail (&self->begun, GUINT_TO_POINTER (position));
}

static char *
testing_slow_job_describe_failures (ProctorJob *job,
                                    guint n_failed,
                                    guint total)
{
  return g_strdup_printf ("%u of %u tests could not be moved", n_failed, total);
}

static void
testing_slow_job_finalize (GObject *object)
{
  TestingSlowJob *self = TESTING_SLOW_JOB (object);

  g_clear_object (&self->cancellable);
  g_queue_clear (&self->begun);

  G_OBJECT_CLASS (testing_slow_job_parent_class)->finalize (object);
}

static void
testing_slow_job_class_init (TestingSlowJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = testing_slow_job_finalize;
  PROCTOR_JOB_CLASS (klass)->start_step = testing_slow_job_start_step;
  PROCTOR_JOB_CLASS (klass)->describe_failures = testing_slow_job_describe_failures;
}

static void
testing_slow_job_init (TestingSlowJob *self)
{
  g_queue_init (&self->begun);
}

static const struct
{
  ProctorApiErrorCode code;
  const char *sentence;
  const char *advice;
} reasons[] = {
  { PROCTOR_API_ERROR_NOT_FOUND, "It isn't there any more, or this key can't see it.", "Reload the list." },
  { PROCTOR_API_ERROR_ANSWER_LOST, "It is not known whether the server did what it was asked to do. The connection to “api.elevenlabs.io” broke: Connection reset by peer.",
    "Look whether it is there before you try again. Doing it twice may cost twice." },
  { PROCTOR_API_ERROR_PERMISSION, "The API key may not do this: it lacks the permission “convai_write”.", NULL },
};

/* Ends so many steps, of which the first fail. */
static void
end_steps (TestingSlowJob *self,
           guint n_steps,
           guint n_failing)
{
  for (guint i = 0; i < n_steps; i++)
    {
      guint position = GPOINTER_TO_UINT (g_queue_pop_head (&self->begun));
      g_autofree char *id = g_strdup_printf ("test_%u", position);
      g_autofree char *name = g_strdup_printf ("Books a double room and confirms the price, variant %u", position + 1);
      g_autoptr (GError) error = NULL;

      if (!g_cancellable_set_error_if_cancelled (self->cancellable, &error) && i < n_failing)
        {
          gsize reason = i % G_N_ELEMENTS (reasons);

          error = g_error_new_literal (PROCTOR_API_ERROR, reasons[reason].code, reasons[reason].sentence);
          proctor_api_error_get_details (error)->advice = g_strdup (reasons[reason].advice);
        }
      proctor_job_step_done (PROCTOR_JOB (self), position, id, name, error);
    }
}

typedef struct
{
  /* Owned */
  GtkWidget *window;
  TestingSlowJob *job;

  /* Borrowed from the window */
  GtkWidget *bar;
} Fixture;

static TestingSlowJob *
make_job (guint total)
{
  TestingSlowJob *job = g_object_new (TESTING_TYPE_SLOW_JOB, NULL);

  proctor_job_set_title (PROCTOR_JOB (job), "Moving 300 tests");
  proctor_job_set_steps (PROCTOR_JOB (job), total, total);

  return job;
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
open_window (Fixture *fixture,
             int width)
{
  GtkWidget *view = adw_toolbar_view_new ();

  fixture->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 420);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), adw_status_page_new ());
  fixture->bar = proctor_job_bar_new ();
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), fixture->bar);
  adw_window_set_content (ADW_WINDOW (fixture->window), view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the window", is_mapped, fixture->window);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  open_window (fixture, 360);
  fixture->job = make_job (300);
  proctor_job_bar_set_job (PROCTOR_JOB_BAR (fixture->bar), PROCTOR_JOB (fixture->job));
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->window));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  close_window (fixture);
  if (proctor_job_is_running (PROCTOR_JOB (fixture->job)))
    {
      proctor_job_cancel (PROCTOR_JOB (fixture->job));
      end_steps (fixture->job, g_queue_get_length (&fixture->job->begun), 0);
    }
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->job));
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (fixture->bar, PROCTOR_TYPE_JOB_BAR, name);
}

static gboolean
is_revealed (gpointer user_data)
{
  return gtk_revealer_get_child_revealed (get_child (user_data, "revealer"));
}

static gboolean
is_hidden (gpointer user_data)
{
  return !is_revealed (user_data) && !gtk_revealer_get_reveal_child (get_child (user_data, "revealer"));
}

/* Nothing may be wider than the window. */
static void
assert_fits (GtkWidget *window,
             int width)
{
  g_assert_cmpint (gtk_widget_get_width (window), <=, width);
}

static void
start (Fixture *fixture)
{
  proctor_job_run_async (PROCTOR_JOB (fixture->job), NULL, NULL, NULL);
  proctor_testing_wait_for ("the bar", is_revealed, fixture);
}

static gboolean
says_120 (gpointer user_data)
{
  return g_str_equal (gtk_label_get_label (user_data), "120 of 300");
}

static void
test_running (Fixture *fixture,
              gconstpointer data)
{
  GtkLabel *count = get_child (fixture, "count_label");

  g_assert_true (is_hidden (fixture));
  start (fixture);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "title_label")), ==, "Moving 300 tests");
  g_assert_cmpstr (gtk_label_get_label (count), ==, "0 of 300");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "cancel_button")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "close_button")));
  gtk_test_accessible_assert_relation (get_child (fixture, "progress"), GTK_ACCESSIBLE_RELATION_LABELLED_BY, get_child (fixture, "title_label"), NULL);

  end_steps (fixture->job, 120, 0);
  proctor_testing_wait_for ("the count", says_120, count);
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (get_child (fixture, "progress")), 0.4, 0.001);
  testing_picture_save (fixture->window, "job-bar-running");
  assert_fits (fixture->window, 360);

  /* All went well, and there is nothing to say. */
  end_steps (fixture->job, 180, 0);
  proctor_testing_wait_for ("the bar to go", is_hidden, fixture);
}

static void
test_failed (Fixture *fixture,
             gconstpointer data)
{
  start (fixture);
  end_steps (fixture->job, 300, 3);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "title_label")), ==, "3 of 300 tests could not be moved");
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "warning")));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "details_button")));
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "again_button")), ==, "Try _Again");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "progress")));
  testing_picture_save (fixture->window, "job-bar-failed");
  assert_fits (fixture->window, 360);

  /* Again: only the three. */
  g_signal_emit_by_name (get_child (fixture, "again_button"), "clicked");
  g_assert_true (proctor_job_is_running (PROCTOR_JOB (fixture->job)));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "count_label")), ==, "297 of 300");
  end_steps (fixture->job, 3, 1);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "title_label")), ==, "1 of 300 tests could not be moved");

  /* Who doesn't care closes it. */
  g_signal_emit_by_name (get_child (fixture, "close_button"), "clicked");
  g_assert_null (proctor_job_bar_get_job (PROCTOR_JOB_BAR (fixture->bar)));
  proctor_testing_wait_for ("the bar to go", is_hidden, fixture);
}

static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  start (fixture);
  end_steps (fixture->job, 120, 0);
  g_signal_emit_by_name (get_child (fixture, "cancel_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (get_child (fixture, "cancel_button")));
  end_steps (fixture->job, 180, 0);
  g_assert_false (proctor_job_is_running (PROCTOR_JOB (fixture->job)));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "title_label")), ==, "Stopped after 120 of 300");
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "warning")));
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "details_button")));
  g_assert_cmpstr (gtk_button_get_label (get_child (fixture, "again_button")), ==, "C_ontinue");
  testing_picture_save (fixture->window, "job-bar-stopped");

  g_signal_emit_by_name (get_child (fixture, "again_button"), "clicked");
  g_assert_cmpuint (g_queue_get_length (&fixture->job->begun), ==, 180);
  end_steps (fixture->job, 180, 0);
  proctor_testing_wait_for ("the bar to go", is_hidden, fixture);
}

/* What fails at once is said at once. */
static void
test_at_once (Fixture *fixture,
              gconstpointer data)
{
  g_assert_true (is_hidden (fixture));
  proctor_job_run_async (PROCTOR_JOB (fixture->job), NULL, NULL, NULL);
  end_steps (fixture->job, 300, 1);
  proctor_testing_wait_for ("the bar", is_revealed, fixture);
}

/* What has failed before the bar hears of it is said as well. */
static void
test_late (Fixture *fixture,
           gconstpointer data)
{
  proctor_job_bar_set_job (PROCTOR_JOB_BAR (fixture->bar), NULL);
  proctor_job_run_async (PROCTOR_JOB (fixture->job), NULL, NULL, NULL);
  end_steps (fixture->job, 300, 1);
  proctor_job_bar_set_job (PROCTOR_JOB_BAR (fixture->bar), PROCTOR_JOB (fixture->job));
  proctor_testing_wait_for ("the bar", is_revealed, fixture);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "title_label")), ==, "1 of 300 tests could not be moved");
}

static void
test_large_text (Fixture *fixture,
                 gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  start (fixture);
  testing_picture_save (fixture->window, "job-bar-running-large");
  assert_fits (fixture->window, 360);
  end_steps (fixture->job, 300, 3);
  testing_picture_save (fixture->window, "job-bar-failed-large");
  assert_fits (fixture->window, 360);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_directions (void)
{
  const int widths[] = { 360, 900 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      Fixture fixture = { 0 };
      g_autofree char *name = g_strdup_printf ("job-bar-rtl-%d", widths[i]);

      gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
      open_window (&fixture, widths[i]);
      fixture.job = make_job (300);
      proctor_job_bar_set_job (PROCTOR_JOB_BAR (fixture.bar), PROCTOR_JOB (fixture.job));
      start (&fixture);
      end_steps (fixture.job, 300, 3);
      testing_picture_save (fixture.window, name);
      assert_fits (fixture.window, widths[i]);
      tear_down (&fixture, NULL);
      gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
    }
}

static gboolean
has_dialog (gpointer user_data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) user_data)->window));

  return dialog != NULL && gtk_widget_get_mapped (GTK_WIDGET (dialog));
}

static gboolean
has_no_dialog (gpointer user_data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (((Fixture *) user_data)->window)) == NULL;
}

static void
test_details (Fixture *fixture,
              gconstpointer data)
{
  GtkWidget *dialog;
  gpointer list, summary, button;

  start (fixture);
  end_steps (fixture->job, 300, 30);
  g_signal_emit_by_name (get_child (fixture, "details_button"), "clicked");
  proctor_testing_wait_for ("the dialog", has_dialog, fixture);
  dialog = GTK_WIDGET (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  list = gtk_widget_get_template_child (dialog, PROCTOR_TYPE_FAILURES_DIALOG, "list_view");
  summary = gtk_widget_get_template_child (dialog, PROCTOR_TYPE_FAILURES_DIALOG, "summary_label");
  button = gtk_widget_get_template_child (dialog, PROCTOR_TYPE_FAILURES_DIALOG, "again_button");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))), ==, 30);
  g_assert_cmpstr (gtk_label_get_label (summary), ==, "30 of 300 tests could not be moved");
  testing_picture_save (fixture->window, "failures-dialog");
  assert_fits (fixture->window, 360);

  g_signal_emit_by_name (button, "clicked");
  proctor_testing_wait_for ("the dialog to go", has_no_dialog, fixture);
  g_assert_true (proctor_job_is_running (PROCTOR_JOB (fixture->job)));
  g_assert_cmpuint (g_queue_get_length (&fixture->job->begun), ==, 30);
  end_steps (fixture->job, 30, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/job-bar/running", Fixture, NULL, set_up, test_running, tear_down);
  g_test_add ("/job-bar/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/job-bar/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/job-bar/at-once", Fixture, NULL, set_up, test_at_once, tear_down);
  g_test_add ("/job-bar/late", Fixture, NULL, set_up, test_late, tear_down);
  g_test_add ("/job-bar/large-text", Fixture, NULL, set_up, test_large_text, tear_down);
  g_test_add_func ("/job-bar/directions", test_directions);
  g_test_add ("/job-bar/details", Fixture, NULL, set_up, test_details, tear_down);

  return g_test_run ();
}
