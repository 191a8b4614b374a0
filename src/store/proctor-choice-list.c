/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-choice-list.h"

#include "proctor-choice-load.h"
#include "proctor-client.h"
#include "proctor-history-choices.h"
#include "proctor-store-enums.h"

/* So many that were chosen before come first. */
#define MOST_RECENT 10

/**
 * ProctorChoiceList:
 *
 * What can be chosen from, as a list of #ProctorChoice. It is asked for when it is first wanted and kept
 * from then on; those that somebody has chosen come first.
 */
struct _ProctorChoiceList
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorHealth *health;
  char *agent_id;
  char *branch_id;
  ProctorHistory *history; /* (nullable): where it is remembered what was chosen */
  char *workspace_id;
  ProctorAgent *agent;
  GPtrArray *choices;
  GPtrArray *preferred; /* ids, the newest last */
  GError *error;
  GCancellable *cancellable;
  GCancellable *memory_cancellable;

  ProctorChoiceKind kind;
  ProctorChoiceState state;
  gboolean has_more;
};

typedef enum
{
  PROP_STATE = 1,
} ProctorChoiceListProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorChoiceList, proctor_choice_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
set_state (ProctorChoiceList *self,
           ProctorChoiceState state)
{
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
find_position (ProctorChoiceList *self,
               const char *id,
               guint *position)
{
  for (guint i = 0; id != NULL && i < self->choices->len; i++)
    {
      if (g_str_equal (proctor_choice_get_id (g_ptr_array_index (self->choices, i)), id))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Those that were chosen before come first, the newest first of all. */
static void
order (ProctorChoiceList *self)
{
  for (guint i = 0; i < self->preferred->len; i++)
    {
      guint position;

      if (find_position (self, g_ptr_array_index (self->preferred, i), &position))
        g_ptr_array_insert (self->choices, 0, g_ptr_array_steal_index (self->choices, position));
    }
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorChoiceList *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = NULL;
  gboolean has_more = FALSE;
  g_autoptr (GPtrArray) choices = proctor_choice_load_finish (PROCTOR_CLIENT (object), result, &agent, &has_more, &error);
  guint n_before;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  proctor_health_report (self->health, error);
  if (choices == NULL)
    {
      self->error = g_steal_pointer (&error);
      set_state (self, PROCTOR_CHOICE_ERROR);
      return;
    }

  g_set_object (&self->agent, agent);
  self->has_more = has_more;
  n_before = self->choices->len;
  g_ptr_array_unref (self->choices);
  self->choices = g_steal_pointer (&choices);
  order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->choices->len);
  set_state (self, PROCTOR_CHOICE_READY);
}

/* What is remembered of: an agent's branches are another's. */
static char *
dup_memory (ProctorChoiceList *self)
{
  const char *const names[] = {
    [PROCTOR_CHOICE_TOOLS] = "tools",
    [PROCTOR_CHOICE_AGENTS] = "agents",
    [PROCTOR_CHOICE_MODELS] = "models",
    [PROCTOR_CHOICE_ENVIRONMENTS] = "environments",
    [PROCTOR_CHOICE_NODES] = "nodes",
    [PROCTOR_CHOICE_BRANCHES] = "branches",
  };

  return self->agent_id != NULL ? g_strdup_printf ("%s %s", names[self->kind], self->agent_id) : g_strdup (names[self->kind]);
}

static void
remembered_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  ProctorChoiceList *self = user_data;
  g_autoptr (GPtrArray) recent = proctor_history_list_choices_finish (PROCTOR_HISTORY (object), result, NULL);

  /* Nothing is remembered, or the list has gone. */
  if (recent == NULL)
    return;

  /* What was chosen meanwhile is newer than all of them. */
  for (guint i = 0; i < recent->len; i++)
    {
      const char *id = ((ProctorHistoryChoice *) g_ptr_array_index (recent, i))->id;

      if (!g_ptr_array_find_with_equal_func (self->preferred, id, g_str_equal, NULL))
        g_ptr_array_insert (self->preferred, 0, g_strdup (id));
    }
  if (self->choices->len == 0)
    return;

  order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, self->choices->len, self->choices->len);
}

