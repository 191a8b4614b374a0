/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-test.h"

#include "proctor-api-error.h"
#include "proctor-example.h"
#include "proctor-test-since.h"
#include "proctor-verdict-text.h"

#include <glib/gi18n.h>

/**
 * ProctorVerdictTest:
 *
 * What a test was when it was run: what was judged and by which examples, and whether it is another by now.
 */
struct _ProctorVerdictTest
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *since_box;
  GtkLabel *since_label;
  GtkWidget *expander;
  GtkBox *facts_box;
  GtkWidget *open_button;

  /* Owned */
  GCancellable *cancellable;
  char *test_id;
};

enum
{
  SIGNAL_DELETED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorVerdictTest, proctor_verdict_test, ADW_TYPE_BIN)

static void
add_fact (ProctorVerdictTest *self,
          const char *title,
          const char *text)
{
  GtkWidget *box, *label;

  if (text == NULL || *text == '\0')
    return;

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  label = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), proctor_verdict_text_new (text, NULL, 0));
  gtk_box_append (self->facts_box, box);
}

static void
add_conditions (ProctorVerdictTest *self,
                ProctorTest *test)
{
  const char *const *several = proctor_test_get_success_conditions (test);

  if (several == NULL || several[0] == NULL)
    {
      add_fact (self, _ ("Success condition"), proctor_test_get_success_condition (test));
      return;
    }
  for (gsize i = 0; several[i] != NULL; i++)
    {
      g_autofree char *title = g_strdup_printf (_ ("Condition %lu"), (unsigned long) i + 1);

      add_fact (self, title, several[i]);
    }
}

static void
add_examples (ProctorVerdictTest *self,
              GListModel *examples,
              const char *title)
{
  for (guint i = 0; i < g_list_model_get_n_items (examples); i++)
    {
      g_autoptr (GObject) example = g_list_model_get_item (examples, i);

      if (PROCTOR_IS_EXAMPLE (example))
        add_fact (self, title, proctor_example_get_response (PROCTOR_EXAMPLE (example)));
    }
}

static void
show_facts (ProctorVerdictTest *self,
            ProctorTest *test)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts_box))) != NULL)
    gtk_box_remove (self->facts_box, child);
  if (test == NULL)
    return;

  add_conditions (self, test);
  add_examples (self, proctor_test_get_success_examples (test), _ ("Example of success"));
  add_examples (self, proctor_test_get_failure_examples (test), _ ("Example of failure"));
  add_fact (self, _ ("Scenario"), proctor_test_get_simulation_scenario (test));
  add_fact (self, _ ("Evaluation model"), proctor_test_get_evaluation_model (test));
  add_fact (self, _ ("Model of the user"), proctor_test_get_simulated_user_model (test));
}

static void
show_since (ProctorVerdictTest *self,
            const char *text)
{
  gtk_label_set_label (self->since_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->since_box, text != NULL);
}

static void
compared_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorVerdictTest *self;
  g_autoptr (GError) error = NULL;
  g_autofree char *changes = NULL;
  g_autofree char *text = NULL;
  gboolean known = proctor_test_since_finish (PROCTOR_SESSION (source), result, &changes, &error);
  gboolean deleted = g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_VERDICT_TEST (user_data);
  if (known && changes != NULL)
    /* Translators: %s is what is another in a test, a list. */
    text = g_strdup_printf (_ ("Changed since this run: %s"), changes);
  else if (deleted)
    text = g_strdup (_ ("The test has been deleted since this run."));
  show_since (self, text);
  gtk_widget_set_visible (self->open_button, changes != NULL);
  if (deleted)
    g_signal_emit (self, signals[SIGNAL_DELETED], 0);
}

static void
open_cb (ProctorVerdictTest *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-test", "(ss)", self->test_id, "");
}

static void
stop (ProctorVerdictTest *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
proctor_verdict_test_dispose (GObject *object)
{
  ProctorVerdictTest *self = PROCTOR_VERDICT_TEST (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VERDICT_TEST);

  G_OBJECT_CLASS (proctor_verdict_test_parent_class)->dispose (object);
}

static void
proctor_verdict_test_finalize (GObject *object)
{
  g_free (PROCTOR_VERDICT_TEST (object)->test_id);

  G_OBJECT_CLASS (proctor_verdict_test_parent_class)->finalize (object);
}

static void
proctor_verdict_test_class_init (ProctorVerdictTestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_verdict_test_dispose;
  object_class->finalize = proctor_verdict_test_finalize;

  /**
   * ProctorVerdictTest::deleted:
   * @self: a widget
   *
   * It turned out that the server doesn't have the test any more.
   */
  signals[SIGNAL_DELETED] = g_signal_new ("deleted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-test.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictTest, since_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictTest, since_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictTest, expander);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictTest, facts_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictTest, open_button);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
proctor_verdict_test_init (ProctorVerdictTest *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_verdict_test_show:
 * @self: a widget
 * @session: the workspace
 * @run: a run
 *
 * Shows the test as @run remembers it, and asks what has become of it since.
 */
void
proctor_verdict_test_show (ProctorVerdictTest *self,
                           ProctorSession *session,
                           ProctorRun *run)
{
  ProctorTest *test;

  g_return_if_fail (PROCTOR_IS_VERDICT_TEST (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_RUN (run));

  stop (self);
  test = proctor_run_get_test_info (run);
  g_set_str (&self->test_id, proctor_run_get_test_id (run));
  show_since (self, NULL);
  show_facts (self, test);
  gtk_widget_set_visible (self->expander, gtk_widget_get_first_child (GTK_WIDGET (self->facts_box)) != NULL);
  gtk_widget_set_visible (self->open_button, FALSE);
  if (test == NULL || self->test_id == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  proctor_test_since_async (session, run, self->cancellable, compared_cb, self);
}
