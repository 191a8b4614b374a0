/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-frame.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-editor-keys.h"
#include "proctor-error-text.h"
#include "proctor-json-field.h"
#include "proctor-toasts.h"

/**
 * ProctorConfigFrame:
 *
 * What stands around the form of an agent or a tool: above it, what is most important to know of the
 * draft; below it, what is done with changes. The form itself is its content.
 */
struct _ProctorConfigFrame
{
  AdwBin parent_instance;

  /* Template children */
  AdwToolbarView *view;
  AdwBanner *banner;
  GtkRevealer *bar;
  GtkLabel *status;

  /* Owned */
  ProctorConfigDraft *draft;
  ProctorEditing *editing;
};

typedef enum
{
  PROP_CONTENT = 1,
} ProctorConfigFrameProperty;

static GParamSpec *properties[PROP_CONTENT + 1];

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorConfigFrame, proctor_config_frame, ADW_TYPE_BIN)

/* A server's own words for a field are worth more than that it complains. */
static const char *
get_cause (const GError *error)
{
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;

  if (details != NULL && details->fields != NULL && details->fields->len > 0)
    return ((const ProctorFieldProblem *) g_ptr_array_index (details->fields, 0))->message;

  return error->message;
}

static void
say (ProctorConfigFrame *self,
     const char *title,
     const char *button,
     const GError *error)
{
  g_autofree char *tooltip = error != NULL ? proctor_error_text_dup (error) : NULL;

  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, button);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->banner), tooltip);
}

/* What is written somewhere and can't be taken would not be saved. */
static char *
dup_unfit (ProctorConfigFrame *self)
{
  GtkWidget *widget = self->editing != NULL ? proctor_editing_get_unfit (self->editing) : NULL;
  g_autofree char *title = NULL;

  if (widget == NULL)
    return NULL;

  g_object_get (widget, "title", &title, NULL);

  /* Translators: %s is what a field is called. */
  return g_strdup_printf (_ ("“%s” is not JSON yet. It can be saved when it is."), title);
}

static gboolean
show_trouble (ProctorConfigFrame *self)
{
  const GError *error = proctor_config_draft_get_error (self->draft);
  const GError *disk_error = proctor_config_draft_get_disk_error (self->draft);
  g_autofree char *title = NULL;
  g_autofree char *unfit = dup_unfit (self);

  if (disk_error != NULL)
    {
      title = g_strdup_printf (_ ("What you type can't be kept on this computer. Save it before you quit. %s"), disk_error->message);
      say (self, title, _ ("_Save Again"), disk_error);
    }
  else if (proctor_config_draft_is_gone (self->draft))
    say (self, _ ("This was deleted meanwhile. What you see is kept here as long as you leave it."), NULL, NULL);
  else if (proctor_config_draft_has_conflict (self->draft))
    say (self, _ ("The same was changed elsewhere. Nothing of it or of yours is lost."), _ ("_Choose…"), NULL);
  else if (unfit != NULL)
    say (self, unfit, _ ("_Show"), NULL);
  else if (error != NULL)
    {
      /* Translators: a whole sentence follows, of what went wrong. */
      title = g_strdup_printf (_ ("Not saved, but your changes are kept. %s"), get_cause (error));
      say (self, title, _ ("_Save Again"), error);
    }
  else
    return FALSE;

  return TRUE;
}

static void
update (ProctorConfigFrame *self)
{
  gboolean saving = self->draft != NULL && proctor_config_draft_is_saving (self->draft);
  gboolean modified = self->draft != NULL && proctor_config_draft_is_modified (self->draft) && proctor_config_draft_get_read_only (self->draft) == NULL;
  gboolean troubled = self->draft != NULL && show_trouble (self);
  gboolean is_unfit = self->editing != NULL && proctor_editing_get_unfit (self->editing) != NULL;

  if (!troubled && modified && !saving && proctor_config_draft_is_restored (self->draft))
    {
      say (self, _ ("These changes are from before and not saved yet."), NULL, NULL);
      troubled = TRUE;
    }
  adw_banner_set_revealed (self->banner, troubled);
  gtk_revealer_set_reveal_child (self->bar, modified || saving || is_unfit);
  gtk_label_set_label (self->status, saving ? _ ("Saving…") : _ ("Not saved"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", modified && !saving && !is_unfit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.discard", (modified || is_unfit) && !saving);
}

static void
steps_cb (ProctorConfigFrame *self)
{
  ProctorUndo *undo = self->draft != NULL ? proctor_config_draft_get_undo (self->draft) : NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.undo", undo != NULL && proctor_undo_get_undo_label (undo) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.redo", undo != NULL && proctor_undo_get_redo_label (undo) != NULL);
}