static GType
get_item_type (GListModel *model)
{
  return PROCTOR_TYPE_CHOICE;
}

static guint
get_n_items (GListModel *model)
{
  return PROCTOR_CHOICE_LIST (model)->choices->len;
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  ProctorChoiceList *self = PROCTOR_CHOICE_LIST (model);

  return position < self->choices->len ? g_object_ref (g_ptr_array_index (self->choices, position)) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
proctor_choice_list_dispose (GObject *object)
{
  ProctorChoiceList *self = PROCTOR_CHOICE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->memory_cancellable);
  g_clear_object (&self->memory_cancellable);

  G_OBJECT_CLASS (proctor_choice_list_parent_class)->dispose (object);
}

static void
proctor_choice_list_finalize (GObject *object)
{
  ProctorChoiceList *self = PROCTOR_CHOICE_LIST (object);

  g_clear_object (&self->client);
  g_clear_object (&self->health);
  g_free (self->agent_id);
  g_free (self->branch_id);
  g_clear_object (&self->history);
  g_free (self->workspace_id);
  g_clear_object (&self->agent);
  g_ptr_array_unref (self->choices);
  g_ptr_array_unref (self->preferred);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (proctor_choice_list_parent_class)->finalize (object);
}

static void
proctor_choice_list_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  ProctorChoiceList *self = PROCTOR_CHOICE_LIST (object);

  switch ((ProctorChoiceListProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    }
}

static void
proctor_choice_list_class_init (ProctorChoiceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_choice_list_dispose;
  object_class->finalize = proctor_choice_list_finalize;
  object_class->get_property = proctor_choice_list_get_property;

  /**
   * ProctorChoiceList:state:
   *
   * How much is known. It is told after the list has changed.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_CHOICE_STATE, PROCTOR_CHOICE_UNKNOWN, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_choice_list_init (ProctorChoiceList *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  self->preferred = g_ptr_array_new_with_free_func (g_free);
}

/**
 * proctor_choice_list_new:
 * @client: the way to the server
 * @health: hears how asking went
 * @kind: what is chosen from
 * @agent_id: (nullable): whose, where that matters
 *
 * Returns: (transfer full): a list that nobody has asked for yet
 */
ProctorChoiceList *
proctor_choice_list_new (ProctorClient *client,
                         ProctorHealth *health,
                         ProctorChoiceKind kind,
                         const char *agent_id)
{
  ProctorChoiceList *self;

  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);
  g_return_val_if_fail (PROCTOR_IS_HEALTH (health), NULL);
  g_return_val_if_fail ((kind == PROCTOR_CHOICE_NODES || kind == PROCTOR_CHOICE_BRANCHES) == (agent_id != NULL), NULL);

  self = g_object_new (PROCTOR_TYPE_CHOICE_LIST, NULL);
  self->client = g_object_ref (client);
  self->health = g_object_ref (health);
  self->kind = kind;
  self->agent_id = g_strdup (agent_id);

  return self;
}

/**
 * proctor_choice_list_new_on_branch:
 * @client: the way to the server
 * @health: hears how asking went
 * @agent_id: an agent
 * @branch_id: (nullable): one of its branches
 *
 * Returns: (transfer full): the nodes of its workflow as they are on that branch, for which nobody has asked yet
 */
ProctorChoiceList *
proctor_choice_list_new_on_branch (ProctorClient *client,
                                   ProctorHealth *health,
                                   const char *agent_id,
                                   const char *branch_id)
{
  ProctorChoiceList *self = proctor_choice_list_new (client, health, PROCTOR_CHOICE_NODES, agent_id);

  g_return_val_if_fail (self != NULL, NULL);

  self->branch_id = g_strdup (branch_id);

  return self;
}

/**
 * proctor_choice_list_use_history:
 * @self: a list that nobody has asked for yet
 * @history: (nullable): where it is remembered what was chosen
 * @workspace_id: whose list it is
 *
 * Lets what is chosen come first also the next time that the program runs.
 */
