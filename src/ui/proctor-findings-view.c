/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-findings-view.h"

#include "proctor-checks.h"
#include "proctor-finding-row.h"

#include <glib/gi18n.h>

/* Whoever has more to mend begins somewhere; the rest comes up as it is mended. */
#define MOST_ROWS 100

/**
 * ProctorFindingsView:
 *
 * What the checks have to say of a test: how much, in a line that unfolds to a list with the worst first; nothing at
 * all where there is nothing to say. A row that is activated leads to what it is about.
 *
 * What a test that has only just been begun has not been given yet is still to be filled in, and nothing to be alarmed
 * about.
 *
 * It is told anew after every keystroke, so a row whose finding is there again stays, with the focus and the
 * popover that it may have.
 */
struct _ProctorFindingsView
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *summary_button;
  GtkImage *icon;
  GtkLabel *summary_label;
  GtkListBox *list_box;
  GtkLabel *more_label;

  /* Owned */
  GListModel *findings;

  GListModel *blanks; /* (nullable) */

  gboolean expanded;
};

G_DEFINE_FINAL_TYPE (ProctorFindingsView, proctor_findings_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_FINDINGS = 1,
  PROP_EXPANDED,
  PROP_BLANKS,
} ProctorFindingsViewProperty;

static GParamSpec *properties[PROP_BLANKS + 1];

typedef enum
{
  SIGNAL_JUMP,
} ProctorFindingsViewSignal;

static guint signals[SIGNAL_JUMP + 1];

static ProctorFindingRow *
get_content (GtkListBoxRow *row)
{
  return PROCTOR_FINDING_ROW (gtk_list_box_row_get_child (row));
}

/* Finds the row that says the same, from a place on: most stay where they are. */
static GtkListBoxRow *
find_row (ProctorFindingsView *self,
          guint from,
          ProctorFinding *finding)
{
  GtkListBoxRow *row;

  for (guint i = from; (row = gtk_list_box_get_row_at_index (self->list_box, (int) i)) != NULL; i++)
    {
      if (proctor_finding_is_same (proctor_finding_row_get_finding (get_content (row)), finding))
        return row;
    }

  return NULL;
}

static guint
count_rows (ProctorFindingsView *self)
{
  return self->findings != NULL && self->expanded ? MIN (g_list_model_get_n_items (self->findings), MOST_ROWS) : 0;
}

static gboolean
is_in (GListModel *findings,
       guint n,
       ProctorFinding *finding)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorFinding) other = g_list_model_get_item (findings, i);

      if (proctor_finding_is_same (other, finding))
        return TRUE;
    }

  return FALSE;
}

static GtkListBoxRow *
make_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), proctor_finding_row_new ());

  return GTK_LIST_BOX_ROW (row);
}

/* A hint is one, however new the test is. */
static gboolean
is_blank (ProctorFindingsView *self,
          ProctorFinding *finding)
{
  return self->blanks != NULL && proctor_finding_get_severity (finding) != PROCTOR_SEVERITY_HINT && is_in (self->blanks, g_list_model_get_n_items (self->blanks), finding);
}

static void
show_in_row (ProctorFindingsView *self,
             GtkListBoxRow *row,
             ProctorFinding *finding)
{
  gboolean calm = is_blank (self, finding);
  g_autofree char *label = proctor_finding_row_dup_label (finding, calm);

  proctor_finding_row_set_calm (get_content (row), calm);
  proctor_finding_row_set_finding (get_content (row), finding);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
remove_gone (ProctorFindingsView *self,
             guint n)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL;)
    {
      if (is_in (self->findings, n, proctor_finding_row_get_finding (get_content (row))))
        i++;
      else
        gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
    }
}

static void
show_more (ProctorFindingsView *self,
           guint n_shown)
{
  guint n = self->findings != NULL ? g_list_model_get_n_items (self->findings) : 0;
  g_autofree char *words = g_strdup_printf (ngettext ("and %u more", "and %u more", n - n_shown), n - n_shown);

  gtk_label_set_label (self->more_label, words);
  gtk_widget_set_visible (GTK_WIDGET (self->more_label), n_shown > 0 && n > n_shown);
}

/* A row that is elsewhere is made anew here: that happens when turns are moved, and never while typing. */
static void
show_rows (ProctorFindingsView *self)
{
  guint n = count_rows (self);

  remove_gone (self, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (self->findings, i);
      GtkListBoxRow *row = find_row (self, i, finding);

      if (row != NULL && gtk_list_box_row_get_index (row) != (int) i)
        gtk_list_box_remove (self->list_box, GTK_WIDGET (g_steal_pointer (&row)));
      if (row == NULL)
        {
          row = make_row ();
          gtk_list_box_insert (self->list_box, GTK_WIDGET (row), (int) i);
        }
      show_in_row (self, row, finding);
    }
  show_more (self, n);
}