static void
stepped_cb (ProctorConfigFrame *self,
            ProctorRecord *record,
            guint field)
{
  proctor_editing_focus (self->editing, record, field);
}

/* What a server says of single members is shown where they are, and the first one is gone to. */
static void
show_field_problems (ProctorConfigFrame *self,
                     const GError *error)
{
  ProctorErrorDetails *details = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error) : NULL;
  gboolean focused = FALSE;

  for (guint i = 0; details != NULL && details->fields != NULL && i < details->fields->len; i++)
    {
      const ProctorFieldProblem *problem = g_ptr_array_index (details->fields, i);
      ProctorRecord *record;
      guint field;

      if (!proctor_config_draft_find_place (self->draft, problem->path, &record, &field))
        continue;
      proctor_editing_mark (self->editing, record, field, problem->message);
      if (!focused)
        focused = proctor_editing_focus (self->editing, record, field);
    }
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorConfigFrame) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = proctor_config_draft_save_finish (PROCTOR_CONFIG_DRAFT (object), result, &error);

  /* Another may be shown by now; the draft keeps what went wrong. */
  if (self->draft != PROCTOR_CONFIG_DRAFT (object))
    return;

  if (saved)
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  else
    show_field_problems (self, error);
}

/**
 * proctor_config_frame_save:
 * @self: a frame
 *
 * Returns: whether its draft is being saved now
 */
gboolean
proctor_config_frame_save (ProctorConfigFrame *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONFIG_FRAME (self), FALSE);

  if (self->draft == NULL || !proctor_config_draft_is_modified (self->draft) || proctor_config_draft_is_saving (self->draft) || proctor_editing_get_unfit (self->editing) != NULL)
    return FALSE;

  proctor_editing_clear_marks (self->editing);
  proctor_config_draft_save_async (self->draft, NULL, saved_cb, g_object_ref (self));

  return TRUE;
}

static void
save_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  proctor_config_frame_save (PROCTOR_CONFIG_FRAME (widget));
}

static void
bring_back_cb (ProctorConfigDraft *draft)
{
  if (!proctor_config_draft_is_modified (draft))
    proctor_undo_undo (proctor_config_draft_get_undo (draft));
}

/* It was never taken, so that no step brings it back. */
static void
put_back_unfit (ProctorConfigFrame *self)
{
  GtkWidget *widget;

  while ((widget = proctor_editing_get_unfit (self->editing)) != NULL)
    proctor_json_field_put_back (PROCTOR_JSON_FIELD (widget));
}

static void
discard_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorConfigFrame *self = PROCTOR_CONFIG_FRAME (widget);
  AdwToast *toast;

  proctor_editing_clear_marks (self->editing);
  put_back_unfit (self);
  if (!proctor_config_draft_is_modified (self->draft))
    return;

  toast = adw_toast_new (_ ("Changes discarded"));
  proctor_config_draft_discard (self->draft);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (bring_back_cb), g_object_ref (self->draft), (GClosureNotify) (void *) g_object_unref, G_CONNECT_SWAPPED);
  proctor_toasts_add (widget, toast);
}

static void
undo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorConfigFrame *self = PROCTOR_CONFIG_FRAME (widget);

  if (self->draft != NULL)
    proctor_undo_undo (proctor_config_draft_get_undo (self->draft));
}

static void
redo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorConfigFrame *self = PROCTOR_CONFIG_FRAME (widget);

  if (self->draft != NULL)
    proctor_undo_redo (proctor_config_draft_get_undo (self->draft));
}

static void
chosen_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorConfigDraft) draft = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);

  if (!proctor_config_draft_has_conflict (draft) || g_str_equal (response, "cancel"))
    return;

  proctor_config_draft_resolve (draft, g_str_equal (response, "mine"));
}

