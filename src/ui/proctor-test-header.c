/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-header.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ProctorTestHeader:
 *
 * What the library knows of a test, at the top of its page: kind and folder, how it went the
 * last times, when it was made and changed, and by whom.
 */
struct _ProctorTestHeader
{
  GtkBox parent_instance;

  /* Template children */
  GtkImage *kind_icon;
  GtkLabel *kind;
  GtkWidget *folder_button;
  GtkLabel *folder;
  GtkWidget *read_only_box;
  GtkWidget *results_button;
  AdwWrapBox *results;
  GtkLabel *dates;
};

G_DEFINE_FINAL_TYPE (ProctorTestHeader, proctor_test_header, GTK_TYPE_BOX)

static void
set_text (GtkLabel *label,
          const char *text)
{
  /* What is the same stays as it is, with what somebody has selected of it. */
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static void
show_kind (ProctorTestHeader *self,
           ProctorTestKind kind,
           const char *own_name)
{
  gtk_image_set_from_icon_name (self->kind_icon, proctor_format_kind_icon (kind));
  set_text (self->kind, kind == PROCTOR_TEST_KIND_UNKNOWN && own_name != NULL ? own_name : proctor_format_kind (kind));
}

static void
show_folder (ProctorTestHeader *self,
             const char *id,
             ProctorLibrary *library)
{
  ProctorFolderItem *folder = id != NULL ? proctor_library_find_folder (library, id) : NULL;
  g_autofree char *path = folder != NULL ? proctor_folder_item_dup_path (folder) : NULL;

  set_text (self->folder, path != NULL ? path : _ ("No folder"));
}

/* Takes @words. */
static void
append_words (GString *text,
              char *words)
{
  g_autofree char *own = words;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, own);
}

static void
show_dates (ProctorTestHeader *self,
            ProctorTestItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 created_at = proctor_test_item_get_created_at (item);
  gint64 updated_at = proctor_test_item_get_updated_at (item);
  const char *creator = proctor_test_item_get_creator (item);
  g_autofree char *created = proctor_format_when_exactly (created_at);
  g_autofree char *updated = proctor_format_when_exactly (updated_at);

  if (updated_at != 0 && updated_at != created_at)
    append_words (text, g_strdup_printf (_ ("Updated: %s"), updated));
  if (created_at != 0)
    append_words (text, g_strdup_printf (_ ("Created: %s"), created));
  if (creator != NULL)
    append_words (text, g_strdup_printf (_ ("By %s"), creator));

  gtk_widget_set_visible (GTK_WIDGET (self->dates), text->len > 0);
  set_text (self->dates, text->str);
}

static void
add_result (ProctorTestHeader *self,
            ProctorOutcome outcome)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), proctor_outcome_mark_new (outcome));
  gtk_box_append (GTK_BOX (box), gtk_label_new (proctor_format_outcome (outcome)));
  adw_wrap_box_append (self->results, box);
}

static void
show_results (ProctorTestHeader *self,
              ProctorTestItem *item)
{
  guint n_results = proctor_test_item_get_n_results (item);
  gint64 last_at = proctor_test_item_get_last_result_at (item);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->results))) != NULL)
    adw_wrap_box_remove (self->results, child);
  gtk_widget_set_visible (self->results_button, n_results > 0);
  if (n_results == 0)
    return;

  child = gtk_label_new (_ ("Last results:"));
  gtk_widget_add_css_class (child, "dimmed");
  adw_wrap_box_append (self->results, child);
  /* The newest comes last, as in the list, and its time with it. */
  for (guint i = n_results; i > 0; i--)
    add_result (self, proctor_test_item_get_result (item, i - 1));

  if (last_at != 0)
    {
      g_autofree char *when = proctor_format_when (last_at, g_get_real_time () / G_USEC_PER_SEC);
      g_autofree char *exactly = proctor_format_when_exactly (last_at);

      child = gtk_label_new (when);
      gtk_widget_set_tooltip_text (child, exactly);
      gtk_widget_add_css_class (child, "dimmed");
      adw_wrap_box_append (self->results, child);
    }
}

static void
proctor_test_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_TEST_HEADER);

  G_OBJECT_CLASS (proctor_test_header_parent_class)->dispose (object);
}

static void
proctor_test_header_class_init (ProctorTestHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_test_header_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-test-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, kind);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, folder_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, folder);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, read_only_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, results_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, results);
  gtk_widget_class_bind_template_child (widget_class, ProctorTestHeader, dates);
}

static void
proctor_test_header_init (ProctorTestHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_test_header_show:
 * @self: a header
 * @item: a test
 * @library: where it is
 *
 * Shows what the library knows of @item now.
 */
void
proctor_test_header_show (ProctorTestHeader *self,
                          ProctorTestItem *item,
                          ProctorLibrary *library)
{
  g_return_if_fail (PROCTOR_IS_TEST_HEADER (self));
  g_return_if_fail (PROCTOR_IS_TEST_ITEM (item));

  show_kind (self, proctor_test_item_get_kind (item), proctor_test_item_get_kind_name (item));
  show_folder (self, proctor_test_item_get_folder_id (item), library);
  gtk_widget_set_visible (self->read_only_box, proctor_test_item_is_read_only (item));
  show_results (self, item);
  show_dates (self, item);
}

/**
 * proctor_test_header_show_draft:
 * @self: a header
 * @draft: a test that the library doesn't know
 * @library: where it is to go
 *
 * Shows what is known of a test that was never saved.
 */
void
proctor_test_header_show_draft (ProctorTestHeader *self,
                                ProctorDraft *draft,
                                ProctorLibrary *library)
{
  g_return_if_fail (PROCTOR_IS_TEST_HEADER (self));
  g_return_if_fail (PROCTOR_IS_DRAFT (draft));

  show_kind (self, proctor_draft_get_kind (draft), proctor_test_get_kind (proctor_draft_get_test (draft)));
  show_folder (self, proctor_draft_get_folder_id (draft), library);
  gtk_widget_set_visible (self->read_only_box, FALSE);
  gtk_widget_set_visible (self->results_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->dates), FALSE);
}

/**
 * proctor_test_header_get_folder_button:
 * @self: a header
 *
 * Returns: (transfer none): where the test's folder is shown and chosen
 */
GtkWidget *
proctor_test_header_get_folder_button (ProctorTestHeader *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_HEADER (self), NULL);

  return self->folder_button;
}
