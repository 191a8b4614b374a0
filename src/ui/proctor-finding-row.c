/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-finding-row.h"

#include "proctor-checks.h"

#include <glib/gi18n.h>

/**
 * ProctorFindingRow:
 *
 * What a check has to say: how bad it is, by the shape of its icon, by its colour and in words for those who see
 * neither; the sentence; where; and, for whoever asks, why it matters.
 */
struct _ProctorFindingRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkImage *icon;
  GtkLabel *message_label;
  GtkLabel *where_label;
  GtkMenuButton *help_button;

  /* Owned */
  ProctorFinding *finding;

  gboolean calm;
};

G_DEFINE_FINAL_TYPE (ProctorFindingRow, proctor_finding_row, ADW_TYPE_BIN)

static const struct
{
  const char *icon;
  const char *style;
} looks[] = {
  [PROCTOR_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  [PROCTOR_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
  [PROCTOR_SEVERITY_HINT] = { "dialog-information-symbolic", "dimmed" },
};

/* What is only still to be filled in. */
static const char calm_icon[] = "document-edit-symbolic";

/* Few are asked for, so it is made when it is. */
static void
create_help_cb (GtkMenuButton *button,
                gpointer user_data)
{
  ProctorFindingRow *self = PROCTOR_FINDING_ROW (gtk_widget_get_ancestor (GTK_WIDGET (button), PROCTOR_TYPE_FINDING_ROW));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (self->finding != NULL ? proctor_checks_get_help (proctor_finding_get_rule (self->finding)) : NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  gtk_widget_set_margin_start (label, 6);
  gtk_widget_set_margin_end (label, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_menu_button_set_popover (button, popover);
}

static void
proctor_finding_row_dispose (GObject *object)
{
  ProctorFindingRow *self = PROCTOR_FINDING_ROW (object);

  g_clear_object (&self->finding);
  /* A bin would unparent once more what the template has unparented. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_FINDING_ROW);

  G_OBJECT_CLASS (proctor_finding_row_parent_class)->dispose (object);
}

static void
proctor_finding_row_class_init (ProctorFindingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_finding_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingRow, message_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingRow, where_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFindingRow, help_button);
}

static void
proctor_finding_row_init (ProctorFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->help_button, create_help_cb, NULL, NULL);
}

GtkWidget *
proctor_finding_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_FINDING_ROW, NULL);
}

ProctorFinding *
proctor_finding_row_get_finding (ProctorFindingRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_FINDING_ROW (self), NULL);

  return self->finding;
}

/**
 * proctor_finding_row_show_severity:
 * @icon: an icon
 * @severity: how bad something is
 * @calm: whether what is bad is only that something is still to be filled in
 *
 * Lets @icon say so by its shape and its colour.
 */
void
proctor_finding_row_show_severity (GtkImage *icon,
                                   ProctorSeverity severity,
                                   gboolean calm)
{
  gboolean is_blank = calm && severity != PROCTOR_SEVERITY_HINT;

  g_return_if_fail (GTK_IS_IMAGE (icon));
  g_return_if_fail (severity < G_N_ELEMENTS (looks));

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (icon), looks[i].style);
  gtk_widget_add_css_class (GTK_WIDGET (icon), looks[is_blank ? PROCTOR_SEVERITY_HINT : severity].style);
  gtk_image_set_from_icon_name (icon, is_blank ? calm_icon : looks[severity].icon);
}

/**
 * proctor_finding_row_set_calm:
 * @self: a row
 * @calm: whether a problem is only that something is still to be filled in
 */
void
proctor_finding_row_set_calm (ProctorFindingRow *self,
                              gboolean calm)
{
  g_return_if_fail (PROCTOR_IS_FINDING_ROW (self));

  self->calm = calm;
  if (self->finding != NULL)
    proctor_finding_row_show_severity (self->icon, proctor_finding_get_severity (self->finding), calm);
}

/* What is said already is not said again, so that typing elsewhere disturbs nobody here. */
void
proctor_finding_row_set_finding (ProctorFindingRow *self,
                                 ProctorFinding *finding)
{
  ProctorSeverity severity;

  g_return_if_fail (PROCTOR_IS_FINDING_ROW (self));
  g_return_if_fail (PROCTOR_IS_FINDING (finding));

  severity = proctor_finding_get_severity (finding);
  if (self->finding != NULL && proctor_finding_get_rule (self->finding) != proctor_finding_get_rule (finding))
    gtk_menu_button_set_popover (self->help_button, NULL);
  g_set_object (&self->finding, finding);

  proctor_finding_row_show_severity (self->icon, severity, self->calm);
  gtk_label_set_label (self->message_label, proctor_finding_get_message (finding));
  gtk_label_set_label (self->where_label, proctor_finding_get_where (finding) != NULL ? proctor_finding_get_where (finding) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->where_label), proctor_finding_get_where (finding) != NULL);
}

static const char *
get_severity_words (ProctorSeverity severity,
                    gboolean calm)
{
  if (calm && severity != PROCTOR_SEVERITY_HINT)
    return C_ ("finding", "To fill in");

  switch (severity)
    {
    case PROCTOR_SEVERITY_ERROR:
      return _ ("Problem");
    case PROCTOR_SEVERITY_WARNING:
      return _ ("Warning");
    case PROCTOR_SEVERITY_HINT:
      return _ ("Hint");
    }

  return "";
}

/**
 * proctor_finding_row_dup_label:
 * @finding: a finding
 * @calm: whether a problem is only that something is still to be filled in
 *
 * Returns: (transfer full): what the row is called to somebody who doesn't see it
 */
char *
proctor_finding_row_dup_label (ProctorFinding *finding,
                               gboolean calm)
{
  const char *severity;
  const char *where;

  g_return_val_if_fail (PROCTOR_IS_FINDING (finding), NULL);

  severity = get_severity_words (proctor_finding_get_severity (finding), calm);
  where = proctor_finding_get_where (finding);
  if (where != NULL)
    /* Translators: as in "Warning: Turn 3: In this turn nothing is said." */
    return g_strdup_printf (_ ("%s: %s: %s"), severity, where, proctor_finding_get_message (finding));

  /* Translators: as in "Problem: The test has no name." */
  return g_strdup_printf (_ ("%s: %s"), severity, proctor_finding_get_message (finding));
}
