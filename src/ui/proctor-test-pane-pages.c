/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-pane-private.h"

#include "proctor-error-text.h"

#include <glib/gi18n.h>

/* What stands there in place of a test, each made once it is wanted. */

void
proctor_test_pane_show_page (ProctorTestPane *self,
                             const char *name)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
create_several_page (ProctorTestPane *self)
{
  self->several_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->several_page, "proctor-tests-symbolic");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->several_page), "several");
}

static void
create_error_page (ProctorTestPane *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (proctor_test_pane_retry), self, G_CONNECT_SWAPPED);
  self->error_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->error_page, "dialog-error-symbolic");
  adw_status_page_set_title (self->error_page, _ ("The Test Can't Be Shown"));
  adw_status_page_set_child (self->error_page, button);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->error_page), "error");
}

static void
show_several (ProctorTestPane *self)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u test selected", "%u tests selected", self->n_chosen), self->n_chosen);

  if (self->several_page == NULL)
    create_several_page (self);
  adw_status_page_set_title (self->several_page, title);
  proctor_test_pane_show_page (self, "several");
}

void
proctor_test_pane_update_page (ProctorTestPane *self)
{
  if (self->n_chosen > 1)
    show_several (self);
  else if (self->item == NULL && self->draft_id == NULL)
    proctor_test_pane_show_page (self, "none");
  else if (self->draft != NULL)
    proctor_test_pane_show_page (self, "content");
}

void
proctor_test_pane_show_error (ProctorTestPane *self,
                              const GError *error)
{
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  /* What is shown is still better than nothing; that there is no answer is said elsewhere. */
  if (self->draft != NULL)
    return;

  text = proctor_error_text_dup (error);
  escaped = g_markup_escape_text (text, -1);
  if (self->error_page == NULL)
    create_error_page (self);
  adw_status_page_set_description (self->error_page, escaped);
  if (self->n_chosen <= 1)
    proctor_test_pane_show_page (self, "error");
}