static void
row_activated_cb (ProctorFindingsView *self,
                  GtkListBoxRow *row)
{
  g_autoptr (ProctorFinding) finding = g_object_ref (proctor_finding_row_get_finding (get_content (row)));

  g_signal_emit (self, signals[SIGNAL_JUMP], 0, finding);
}

static char *
get_arrow (ProctorFindingsView *self,
           gboolean expanded)
{
  return g_strdup (expanded ? "pan-down-symbolic" : "pan-up-symbolic");
}

static void
proctor_findings_view_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  ProctorFindingsView *self = PROCTOR_FINDINGS_VIEW (object);

  switch ((ProctorFindingsViewProperty) property_id)
    {
    case PROP_FINDINGS:
      g_value_set_object (value, self->findings);
      break;
    case PROP_EXPANDED:
      g_value_set_boolean (value, self->expanded);
      break;
    case PROP_BLANKS:
      g_value_set_object (value, self->blanks);
      break;
    }
}

static void
proctor_findings_view_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  ProctorFindingsView *self = PROCTOR_FINDINGS_VIEW (object);

  switch ((ProctorFindingsViewProperty) property_id)
    {
    case PROP_FINDINGS:
      proctor_findings_view_set_findings (self, g_value_get_object (value));
      break;
    case PROP_EXPANDED:
      proctor_findings_view_set_expanded (self, g_value_get_boolean (value));
      break;
    case PROP_BLANKS:
      proctor_findings_view_set_blanks (self, g_value_get_object (value));
      break;
    }
}

static void
proctor_findings_view_dispose (GObject *object)
{
  ProctorFindingsView *self = PROCTOR_FINDINGS_VIEW (object);

  g_clear_object (&self->findings);
  g_clear_object (&self->blanks);
  /* A bin would unparent once more what the template has unparented. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_FINDINGS_VIEW);

  G_OBJECT_CLASS (proctor_findings_view_parent_class)->dispose (object);
}

static void
proctor_findings_view_class_init (ProctorFindingsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = proctor_findings_view_get_property;
  object_class->set_property = proctor_findings_view_set_property;
  object_class->dispose = proctor_findings_view_dispose;

  /**
   * ProctorFindingsView:findings:
   *
   * What proctor_checks_run() found. It is not watched: another check gives another list.
   */
  properties[PROP_FINDINGS] = g_param_spec_object ("findings", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * ProctorFindingsView:expanded:
   *
   * Whether each is listed, and not only how many there are.
   */
  properties[PROP_EXPANDED] = g_param_spec_boolean ("expanded", NULL, NULL, FALSE, flags);
  /**
   * ProctorFindingsView:blanks:
   *
   * What was found before anybody wrote in the test, and so is only still to be filled in.
   */
  properties[PROP_BLANKS] = g_param_spec_object ("blanks", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorFindingsView::jump:
   * @self: a view
   * @finding: a finding
   *
   * Somebody wants to see what @finding is about.
   */
  signals[SIGNAL_JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_FINDING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-findings-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, summary_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, list_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, more_label);
  gtk_widget_class_bind_template_callback (widget_class, get_arrow);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_findings_view_init (ProctorFindingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->summary_button), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
}

GtkWidget *
proctor_findings_view_new (void)
{
  return g_object_new (PROCTOR_TYPE_FINDINGS_VIEW, NULL);
}

GListModel *
proctor_findings_view_get_findings (ProctorFindingsView *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDINGS_VIEW (self), NULL);

  return self->findings;
}

static void
append_number (GString *text,
               guint n,
               const char *words)
{
  if (n == 0)
    return;

  /* Translators: between the parts of "2 problems, 1 warning". */
  g_string_append (text, text->len > 0 ? _ (", ") : "");
  g_string_append (text, words);
}

static char *
dup_summary (ProctorFindingsView *self,
             const guint *numbers,
             guint n_blanks)
{
  g_autofree char *rest = proctor_findings_view_dup_numbers (numbers[PROCTOR_SEVERITY_ERROR], numbers[PROCTOR_SEVERITY_WARNING], numbers[PROCTOR_SEVERITY_HINT]);
  g_autofree char *blanks = g_strdup_printf (ngettext ("%u thing to fill in", "%u things to fill in", n_blanks), n_blanks);
  GString *text = g_string_new (NULL);

  append_number (text, n_blanks, blanks);
  append_number (text, rest[0] != '\0', rest);

  return g_string_free_and_steal (text);
}

/* What there is to fill in comes first, unless something is worse. */
static void
show_icon (ProctorFindingsView *self,
           const guint *numbers,
           guint n_blanks)
{
  gboolean is_bad = numbers[PROCTOR_SEVERITY_ERROR] > 0 || numbers[PROCTOR_SEVERITY_WARNING] > 0;

  if (n_blanks > 0 && !is_bad)
    proctor_finding_row_show_severity (self->icon, PROCTOR_SEVERITY_ERROR, TRUE);
  else if (is_bad)
    proctor_finding_row_show_severity (self->icon, numbers[PROCTOR_SEVERITY_ERROR] > 0 ? PROCTOR_SEVERITY_ERROR : PROCTOR_SEVERITY_WARNING, FALSE);
  else
    proctor_finding_row_show_severity (self->icon, PROCTOR_SEVERITY_HINT, FALSE);
}

static void
show_summary (ProctorFindingsView *self)
{
  guint n_findings = self->findings != NULL ? g_list_model_get_n_items (self->findings) : 0;
  guint numbers[PROCTOR_SEVERITY_HINT + 1] = { 0 };
  guint n_blanks = 0;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < n_findings; i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (self->findings, i);

      if (is_blank (self, finding))
        n_blanks++;
      else
        numbers[proctor_finding_get_severity (finding)]++;
    }

  summary = dup_summary (self, numbers, n_blanks);
  gtk_label_set_label (self->summary_label, summary);
  show_icon (self, numbers, n_blanks);
  gtk_widget_set_visible (GTK_WIDGET (self), n_findings > 0);
}

