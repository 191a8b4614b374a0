/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-page-private.h"

#include "proctor-error-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Somebody who types an address is let finish before it is looked for a key. */
#define TYPING_MSECS 500

/**
 * ProctorModelPage:
 *
 * Where the models are that run and judge the tests of the workspace on this computer. What stands
 * here is in force when it is saved, and can be tried before.
 */
G_DEFINE_FINAL_TYPE (ProctorModelPage, proctor_model_page, ADW_TYPE_PREFERENCES_PAGE)

typedef enum
{
  PROP_UNSAVED = 1,
} ProctorModelPageProperty;

static GParamSpec *properties[PROP_UNSAVED + 1];

enum
{
  SIGNAL_SAVED,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Gives up what is under way, and begins anew. */
GCancellable *
proctor_model_page_renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();

  return *cancellable;
}

void
proctor_model_page_fail (ProctorModelPage *self,
                         const GError *error)
{
  g_autofree char *message = proctor_error_text_dup (error);

  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static void
set_unsaved (ProctorModelPage *self,
             gboolean unsaved)
{
  if (self->unsaved == unsaved)
    return;

  self->unsaved = unsaved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSAVED]);
}

static void
update_key (ProctorModelPage *self)
{
  const ProctorModelServer *server = proctor_model_page_get_server (self);
  const char *problem = proctor_desk_get_key_problem (self->desk);
  gboolean kept = self->has_key && !self->forgets_key;
  const char *title = _ ("_Key (If the Server Wants One)");

  if (kept && problem != NULL)
    title = _ ("_Key (Kept Until Proctor Ends)");
  else if (kept)
    title = _ ("_Key (Kept in the Key Ring)");
  else if (server != NULL && server->wants_key)
    title = _ ("_Key");
  adw_preferences_row_set_title (self->key_row, title);
  gtk_widget_set_visible (self->forget_key_button, kept);
  /* Who types a key should know that it will have to be typed again. */
  adw_action_row_set_subtitle (self->key_problem_row, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key_problem_row), problem != NULL && gtk_widget_get_visible (GTK_WIDGET (self->key_row)));
}

/* What can be seen and done with what stands in the fields. */
static void
update (ProctorModelPage *self)
{
  const char *address = gtk_editable_get_text (self->address_row);
  const ProctorModelServer *server = proctor_model_page_get_server (self);
  gboolean builtin = proctor_model_page_is_builtin (self);
  gboolean fixed = proctor_model_page_is_fixed (self, "base_url");
  const char *hint = server != NULL ? gettext (server->hint) : "";

  if (builtin)
    hint = _ ("Nothing has to be set up and nobody thinks: the agent follows its rules, and the judge compares words.");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->server_row), hint);
  gtk_widget_set_visible (GTK_WIDGET (self->address_row), !builtin);
  gtk_widget_set_visible (GTK_WIDGET (self->unsafe_row), !builtin && !fixed && proctor_model_setup_is_unsafe (address));
  gtk_widget_set_visible (GTK_WIDGET (self->key_row), !builtin && !fixed && !proctor_model_setup_is_unsafe (address));
  gtk_widget_set_visible (self->models_group, !builtin);
  gtk_widget_set_visible (self->trial_group, !builtin);
  gtk_widget_set_visible (self->save_group, !fixed);
  gtk_widget_set_sensitive (self->source_group, !fixed);
  gtk_widget_set_sensitive (self->models_group, !fixed);
  gtk_widget_set_sensitive (self->limits_group, !fixed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->runs_row), !proctor_model_page_is_fixed (self, "runs_at_a_time"));
  gtk_widget_set_sensitive (self->try_row, proctor_model_page_can_ask (self));
  update_key (self);
  set_unsaved (self, proctor_model_page_differs (self));
  gtk_widget_set_sensitive (self->save_row, self->unsaved && !self->saving && proctor_model_page_can_ask (self));
}

/* What was tried is no longer what stands in the fields. */
static void
changed_cb (ProctorModelPage *self)
{
  if (self->filling || self->setup == NULL)
    return;

  proctor_model_page_hide_trial (self);
  update (self);
}

static void
key_found_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean found = proctor_model_setup_find_key_finish (PROCTOR_MODEL_SETUP (object), result, &error);
  ProctorModelPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_MODEL_PAGE (user_data);
  self->has_key = found;
  update (self);
}

static void
find_key (ProctorModelPage *self)
{
  g_autofree char *address = proctor_model_page_dup_address (self);

  g_clear_handle_id (&self->typing, g_source_remove);
  proctor_model_setup_find_key_async (self->setup, proctor_model_page_is_builtin (self) ? NULL : address, proctor_model_page_renew (&self->finding), key_found_cb, self);
}

static void
typed_cb (gpointer user_data)
{
  ProctorModelPage *self = user_data;

  self->typing = 0;
  find_key (self);
}

/* Another server has another key, and has to be allowed anew. */
static void
address_cb (ProctorModelPage *self)
{
  if (self->filling || self->setup == NULL)
    return;

  self->has_key = FALSE;
  self->forgets_key = FALSE;
  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add_once (TYPING_MSECS, typed_cb, self);
  adw_switch_row_set_active (self->unsafe_row, FALSE);
  changed_cb (self);
}