static void
ask_whose (ProctorConfigFrame *self)
{
  g_auto (GStrv) parts = proctor_config_draft_dup_conflicts (self->draft);
  g_autofree char *list = g_strjoinv (", ", parts);
  /* Translators: %s is a list of what was changed, such as "System Prompt, Model". */
  g_autofree char *body = g_strdup_printf (_ ("Both you and somebody else have changed: %s. Everything else is kept, whoever changed it. The choice can be undone."), list);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Which Changes Are Kept?"), body));

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "theirs", _ ("Take _Theirs"), "mine", _ ("Keep _Mine"), NULL);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, chosen_cb, g_object_ref (self->draft));
}

static void
banner_cb (ProctorConfigFrame *self)
{
  if (self->draft == NULL)
    return;

  if (proctor_config_draft_has_conflict (self->draft))
    ask_whose (self);
  else if (proctor_editing_get_unfit (self->editing) != NULL)
    gtk_widget_grab_focus (proctor_editing_get_unfit (self->editing));
  else
    proctor_config_frame_save (self);
}

static void
drop_draft (ProctorConfigFrame *self)
{
  if (self->draft != NULL)
    {
      g_signal_handlers_disconnect_by_data (proctor_config_draft_get_undo (self->draft), self);
      g_signal_handlers_disconnect_by_data (self->draft, self);
      g_signal_handlers_disconnect_by_data (self->editing, self);
    }
  g_clear_object (&self->draft);
  g_clear_object (&self->editing);
}

static void
proctor_config_frame_dispose (GObject *object)
{
  ProctorConfigFrame *self = PROCTOR_CONFIG_FRAME (object);

  drop_draft (self);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONFIG_FRAME);

  G_OBJECT_CLASS (proctor_config_frame_parent_class)->dispose (object);
}

static void
proctor_config_frame_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorConfigFrame *self = PROCTOR_CONFIG_FRAME (object);

  switch ((ProctorConfigFrameProperty) property_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->view != NULL ? adw_toolbar_view_get_content (self->view) : NULL);
      break;
    }
}

static void
proctor_config_frame_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  switch ((ProctorConfigFrameProperty) property_id)
    {
    case PROP_CONTENT:
      adw_toolbar_view_set_content (PROCTOR_CONFIG_FRAME (object)->view, g_value_get_object (value));
      break;
    }
}

static void
proctor_config_frame_class_init (ProctorConfigFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_config_frame_dispose;
  object_class->get_property = proctor_config_frame_get_property;
  object_class->set_property = proctor_config_frame_set_property;

  /**
   * ProctorConfigFrame:content:
   *
   * The form.
   */
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorConfigFrame::saved:
   * @self: a frame
   *
   * The server has what is shown.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, redo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save", NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-config-frame.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigFrame, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigFrame, banner);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigFrame, bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorConfigFrame, status);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
}

static void
proctor_config_frame_init (ProctorConfigFrame *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_banner_set_use_markup (self->banner, FALSE);
  proctor_editor_keys_add (GTK_WIDGET (self));
  update (self);
  steps_cb (self);
}

GtkWidget *
proctor_config_frame_new (void)
{
  return g_object_new (PROCTOR_TYPE_CONFIG_FRAME, NULL);
}

/**
 * proctor_config_frame_set_draft:
 * @self: a frame
 * @draft: (nullable): what is edited in its form
 * @editing: (nullable): what the parts of the form share
 */
void
proctor_config_frame_set_draft (ProctorConfigFrame *self,
                                ProctorConfigDraft *draft,
                                ProctorEditing *editing)
{
  g_return_if_fail (PROCTOR_IS_CONFIG_FRAME (self));

  drop_draft (self);
  if (draft != NULL)
    {
      self->draft = g_object_ref (draft);
      self->editing = g_object_ref (editing);
      g_signal_connect_object (draft, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (editing, "unfit", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (proctor_config_draft_get_undo (draft), "changed", G_CALLBACK (steps_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (proctor_config_draft_get_undo (draft), "stepped", G_CALLBACK (stepped_cb), self, G_CONNECT_SWAPPED);
    }
  update (self);
  steps_cb (self);
}
