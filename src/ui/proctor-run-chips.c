/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-chips.h"

#include <glib/gi18n.h>

#include "proctor-run-words.h"

/* More than these are better looked through in a list. */
#define MOST_CHIPS 12

/**
 * ProctorRunChips:
 *
 * The tests that are going to be run, each with a button that leaves it out. Of many only the first are here; the
 * last chip leads to all of them.
 */
struct _ProctorRunChips
{
  AdwBin parent_instance;

  /* Owned: a child */
  AdwWrapBox *box;

  /* Owned */
  ProctorRunSetup *setup;
  char *shown;
};

G_DEFINE_FINAL_TYPE (ProctorRunChips, proctor_run_chips, ADW_TYPE_BIN)

static void
remove_cb (ProctorRunChips *self,
           GtkWidget *button)
{
  ProctorRunTest *test = g_object_get_data (G_OBJECT (button), "test");
  GtkWidget *chip = gtk_widget_get_ancestor (button, GTK_TYPE_BOX);
  GtkWidget *next = gtk_widget_get_next_sibling (chip);
  g_autoptr (ProctorRunChips) alive = g_object_ref (self);
  guint position = 0;

  for (GtkWidget *before = gtk_widget_get_prev_sibling (chip); before != NULL; before = gtk_widget_get_prev_sibling (before))
    position++;
  if (next == NULL && position > 0)
    position--;
  proctor_run_setup_remove (self->setup, test);

  /* The keyboard stays where it was. */
  next = gtk_widget_get_first_child (GTK_WIDGET (self->box));
  for (guint i = 0; next != NULL && i < position; i++)
    next = gtk_widget_get_next_sibling (next);
  if (next != NULL)
    gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
make_chip (ProctorRunChips *self,
           ProctorRunTest *test)
{
  const char *name = proctor_run_test_get_name (test);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: the name of a test. */
  g_autofree char *words = g_strdup_printf (_ ("Leave out “%s”"), name);
  g_autofree char *text = NULL;

  if (proctor_run_test_get_node_id (test) != NULL)
    {
      g_autofree char *node = proctor_run_words_dup_node (self->setup, test);

      /* Translators: the name of a test, then the node of a workflow that it begins at. */
      text = g_strdup_printf (_ ("%s, from %s"), name, node);
    }
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : name);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (label, text != NULL ? text : name);
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "test", g_object_ref (test), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (chip, "run-chip");
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);

  return chip;
}

static GtkWidget *
make_more (guint n_more)
{
  g_autofree char *text = g_strdup_printf (ngettext ("and %u more…", "and %u more…", n_more), n_more);
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "navigation.push");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "tests");

  return button;
}

static guint
count_shown (GListModel *tests)
{
  guint n_tests = g_list_model_get_n_items (tests);

  return n_tests > MOST_CHIPS ? MOST_CHIPS - 1 : n_tests;
}

/* What the chips say, so that they are made anew only when that is another. */
static char *
describe (ProctorRunChips *self,
          GListModel *tests)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u\n", g_list_model_get_n_items (tests));
  for (guint i = 0; i < count_shown (tests); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (tests, i);
      g_autofree char *node = proctor_run_words_dup_node (self->setup, test);

      g_string_append_printf (text, "%s %s\n", proctor_run_test_get_id (test), node);
    }

  return g_string_free_and_steal (text);
}

static void
update (ProctorRunChips *self)
{
  GListModel *tests = proctor_run_setup_get_tests (self->setup);
  guint n_tests = g_list_model_get_n_items (tests);
  guint n_shown = count_shown (tests);
  g_autofree char *shown = describe (self, tests);
  GtkWidget *child;

  if (!g_set_str (&self->shown, shown))
    return;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    adw_wrap_box_remove (self->box, child);
  for (guint i = 0; i < n_shown; i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (tests, i);

      adw_wrap_box_append (self->box, make_chip (self, test));
    }
  if (n_shown < n_tests)
    adw_wrap_box_append (self->box, make_more (n_tests - n_shown));
}

static void
proctor_run_chips_dispose (GObject *object)
{
  g_clear_object (&PROCTOR_RUN_CHIPS (object)->setup);

  G_OBJECT_CLASS (proctor_run_chips_parent_class)->dispose (object);
}

static void
proctor_run_chips_finalize (GObject *object)
{
  g_free (PROCTOR_RUN_CHIPS (object)->shown);

  G_OBJECT_CLASS (proctor_run_chips_parent_class)->finalize (object);
}

static void
proctor_run_chips_class_init (ProctorRunChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_run_chips_dispose;
  G_OBJECT_CLASS (klass)->finalize = proctor_run_chips_finalize;
}

static void
proctor_run_chips_init (ProctorRunChips *self)
{
  self->box = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->box, 6);
  adw_wrap_box_set_line_spacing (self->box, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * proctor_run_chips_set_setup:
 * @self: chips
 * @setup: what is going to be run
 */
void
proctor_run_chips_set_setup (ProctorRunChips *self,
                             ProctorRunSetup *setup)
{
  g_return_if_fail (PROCTOR_IS_RUN_CHIPS (self));
  g_return_if_fail (self->setup == NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