void
proctor_choice_list_use_history (ProctorChoiceList *self,
                                 ProctorHistory *history,
                                 const char *workspace_id)
{
  g_return_if_fail (PROCTOR_IS_CHOICE_LIST (self));
  g_return_if_fail (self->state == PROCTOR_CHOICE_UNKNOWN);

  g_set_object (&self->history, history);
  g_set_str (&self->workspace_id, workspace_id);
}

/**
 * proctor_choice_list_has_more:
 * @self: a list
 *
 * Returns: whether the server has more than what could be read
 */
gboolean
proctor_choice_list_has_more (ProctorChoiceList *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (self), FALSE);

  return self->has_more;
}

ProctorChoiceState
proctor_choice_list_get_state (ProctorChoiceList *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (self), PROCTOR_CHOICE_UNKNOWN);

  return self->state;
}

/**
 * proctor_choice_list_get_error:
 * @self: a list
 *
 * Returns: (nullable): why it could not be had
 */
const GError *
proctor_choice_list_get_error (ProctorChoiceList *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (self), NULL);

  return self->error;
}

/**
 * proctor_choice_list_want:
 * @self: a list
 *
 * Asks for it, unless that was done already.
 */
void
proctor_choice_list_want (ProctorChoiceList *self)
{
  g_return_if_fail (PROCTOR_IS_CHOICE_LIST (self));

  if (self->state == PROCTOR_CHOICE_UNKNOWN)
    proctor_choice_list_reload (self);
}

/**
 * proctor_choice_list_reload:
 * @self: a list
 *
 * Asks for it, again if need be. What is there stays until there is an answer.
 */
void
proctor_choice_list_reload (ProctorChoiceList *self)
{
  g_return_if_fail (PROCTOR_IS_CHOICE_LIST (self));

  if (self->cancellable != NULL)
    return;

  if (self->history != NULL && self->memory_cancellable == NULL)
    {
      g_autofree char *memory = dup_memory (self);

      self->memory_cancellable = g_cancellable_new ();
      proctor_history_list_choices_async (self->history, self->workspace_id, memory, MOST_RECENT, self->memory_cancellable, remembered_cb, self);
    }

  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  if (self->state != PROCTOR_CHOICE_READY)
    set_state (self, PROCTOR_CHOICE_LOADING);
  proctor_choice_load_async (self->client, self->kind, self->agent_id, self->branch_id, self->cancellable, loaded_cb, self);
}

/**
 * proctor_choice_list_prefer:
 * @self: a list
 * @id: what was chosen
 *
 * From the next time on it comes first, except that an agent's main branch always does.
 */
void
proctor_choice_list_prefer (ProctorChoiceList *self,
                            const char *id)
{
  guint position;

  g_return_if_fail (PROCTOR_IS_CHOICE_LIST (self));
  g_return_if_fail (id != NULL);

  if (self->kind == PROCTOR_CHOICE_BRANCHES)
    return;

  if (g_ptr_array_find_with_equal_func (self->preferred, id, g_str_equal, &position))
    g_ptr_array_remove_index (self->preferred, position);
  g_ptr_array_add (self->preferred, g_strdup (id));
  if (self->history != NULL)
    {
      g_autofree char *memory = dup_memory (self);

      proctor_history_choose (self->history, self->workspace_id, memory, id, NULL);
    }

  if (find_position (self, id, &position) && position > 0)
    {
      order (self);
      g_list_model_items_changed (G_LIST_MODEL (self), 0, position + 1, position + 1);
    }
}

/**
 * proctor_choice_list_get_agent:
 * @self: a list of nodes
 *
 * Returns: (transfer none) (nullable): the agent whose they are, once it is known
 */
ProctorAgent *
proctor_choice_list_get_agent (ProctorChoiceList *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (self), NULL);

  return self->agent;
}

/**
 * proctor_choice_list_find:
 * @self: a list
 * @id: (nullable): an id
 *
 * Returns: (transfer none) (nullable): what has that id, as far as is known
 */
ProctorChoice *
proctor_choice_list_find (ProctorChoiceList *self,
                          const char *id)
{
  guint position;

  g_return_val_if_fail (PROCTOR_IS_CHOICE_LIST (self), NULL);

  return find_position (self, id, &position) ? g_ptr_array_index (self->choices, position) : NULL;
}
