/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attached-section.h"

#include "proctor-attach-dialog.h"
#include "proctor-attach.h"
#include "proctor-attachment-row.h"
#include "proctor-error-text.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* Rows are made as they are wanted: a page is not a list of five thousand. */
#define ROWS_AT_A_TIME 50

/**
 * ProctorAttachedSection:
 *
 * The tests and folders that belong to an agent on the branch that is shown. What is attached or detached makes
 * a new version of the agent, which is said before.
 */
struct _ProctorAttachedSection
{
  AdwBin parent_instance;

  /* Template children */
  AdwPreferencesGroup *group;
  GtkLabel *note_label;
  GtkListBox *list;
  GtkWidget *more_button;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
  GSignalGroup *attachments_signals;
  GCancellable *cancellable;
  char *shown; /* what the rows say, so that they are made anew only if that is another */
  char *detached_name;

  guint n_wanted;
  gboolean is_detaching;
};

G_DEFINE_FINAL_TYPE (ProctorAttachedSection, proctor_attached_section, ADW_TYPE_BIN)

static GListModel *
get_list (ProctorAttachedSection *self)
{
  return proctor_attachments_get_list (proctor_agent_page_get_attachments (self->page));
}

/* Which kind of row each has, and how many tests are in the folders. */
static char *
describe_rows (ProctorAttachedSection *self,
               guint n_rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (get_list (self), i);

      g_string_append_printf (text, "%s %s %d %u\n", proctor_attachment_get_id (attachment), proctor_attachment_get_node_id (attachment), proctor_attachment_get_state (attachment), g_list_model_get_n_items (proctor_attachment_get_children (attachment)));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
show_rows (ProctorAttachedSection *self)
{
  guint n_attached = g_list_model_get_n_items (get_list (self));
  guint n_rows = MIN (n_attached, self->n_wanted);
  g_autofree char *rows = describe_rows (self, n_rows);

  gtk_widget_set_visible (GTK_WIDGET (self->list), n_rows > 0);
  gtk_widget_set_visible (self->more_button, n_rows < n_attached);
  if (!g_set_str (&self->shown, rows))
    return;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (get_list (self), i);

      gtk_list_box_append (self->list, proctor_attachment_row_new (attachment, TRUE));
    }
}

static void
show_note (ProctorAttachedSection *self)
{
  const GError *error = proctor_attachments_get_error (proctor_agent_page_get_attachments (self->page));
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      g_autofree char *reason = proctor_error_text_dup (error);

      text = g_strdup_printf (_ ("It could not be found out what all of them are. %s"), reason);
    }
  else if (g_list_model_get_n_items (get_list (self)) == 0)
    {
      text = g_strdup (_ ("None yet. Tests and folders that are attached are run together, and shown with the agent wherever it is worked on."));
    }
  gtk_label_set_label (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), text != NULL);
}

static void
show_count (ProctorAttachedSection *self)
{
  gboolean complete;
  g_auto (GStrv) ids = proctor_attachments_dup_test_ids (proctor_agent_page_get_attachments (self->page), &complete);
  guint n_tests = g_strv_length (ids);
  g_autofree char *text = g_strdup_printf (ngettext ("%u test on this branch", "%u tests on this branch", n_tests), n_tests);

  adw_preferences_group_set_description (self->group, n_tests > 0 && complete ? text : NULL);
}

static void
update (ProctorAttachedSection *self)
{
  gboolean can_change = proctor_agent_page_get_agent (self->page) != NULL && !self->is_detaching && !proctor_agent_page_is_switching (self->page);

  show_rows (self);
  show_note (self);
  show_count (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attached.attach", can_change);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "attached.detach", can_change);
}

static void
more_cb (ProctorAttachedSection *self)
{
  self->n_wanted += ROWS_AT_A_TIME;
  show_rows (self);
}

static void
attached_cb (ProctorAttachedSection *self,
             guint n_attached)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u was attached", "%u were attached", n_attached), n_attached);

  proctor_toasts_say (GTK_WIDGET (self), text);
}

static void
attach_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorAttachedSection *self = PROCTOR_ATTACHED_SECTION (widget);
  AdwDialog *dialog = proctor_attach_dialog_new (self->page);

  g_signal_connect_object (dialog, "attached", G_CALLBACK (attached_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
detached_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorAttachedSection *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_attach_finish (PROCTOR_SESSION (object), result, &error);
  g_autofree char *name = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ATTACHED_SECTION (user_data);
  self->is_detaching = FALSE;
  name = g_steal_pointer (&self->detached_name);
  if (agent != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("“%s” was detached"), name);

      proctor_agent_page_take_agent (self->page, agent);
      proctor_toasts_say (GTK_WIDGET (self), text);
    }
  else
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
    }
  update (self);
}

typedef struct
{
  ProctorAttachedSection *self;
  char *id;
  char *node_id;
  char *name;
  char *branch_id;
  char *description;
} Detachment;

static void
detachment_free (Detachment *detachment)
{
  g_object_unref (detachment->self);
  g_free (detachment->id);
  g_free (detachment->node_id);
  g_free (detachment->name);
  g_free (detachment->branch_id);
  g_free (detachment->description);
  g_free (detachment);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Detachment, detachment_free)

/* What a version of an agent is called. */
static char *
dup_description (ProctorAttachmentState state,
                 const char *name)
{
  switch (state)
    {
    case PROCTOR_ATTACHMENT_FOLDER:
      return g_strdup_printf (_ ("Detach the folder “%s”"), name);
    case PROCTOR_ATTACHMENT_DANGLING:
      return g_strdup_printf (_ ("Detach “%s”, which is gone"), name);
    case PROCTOR_ATTACHMENT_TEST:
    case PROCTOR_ATTACHMENT_UNKNOWN:
      break;
    }

  return g_strdup_printf (_ ("Detach the test “%s”"), name);
}

