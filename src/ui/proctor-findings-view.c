/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-findings-view.h"

#include "proctor-checks.h"
#include "proctor-finding-row.h"

#include <glib/gi18n.h>

/**
 * ProctorFindingsView:
 *
 * What the checks have to say of a test, the worst first; nothing at all where there is nothing to say. A row that
 * is activated leads to what it is about.
 *
 * It is told anew after every keystroke, so a row whose finding is there again stays, with the focus and the
 * popover that it may have.
 */
struct _ProctorFindingsView
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *summary_label;
  GtkListBox *list_box;

  /* Owned */
  GListModel *findings;
};

G_DEFINE_FINAL_TYPE (ProctorFindingsView, proctor_findings_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_FINDINGS = 1,
} ProctorFindingsViewProperty;

static GParamSpec *properties[PROP_FINDINGS + 1];

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

static gboolean
is_in (GListModel *findings,
       ProctorFinding *finding)
{
  for (guint i = 0; findings != NULL && i < g_list_model_get_n_items (findings); i++)
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

static void
show_in_row (GtkListBoxRow *row,
             ProctorFinding *finding)
{
  g_autofree char *label = proctor_finding_row_dup_label (finding);

  proctor_finding_row_set_finding (get_content (row), finding);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
remove_gone (ProctorFindingsView *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL;)
    {
      if (is_in (self->findings, proctor_finding_row_get_finding (get_content (row))))
        i++;
      else
        gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
    }
}

/* A row that is elsewhere is made anew here: that happens when turns are moved, and never while typing. */
static void
show_rows (ProctorFindingsView *self)
{
  guint n = self->findings != NULL ? g_list_model_get_n_items (self->findings) : 0;

  remove_gone (self);
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
      show_in_row (row, finding);
    }
}

static void
row_activated_cb (ProctorFindingsView *self,
                  GtkListBoxRow *row)
{
  g_autoptr (ProctorFinding) finding = g_object_ref (proctor_finding_row_get_finding (get_content (row)));

  g_signal_emit (self, signals[SIGNAL_JUMP], 0, finding);
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
    }
}

static void
proctor_findings_view_dispose (GObject *object)
{
  ProctorFindingsView *self = PROCTOR_FINDINGS_VIEW (object);

  g_clear_object (&self->findings);
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

  object_class->get_property = proctor_findings_view_get_property;
  object_class->set_property = proctor_findings_view_set_property;
  object_class->dispose = proctor_findings_view_dispose;

  /**
   * ProctorFindingsView:findings:
   *
   * What proctor_checks_run() found. It is not watched: another check gives another list.
   */
  properties[PROP_FINDINGS] = g_param_spec_object ("findings", NULL, NULL, G_TYPE_LIST_MODEL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
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
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingsView, list_box);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_findings_view_init (ProctorFindingsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  g_autofree char *summary = NULL;

  g_return_if_fail (PROCTOR_IS_FINDINGS_VIEW (self));
  g_return_if_fail (findings == NULL || G_IS_LIST_MODEL (findings));

  if (!g_set_object (&self->findings, findings))
    return;

  show_rows (self);
  summary = proctor_findings_view_dup_summary (findings);
  gtk_label_set_label (self->summary_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self), findings != NULL && g_list_model_get_n_items (findings) > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FINDINGS]);
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

/**
 * proctor_findings_view_dup_summary:
 * @findings: (nullable): what proctor_checks_run() found
 *
 * Returns: (transfer full): how many there are of each, as in "2 problems, 1 warning"; empty if there are none
 */
char *
proctor_findings_view_dup_summary (GListModel *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_errors = proctor_checks_count (findings, PROCTOR_SEVERITY_ERROR);
  guint n_warnings = proctor_checks_count (findings, PROCTOR_SEVERITY_WARNING);
  guint n_hints = proctor_checks_count (findings, PROCTOR_SEVERITY_HINT);
  g_autofree char *errors = g_strdup_printf (ngettext ("%u problem", "%u problems", n_errors), n_errors);
  g_autofree char *warnings = g_strdup_printf (ngettext ("%u warning", "%u warnings", n_warnings), n_warnings);
  g_autofree char *hints = g_strdup_printf (ngettext ("%u hint", "%u hints", n_hints), n_hints);

  append_number (text, n_errors, errors);
  append_number (text, n_warnings, warnings);
  append_number (text, n_hints, hints);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