static void
server_cb (ProctorModelPage *self)
{
  const ProctorModelServer *server;

  if (self->filling || self->setup == NULL)
    return;

  server = proctor_model_page_get_server (self);
  if (server != NULL)
    gtk_editable_set_text (self->address_row, server->base_url);
  /* What the one before had is not what this one has. */
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->model_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->judge_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), "");
  changed_cb (self);
}

static void
forget_key_cb (ProctorModelPage *self)
{
  self->forgets_key = TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
  changed_cb (self);
}

static void
show_source (ProctorModelPage *self)
{
  proctor_model_page_fill (self);
  find_key (self);
}

static void
show_state (ProctorModelPage *self)
{
  ProctorModelSetupState state = proctor_model_setup_get_state (self->setup);
  const char *message = proctor_model_setup_get_message (self->setup);
  /* What is known stays while the engine is started again. */
  gboolean known = proctor_model_setup_get_source (self->setup) != NULL && state != PROCTOR_MODEL_SETUP_FAILED;
  gboolean failed = state == PROCTOR_MODEL_SETUP_FAILED;

  gtk_widget_set_visible (self->state_group, !known);
  gtk_widget_set_visible (self->state_spinner, !failed);
  gtk_widget_set_visible (self->retry_row, failed);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), failed ? _ ("The Engine Can't Be Asked") : _ ("Starting the Engine…"));
  adw_action_row_set_subtitle (self->state_row, failed && message != NULL ? message : "");
  gtk_widget_set_visible (self->source_group, known);
  gtk_widget_set_visible (self->limits_group, known);
  if (known)
    {
      update (self);
      return;
    }
  gtk_widget_set_visible (self->models_group, FALSE);
  gtk_widget_set_visible (self->trial_group, FALSE);
  gtk_widget_set_visible (self->save_group, FALSE);
}

static void
show_banner (ProctorModelPage *self)
{
  AdwBanner *banner = adw_preferences_page_get_banner (ADW_PREFERENCES_PAGE (self));

  if (proctor_model_page_is_fixed (self, "base_url"))
    adw_banner_set_title (banner, _ ("The engine was started with these models, so they can't be changed here."));
  else
    adw_banner_set_title (banner, _ ("The engine was started with this number of runs at a time."));
  adw_banner_set_revealed (banner, proctor_model_page_is_fixed (self, "base_url") || proctor_model_page_is_fixed (self, "runs_at_a_time"));
}

/* What somebody is about to change is not taken away. */
static void
source_cb (ProctorModelPage *self)
{
  if (proctor_model_setup_get_source (self->setup) == NULL)
    return;

  /* The end of saving shows it itself. */
  if (!self->unsaved && !self->saving)
    show_source (self);
  show_banner (self);
  show_state (self);
}

static void
retry_cb (ProctorModelPage *self)
{
  proctor_model_setup_open (self->setup);
}

static void
set_names (ProctorModelPage *self,
           const char *const *names,
           const char *message)
{
  proctor_model_name_row_set_names (self->model_row, names, message);
  proctor_model_name_row_set_names (self->judge_row, names, message);
  proctor_model_name_row_set_names (self->user_row, names, message);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorModelNames) names = proctor_model_setup_list_finish (PROCTOR_MODEL_SETUP (object), result, &error);
  ProctorModelProblem *problem;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  problem = names != NULL ? proctor_model_names_get_problem (names) : NULL;
  if (names == NULL)
    set_names (user_data, NULL, error->message);
  else if (problem != NULL)
    set_names (user_data, NULL, proctor_model_problem_get_message (problem));
  else
    set_names (user_data, proctor_model_names_get_models (names), _ ("The server has no models."));
}

static void
names_wanted_cb (ProctorModelPage *self)
{
  g_autoptr (ProctorModelSource) source = proctor_model_page_make_source (self);

  if (!proctor_model_page_can_ask (self))
    set_names (self, NULL, _ ("First the server's address is needed."));
  else
    proctor_model_setup_list_async (self->setup, source, proctor_model_page_get_key (self), proctor_model_page_renew (&self->listing), listed_cb, self);
}

static void
try_cb (ProctorModelPage *self)
{
  proctor_model_page_try (self);
}

static void
stop_cb (ProctorModelPage *self)
{
  proctor_model_page_hide_trial (self);
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean saved = proctor_model_setup_save_finish (PROCTOR_MODEL_SETUP (object), result, &error);
  ProctorModelPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_MODEL_PAGE (user_data);
  self->saving = FALSE;
  if (saved)
    {
      show_source (self);
      update (self);
      g_signal_emit (self, signals[SIGNAL_SAVED], 0);
      return;
    }
  update (self);
  proctor_model_page_fail (self, error);
}