static const char *
get_heading (ProctorAttachmentState state)
{
  switch (state)
    {
    case PROCTOR_ATTACHMENT_FOLDER:
      return _ ("Detach Folder?");
    case PROCTOR_ATTACHMENT_DANGLING:
      return _ ("Detach ID?");
    case PROCTOR_ATTACHMENT_TEST:
    case PROCTOR_ATTACHMENT_UNKNOWN:
      break;
    }

  return _ ("Detach Test?");
}

static const char *
get_consequence (ProctorAttachmentState state)
{
  switch (state)
    {
    case PROCTOR_ATTACHMENT_FOLDER:
      return _ ("The folder stays where it is. What is in it does not belong to the agent any more, unless it is attached by itself.");
    case PROCTOR_ATTACHMENT_DANGLING:
      return _ ("There is nothing behind this ID any more.");
    case PROCTOR_ATTACHMENT_TEST:
    case PROCTOR_ATTACHMENT_UNKNOWN:
      break;
    }

  return _ ("The test stays where it is, and does not belong to the agent any more.");
}

static void
response_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Detachment) detachment = user_data;
  ProctorAttachedSection *self = detachment->self;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);
  ProctorAttachChange change = { 0 };

  if (g_strcmp0 (response, "detach") != 0 || self->page == NULL || self->is_detaching)
    return;

  self->is_detaching = TRUE;
  g_set_str (&self->detached_name, detachment->name);
  update (self);
  change.agent_id = proctor_agent_page_get_agent_id (self->page);
  change.branch_id = detachment->branch_id;
  change.remove_id = detachment->id;
  change.remove_node_id = detachment->node_id;
  change.description = detachment->description;
  proctor_attach_async (proctor_agent_page_get_session (self->page), &change, self->cancellable, detached_cb, self);
}

static ProctorAttachment *
dup_attachment (ProctorAttachedSection *self,
                const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_list (self)); i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (get_list (self), i);

      if (g_str_equal (proctor_attachment_get_id (attachment), id))
        return g_steal_pointer (&attachment);
    }

  return NULL;
}

static Detachment *
create_detachment (ProctorAttachedSection *self,
                   ProctorAttachment *attachment,
                   const char *node_id)
{
  Detachment *detachment = g_new0 (Detachment, 1);
  const char *id = proctor_attachment_get_id (attachment);
  const char *name = proctor_attachment_get_name (attachment);

  detachment->self = g_object_ref (self);
  detachment->id = g_strdup (id);
  detachment->node_id = *node_id != '\0' ? g_strdup (node_id) : NULL;
  detachment->name = g_strdup (name != NULL ? name : id);
  detachment->branch_id = g_strdup (proctor_agent_page_get_branch_id (self->page));
  detachment->description = dup_description (proctor_attachment_get_state (attachment), detachment->name);

  return detachment;
}

static void
detach_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorAttachedSection *self = PROCTOR_ATTACHED_SECTION (widget);
  const char *id, *node_id;
  g_autofree char *branch = proctor_agent_page_dup_branch_name (self->page);
  g_autoptr (ProctorAttachment) attachment = NULL;
  Detachment *detachment;
  AdwDialog *dialog;

  g_variant_get (parameter, "(&s&s)", &id, &node_id);
  attachment = dup_attachment (self, id);
  if (attachment == NULL)
    return;

  detachment = create_detachment (self, attachment, node_id);
  dialog = adw_alert_dialog_new (get_heading (proctor_attachment_get_state (attachment)), NULL);
  /* Translators: a name, what becomes of the test, then the name of a branch and what the version is called. */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), _ ("“%s”\n\n%s\n\nThis makes a new version of the agent on the branch “%s”, and nothing else of the agent changes. The version is called:\n\n%s"),
                                detachment->name, get_consequence (proctor_attachment_get_state (attachment)), branch != NULL ? branch : "", detachment->description);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "detach", _ ("_Detach"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "detach", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, self->cancellable, response_cb, detachment);
}

static void
proctor_attached_section_dispose (GObject *object)
{
  ProctorAttachedSection *self = PROCTOR_ATTACHED_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->attachments_signals);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_ATTACHED_SECTION);

  G_OBJECT_CLASS (proctor_attached_section_parent_class)->dispose (object);
}

static void
proctor_attached_section_finalize (GObject *object)
{
  ProctorAttachedSection *self = PROCTOR_ATTACHED_SECTION (object);

  g_clear_object (&self->cancellable);
  g_free (self->shown);
  g_free (self->detached_name);

  G_OBJECT_CLASS (proctor_attached_section_parent_class)->finalize (object);
}

static void
proctor_attached_section_class_init (ProctorAttachedSectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_attached_section_dispose;
  object_class->finalize = proctor_attached_section_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-attached-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachedSection, group);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachedSection, note_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachedSection, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorAttachedSection, more_button);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_install_action (widget_class, "attached.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "attached.detach", "(ss)", detach_action);
}

static void
proctor_attached_section_init (ProctorAttachedSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "changed", G_CALLBACK (update), self);
  self->attachments_signals = g_signal_group_new (PROCTOR_TYPE_ATTACHMENTS);
  g_signal_group_connect_swapped (self->attachments_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_attached_section_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_attached_section_set_page (ProctorAttachedSection *self,
                                   ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_ATTACHED_SECTION (self));

  /* What is on its way is another agent's. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_detaching = FALSE;
  self->n_wanted = ROWS_AT_A_TIME;
  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  g_signal_group_set_target (self->attachments_signals, page != NULL ? proctor_agent_page_get_attachments (page) : NULL);
  if (page != NULL)
    update (self);
}
