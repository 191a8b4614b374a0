/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-pane-private.h"

/**
 * ProctorTestPane:
 *
 * A test, to be edited. It follows the library: a test that was changed is read again, without what
 * is shown going away in the meantime. A draft that the library knows nothing of is shown by its id.
 *
 * It is in several files: -load reads what is shown, -pages has what stands there in place of a test.
 */
G_DEFINE_FINAL_TYPE (ProctorTestPane, proctor_test_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_ITEM,
  PROP_N_CHOSEN,
  PROP_DRAFT_ID,
  PROP_SHOWS_TEST,
} ProctorTestPaneProperty;

static GParamSpec *properties[PROP_SHOWS_TEST + 1];

enum
{
  SIGNAL_RUN,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
saved_cb (ProctorTestPane *self,
          const char *test_id)
{
  /* What is on the way in the list is what we have just sent. */
  if (self->item != NULL)
    self->loaded_at = proctor_test_item_get_updated_at (self->item);
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, test_id);
}

static void
run_cb (ProctorTestPane *self,
        const char *test_id)
{
  g_signal_emit (self, signals[SIGNAL_RUN], 0, test_id);
}

/* A window begins with no test in it; what is needed for one is made when there is one. */
static void
create_editor (ProctorTestPane *self)
{
  self->editor = PROCTOR_TEST_EDITOR (proctor_test_editor_new ());
  g_signal_connect_object (self->editor, "run", G_CALLBACK (run_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->editor), "content");
}

void
proctor_test_pane_show_header (ProctorTestPane *self)
{
  if (self->session != NULL && self->draft != NULL)
    proctor_test_editor_show_item (self->editor, self->item);
}

static void
discarded_cb (ProctorTestPane *self)
{
  gboolean discarded;

  g_object_get (self->draft, "discarded", &discarded, NULL);
  if (discarded && self->draft_id != NULL)
    proctor_test_pane_set_draft_id (self, NULL);
}

static void
show_wanted_place (ProctorTestPane *self)
{
  g_autofree char *place = NULL;

  if (self->draft == NULL || g_strcmp0 (proctor_draft_get_id (self->draft), self->wanted_id) != 0)
    return;

  g_clear_pointer (&self->wanted_id, g_free);
  place = g_steal_pointer (&self->wanted_place);
  proctor_test_editor_focus_place (self->editor, place);
}

void
proctor_test_pane_take_draft (ProctorTestPane *self,
                              ProctorDraft *draft)
{
  if (self->editor == NULL)
    create_editor (self);
  if (self->draft != draft)
    {
      if (self->draft != NULL)
        g_signal_handlers_disconnect_by_data (self->draft, self);
      g_set_object (&self->draft, draft);
      g_signal_connect_object (draft, "notify::discarded", G_CALLBACK (discarded_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (draft, "notify::folder-id", G_CALLBACK (proctor_test_pane_show_header), self, G_CONNECT_SWAPPED);
      proctor_test_editor_set_session (self->editor, self->session);
      proctor_test_editor_set_draft (self->editor, draft);
    }
  proctor_test_pane_show_header (self);
  proctor_test_pane_update_page (self);
  show_wanted_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TEST]);
}

static void
drop_item (ProctorTestPane *self)
{
  g_clear_handle_id (&self->begin_source, g_source_remove);
  proctor_test_pane_stop_loading (self);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->draft_id, g_free);
  if (self->editor != NULL)
    proctor_test_editor_set_draft (self->editor, NULL);
  if (self->draft == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_clear_object (&self->draft);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TEST]);
}

static void
drop_session (ProctorTestPane *self)
{
  if (self->session == NULL)
    return;

  g_signal_handlers_disconnect_by_data (proctor_session_get_library (self->session), self);
  g_signal_handlers_disconnect_by_data (proctor_session_get_health (self->session), self);
  g_clear_object (&self->session);
}

static void
proctor_test_pane_dispose (GObject *object)
{
  ProctorTestPane *self = PROCTOR_TEST_PANE (object);

  drop_item (self);
  drop_session (self);
  g_clear_pointer (&self->wanted_id, g_free);
  g_clear_pointer (&self->wanted_place, g_free);
  self->editor = NULL;
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TEST_PANE);

  G_OBJECT_CLASS (proctor_test_pane_parent_class)->dispose (object);
}