static void
save_cb (ProctorModelPage *self)
{
  g_autoptr (ProctorModelSource) source = proctor_model_page_make_source (self);

  if (!gtk_widget_get_sensitive (self->save_row))
    return;

  self->saving = TRUE;
  /* With a button that can't be pressed any more the focus would leave the dialog, and Escape would close nothing. */
  if (gtk_widget_is_focus (self->save_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->run_row));
  gtk_widget_set_sensitive (self->save_row, FALSE);
  proctor_model_setup_save_async (self->setup, source, proctor_model_page_is_builtin (self) ? NULL : proctor_model_page_get_key (self), self->cancellable, saved_cb, self);
}

static void
proctor_model_page_map (GtkWidget *widget)
{
  ProctorModelPage *self = PROCTOR_MODEL_PAGE (widget);

  GTK_WIDGET_CLASS (proctor_model_page_parent_class)->map (widget);

  /* Nobody else may need the engine. */
  if (!self->unsaved)
    proctor_model_setup_open (self->setup);
}

static void
proctor_model_page_dispose (GObject *object)
{
  ProctorModelPage *self = PROCTOR_MODEL_PAGE (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->trying);
  g_cancellable_cancel (self->listing);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->trying);
  g_clear_object (&self->listing);
  g_clear_object (&self->finding);
  g_clear_object (&self->setup);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_MODEL_PAGE);

  G_OBJECT_CLASS (proctor_model_page_parent_class)->dispose (object);
}

static void
proctor_model_page_finalize (GObject *object)
{
  ProctorModelPage *self = PROCTOR_MODEL_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_model_page_parent_class)->finalize (object);
}

static void
proctor_model_page_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorModelPage *self = PROCTOR_MODEL_PAGE (object);

  switch ((ProctorModelPageProperty) property_id)
    {
    case PROP_UNSAVED:
      g_value_set_boolean (value, self->unsaved);
      break;
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-model-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, state_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, state_spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, retry_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, source_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, unsafe_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, key_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, forget_key_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, key_problem_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, models_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, judge_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, limits_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, runs_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, answer_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, run_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, trial_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, try_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, trying_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, chat_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, tools_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, schema_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, save_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorModelPage, save_row);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_wanted_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
}

static void
proctor_model_page_class_init (ProctorModelPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_model_page_dispose;
  object_class->finalize = proctor_model_page_finalize;
  object_class->get_property = proctor_model_page_get_property;
  widget_class->map = proctor_model_page_map;

  /**
   * ProctorModelPage:unsaved:
   *
   * Whether something else stands here than is in force.
   */
  properties[PROP_UNSAVED] = g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorModelPage::saved:
   * @self: a page
   *
   * What stands here is in force now.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", PROCTOR_TYPE_MODEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorModelPage::failed:
   * @self: a page
   * @message: why, for a person
   *
   * What was asked for could not be done.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", PROCTOR_TYPE_MODEL_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PROCTOR_TYPE_MODEL_NAME_ROW);
  g_type_ensure (PROCTOR_TYPE_TRIAL_ROW);
  bind_template (widget_class);
}

static void
proctor_model_page_init (ProctorModelPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_model_page_fill_servers (self);
  proctor_model_page_hide_trial (self);
}

/**
 * proctor_model_page_new:
 * @desk: what the program has open
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
proctor_model_page_new (ProctorDesk *desk)
{
  ProctorModelPage *self;

  g_return_val_if_fail (PROCTOR_IS_DESK (desk), NULL);

  self = g_object_new (PROCTOR_TYPE_MODEL_PAGE, NULL);
  self->desk = g_object_ref (desk);
  self->setup = g_object_ref (proctor_desk_get_model_setup (desk));
  g_signal_connect_object (self->setup, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::key-problem", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "notify::message", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "notify::source", G_CALLBACK (source_cb), self, G_CONNECT_SWAPPED);
  source_cb (self);
  show_state (self);

  return GTK_WIDGET (self);
}

gboolean
proctor_model_page_get_unsaved (ProctorModelPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_MODEL_PAGE (self), FALSE);

  return self->unsaved;
}

/**
 * proctor_model_page_can_save:
 * @self: a page
 *
 * Returns: whether what stands here can be in force
 */
gboolean
proctor_model_page_can_save (ProctorModelPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_MODEL_PAGE (self), FALSE);

  return gtk_widget_get_sensitive (self->save_row);
}

/**
 * proctor_model_page_save:
 * @self: a page
 *
 * Puts in force what stands here; #ProctorModelPage::saved or #ProctorModelPage::failed says what
 * came of it.
 */
void
proctor_model_page_save (ProctorModelPage *self)
{
  g_return_if_fail (PROCTOR_IS_MODEL_PAGE (self));

  save_cb (self);
}

/**
 * proctor_model_page_close:
 * @self: a page that nobody looks at any longer
 *
 * Ends what is under way, and forgets the key that was typed: the page may live on for a while.
 */
void
proctor_model_page_close (ProctorModelPage *self)
{
  g_return_if_fail (PROCTOR_IS_MODEL_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->trying);
  g_cancellable_cancel (self->listing);
  g_cancellable_cancel (self->finding);
  g_clear_handle_id (&self->typing, g_source_remove);
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
}