/**
 * proctor_findings_view_set_findings:
 * @self: a view
 * @findings: (nullable): what proctor_checks_run() found
 *
 * Shows what has been found now. Rows that were there before and still are stay as they are.
 */
void
proctor_findings_view_set_findings (ProctorFindingsView *self,
                                    GListModel *findings)
{
  g_return_if_fail (PROCTOR_IS_FINDINGS_VIEW (self));
  g_return_if_fail (findings == NULL || G_IS_LIST_MODEL (findings));

  if (!g_set_object (&self->findings, findings))
    return;

  show_rows (self);
  show_summary (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDINGS]);
}

gboolean
proctor_findings_view_get_expanded (ProctorFindingsView *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDINGS_VIEW (self), FALSE);

  return self->expanded;
}

void
proctor_findings_view_set_expanded (ProctorFindingsView *self,
                                    gboolean expanded)
{
  g_return_if_fail (PROCTOR_IS_FINDINGS_VIEW (self));

  if (self->expanded == !!expanded)
    return;

  self->expanded = !!expanded;
  /* What is folded keeps its rows while it slides away. */
  if (expanded)
    show_rows (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->summary_button), GTK_ACCESSIBLE_STATE_EXPANDED, self->expanded, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

/**
 * proctor_findings_view_set_blanks:
 * @self: a view
 * @blanks: (nullable): what was found before anybody wrote in the test
 *
 * Says what is only still to be filled in. It is not watched.
 */
void
proctor_findings_view_set_blanks (ProctorFindingsView *self,
                                  GListModel *blanks)
{
  g_return_if_fail (PROCTOR_IS_FINDINGS_VIEW (self));
  g_return_if_fail (blanks == NULL || G_IS_LIST_MODEL (blanks));

  if (!g_set_object (&self->blanks, blanks))
    return;

  show_rows (self);
  show_summary (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BLANKS]);
}

/**
 * proctor_findings_view_dup_numbers:
 * @n_errors: how many findings are problems
 * @n_warnings: how many are warnings
 * @n_hints: how many are hints
 *
 * Returns: (transfer full): how many there are of each, as in "2 problems, 1 warning"; empty if there are none
 */
char *
proctor_findings_view_dup_numbers (guint n_errors,
                                   guint n_warnings,
                                   guint n_hints)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *errors = g_strdup_printf (ngettext ("%u problem", "%u problems", n_errors), n_errors);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  g_autofree char *hints = g_strdup_printf (ngettext ("%u hint", "%u hints", n_hints), n_hints);

  append_number (text, n_errors, errors);
  append_number (text, n_warnings, warnings);
  append_number (text, n_hints, hints);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