static void
proctor_test_pane_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorTestPane *self = PROCTOR_TEST_PANE (object);

  switch ((ProctorTestPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_N_CHOSEN:
      g_value_set_uint (value, self->n_chosen);
      break;
    case PROP_DRAFT_ID:
      g_value_set_string (value, self->draft_id);
      break;
    case PROP_SHOWS_TEST:
      g_value_set_boolean (value, proctor_test_pane_shows_test (self));
      break;
    }
}

static void
proctor_test_pane_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  ProctorTestPane *self = PROCTOR_TEST_PANE (object);

  switch ((ProctorTestPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_test_pane_set_session (self, g_value_get_object (value));
      break;
    case PROP_ITEM:
      proctor_test_pane_set_item (self, g_value_get_object (value));
      break;
    case PROP_N_CHOSEN:
      proctor_test_pane_set_n_chosen (self, g_value_get_uint (value));
      break;
    case PROP_DRAFT_ID:
      proctor_test_pane_set_draft_id (self, g_value_get_string (value));
      break;
    case PROP_SHOWS_TEST:
      break;
    }
}

static void
proctor_test_pane_class_init (ProctorTestPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_test_pane_dispose;
  object_class->get_property = proctor_test_pane_get_property;
  object_class->set_property = proctor_test_pane_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);
  properties[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, PROCTOR_TYPE_TEST_ITEM, flags);
  /**
   * ProctorTestPane:n-chosen:
   *
   * How many tests are chosen. Where it is more than one, no test is shown but their number.
   */
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * ProctorTestPane:draft-id:
   *
   * A draft that the library knows no test of, in place of an item.
   */
  properties[PROP_DRAFT_ID] = g_param_spec_string ("draft-id", NULL, NULL, NULL, flags);
  /**
   * ProctorTestPane:shows-test:
   *
   * Whether a test is there to be edited and run, and not only looked for.
   */
  properties[PROP_SHOWS_TEST] = g_param_spec_boolean ("shows-test", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorTestPane::run:
   * @self: a pane
   * @test_id: the test
   *
   * What is shown is to be run, and the server has all of it.
   */
  signals[SIGNAL_RUN] = g_signal_new ("run", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ProctorTestPane::saved:
   * @self: a pane
   * @test_id: the test, which may have been new
   *
   * The server has what is shown.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-test-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTestPane, stack);
}

static void
proctor_test_pane_init (ProctorTestPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
proctor_test_pane_new (void)
{
  return g_object_new (PROCTOR_TYPE_TEST_PANE, NULL);
}

ProctorSession *
proctor_test_pane_get_session (ProctorTestPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_PANE (self), NULL);

  return self->session;
}

/**
 * proctor_test_pane_set_session:
 * @self: a pane
 * @session: (nullable): the workspace that is open
 *
 * Whose tests are shown. A test of another session is not shown any more.
 */
void
proctor_test_pane_set_session (ProctorTestPane *self,
                               ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));
  g_return_if_fail (session == NULL || PROCTOR_IS_SESSION (session));

  if (self->session == session)
    return;

  proctor_test_pane_set_item (self, NULL);
  proctor_test_pane_set_draft_id (self, NULL);
  drop_session (self);
  if (session != NULL)
    {
      self->session = g_object_ref (session);
      g_signal_connect_object (proctor_session_get_library (session), "changed", G_CALLBACK (proctor_test_pane_show_header), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (proctor_session_get_health (session), "recovered", G_CALLBACK (proctor_test_pane_recovered), self, G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

ProctorTestItem *
proctor_test_pane_get_item (ProctorTestPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_PANE (self), NULL);

  return self->item;
}

static void
follow_item (ProctorTestPane *self,
             ProctorTestItem *item)
{
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (proctor_test_pane_item_changed), self, G_CONNECT_SWAPPED);
}

/* A test that was new until now is in the list when it is saved. */
static gboolean
is_shown_already (ProctorTestPane *self,
                  ProctorTestItem *item)
{
  return self->item == NULL && self->draft != NULL && g_strcmp0 (proctor_draft_get_id (self->draft), proctor_test_item_get_id (item)) == 0;
}

static void
keep_draft (ProctorTestPane *self,
            ProctorTestItem *item)
{
  follow_item (self, item);
  self->loaded_at = proctor_test_item_get_updated_at (item);
  g_clear_pointer (&self->draft_id, g_free);
  proctor_test_pane_show_header (self);
  proctor_test_pane_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_ID]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * proctor_test_pane_set_item:
 * @self: a pane
 * @item: (nullable): a test of the session
 *
 * Reads the test and shows it from its beginning.
 */
void
proctor_test_pane_set_item (ProctorTestPane *self,
                            ProctorTestItem *item)
{
  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));
  g_return_if_fail (item == NULL || PROCTOR_IS_TEST_ITEM (item));
  g_return_if_fail (item == NULL || self->session != NULL);

  if (self->item == item)
    return;

  if (item != NULL && is_shown_already (self, item))
    {
      keep_draft (self, item);
      return;
    }

  drop_item (self);
  if (item != NULL)
    {
      follow_item (self, item);
      proctor_test_pane_load (self);
    }
  proctor_test_pane_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

