/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking-group.h"

#include <glib/gi18n.h>

/* Nobody looks at more, and all of them are masked. */
#define MOST_ROWS 100

/**
 * ProctorMaskingGroup:
 *
 * What was found that says who somebody is, with what is to stand there instead, which can be changed: each kind can
 * be switched off, and each thing can be left as it is.
 */
struct _ProctorMaskingGroup
{
  AdwPreferencesGroup parent_instance;

  /* Owned */
  ProctorMasking *masking;
  GPtrArray *rows;
};

G_DEFINE_FINAL_TYPE (ProctorMaskingGroup, proctor_masking_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_kind_title (ProctorMaskKind kind)
{
  switch (kind)
    {
    case PROCTOR_MASK_NAME:
      return _ ("Names");
    case PROCTOR_MASK_EMAIL:
      return _ ("Email Addresses");
    case PROCTOR_MASK_PHONE:
      return _ ("Phone Numbers");
    case PROCTOR_MASK_CARD:
      return _ ("Card Numbers");
    case PROCTOR_MASK_ACCOUNT:
      return _ ("Account Numbers");
    }

  g_return_val_if_reached ("");
}

static void
add_row (ProctorMaskingGroup *self,
         GtkWidget *row)
{
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

/* Whoever leaves nothing there gets what was there before. */
static void
leave_cb (GtkEventController *controller,
          ProctorMask *mask)
{
  GtkEditable *row = GTK_EDITABLE (gtk_event_controller_get_widget (controller));

  if (gtk_editable_get_text (row)[0] == '\0')
    gtk_editable_set_text (row, proctor_mask_get_replacement (mask));
}

static GtkWidget *
make_mask_row (ProctorMask *mask)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  const char *text = proctor_mask_get_text (mask);
  const char *wording = proctor_mask_get_wording (mask);
  guint n = proctor_mask_get_count (mask);
  /* Translators: what is replaced, and how often it occurs */
  g_autofree char *times = g_strdup_printf (ngettext ("%s, %u time", "%s, %u times", n), text, n);
  /* Translators: what is replaced, if this is switched on */
  g_autofree char *name = g_strdup_printf (_ ("Replace %s"), text);

  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (check, name);
  adw_entry_row_add_prefix (ADW_ENTRY_ROW (row), check);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), n > 1 ? times : text);
  gtk_editable_set_text (GTK_EDITABLE (row), wording != NULL ? wording : proctor_mask_get_replacement (mask));
  g_object_bind_property (mask, "enabled", check, "active", G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (mask, "enabled", row, "editable", G_BINDING_SYNC_CREATE);
  g_object_bind_property (row, "text", mask, "wording", G_BINDING_DEFAULT);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), mask, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (row, focus);

  return row;
}

static void
kind_switched_cb (AdwExpanderRow *row,
                  GParamSpec *pspec,
                  ProctorMaskingGroup *self)
{
  ProctorMaskKind kind = (ProctorMaskKind) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "kind"));

  if (self->masking != NULL)
    proctor_masking_set_kind_enabled (self->masking, kind, adw_expander_row_get_enable_expansion (row));
}

static void
add_kind (ProctorMaskingGroup *self,
          ProctorMaskKind kind)
{
  GListModel *masks = proctor_masking_get_masks (self->masking);
  AdwExpanderRow *row = NULL;
  guint n_found = 0;
  g_autofree char *subtitle = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (masks); i++)
    {
      g_autoptr (ProctorMask) mask = g_list_model_get_item (masks, i);

      if (proctor_mask_get_kind (mask) != kind)
        continue;
      if (row == NULL)
        row = ADW_EXPANDER_ROW (adw_expander_row_new ());
      if (n_found++ < MOST_ROWS)
        adw_expander_row_add_row (row, make_mask_row (mask));
    }
  if (row == NULL)
    return;

  subtitle = g_strdup_printf (ngettext ("%u found", "%u found", n_found), n_found);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), get_kind_title (kind));
  adw_expander_row_set_subtitle (row, subtitle);
  adw_expander_row_set_show_enable_switch (row, TRUE);
  adw_expander_row_set_enable_expansion (row, proctor_masking_get_kind_enabled (self->masking, kind));
  adw_expander_row_set_expanded (row, TRUE);
  g_object_set_data (G_OBJECT (row), "kind", GUINT_TO_POINTER (kind));
  g_signal_connect_object (row, "notify::enable-expansion", G_CALLBACK (kind_switched_cb), self, G_CONNECT_DEFAULT);
  add_row (self, GTK_WIDGET (row));
}

static void
add_note (ProctorMaskingGroup *self,
          const char *title,
          gboolean busy)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (busy)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_spinner_new ());
  add_row (self, row);
}

static void
proctor_masking_group_dispose (GObject *object)
{
  ProctorMaskingGroup *self = PROCTOR_MASKING_GROUP (object);

  g_clear_object (&self->masking);

  G_OBJECT_CLASS (proctor_masking_group_parent_class)->dispose (object);
}

static void
proctor_masking_group_finalize (GObject *object)
{
  g_ptr_array_unref (PROCTOR_MASKING_GROUP (object)->rows);

  G_OBJECT_CLASS (proctor_masking_group_parent_class)->finalize (object);
}

static void
proctor_masking_group_class_init (ProctorMaskingGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_masking_group_dispose;
  object_class->finalize = proctor_masking_group_finalize;
}

static void
proctor_masking_group_init (ProctorMaskingGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Names and Numbers"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), _ ("Replaced in the test by made-up ones, which you can change. They are found by rules, on this computer alone, and rules are not perfect: read the test before others do."));
  proctor_masking_group_set_masking (self, NULL);
}

/**
 * proctor_masking_group_set_masking:
 * @self: a group
 * @masking: (nullable): what was found, %NULL while that is not known
 */
void
proctor_masking_group_set_masking (ProctorMaskingGroup *self,
                                   ProctorMasking *masking)
{
  g_return_if_fail (PROCTOR_IS_MASKING_GROUP (self));

  /* First, so that rows that go away change nothing in it. */
  g_set_object (&self->masking, masking);
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->rows, i), self);
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
    }
  g_ptr_array_set_size (self->rows, 0);

  if (masking == NULL)
    {
      add_note (self, _ ("Looking for names and numbers"), TRUE);
      return;
    }

  for (guint i = 0; i < PROCTOR_MASK_N_KINDS; i++)
    add_kind (self, (ProctorMaskKind) i);
  if (self->rows->len == 0)
    add_note (self, _ ("Nothing was found"), FALSE);
}
