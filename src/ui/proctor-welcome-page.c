/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-welcome-page.h"

#include "proctor-error-text.h"

#include <glib/gi18n.h>

/**
 * ProctorWelcomePage:
 *
 * Where there is no workspace yet: the two roads to one. The sample's it goes itself, with words
 * for what is happening; the other begins with a dialog of the window's.
 */
struct _ProctorWelcomePage
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkWidget *sample_button;
  AdwStatusPage *working_page;
  GtkWidget *cancel_button;
  AdwStatusPage *problem_page;
  GtkWidget *try_again_button;

  /* Owned */
  ProctorDesk *desk;
  GSignalGroup *engine_signals;
  GCancellable *cancellable;

  gboolean can_go_back;
};

G_DEFINE_FINAL_TYPE (ProctorWelcomePage, proctor_welcome_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_CAN_GO_BACK,
} ProctorWelcomePageProperty;

static GParamSpec *properties[PROP_CAN_GO_BACK + 1];

enum
{
  SIGNAL_OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* AdwStatusPage reads its description as markup. */
static void
set_description (AdwStatusPage *page,
                 const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (page, escaped);
}

static void
show_progress (ProctorWelcomePage *self)
{
  ProctorEngineService *engine = proctor_desk_get_engine (self->desk);
  const char *message;

  switch (proctor_engine_service_get_state (engine))
    {
    case PROCTOR_ENGINE_STOPPED:
    case PROCTOR_ENGINE_STARTING:
      set_description (self->working_page, _ ("Starting the engine on this computer…"));
      break;
    case PROCTOR_ENGINE_READY:
      set_description (self->working_page, _ ("Loading the agent and its tests…"));
      break;
    case PROCTOR_ENGINE_WAITING:
    case PROCTOR_ENGINE_FAILED:
      message = proctor_engine_service_get_message (engine);
      set_description (self->working_page, message != NULL ? message : _ ("Starting the engine on this computer…"));
      break;
    }
}

static void
show_problem (ProctorWelcomePage *self,
              const GError *error)
{
  g_autofree char *text = proctor_error_text_dup (error);

  set_description (self->problem_page, text);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  gtk_widget_grab_focus (self->try_again_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
sample_added_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorWorkspace) workspace = proctor_desk_add_sample_finish (PROCTOR_DESK (object), result, &error);
  ProctorWelcomePage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_WELCOME_PAGE (user_data);
  g_clear_object (&self->cancellable);
  g_signal_group_set_target (self->engine_signals, NULL);
  if (workspace != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_OPENED], 0, workspace);
      gtk_stack_set_visible_child_name (self->stack, "choice");
    }
  else
    show_problem (self, error);
}

static void
sample_cb (ProctorWelcomePage *self)
{
  if (self->desk == NULL || self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  g_signal_group_set_target (self->engine_signals, proctor_desk_get_engine (self->desk));
  show_progress (self);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_grab_focus (self->cancel_button);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("Opening the sample workspace"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  proctor_desk_add_sample_async (self->desk, self->cancellable, sample_added_cb, self);
}

static void
stop (ProctorWelcomePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_signal_group_set_target (self->engine_signals, NULL);
}

static void
back_cb (ProctorWelcomePage *self)
{
  stop (self);
  gtk_stack_set_visible_child_name (self->stack, "choice");
  gtk_widget_grab_focus (self->sample_button);
}

static gboolean
proctor_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (PROCTOR_WELCOME_PAGE (widget)->sample_button);
}

static void
proctor_welcome_page_dispose (GObject *object)
{
  ProctorWelcomePage *self = PROCTOR_WELCOME_PAGE (object);

  if (self->engine_signals != NULL)
    stop (self);
  g_clear_object (&self->engine_signals);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (proctor_welcome_page_parent_class)->dispose (object);
}

static void
proctor_welcome_page_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorWelcomePage *self = PROCTOR_WELCOME_PAGE (object);

  switch ((ProctorWelcomePageProperty) property_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    }
}

static void
proctor_welcome_page_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ProctorWelcomePage *self = PROCTOR_WELCOME_PAGE (object);

  switch ((ProctorWelcomePageProperty) property_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_CAN_GO_BACK:
      self->can_go_back = g_value_get_boolean (value);
      break;
    }
}

static void
proctor_welcome_page_class_init (ProctorWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_welcome_page_dispose;
  object_class->get_property = proctor_welcome_page_get_property;
  object_class->set_property = proctor_welcome_page_set_property;
  widget_class->grab_focus = proctor_welcome_page_grab_focus;

  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, PROCTOR_TYPE_DESK, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * ProctorWelcomePage:can-go-back:
   *
   * Whether there is a workspace that one came from.
   */
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorWelcomePage::opened:
   * @workspace: the sample workspace
   *
   * It is there and can be shown.
   */
  signals[SIGNAL_OPENED] = g_signal_new ("opened", PROCTOR_TYPE_WELCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_WORKSPACE);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, sample_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, working_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorWelcomePage, try_again_button);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
}

static void
proctor_welcome_page_init (ProctorWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->engine_signals = g_signal_group_new (PROCTOR_TYPE_ENGINE_SERVICE);
  g_signal_group_connect_swapped (self->engine_signals, "notify", G_CALLBACK (show_progress), self);
}

/**
 * proctor_welcome_page_new:
 * @desk: (nullable): where a workspace is added
 *
 * Returns: (transfer floating): a page with the choice
 */
GtkWidget *
proctor_welcome_page_new (ProctorDesk *desk)
{
  return g_object_new (PROCTOR_TYPE_WELCOME_PAGE, "desk", desk, NULL);
}