const char *
proctor_test_pane_get_draft_id (ProctorTestPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_PANE (self), NULL);

  return self->draft_id;
}

/* What somebody is writing stays as it is when its test is deleted elsewhere. */
static gboolean
outlives_item (ProctorTestPane *self,
               const char *draft_id)
{
  return self->item != NULL && self->draft != NULL && g_strcmp0 (proctor_draft_get_id (self->draft), draft_id) == 0;
}

static void
let_go_of_item (ProctorTestPane *self)
{
  proctor_test_pane_stop_loading (self);
  g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  proctor_test_pane_show_header (self);
  /* The server says whether it is really gone, and not only out of sight. */
  proctor_draft_refresh (self->draft);
}

/**
 * proctor_test_pane_set_draft_id:
 * @self: a pane
 * @draft_id: (nullable): a draft of the session
 *
 * Shows a draft that the library knows no test of, in place of an item.
 */
void
proctor_test_pane_set_draft_id (ProctorTestPane *self,
                                const char *draft_id)
{
  g_autofree char *own_id = g_strdup (draft_id);
  gboolean had_item;

  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));
  g_return_if_fail (draft_id == NULL || self->session != NULL);

  if (g_strcmp0 (self->draft_id, draft_id) == 0)
    return;

  had_item = self->item != NULL;
  if (own_id != NULL && outlives_item (self, own_id))
    {
      let_go_of_item (self);
      self->draft_id = g_steal_pointer (&own_id);
    }
  else
    {
      drop_item (self);
      self->draft_id = g_steal_pointer (&own_id);
      if (self->draft_id != NULL)
        proctor_test_pane_load (self);
    }
  proctor_test_pane_update_page (self);
  if (had_item)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT_ID]);
}

/**
 * proctor_test_pane_show_place:
 * @self: a pane
 * @test_id: a test, which is about to be shown
 * @place: where in it, as in `chat_history/3/message`
 *
 * Leads there as soon as the test has been read.
 */
void
proctor_test_pane_show_place (ProctorTestPane *self,
                              const char *test_id,
                              const char *place)
{
  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));
  g_return_if_fail (test_id != NULL && place != NULL);

  g_set_str (&self->wanted_id, test_id);
  g_set_str (&self->wanted_place, place);
  show_wanted_place (self);
}

static void
begin_cb (gpointer user_data)
{
  ProctorTestPane *self = user_data;

  self->begin_source = 0;
  if (self->editor != NULL)
    proctor_test_editor_begin (self->editor);
}

/**
 * proctor_test_pane_begin:
 * @self: a pane to which a new test was given
 *
 * Puts the focus where the writing begins. A dialog that was closed gives it back to where it was
 * before, so that has to come first.
 */
void
proctor_test_pane_begin (ProctorTestPane *self)
{
  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));

  if (self->begin_source == 0)
    self->begin_source = g_idle_add_once (begin_cb, self);
}

gboolean
proctor_test_pane_shows_test (ProctorTestPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_PANE (self), FALSE);

  return self->draft != NULL;
}

/**
 * proctor_test_pane_get_editor:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the form, once a test was shown
 */
ProctorTestEditor *
proctor_test_pane_get_editor (ProctorTestPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_PANE (self), NULL);

  return self->editor;
}

/**
 * proctor_test_pane_set_n_chosen:
 * @self: a pane
 * @n_chosen: how many tests are chosen
 *
 * Where several are chosen, their number is shown in place of one of them.
 */
void
proctor_test_pane_set_n_chosen (ProctorTestPane *self,
                                guint n_chosen)
{
  g_return_if_fail (PROCTOR_IS_TEST_PANE (self));

  if (self->n_chosen == n_chosen)
    return;

  self->n_chosen = n_chosen;
  if (n_chosen <= 1 && self->item != NULL && self->draft == NULL)
    proctor_test_pane_load (self);
  proctor_test_pane_update_page (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
}
